//! From coded spans to mentions as a reader of texts finds them.

use crate::attribution::CharRange;

use super::conllu::{ConlluDocument, Entity, Word};
use super::language::{Pronoun, is_name_join, is_title, pronoun};

/// How words point at something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MentionKind {
    Name,
    Nominal,
    Pronoun,
}

/// What a mention points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntityType {
    Person,
    Organisation,
    Other,
}

/// A coded mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CodedMention {
    pub(crate) range: CharRange,
    pub(crate) kind: MentionKind,
    pub(crate) entity_type: EntityType,
    pub(crate) chain: String,
    /// Its last word, in lower case.
    pub(crate) last_word: String,
    pub(crate) pronoun: Option<Pronoun>,
}

/// The mentions of a document, in text order, none with the same range as another.
pub(crate) fn mentions(document: &ConlluDocument) -> Vec<CodedMention> {
    let mut mentions: Vec<CodedMention> =
        document.entities.iter().filter_map(|entity| mention(&document.words, entity)).collect();
    mentions.sort_by_key(|mention| mention.range);
    mentions.dedup_by_key(|mention| mention.range);
    mentions
}

fn mention(words: &[Word], entity: &Entity) -> Option<CodedMention> {
    let head = entity.heads[0];
    let upos = |at: usize| words[at].upos.as_str();
    let entity_type = match entity.entity_type.as_str() {
        "person" => EntityType::Person,
        "organization" => EntityType::Organisation,
        _ => EntityType::Other,
    };
    let proper = entity.heads.iter().copied().find(|at| upos(*at) == "PROPN").filter(|at| *at <= head + 2);
    let (kind, first, last) = if let Some(proper) = proper {
        let (first, last) = name(words, entity, proper, entity_type);
        (MentionKind::Name, first, last)
    } else if entity.first == entity.last && upos(head) == "PRON" {
        (MentionKind::Pronoun, head, head)
    } else if upos(head) == "NOUN" {
        let last = entity.heads.iter().copied().filter(|at| *at < head + 4).max().unwrap_or(head);
        (MentionKind::Nominal, entity.first, last)
    } else {
        return None;
    };
    Some(CodedMention {
        range: (words[first].start_char, words[last].end_char),
        kind,
        entity_type,
        chain: entity.chain.clone(),
        last_word: words[last].form.to_lowercase(),
        pronoun: (kind == MentionKind::Pronoun).then(|| pronoun(&words[head].form)).flatten(),
    })
}

/// The first and last word of the run of proper nouns around `proper`, over words that join them, without titles and "the".
fn name(words: &[Word], entity: &Entity, proper: usize, entity_type: EntityType) -> (usize, usize) {
    let is_part = |at: usize| words[at].upos == "PROPN" || words[at].upos == "NUM" && at > entity.first;
    let is_join = |at: usize| is_name_join(&words[at].form);
    let (mut first, mut last) = (proper, proper);
    loop {
        let within = |at: usize| at <= entity.last;
        last = match last {
            at if within(at + 1) && is_part(at + 1) => at + 1,
            at if within(at + 2) && is_join(at + 1) && is_part(at + 2) => at + 2,
            at if within(at + 3) && is_join(at + 1) && is_join(at + 2) && is_part(at + 3) => at + 3,
            _ => break,
        };
    }
    loop {
        let room = first - entity.first;
        first = match first {
            at if room >= 1 && is_part(at - 1) => at - 1,
            at if room >= 2 && is_join(at - 1) && is_part(at - 2) => at - 2,
            _ => break,
        };
    }
    while first < last && entity_type == EntityType::Person && is_title(&words[first].form) {
        first += 1;
    }
    while first < last && is_name_join(&words[first].form) {
        first += 1;
    }
    (first, last)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::entities::conllu;

    #[test]
    fn names_nominals_and_pronouns() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/entities.conllu");
        let documents = conllu::read(&path).unwrap();
        let chars: Vec<char> = documents[0].text.chars().collect();
        let found: Vec<(String, MentionKind, EntityType, String)> = mentions(&documents[0])
            .into_iter()
            .map(|one| {
                let words = chars[one.range.0..one.range.1].iter().collect();
                (words, one.kind, one.entity_type, one.chain)
            })
            .collect();
        use EntityType::{Organisation, Other, Person};
        use MentionKind::{Name, Nominal, Pronoun};
        let expected = [
            ("Ann Park", Name, Person, "1"),
            ("Tide Watch", Name, Organisation, "2"),
            ("She", Pronoun, Person, "1"),
            ("it", Pronoun, Organisation, "2"),
            ("The group", Nominal, Organisation, "2"),
            ("Bob Lee", Name, Person, "3"),
            ("its old harbour", Nominal, Other, "4"),
            ("its", Pronoun, Organisation, "2"),
            ("He", Pronoun, Person, "3"),
        ];
        let mut expected: Vec<(String, MentionKind, EntityType, String)> = expected
            .into_iter()
            .map(|(words, kind, entity_type, chain)| (words.to_owned(), kind, entity_type, chain.to_owned()))
            .collect();
        expected.swap(6, 7);
        assert_eq!(found, expected);
    }
}
