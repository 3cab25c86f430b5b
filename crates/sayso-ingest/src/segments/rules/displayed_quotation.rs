//! # Finds
//! Paragraphs wholly in quotation marks that a line ending in a colon introduces ("Ann Park says of the hall:-"), that a bare
//! cue line introduces ("Ann Park reports"), or that a line or tail after them attributes ("— Ann Park", "Not my words, but
//! those of Ann Park").
//!
//! # Why it is a segment of its own
//! A quotation set apart from the running text is the voice of the one who is quoted. A quotation that goes on in the
//! reporter's sentence (“Furthermore,” says Park, “we …”) is running text and stays in the body, and so does a paragraph that
//! holds a quotation, a dash and a name (“…” — Ann Park): marks, source and words stand in one line, as a report has them.
//!
//! # Source
//! The layout of displayed quotations in news and weblogs; The Chicago Manual of Style, 13.9 to 13.30.

use std::sync::LazyLock;

use regex::Regex;
use sayso_model::{SegmentType, Span};

use crate::segments::introduction::{Introduction, cue_line, introduction};
use crate::segments::level::{Author, Claim, Level};
use crate::segments::lines::Page;
use crate::segments::names::{head, leading_name, name_runs};
use crate::segments::pattern;
use crate::segments::quotes::{Quoted, excerpt, quoted_lines};

const RULE_ID: &str = "displayed_quotation";

const DASHES: [char; 5] = ['–', '—', '―', '-', '~'];

static ATTRIBUTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Not my (?:own )?words\b|(?:These|Those|The) (?:are|were) (?:not my words|the words)\b|(?:These|Those|The) words (?:are|were|come|came)\b|(?:So|Thus) (?:says|said|writes|wrote|spoke)\b|(?:Strong |Wise )?[Ww]ords (?:of|from|by)\b)",
    )
});

/// Who is quoted, as the words after the quotation tell.
struct Attribution {
    author: Span,
    /// The last line that belongs to the quotation.
    last: usize,
}

pub(super) fn apply(level: &mut Level<'_>) {
    let mut line = level.lines.start;
    let mut previous: Option<(usize, Introduction)> = None;
    while line < level.lines.end {
        let Some(quoted) = find(level, line) else {
            line += 1;
            continue;
        };
        let goes_on = previous.take().filter(|(last, _)| last + 1 == line).map(|(_, announced)| announced);
        let announced = announcement(level, line).or(goes_on);
        let attribution = attribution(level, line, &quoted);
        if announced.is_none() && attribution.is_none() {
            line += 1;
            continue;
        }
        if !quoted.is_closed {
            let words = excerpt(level.page.document.slice(quoted.content));
            level.warn(
                "unclosed_quotation",
                &format!("no mark closes the quotation {words:?}"),
                quoted.content,
            );
        }
        let named = announced.as_ref().and_then(|introduction| introduction.author);
        let last = attribution.as_ref().map_or(quoted.last, |attribution| attribution.last);
        level.claim(Claim {
            author: Author::named(attribution.map(|attribution| attribution.author).or(named)),
            content: Some(quoted.content),
            cue: announced.as_ref().and_then(|introduction| introduction.cue),
            ..Claim::new(RULE_ID, SegmentType::BlockQuote, line, last)
        });
        previous = announced.filter(|_| last == quoted.last).map(|announced| (last, announced));
        line = last + 1;
    }
}

/// The free lines from `line` on that stand wholly in quotation marks.
fn find(level: &Level<'_>, line: usize) -> Option<Quoted> {
    if !level.is_free(line) {
        return None;
    }
    let quoted = quoted_lines(level.page, line, level.lines.end)?;
    let is_whole_level = quoted.last + 1 - line == level.lines.len();
    let is_own_container = level.container == Some(SegmentType::BlockQuote) && is_whole_level;
    (!quoted.content.is_empty() && !is_own_container && (line..=quoted.last).all(|line| level.is_free(line)))
        .then_some(quoted)
}

fn announcement(level: &Level<'_>, line: usize) -> Option<Introduction> {
    let before = line.checked_sub(1).filter(|before| level.is_free(*before))?;
    introduction(level.page, before, level.lines.start).or_else(|| cue_line(level.page, before))
}

/// The attribution behind the closing mark or on the line after it.
fn attribution(level: &Level<'_>, first: usize, quoted: &Quoted) -> Option<Attribution> {
    let page = level.page;
    let rest =
        quoted.rest.filter(|rest| quoted.last > first || !page.document.slice(*rest).starts_with(DASHES));
    if let Some(author) = rest.and_then(|rest| dashed_name(page, rest)) {
        return Some(Attribution { author, last: quoted.last });
    }
    let next = quoted.last + 1;
    if !level.is_free(next) {
        return None;
    }
    if page.span(next).n_bytes() <= 120
        && let Some(author) = dashed_name(page, page.span(next))
    {
        return Some(Attribution { author, last: next });
    }
    let text = head(page.text(next), 300);
    let opening = ATTRIBUTION.find(text)?;
    let base = page.span(next).start_byte();
    let runs = name_runs(&text[opening.end()..], base + opening.end());
    let author = runs.iter().find(|run| !run.is_possessive)?.span;
    Some(Attribution { author, last: quoted.last })
}

