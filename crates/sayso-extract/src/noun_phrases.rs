//! Noun phrases: what a text speaks of.
//!
//! Told by closed classes of words alone, so that a phrase is rather too short or missing than wrong: it stands after a determiner,
//! possessive or preposition, or starts with a capital, and goes on until a word of a closed class, a verb of speech or a mark.

use sayso_model::{Document, Segment, Span};

use crate::Language;
use crate::language::{Class, Form};
use crate::reading::{Reading, TokenKind, fold_word};

/// Words of one phrase at most, joints not counted.
const MAX_WORDS: usize = 6;

/// Classes of which no word is a noun or adjective.
const CLOSED: &[Class] = &[
    Class::Preposition,
    Class::Conjunction,
    Class::Be,
    Class::Have,
    Class::Do,
    Class::Modal,
    Class::Negation,
    Class::Relative,
    Class::Question,
    Class::Adverb,
    Class::SubjectPronoun,
    Class::ObjectPronoun,
    Class::Determiner,
];

/// Marks that make two words one.
const HYPHENS: &str = "-‑‐";

/// Words that tell that a noun phrase follows.
const OPENERS: &[Class] = &[Class::Determiner, Class::Possessive, Class::Preposition];

/// Whether the token is a word that can be a noun or adjective.
pub(crate) fn can_be_noun(reading: &Reading, token: usize) -> bool {
    let found = &reading.tokens[token];
    found.kind == TokenKind::Word
        && !found.classes.has_any(CLOSED)
        && (reading.is_capital(token) || !fold_word(reading.words(token)).ends_with("ly"))
}

/// The noun phrases of a document, without the determiner before them: each with its tails ("proposed rent freeze", "rent freeze",
/// "freeze"), and joined to the phrase after it ("suspension of the mayor").
///
/// Shape: in the order of their last words, longer ones first; none twice.
/// Units: bytes of the document's text.
///
/// # Examples
/// ```
/// use sayso_extract::{Language, noun_phrases};
/// use sayso_model::{Document, Segment, SegmentType, Voice};
///
/// let document = Document::from_text("a.txt", "We need the rent freeze.");
/// let body = Segment {
///     segment_type: SegmentType::Body,
///     span: document.whole(),
///     parent: None,
///     author: Voice::Unknown,
///     addressee: None,
///     content: document.whole(),
///     cue: None,
///     date: None,
///     rule_id: "hand",
/// };
/// let phrases = noun_phrases(&document, &[body], &Language::english()?);
/// assert_eq!(document.slice(phrases[0]), "rent freeze");
/// # Ok::<(), sayso_extract::ExtractError>(())
/// ```
pub fn noun_phrases(document: &Document, segments: &[Segment], language: &Language) -> Vec<Span> {
    let reading = Reading::new(document, segments, language);
    let mut phrases = Vec::new();
    for unit in &reading.units {
        let mut before: Option<std::ops::Range<usize>> = None;
        let mut at = unit.tokens.start;
        while at < unit.tokens.end {
            let end = run_from(&reading, at, unit.tokens.end);
            if end == at || !is_opened(&reading, unit.tokens.start, at) {
                at = end.max(at + 1);
                continue;
            }
            let start = at.max(end.saturating_sub(MAX_WORDS));
            for head in before.filter(|before| is_joint(&reading, before.end, at)).into_iter().flatten() {
                phrases.push(reading.span_of(head..end));
            }
            let tails = || (start..end).filter(|tail| starts_phrase(&reading, *tail));
            phrases.extend(tails().map(|tail| reading.span_of(tail..end)));
            before = Some(start..end);
            at = end;
        }
    }
    phrases
}

/// Whether what stands before a run tells that it is a phrase, or its capital does; the first word of a sentence has one anyway.
fn is_opened(reading: &Reading, unit_start: usize, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| *before >= unit_start) else { return false };
    let is_within_sentence = !matches!(reading.tokens[before].kind, TokenKind::Mark(_));
    reading.tokens[before].classes.has_any(OPENERS) || is_within_sentence && reading.is_capital(at)
}

/// Where the run of nouns and adjectives that starts at `start` ends; `start` itself where there is none.
fn run_from(reading: &Reading, start: usize, limit: usize) -> usize {
    let mut end = start;
    while end < limit {
        let is_inner = end > start && end + 1 < limit && !reading.tokens[end].is_after_space;
        let is_hyphen = is_inner && reading.is_mark(end, HYPHENS) && !reading.tokens[end + 1].is_after_space;
        let is_possessive = is_inner
            && reading.tokens[end].kind == TokenKind::Clitic
            && reading.words(end).ends_with(['s', 'S']);
        let goes_on = can_be_noun(reading, end) && !(end > start && is_finite_cue(reading, end))
            || (is_hyphen || is_possessive) && can_be_noun(reading, end + 1);
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a verb of speech may stand here ("the council said").
fn is_finite_cue(reading: &Reading, token: usize) -> bool {
    reading.verb_at(token).is_some_and(|(_, form, _)| !matches!(form, Form::Base | Form::Gerund))
}

/// Whether a tail of a phrase can start here: at a word, but not behind a hyphen.
fn starts_phrase(reading: &Reading, token: usize) -> bool {
    let found = &reading.tokens[token];
    let is_behind_hyphen = token > 0 && !found.is_after_space && reading.is_mark(token - 1, HYPHENS);
    found.kind == TokenKind::Word && !is_behind_hyphen
}

/// Whether what stands between two phrases joins them: "of", "for the".
fn is_joint(reading: &Reading, from: usize, to: usize) -> bool {
    let joins = from < to && reading.has(from, Class::RoleJoin);
    joins
        && (from + 1..to)
            .all(|token| reading.tokens[token].classes.has_any(&[Class::Determiner, Class::Possessive]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::body;

    fn check(text: &str, expected: &[&str]) {
        let (document, segments) = body(text);
        let found = noun_phrases(&document, &segments, &Language::english().unwrap());
        let found: Vec<&str> = found.iter().map(|phrase| document.slice(*phrase)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn phrases_end_where_something_else_begins() {
        check("We want the proposed rent freeze now.", &["proposed rent freeze", "rent freeze", "freeze"]);
        check("The council said that it is against a bike-lane.", &["council", "bike-lane"]);
        check("It is what it was.", &[]);
        check("", &[]);
    }

    #[test]
    fn joined_phrases_are_told_whole_as_well() {
        check(
            "They oppose the suspension of the mayor.",
            &["suspension", "suspension of the mayor", "mayor"],
        );
    }

    #[test]
    fn any_text_is_read() {
        for text in ["’s", "the -", "of of the", "“the é", "the\u{301} x", "a’s-b’s", "The The The"]
        {
            let (document, segments) = body(text);
            for phrase in noun_phrases(&document, &segments, &Language::english().unwrap()) {
                assert!(!document.slice(phrase).is_empty(), "{text:?}");
            }
        }
    }
}
