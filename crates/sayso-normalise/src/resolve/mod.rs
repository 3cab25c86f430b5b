//! From mentions to actors, in passes from the surest evidence to the least sure.

mod cast;

mod scene;

mod registered;

mod people;

mod bodies;

mod acronyms;

mod handles;

mod parts;

mod local_bodies;

mod head_words;

mod ambiguity;

mod layout;

mod phrase;

mod voices;

mod speakers;

mod heard;

mod pronouns;

mod antecedents;

mod roles;

mod noun_phrase;

mod holders;

mod of_two;

mod nominals;

mod affiliations;

mod standing;

mod actors;

mod contexts;

use std::collections::BTreeSet;

use sayso_model::{Document, Extraction, MentionType, Resolution, Segment, Speaker};

use self::antecedents::Antecedents;
pub use self::contexts::contexts;
use self::layout::Layout;
use self::scene::Scene;
use self::speakers::Pointers;
use crate::registry::Registry;

/// The passes over the names of a document, in the order in which they apply. Each takes what those before it have left open.
const PASSES: &[fn(&mut Scene)] = &[
    registered::resolve,
    people::resolve,
    bodies::resolve,
    acronyms::resolve,
    ambiguity::resolve,
    handles::resolve,
    parts::resolve,
    local_bodies::resolve,
    head_words::resolve,
];

/// The actors of `document`: for each mention, author, addressee and speaker, who that is.
///
/// Depends on its arguments alone; the same arguments give the same resolution.
pub(crate) fn resolve(
    document: &Document,
    segments: &[Segment],
    extraction: &Extraction,
    registry: &Registry,
) -> Resolution {
    let mut scene = Scene::new(document, segments, extraction, registry);
    for pass in PASSES {
        pass(&mut scene);
    }
    let layout = Layout::new(document, segments);
    let voices = voices::resolve(&mut scene, segments);
    let antecedents = Antecedents::new(&scene);
    let roles = roles::roles(&scene);
    let speakers = speakers::resolve(
        &mut scene,
        &voices,
        &Pointers { antecedents: &antecedents, roles: &roles },
        &layout,
    );
    pronouns::resolve(&mut scene, &voices, &speakers, &antecedents, &layout);
    nominals::resolve(&mut scene, &roles, &antecedents, &layout);
    let bonds = affiliations::resolve(&mut scene, &voices, &speakers, &antecedents, &layout);
    standing::resolve(&mut scene, &voices, &speakers, &antecedents, &layout);
    ambiguity::report(&mut scene);

    let is_name = |mention_type| !matches!(mention_type, MentionType::Nominal | MentionType::Pronoun);
    let mention_members: Vec<Option<usize>> =
        (0..extraction.mentions.len()).map(|at| scene.member_of(at)).collect();
    let n_names_resolved = extraction
        .mentions
        .iter()
        .zip(&mention_members)
        .filter(|(mention, member)| is_name(mention.mention_type) && member.is_some())
        .count();
    let n_speakers_named =
        extraction.statements.iter().filter(|statement| statement.speaker != Speaker::Unknown).count();
    let n_speakers_resolved = speakers.speakers.iter().filter(|speaker| speaker.is_some()).count();
    let lists =
        [&mention_members, &voices.authors, &voices.addressees, &speakers.speakers, &speakers.addressees];
    let bound = bonds.iter().flat_map(|bond| [bond.member, bond.organisation]);
    let used: BTreeSet<usize> =
        lists.into_iter().flatten().flatten().copied().chain(voices.document_author).chain(bound).collect();
    let (actors, index_of) = actors::build(&scene, &used);
    let place = |members: Vec<Option<usize>>| -> Vec<Option<usize>> {
        members.into_iter().map(|member| index_of[member?]).collect()
    };
    scene.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    let affiliations: Vec<_> = bonds.iter().filter_map(|bond| bond.published(document, &index_of)).collect();
    Resolution {
        contexts: Vec::new(),
        actors,
        mention_actors: place(mention_members),
        author_actors: place(voices.authors),
        addressee_actors: place(voices.addressees),
        speaker_actors: place(speakers.speakers),
        statement_addressee_actors: place(speakers.addressees),
        document_author: voices.document_author.and_then(|at| index_of[at]),
        affiliations,
        coverage: vec![
            ("names_resolved", n_names_resolved as u64),
            ("speakers_named", n_speakers_named as u64),
            ("speakers_resolved", n_speakers_resolved as u64),
        ],
        diagnostics: scene.diagnostics,
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod properties;