/// The name after a dash or in brackets ("— Ann Park, baker").
fn dashed_name(page: &Page<'_>, span: Span) -> Option<Span> {
    let text = page.document.slice(span);
    let words =
        text.trim_start_matches(|c: char| c.is_whitespace() || "([.,".contains(c) || DASHES.contains(&c));
    let n_marks = text.len() - words.len();
    let is_set_off = text.starts_with(DASHES) || text.starts_with(['(', '[']);
    let name = leading_name(words, span.start_byte() + n_marks, 2).filter(|_| is_set_off)?;
    let after = &text[name.span.end_byte() - span.start_byte()..];
    (after.is_empty() || after.starts_with([',', ')', ']', ';', '.', ' '])).then_some(name.span)
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::{check, shown};
    use crate::segments::segment;
    use sayso_model::{Document, Voice};

    #[test]
    fn introduced() {
        for (before, author) in [
            ("The noted surveyor, Ann Park, says of the hall:-", "Ann Park"),
            ("Ann Park, the author of I Tom Reed, commented on the hall’s state as follows:-", "Ann Park"),
            ("Ann Park reports", "Ann Park"),
            ("There are many for whom the following statement resonates:-", "?"),
        ] {
            let text = format!("{before}\n“It is cold, and it will stay cold for years.”\nIt was shut.");
            let quote = format!("block_quote | {author} | It is cold, and … cold for years.");
            check(&text, &[&format!("body | ? | {}", shown(before)), &quote, "body | ? | It was shut."]);
        }
    }

    #[test]
    fn attributed_afterwards() {
        check(
            "The words are these:\n“It is cold.”\nNot my words, but those of Ann Park, a Welsh surveyor.",
            &[
                "body | ? | The words are these:",
                "block_quote | Ann Park | It is cold.",
                "body | ? | Not my words, but … a Welsh surveyor.",
            ],
        );
        check(
            "“It is cold.\n“It is dark.” – Ann Park, surveyor\nIt was shut.",
            &["block_quote | Ann Park | It is cold. “It is dark.", "body | ? | It was shut."],
        );
        check(
            "“It is cold.” (Ann Park, surveyor)\nIt was shut.",
            &["block_quote | Ann Park | It is cold.", "body | ? | It was shut."],
        );
        check(
            "“It is cold.”\n—\u{a0}Ann Park\nIt was shut.",
            &["block_quote | Ann Park | It is cold.", "body | ? | It was shut."],
        );
        check(
            "“It is cold.”\n— Ann Park\nIt was shut.",
            &["block_quote | Ann Park | It is cold.", "body | ? | It was shut."],
        );
    }

    #[test]
    fn several_paragraphs_and_several_quotations() {
        check(
            "Ann Park wrote:\n“It is cold.\n“It is dark.”\n“It is mine.”\nIt was shut.",
            &[
                "body | ? | Ann Park wrote:",
                "block_quote | Ann Park | It is cold. “It is dark.",
                "block_quote | Ann Park | It is mine.",
                "body | ? | It was shut.",
            ],
        );
    }

    #[test]
    fn the_cue_is_told() {
        let text = "Ann Park commented on the hall’s state as follows:-\n“It is cold.”";
        let document = Document::from_text("a.txt", text);
        let segments = segment(&document).segments;
        assert_eq!(document.slice(segments[1].cue.unwrap()), "commented on the hall’s state as follows");
        assert!(matches!(segments[1].author, Voice::Named(_)));
    }

    #[test]
    fn near_misses() {
        for text in [
            "Ann Park commented as follows:-\n“Furthermore,” says Park, “it is cold.”",
            "We went in.\n“It is cold.”\nIt was shut.",
            "“It is cold.” – Ann Park, surveyor\nIt was shut.",
            "He said the following: nothing.\n“It is cold,” he added.",
        ] {
            let document = Document::from_text("a.txt", text);
            assert_eq!(segment(&document).segments.len(), 1, "{text}");
        }
    }

    #[test]
    fn a_missing_mark_is_told() {
        let document = Document::from_text("a.txt", "Ann Park wrote:\n“It is cold.\nIt was shut.");
        let found = segment(&document);
        assert_eq!(found.diagnostics[0].code, "unclosed_quotation");
        assert_eq!(document.slice(found.segments[1].content), "It is cold.");
    }
}
