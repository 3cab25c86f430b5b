//! Noun phrases taken apart: "the Labour leader", "the League’s deputy chair", "our MP", "the mayor of Easton".

use sayso_model::Span;

use super::antecedents::head_of;
use super::phrase::inner_mentions;
use super::scene::Scene;
use crate::person_name::{is_in, without_possessive};
use crate::words::{DETERMINERS, OTHER_TIMES};

/// What a noun phrase tells without regard to who is meant.
pub(crate) struct NounPhrase<'a> {
    /// The noun, in lower case.
    pub(crate) head: String,
    /// The words between determiner, owner or body and the first preposition: "deputy chair".
    pub(crate) title: &'a str,
    /// The words for the one to whom it belongs: before ’s, or after "of" and the like.
    pub(crate) owner: Option<Span>,
    /// The body named before the noun: "the Labour leader".
    pub(crate) inner_body: Option<usize>,
    /// A place named before the noun: "the Easton MP".
    pub(crate) area: Option<&'a str>,
    /// Whether it opens with "my" or "our".
    pub(crate) is_own: bool,
    pub(crate) is_definite: bool,
    pub(crate) is_indefinite: bool,
    /// Whether it opens with a pronoun for an owner who is not named: "their leader".
    pub(crate) has_unnamed_owner: bool,
    /// Whether it speaks of another time than the text's own: "the former leader".
    pub(crate) is_of_other_time: bool,
}

impl<'a> NounPhrase<'a> {
    pub(crate) fn new(scene: &Scene<'a>, span: Span) -> Self {
        let words = scene.document.slice(span);
        let opening = words.split_whitespace().next().unwrap_or_default().to_lowercase();
        let possessor = possessor_end(words);
        let own = &words[possessor.map_or(0, |(_, next)| next)..];
        let start_byte = span.end_byte() - own.len();
        let preposition = preposition_in(own);
        let after_of = preposition
            .filter(|(_, next)| *next < own.len())
            .map(|(_, next)| Span::between(start_byte + next, span.end_byte()));
        let owner = possessor.map(|(end, _)| Span::of_length(span.start_byte(), end)).or(after_of);
        let mentions = &scene.extraction.mentions;
        let mut bodies = inner_mentions(mentions, span).into_iter().filter_map(|at| {
            let member = scene.member_of(at)?;
            (!scene.cast.member(member).is_person()).then_some((mentions[at].span, member))
        });
        let inner_body = bodies.next_back().filter(|_| owner.is_none() || possessor.is_none());
        let inner_body =
            inner_body.filter(|(name, _)| owner.is_none_or(|owner| name.start_byte() < owner.start_byte()));
        let before_of = &own[..preposition.map_or(own.len(), |(start, _)| start)];
        let after_body = inner_body.and_then(|(name, _)| before_of.get(name.end_byte() - start_byte..));
        Self {
            head: head_of(own),
            title: without_determiners(after_body.unwrap_or(before_of)),
            owner: owner.filter(|_| inner_body.is_none()),
            inner_body: inner_body.map(|(_, member)| member),
            area: area_of(own).filter(|_| inner_body.is_none()),
            is_own: matches!(opening.as_str(), "my" | "our"),
            is_definite: possessor.is_some()
                || matches!(opening.as_str(), "the" | "this" | "that" | "my" | "our" | "their" | "its"),
            is_indefinite: matches!(opening.as_str(), "a" | "an" | "one" | "another"),
            has_unnamed_owner: matches!(opening.as_str(), "my" | "your" | "his" | "her" | "their" | "its"),
            is_of_other_time: words.split([' ', '-']).any(|word| is_in(word, OTHER_TIMES)),
        }
    }
}

/// Where the possessor ends, and where the words after it start: "the League" and "chair" of "the League’s chair".
fn possessor_end(words: &str) -> Option<(usize, usize)> {
    let mut at_byte = 0;
    for word in words.split_inclusive(char::is_whitespace) {
        let next = at_byte + word.len();
        let bare = word.trim_end();
        if (bare.ends_with("’s") || bare.ends_with("'s")) && next < words.len() {
            return Some((at_byte + without_possessive(bare).len(), next));
        }
        at_byte = next;
    }
    None
}

/// Where the first preposition starts, and where the words after it do.
fn preposition_in(words: &str) -> Option<(usize, usize)> {
    let mut at_byte = 0;
    for word in words.split_inclusive(char::is_whitespace) {
        let next = at_byte + word.len();
        if is_in(word.trim_end(), &["of", "for", "from", "at"]) {
            return Some((at_byte, next));
        }
        at_byte = next;
    }
    None
}

fn without_determiners(words: &str) -> &str {
    let mut rest = words.trim();
    while let Some((first, after)) = rest.split_once(char::is_whitespace) {
        if !is_in(first, DETERMINERS) {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

/// The capitalised words before the noun: "Easton" of "the Easton MP".
fn area_of(words: &str) -> Option<&str> {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let mut from = None;
    let mut at_byte = 0;
    for word in words.split_inclusive(char::is_whitespace) {
        let next = at_byte + word.len();
        let is_last = next >= words.len();
        if !is_last && is_capital(word) && !is_in(word.trim_end(), DETERMINERS) {
            from.get_or_insert(at_byte);
        } else if is_last {
            return from.map(|from| words[from..at_byte].trim_end());
        } else {
            from = None;
        }
        at_byte = next;
    }
    None
}
