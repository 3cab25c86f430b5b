//! # Finds
//! Lines that start with `>`, as mail and newsgroup programs quote; deeper marks are quotations within.
//!
//! # Why it is a segment of its own
//! The marked lines are the words of whoever is answered, named by the line above ("Ann Park wrote:").
//!
//! # Source
//! RFC 3676, section 4.5, and the usage of Usenet.

use sayso_model::{SegmentType, Span};

use crate::segments::introduction::introduction;
use crate::segments::level::{Author, Claim, Level};

const RULE_ID: &str = "mail_quote";

pub(super) fn apply(level: &mut Level<'_>) {
    let page = level.page;
    let is_inside_quote = level.container == Some(SegmentType::BlockQuote);
    let own_depth = if is_inside_quote {
        level.lines.clone().map(|line| depth(page.text(line))).min().unwrap_or(0)
    } else {
        0
    };
    let mut line = level.lines.start;
    while line < level.lines.end {
        let is_deeper = |line: &usize| level.is_free(*line) && depth(page.text(*line)) > own_depth;
        let Some(last) = (line..level.lines.end).take_while(is_deeper).last() else {
            line += 1;
            continue;
        };
        let before = line.checked_sub(1).filter(|before| level.is_free(*before));
        let announced = before.and_then(|before| introduction(page, before, level.lines.start));
        let span = page.cover(line, last);
        let is_mark = |c: char| c == '>' || c.is_whitespace();
        let marked = page.document.slice(span);
        let start_byte = span.end_byte() - marked.trim_start_matches(is_mark).len();
        let content = Span::of_length(start_byte, marked.trim_matches(is_mark).len());
        if !content.is_empty() {
            level.claim(Claim {
                author: Author::named(announced.as_ref().and_then(|introduction| introduction.author)),
                content: Some(content),
                cue: announced.and_then(|introduction| introduction.cue),
                ..Claim::new(RULE_ID, SegmentType::BlockQuote, line, last)
            });
        }
        line = last + 1;
    }
}

/// How many `>` the line starts with.
fn depth(text: &str) -> usize {
    text.chars().take_while(|c| matches!(c, '>' | ' ')).filter(|c| *c == '>').count()
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::check;

    #[test]
    fn hits() {
        check(
            "On 4 March 2019, Ann Park <ann@exton.example> wrote:\n> Tom Reed wrote:\n> > The hall is cold.\n> It is not.\n\nIt is.",
            &[
                "body | ? | On 4 March 2019, Ann Park <ann@exton.example> wrote:",
                "block_quote | Ann Park | Tom Reed wrote: > … It is not.",
                "  block_quote | Tom Reed | The hall is cold.",
                "body | ? | It is.",
            ],
        );
    }

    #[test]
    fn near_misses() {
        check("The price rose: 12 > 10.\nSo it goes.", &["body | ? | The price rose: 12 … So it goes."]);
        check(">\n>", &["body | ? | > >"]);
    }
}
