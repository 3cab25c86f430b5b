//! Titles of films, books, plays and songs, which are nobody's name, whatever they look like: "the director of I, Eve Sands", "the
//! film Eve Sands", "a novel, ‘Eve Sands’".
//!
//! A title is told by what leads up to it: one who makes works and "of" ("director of"), or the word for a work right before it. A
//! body goes before a title ("director of the Harbour Union"), and a title that stands by itself cannot be told from a name.

use std::ops::Range;

use sayso_model::{EntityKind, MentionType, Span};

use super::capitals::{cover, is_capital_word};
use crate::language::Class;
use crate::reading::{Reading, TokenKind, Unit};

/// The spans of all titles, in text order.
pub(super) fn titles(reading: &Reading) -> Vec<Span> {
    let mut titles = Vec::new();
    for unit in &reading.units {
        for at in unit.tokens.clone() {
            let first = match lead(reading, unit, at) {
                Some(first) => first,
                None => continue,
            };
            if let Some(title) = title_at(reading, unit, first) {
                titles.push(cover(reading, &title));
            }
        }
    }
    titles
}

/// Whether a mention is taken from a title: a person's name within it. Known bodies stay what they are, and so does what is longer.
pub(super) fn is_from_title(
    titles: &[Span],
    span: Span,
    mention_type: MentionType,
    kind: Option<EntityKind>,
) -> bool {
    let nearest = titles.partition_point(|title| title.start_byte() <= span.start_byte());
    let title = nearest.checked_sub(1).map(|before| titles[before]);
    kind == Some(EntityKind::Person)
        && mention_type == MentionType::Name
        && title.is_some_and(|title| title.contains(span))
}

/// The token after the words that lead up to a title, if they start at `at`.
fn lead(reading: &Reading, unit: &Unit, at: usize) -> Option<usize> {
    let is_mark = |at: usize, marks: &str| {
        at < unit.tokens.end
            && matches!(reading.tokens[at].kind, TokenKind::Mark(mark) if marks.contains(mark))
    };
    let next = at + 1;
    if next >= unit.tokens.end {
        return None;
    }
    if reading.has(at, Class::Maker) && reading.words(next).eq_ignore_ascii_case("of") {
        let quote = usize::from(is_mark(next + 1, "“‘\"'"));
        return Some(next + 1 + quote);
    }
    // "the film Eve Sands", "a novel, ‘Eve Sands’"; "a film by Ann Park" has no title here.
    if reading.has(at, Class::Work) && !reading.is_capital(at) {
        let comma = usize::from(is_mark(next, ",:"));
        let quote = usize::from(is_mark(next + comma, "“‘\"'"));
        return (comma == 0 || quote == 1).then_some(next + comma + quote);
    }
    None
}

/// Capitalised words, with the commas and small words that stand between them in a title that opens with "I".
fn title_at(reading: &Reading, unit: &Unit, first: usize) -> Option<Range<usize>> {
    if first >= unit.tokens.end || !is_capital_word(reading, first) {
        return None;
    }
    let opens_with_pronoun = reading.has(first, Class::SubjectPronoun);
    let mut end = first + 1;
    while end < unit.tokens.end {
        let is_comma = opens_with_pronoun
            && end == first + 1
            && reading.tokens[end].kind == TokenKind::Mark(',')
            && end + 1 < unit.tokens.end
            && is_capital_word(reading, end + 1);
        if !is_comma && !is_capital_word(reading, end) {
            break;
        }
        end += 1;
    }
    // "the author of Eve Sands’s life" speaks of Eve Sands.
    let is_possessive = end < unit.tokens.end && reading.tokens[end].kind == TokenKind::Clitic;
    (!is_possessive).then_some(first..end)
}

#[cfg(test)]
mod tests {
    use crate::mentions::testing::check;

    #[test]
    fn titles_are_nobodys_names() {
        check("Nora Hart, the director of I, Daniel Vance, spoke.", &["Nora Hart/name"]);
        check("And Nora Hart, director of I Daniel Vance, spoke.", &["Nora Hart/name"]);
        check("the star of Daniel Vance was late", &[]);
        check("We saw the film Daniel Vance. Vance is its hero.", &[]);
        check("a novel, “Daniel Vance”, by Nora Hart", &["Nora Hart/name"]);
    }

    #[test]
    fn people_and_bodies_stay() {
        check("a film by Daniel Vance", &["Daniel Vance/name"]);
        check("the director of the Reform League", &["Reform League/name"]);
        check("the author of Daniel Vance’s life", &["Daniel Vance/name"]);
        check("The film, Daniel Vance said, is late.", &["Daniel Vance/name"]);
    }
}
