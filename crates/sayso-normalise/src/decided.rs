//! Resolution of a document, with what somebody has decided of actors that no registry entry describes.
//!
//! The passes of `resolve` give a name that no entry has to an unregistered actor, whose id is made from the name. A registry file
//! may say of such an id that it is one of its entries (a redirect), or that it is nobody. Ids of surnames alone hold for one
//! document, so a redirect of one is a decision about that document and no other.

use std::collections::BTreeMap;

use sayso_model::{
    Actor, ActorName, Document, Extraction, MentionType, NameSource, NameType, PublicRole, Resolution,
    Segment,
};

use crate::name_key::name_key;
use crate::registry::{Registry, Ruling};

/// The actors of `document`: for each mention, author, addressee and speaker, who that is.
///
/// Depends on its arguments alone; the same arguments give the same resolution.
pub fn resolve(
    document: &Document,
    segments: &[Segment],
    extraction: &Extraction,
    registry: &Registry,
) -> Resolution {
    let mut resolution = crate::resolve::resolve(document, segments, extraction, registry);
    if resolution.actors.iter().any(|actor| registry.ruling(&actor.actor_id).is_some()) {
        let index_of = merge_actors(&mut resolution, registry);
        move_indices(&mut resolution, &index_of);
        count_again(&mut resolution, extraction);
    }
    resolution
}

/// Puts entries in the place of actors that are redirected to them. Gives back where each of the old actors is now.
fn merge_actors(resolution: &mut Resolution, registry: &Registry) -> Vec<Option<usize>> {
    let mut kept: BTreeMap<String, Actor> = BTreeMap::new();
    let mut new_ids = Vec::with_capacity(resolution.actors.len());
    let mut redirected = Vec::new();
    for actor in std::mem::take(&mut resolution.actors) {
        match registry.ruling(&actor.actor_id) {
            None => {
                new_ids.push(Some(actor.actor_id.clone()));
                kept.insert(actor.actor_id.clone(), actor);
            }
            Some(Ruling::Is(at)) => {
                let entry = registry.entry(at);
                new_ids.push(Some(entry.id.clone()));
                redirected.push((entry, actor));
            }
            Some(Ruling::Nobody) => new_ids.push(None),
        }
    }
    for (entry, actor) in redirected {
        let known = kept.entry(entry.id.clone()).or_insert_with(|| entry.actor());
        absorb(known, actor);
    }
    let places: BTreeMap<String, usize> = kept.keys().cloned().zip(0..).collect();
    resolution.actors = kept.into_values().collect();
    new_ids.into_iter().map(|id| places.get(&id?).copied()).collect()
}

/// Adds the names and identifiers by which the document knows `actor`, and what it tells of the public role where nothing else does.
fn absorb(known: &mut Actor, actor: Actor) {
    if known.public_role == PublicRole::Unknown {
        known.public_role = actor.public_role;
    }
    let key_of = |name: &str| name_key(name.trim_start_matches('@'));
    for name in actor.names.into_iter().filter(|name| name.is_observed) {
        let key = key_of(&name.name);
        let is_slip = |name_type| name_type == NameType::Misspelling;
        let mut forms = known.names.iter_mut().filter(|form| {
            key_of(&form.name) == key && (is_slip(form.name_type) || !is_slip(name.name_type))
        });
        match forms.next() {
            Some(form) => form.is_observed = true,
            None => {
                let name_type =
                    if name.name_type == NameType::Name { NameType::FullName } else { name.name_type };
                known.names.push(ActorName { name_type, source: NameSource::Text, ..name });
            }
        }
    }
    known.names.sort();
    known.names.dedup_by(|one, other| (&one.name, one.name_type) == (&other.name, other.name_type));
    known.identifiers.extend(actor.identifiers);
    known.identifiers.sort();
    known.identifiers.dedup();
}

fn move_indices(resolution: &mut Resolution, index_of: &[Option<usize>]) {
    for list in [
        &mut resolution.mention_actors,
        &mut resolution.author_actors,
        &mut resolution.addressee_actors,
        &mut resolution.speaker_actors,
        &mut resolution.statement_addressee_actors,
    ] {
        for actor in list {
            *actor = actor.and_then(|at| index_of[at]);
        }
    }
    resolution.document_author = resolution.document_author.and_then(|at| index_of[at]);
    let affiliations = std::mem::take(&mut resolution.affiliations);
    resolution.affiliations = affiliations
        .into_iter()
        .filter_map(|mut affiliation| {
            affiliation.member = index_of[affiliation.member]?;
            affiliation.organisation = index_of[affiliation.organisation]?;
            Some(affiliation)
        })
        .collect();
}

