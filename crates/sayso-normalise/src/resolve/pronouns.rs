//! "I" and "you": the voice of a segment or statement, and the one it addresses.

use sayso_model::MentionType;

use super::layout::Layout;
use super::scene::{Form, Found, Scene};
use super::speakers::{Contents, Speakers};
use super::voices::Voices;
use crate::name_key::name_key;
use crate::words::{FEMININE, FIRST_PERSON, MASCULINE, SECOND_PERSON};

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
    ];
    let found = lists
        .iter()
        .find(|(list, _)| list.contains(&word.as_str()) || list.contains(&name_key(&word).as_str()));
    found.map(|(_, pronoun)| *pronoun)
}

/// Settles mentions that are pronouns: of the first person by the statement or segment around them, of the second by the segment's
/// addressee, of the third where they name a speaker that is resolved.
pub(crate) fn resolve(scene: &mut Scene, voices: &Voices, speakers: &Speakers, layout: &Layout) {
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
            Some(Pronoun::First) => match statement {
                Some(statement) => speakers.speakers[statement],
                None => segment.and_then(|segment| voices.authors[segment]),
            },
            Some(Pronoun::Second) => match statement {
                Some(statement) => speakers.addressees[statement]
                    .or_else(|| segment.and_then(|segment| voices.addressees[segment])),
                None => segment.and_then(|segment| voices.addressees[segment]),
            },
            _ => None,
        };
        if let Some(member) = member {
            scene.settle(at, member, Form::Passing);
        }
    }
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
            ("they", None),
            ("Ian", None),
        ] {
            assert_eq!(pronoun(words), expected, "{words}");
        }
    }
}
