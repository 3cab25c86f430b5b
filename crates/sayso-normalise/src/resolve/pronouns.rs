//! Pronouns: "I" and "you" are the voice of a segment or statement and the one it addresses, others what they point back at.

use sayso_model::{MentionType, Span};

use super::antecedents::Antecedents;
use super::layout::Layout;
use super::scene::{Form, Found, Scene};
use super::speakers::{Contents, Speakers};
use super::voices::Voices;
use crate::name_key::name_key;
use crate::words::{FEMININE, FIRST_PERSON, MASCULINE, NEUTER, PLURAL, SECOND_PERSON};

/// Whom a pronoun may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// The one who speaks.
    First,
    /// The one who is addressed.
    Second,
    /// A man.
    Masculine,
    /// A woman.
    Feminine,
    /// A body or thing.
    Neuter,
    /// Several people.
    Plural,
}

/// Which pronoun `words` are; `None` where they are none that can be resolved.
pub(crate) fn pronoun(words: &str) -> Option<Pronoun> {
    // "He’s" ends like a possessive and is none.
    let word = words.trim().to_lowercase().replace('’', "'");
    let lists = [
        (FIRST_PERSON, Pronoun::First),
        (SECOND_PERSON, Pronoun::Second),
        (MASCULINE, Pronoun::Masculine),
        (FEMININE, Pronoun::Feminine),
        (NEUTER, Pronoun::Neuter),
        (PLURAL, Pronoun::Plural),
    ];
    let found = lists
        .iter()
        .find(|(list, _)| list.contains(&word.as_str()) || list.contains(&name_key(&word).as_str()));
    found.map(|(_, pronoun)| *pronoun)
}

/// Settles mentions that are pronouns: of the first person by the statement or segment around them, of the second by the segment's
/// addressee, of the third where they name a speaker that is resolved, else by their antecedent.
pub(crate) fn resolve(
    scene: &mut Scene,
    voices: &Voices,
    speakers: &Speakers,
    antecedents: &Antecedents,
    layout: &Layout,
) {
    let statements = &scene.extraction.statements;
    let contents = Contents::new(statements);
    for (at, speaker) in speakers.speakers.iter().enumerate() {
        if let (sayso_model::Speaker::Named(span), Some(member)) = (&statements[at].speaker, speaker)
            && let Some(&occurrence) = scene.by_span.get(span)
            && scene.occurrences[occurrence].mention_type == MentionType::Pronoun
        {
            scene.settle(occurrence, *member, Form::Passing);
        }
    }
    for (at, mention) in scene.extraction.mentions.iter().enumerate() {
        if mention.mention_type != MentionType::Pronoun || scene.found[at] != Found::Open {
            continue;
        }
        let segment = layout.voice_segment(mention.span);
        let statement = contents.innermost(statements, mention.span);
        let member = match pronoun(scene.occurrences[at].words) {
            Some(Pronoun::First) => {
                first_person(scene, mention.span, voices, speakers, &contents, layout).flatten()
            }
            Some(Pronoun::Second) => match statement {
                Some(statement) => speakers.addressees[statement]
                    .or_else(|| segment.and_then(|segment| voices.addressees[segment])),
                None => segment.and_then(|segment| voices.addressees[segment]),
            },
            _ => antecedents.member(scene, at),
        };
        if let Some(member) = member {
            scene.settle(at, member, Form::Passing);
        }
    }
}

/// The one who says "I" at `span`: the speaker of the statement around, else the author of the segment. `None` where the words are
/// no pronoun of the first person.
pub(crate) fn first_person(
    scene: &Scene,
    span: Span,
    voices: &Voices,
    speakers: &Speakers,
    contents: &Contents,
    layout: &Layout,
) -> Option<Option<usize>> {
    (pronoun(scene.document.slice(span)) == Some(Pronoun::First)).then(|| {
        match contents.innermost(&scene.extraction.statements, span) {
            Some(statement) => speakers.speakers[statement],
            None => layout.voice_segment(span).and_then(|segment| voices.authors[segment]),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_pronouns_from_names() {
        for (words, expected) in [
            ("I", Some(Pronoun::First)),
            ("I’ve", Some(Pronoun::First)),
            ("Our", Some(Pronoun::First)),
            ("you", Some(Pronoun::Second)),
            ("He’s", Some(Pronoun::Masculine)),
            ("She", Some(Pronoun::Feminine)),
            ("they", Some(Pronoun::Plural)),
            ("its", Some(Pronoun::Neuter)),
            ("who", None),
            ("Ian", None),
        ] {
            assert_eq!(pronoun(words), expected, "{words}");
        }
    }
}
