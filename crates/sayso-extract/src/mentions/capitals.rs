//! Runs of capitalised words.

use std::ops::Range;

use sayso_model::Span;

use crate::language::Class;
use crate::reading::{Reading, Shape, TokenKind, Unit};

/// The span from the first token of a range to its last.
pub(super) fn cover(reading: &Reading, tokens: &Range<usize>) -> Span {
    reading.tokens[tokens.start].span.cover(reading.tokens[tokens.end - 1].span)
}

/// Whether the token is a word that starts with a capital.
pub(super) fn is_capital_word(reading: &Reading, token: usize) -> bool {
    reading.tokens[token].kind == TokenKind::Word && reading.is_capital(token)
}

/// Whether this token is a mark of this kind that touches the words on both sides.
pub(super) fn is_tight_hyphen(reading: &Reading, unit: &Unit, token: usize) -> bool {
    matches!(reading.tokens[token].kind, TokenKind::Mark('-' | '‑' | '‐'))
        && !reading.tokens[token].is_after_space
        && token + 1 < unit.tokens.end
        && reading.tokens[token + 1].kind == TokenKind::Word
        && !reading.tokens[token + 1].is_after_space
}

/// Whether the token is one capital letter, as in "J. Park".
pub(super) fn is_initial(reading: &Reading, token: usize) -> bool {
    let found = &reading.tokens[token];
    found.kind == TokenKind::Word
        && (found.shape == Shape::Capital && reading.words(token).chars().count() == 1
            || reading.words(token).ends_with('.'))
}

/// Whether the word belongs to closed classes or is known to be no name.
pub(super) fn is_function_word(reading: &Reading, token: usize) -> bool {
    reading.tokens[token].classes.has_any(&[
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::SubjectPronoun,
        Class::ObjectPronoun,
        Class::Possessive,
        Class::Be,
        Class::Have,
        Class::Do,
        Class::Modal,
        Class::Question,
        Class::SentenceStarter,
        Class::Calendar,
    ])
}