/// Whoever is nobody leaves names and speakers unresolved.
fn count_again(resolution: &mut Resolution, extraction: &Extraction) {
    let is_name = |mention_type| !matches!(mention_type, MentionType::Nominal | MentionType::Pronoun);
    let resolved = extraction.mentions.iter().zip(&resolution.mention_actors);
    let n_names =
        resolved.filter(|(mention, actor)| is_name(mention.mention_type) && actor.is_some()).count();
    let n_speakers = resolution.speaker_actors.iter().flatten().count();
    for (counter, n) in &mut resolution.coverage {
        match *counter {
            "names_resolved" => *n = n_names as u64,
            "speakers_resolved" => *n = n_speakers as u64,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use sayso_model::unknown_actor_id;

    use super::*;
    use crate::marked_text::{invented, marked_text};

    /// The invented registry with `more` at its end, written for the id of the unregistered person `name`.
    fn registry(name: &str, more: &str) -> Registry {
        let id = unknown_actor_id("person", name, None);
        let contents = format!("{}\n{}", include_str!("../tests/invented.toml"), more.replace("ID", &id));
        Registry::from_toml(&[("r.toml".to_owned(), contents)]).unwrap()
    }

    const REDIRECT: &str =
        "[[redirect]]\nold_id = \"ID\"\nnew_id = \"per-rosie-hart\"\nevidence = \"invented\"\n";

    #[test]
    fn a_redirected_actor_is_the_entry() {
        let text = marked_text("[p:Roz Hartigan] met [p:Rosie Hart]. [p:Roz Hartigan] left.");
        assert_eq!(text.actors_of_mentions(&invented()), ["Roz Hartigan", "Rosie Hart", "Roz Hartigan"]);
        let registry = registry("Roz Hartigan", REDIRECT);
        let resolution = resolve(&text.document, &text.segments, &text.extraction, &registry);
        assert_eq!(resolution.mention_actors, [Some(0), Some(0), Some(0)]);
        let [actor] = resolution.actors.as_slice() else { panic!("{:?}", resolution.actors) };
        let names: Vec<(&str, bool)> =
            actor.names.iter().map(|name| (name.name.as_str(), name.is_observed)).collect();
        let expected =
            [("Rosalind Hart", false), ("Rosie Hart", true), ("RosieHartMP", false), ("Roz Hartigan", true)];
        assert_eq!(names, expected);
    }

    #[test]
    fn an_entry_that_only_its_redirect_names_is_told_as_any_other() {
        let registry = registry("Roz Hartigan", REDIRECT);
        let named = marked_text("[p:Rosie Hart] left.");
        let redirected = marked_text("[p:Roz Hartigan] left.");
        let actors = |text: &crate::marked_text::MarkedText| {
            resolve(&text.document, &text.segments, &text.extraction, &registry).actors
        };
        let (mut named, mut redirected) = (actors(&named), actors(&redirected));
        assert_eq!(redirected[0].names.len(), named[0].names.len() + 1);
        named[0].names.clear();
        redirected[0].names.clear();
        assert_eq!(named, redirected);
    }

    #[test]
    fn what_the_registry_leaves_open_of_the_public_role_the_text_tells() {
        let entry = "[[person]]\nid = \"per-zed-lund\"\nname = \"Zed Lund\"\npublic_role = \"unknown\"\nevidence = \"invented\"\n";
        let redirect = REDIRECT.replace("per-rosie-hart", "per-zed-lund");
        let registry = registry("Roz Hartigan", &format!("{entry}\n{redirect}"));
        for name in ["Zed Lund", "Roz Hartigan"] {
            let mut text = marked_text(&format!("[p:{name}], a minister, left."));
            let person = text.span_of(name, 0);
            text.extraction.standings =
                vec![sayso_model::Standing { person, public_role: PublicRole::Official }];
            let actors = resolve(&text.document, &text.segments, &text.extraction, &registry).actors;
            let told: Vec<(&str, PublicRole)> =
                actors.iter().map(|actor| (actor.actor_id.as_str(), actor.public_role)).collect();
            assert_eq!(told, [("per-zed-lund", PublicRole::Official)], "{name}");
        }
    }

    #[test]
    fn nobody_is_no_actor() {
        let decision = "[[decision]]\nverdict = \"nobody\"\nname = \"Merry Mayday\"\nactor_id = \"ID\"\nevidence = \"invented\"\n";
        let text = marked_text("[p:Merry Mayday] said so to [p:Ann Lund]. [r:I] agree.").with_statement(
            "so",
            "Merry Mayday",
            0,
        );
        let counts = |registry: &Registry| {
            let resolution = resolve(&text.document, &text.segments, &text.extraction, registry);
            let count = |counter| resolution.coverage.iter().find(|(name, _)| *name == counter).unwrap().1;
            (resolution.actors.len(), count("names_resolved"), count("speakers_resolved"))
        };
        assert_eq!(counts(&invented()), (2, 2, 1));
        assert_eq!(counts(&registry("Merry Mayday", decision)), (1, 1, 0));
    }
}
