//! # Finds
//! A paragraph without quotation marks that the line before announces outright ("posted the following comment:-", "as
//! follows:"), or indented lines after "wrote:". Where the announced words are missing (a picture that did not survive, so
//! that room or the reporter's own prose follows) a diagnostic says so.
//!
//! # Why it is a segment of its own
//! What is announced and set off is the voice of the one who is announced.
//!
//! # Source
//! The layout of displayed quotations in news and weblogs.

use std::sync::LazyLock;

use regex::Regex;
use sayso_model::SegmentType;

use crate::segments::introduction::{Introduction, introduction};
use crate::segments::level::{Author, Claim, Level};
use crate::segments::names::{has_word, surname};
use crate::segments::pattern;
use crate::segments::quotes::{excerpt, opening_mark, without_marks};

const RULE_ID: &str = "announced_paragraph";
/// Indented lines stand at least this many bytes further in.
const MIN_INDENT: usize = 2;

static LIST_ITEM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[-*•·–—+o] |\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)] ?|\[\d)"));

pub(super) fn apply(level: &mut Level<'_>) {
    let mut line = level.lines.start;
    while line < level.lines.end {
        let is_free = level.is_free(line);
        let announced = if is_free { introduction(level.page, line, level.lines.start) } else { None };
        line = announced.and_then(|announced| claim_after(level, line, announced)).unwrap_or(line + 1);
    }
}

/// Claims what `line` announces; gives the line after it.
fn claim_after(level: &mut Level<'_>, line: usize, announced: Introduction) -> Option<usize> {
    let page = level.page;
    let first = line + 1;
    let is_inside = level.lines.contains(&first);
    if is_inside && !level.is_free(first) && !level.is_boilerplate(first) {
        return None;
    }
    let text = page.text(first);
    if level.is_free(first) && (LIST_ITEM.is_match(text) || opening_mark(text).is_some()) {
        return None;
    }
    let own_indent = page.lines[line].indent;
    let is_indented =
        |line: &usize| level.is_free(*line) && page.lines[*line].indent >= own_indent + MIN_INDENT;
    let indented = (first..level.lines.end).take_while(is_indented).last();
    let last = match indented {
        Some(last) if announced.author.is_some() || announced.is_announcement => last,
        _ if !announced.is_announcement => return None,
        _ if is_missing(level, first, &announced) => {
            let words = excerpt(announced.cue.map_or("", |cue| page.document.slice(cue)));
            let message = format!("the words that {words:?} announces are not in the text");
            level.warn("missing_content", &message, announced.cue.unwrap_or(page.span(line)));
            return None;
        }
        _ => page.paragraph_end(first, level.lines.end),
    };
    let segment_type = if announced.is_posting { SegmentType::SocialPost } else { SegmentType::BlockQuote };
    let is_taken = level.claim(Claim {
        author: Author::named(announced.author),
        content: Some(without_marks(page, page.cover(first, last))),
        cue: announced.cue,
        ..Claim::new(RULE_ID, segment_type, first, last)
    });
    is_taken.then_some(last + 1)
}

/// Whether something else follows than the announced words: nothing, extra room, or prose about the announced one.
fn is_missing(level: &Level<'_>, first: usize, announced: &Introduction) -> bool {
    let page = level.page;
    let speaks_of_author = |name: &str| has_word(page.text(first), surname(name));
    !level.is_free(first)
        || page.is_after_gap(first)
        || announced.author.is_some_and(|author| speaks_of_author(page.document.slice(author)))
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::check;
    use crate::segments::segment;
    use sayso_model::Document;

    #[test]
    fn hits() {
        check(
            "Ann Park issued the following statement:\nThe hall is cold.\nIt was shut.",
            &[
                "body | ? | Ann Park issued the following statement:",
                "block_quote | Ann Park | The hall is cold.",
                "body | ? | It was shut.",
            ],
        );
        check(
            "Ann Park posted the following comment on Facebook:-\nI am sorry.\nIt was shut.",
            &[
                "body | ? | Ann Park posted the following comment on Facebook:-",
                "social_post | Ann Park | I am sorry.",
                "body | ? | It was shut.",
            ],
        );
        check(
            "In 1840 Ann Park wrote:\n    The hall is cold,\n    and so am I.\nIt was shut.",
            &[
                "body | ? | In 1840 Ann Park wrote:",
                "block_quote | Ann Park | The hall is cold, and so am I.",
                "body | ? | It was shut.",
            ],
        );
    }

    #[test]
    fn near_misses() {
        for text in [
            "The council made the following statement of what it needs:\n- chairs\n- tables",
            "He said the following: nothing.\nIt was shut.",
            "We need three things:\nchairs and tables and time.",
            "Ann Park wrote:\nIt was shut.",
        ] {
            let document = Document::from_text("a.txt", text);
            let found = segment(&document);
            assert_eq!((found.segments.len(), found.diagnostics.len()), (1, 0), "{text}");
        }
    }

    #[test]
    fn missing_words_are_told_and_not_made_up() {
        for text in [
            "Ann Park posted the following comment on Facebook:-\n\n\nHaving read it, we left.\nWe left.\nWe did.",
            "Ann Park posted the following comment on Facebook:-\nHaving read it, we asked Park to leave.",
            "Ann Park posted the following comment on Facebook:-",
        ] {
            let document = Document::from_text("a.txt", text);
            let found = segment(&document);
            assert_eq!(found.segments.len(), 1, "{text}");
            assert_eq!(found.diagnostics[0].code, "missing_content", "{text}");
            assert_eq!(document.slice(found.diagnostics[0].span.unwrap()), "posted the following comment");
        }
    }
}
