//! Where a document names private people.

use std::collections::BTreeSet;

use regex::Regex;
use sayso_model::{Actor, Document, Extraction, MentionType, NameType, Resolution, Span};

use crate::Pseudonyms;

/// How short a name on its own may be to be looked for: "Al" is part of too much.
const SYMBOLS_OF_A_NAME: usize = 3;

/// The private people of one document: where it names them, and under which names.
#[derive(Clone, Debug, Default)]
pub(crate) struct PrivatePeople {
    /// In the order of the text, apart from one another.
    pub(crate) spans: Vec<Span>,
    /// Names of more than one word, and account names: they mean nobody else.
    pub(crate) whole_names: BTreeSet<String>,
    /// Given names and surnames on their own.
    pub(crate) single_names: BTreeSet<String>,
}

impl PrivatePeople {
    /// Every place where a private person's name stands: what was resolved to one, and the same names wherever nothing was resolved
    /// to anybody else.
    pub(crate) fn of(
        document: &Document,
        extraction: &Extraction,
        resolution: &Resolution,
        pseudonyms: &Pseudonyms,
    ) -> Self {
        let mut people = Self::default();
        let is_private: Vec<bool> =
            resolution.actors.iter().map(|actor| pseudonyms.has(&actor.actor_id)).collect();
        if !is_private.contains(&true) {
            return people;
        }
        for (actor, _) in resolution.actors.iter().zip(&is_private).filter(|(_, is_private)| **is_private) {
            people.add_names(actor);
        }
        let mut spans = Vec::new();
        let mut others = Vec::new();
        for (mention, actor) in extraction.mentions.iter().zip(&resolution.mention_actors) {
            let Some(actor) = *actor else { continue };
            if !is_private.get(actor).copied().unwrap_or_default() {
                others.push(mention.span);
            } else if !matches!(mention.mention_type, MentionType::Nominal | MentionType::Pronoun) {
                spans.push(mention.span);
            }
        }
        let names = people.whole_names.iter().chain(&people.single_names);
        for pattern in any_name(names, false) {
            let named =
                pattern.find_iter(document.text()).map(|found| Span::between(found.start(), found.end()));
            spans.extend(named.filter(|named| !overlaps_any(&others, *named)));
        }
        people.spans = joined(spans);
        people
    }

    fn add_names(&mut self, actor: &Actor) {
        let Actor { name, names, given_name, family_name, sort_name, .. } = actor;
        let told = names.iter().filter(|name| name.name_type != NameType::Initials).map(|name| &name.name);
        for name in told.chain([name]).chain(given_name).chain(family_name).chain(sort_name) {
            let name = name.trim();
            if name.starts_with('@') || name.contains(char::is_whitespace) {
                self.whole_names.insert(name.to_owned());
            } else if name.chars().count() >= SYMBOLS_OF_A_NAME {
                self.single_names.insert(name.to_owned());
            }
        }
    }
}

/// How many names go into one pattern: engines bound how large one may be.
const NAMES_OF_A_PATTERN: usize = 200;

/// Patterns for any of `names` as whole words, the longest first; white space in them is any run of it.
pub(crate) fn any_name<'a>(names: impl Iterator<Item = &'a String>, ignores_case: bool) -> Vec<Regex> {
    let mut names: Vec<&String> = names.filter(|name| !name.trim().is_empty()).collect();
    names.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.as_str()));
    names.dedup();
    let case = if ignores_case { "(?i)" } else { "" };
    let chunks = names.chunks(NAMES_OF_A_PATTERN);
    let patterns = chunks.map(|names| {
        let names: Vec<String> = names.iter().map(|name| whole_word(name)).collect();
        Regex::new(&format!("{case}{}", names.join("|")))
    });
    // words that are escaped and few make a pattern
    patterns.filter_map(Result::ok).collect()
}

fn whole_word(name: &str) -> String {
    let is_word = |symbol: char| symbol.is_alphanumeric() || symbol == '_';
    let edge = |is_at_word: bool| if is_at_word { r"\b" } else { "" };
    let words: Vec<String> = name.split_whitespace().map(regex::escape).collect();
    let name = name.trim();
    format!("{}{}{}", edge(name.starts_with(is_word)), words.join(r"\s+"), edge(name.ends_with(is_word)))
}

/// Whether one of `spans`, sorted and apart or nested, shares a byte with `span`.
fn overlaps_any(spans: &[Span], span: Span) -> bool {
    let before = spans.partition_point(|other| other.start_byte() < span.end_byte());
    // mentions nest two or three deep at most, so what overlaps is near
    spans[..before].iter().rev().take(8).any(|other| other.overlaps(span))
}

/// Spans joined where they overlap, in the order of the text.
pub(crate) fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole_words() {
        let names = ["Ann Park".to_owned(), "Park".to_owned(), "@annp".to_owned()];
        let patterns = any_name(names.iter(), false);
        let text = "Ann\nPark’s friend @annp saw Parker, a park and Park.";
        let found: Vec<&str> = patterns[0].find_iter(text).map(|found| found.as_str()).collect();
        assert_eq!(found, ["Ann\nPark", "@annp", "Park"]);
        assert!(any_name([].into_iter(), false).is_empty());
    }

    #[test]
    fn thousands_of_names_are_looked_for() {
        let names: Vec<String> = (0..3000).map(|nth| format!("Anna-Maria Longname Number{nth}")).collect();
        let patterns = any_name(names.iter(), true);
        assert_eq!(patterns.len(), names.len().div_ceil(NAMES_OF_A_PATTERN));
        assert!(names.iter().all(|name| patterns.iter().any(|pattern| pattern.is_match(name))));
    }
}
