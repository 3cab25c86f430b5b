//! Ids that hash content: the same words give the same id, whatever stands around them.
//!
//! An id of a document's row has two halves: the document's id, and a hash of the row's own words. So rows sort by document, and
//! a row keeps its second half when other parts of its text are edited, which is how two builds are compared.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::{fold_name, fold_words};

/// Id of a document: `d` and the first 12 hexadecimal digits of the SHA-256 of its raw bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(String);

impl DocumentId {
    /// The id of a document with that hash, in hexadecimal.
    pub fn from_sha256(sha256_hex: &str) -> Self {
        Self(format!("d{}", sha256_hex.get(..12).unwrap_or(sha256_hex)))
    }

    /// The id as tables show it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for DocumentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Counts how often the same words have come before, so that each of several equal rows gets an id of its own.
#[derive(Clone, Debug, Default)]
pub struct Repeats(BTreeMap<String, u32>);

impl Repeats {
    /// How often `digest` came before.
    fn next(&mut self, digest: &str) -> u32 {
        let seen = self.0.entry(digest.to_owned()).or_insert(0);
        let nth = *seen;
        *seen += 1;
        nth
    }
}

/// Id of a segment: its type and words.
pub fn segment_id(document: &DocumentId, segment_type: &str, words: &str, repeats: &mut Repeats) -> String {
    row_id(document, 'g', &[segment_type, &fold_words(words)], repeats)
}

/// Id of a mention: its words.
pub fn mention_id(document: &DocumentId, surface: &str, repeats: &mut Repeats) -> String {
    row_id(document, 'm', &[&fold_words(surface)], repeats)
}

/// Id of a statement: the words of its content and of its speaker (not the actor they resolve to).
pub fn statement_id(
    document: &DocumentId,
    content: &str,
    speaker_surface: &str,
    repeats: &mut Repeats,
) -> String {
    row_id(document, 's', &[&fold_words(content), &fold_words(speaker_surface)], repeats)
}

/// Id of a stance: its evidence, holder's and target's words or slugs.
pub fn stance_id(
    document: &DocumentId,
    evidence: &str,
    holder: &str,
    target: &str,
    repeats: &mut Repeats,
) -> String {
    row_id(document, 't', &[&fold_words(evidence), holder, target], repeats)
}

/// Id of an affiliation: its evidence, member and organisation.
pub fn affiliation_id(
    document: &DocumentId,
    evidence: &str,
    member: &str,
    organisation: &str,
    repeats: &mut Repeats,
) -> String {
    row_id(document, 'a', &[&fold_words(evidence), member, organisation], repeats)
}

/// Id of an actor that no registry knows: a hash of the name, and of the document where the name alone does not tell people
/// apart (a surname, an unnamed commenter).
pub fn unknown_actor_id(actor_type: &str, name: &str, document: Option<&DocumentId>) -> String {
    let scope = document.map_or("", DocumentId::as_str);
    let digest = digest(&[actor_type, &fold_name(name), scope]);
    format!("x-{}-{}", &actor_type[..3], &digest[..12])
}

fn row_id(document: &DocumentId, kind: char, fields: &[&str], repeats: &mut Repeats) -> String {
    let first = digest(fields);
    let nth = repeats.next(&first);
    let local = if nth == 0 { first } else { digest(&[&first, &nth.to_string()]) };
    format!("{document}-{kind}{}", &local[..12])
}

/// SHA-256 over fields, each preceded by its length, so that no two lists of fields run together.
fn digest(fields: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for field in fields {
        hasher.update((field.len() as u64).to_le_bytes());
        hasher.update(field.as_bytes());
    }
    hex(&hasher.finalize())
}

pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    #[test]
    fn ids_hold_their_fields_apart() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_ne!(digest(&["ab", ""]), digest(&["ab"]));
    }

    #[test]
    fn the_same_words_twice_get_two_ids() {
        let document = Document::from_text("a.txt", "x");
        let mut repeats = Repeats::default();
        let first = statement_id(document.id(), "we will win", "Ann", &mut repeats);
        let second = statement_id(document.id(), "we will  win", "Ann", &mut repeats);
        assert_ne!(first, second);
        assert_eq!(first, statement_id(document.id(), "we will win", "Ann", &mut Repeats::default()));
    }

    #[test]
    fn full_names_meet_across_documents_and_surnames_do_not() {
        let (one, other) = (Document::from_text("a.txt", "x"), Document::from_text("b.txt", "y"));
        assert_eq!(
            unknown_actor_id("person", "Ann Park", None),
            unknown_actor_id("person", "ann  park", None)
        );
        assert_ne!(
            unknown_actor_id("person", "Park", Some(one.id())),
            unknown_actor_id("person", "Park", Some(other.id()))
        );
    }
}
