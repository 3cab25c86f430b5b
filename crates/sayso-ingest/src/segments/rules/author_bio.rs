//! # Finds
//! The note about the author: after a separator or a line "About the author", or in the second half of a text whose byline
//! (comments left out) has the same name, a paragraph that starts with a name and goes on with "is", "lives", "writes" and the like.
//!
//! # Why it is a segment of its own
//! It speaks of the author in the third person and repeats under all of the author's texts; it names the author.
//!
//! # Source
//! The contributor notes of newspapers and weblogs.

use std::sync::LazyLock;

use regex::Regex;
use sayso_model::{SegmentType, fold_name};

use super::boilerplate::is_separator;
use crate::segments::comments::{is_end, is_thread_heading};
use crate::segments::level::{Claim, Level};
use crate::segments::names::leading_name;
use crate::segments::pattern;

const RULE_ID: &str = "author_bio";
const MAX_BYTES: usize = 700;

static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^,?\s*(?:is|was|lives|works|writes|teaches|serves|edits|blogs|reports|studied|can be (?:reached|found|followed)|has (?:been|written|worked|published))\b",
    )
});

pub(super) fn apply(level: &mut Level<'_>) {
    let page = level.page;
    let is_thread = |line: &usize| is_end(page.text(*line)) || is_thread_heading(page.text(*line));
    let end = level.lines.clone().find(is_thread).unwrap_or(level.lines.end);
    let from = (level.lines.start + end) / 2;
    for line in from.max(level.lines.start + 1)..end {
        let text = page.text(line);
        let base = page.span(line).start_byte();
        let is_candidate = level.is_free(line) && text.len() <= MAX_BYTES;
        let Some(name) = leading_name(text, base, 2).filter(|_| is_candidate) else { continue };
        let before = page.text(line - 1);
        let is_set_off = is_separator(before) || before.to_lowercase().starts_with("about the author");
        let words = fold_name(page.document.slice(name.span));
        let is_author =
            level.author_names.iter().any(|known| fold_name(page.document.slice(*known)) == words)
                || page.document.metadata().author.as_deref().is_some_and(|known| fold_name(known) == words);
        if ABOUT.is_match(&text[name.span.end_byte() - base..]) && (is_set_off || is_author) {
            level.author_names.push(name.span);
            level.claim(Claim::new(RULE_ID, SegmentType::Boilerplate, line, line));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::{check, outline};
    use sayso_model::{Document, Metadata};

    #[test]
    fn hits() {
        check(
            "The hall was full.\nNobody left.\n***\nAnn Park lives in Exton. She’s a baker.",
            &[
                "body | Ann Park | The hall was full. Nobody left.",
                "boilerplate | ? | ***",
                "boilerplate | ? | Ann Park lives in Exton. She’s a baker.",
            ],
        );
        check(
            "By Ann Park\nThe hall was full.\nNobody left.\nAnn Park is a baker.",
            &[
                "byline | Ann Park | By Ann Park",
                "body | Ann Park | The hall was full. Nobody left.",
                "boilerplate | ? | Ann Park is a baker.",
            ],
        );
    }

    #[test]
    fn near_misses() {
        check(
            "The hall was full.\nNobody left.\nAnn Park is a baker.",
            &["body | ? | The hall was full. … is a baker."],
        );
    }

    #[test]
    fn the_name_that_the_metadata_give_wins() {
        let metadata = Metadata { author: Some("Ann Park".to_owned()), ..Metadata::default() };
        let text = "By Tom Reed\nThe hall was full.\n***\nAnn Park lives in Exton.";
        let document = Document::new("a.txt", text.as_bytes(), text, metadata.clone());
        assert_eq!(outline(&document)[1], "body | Ann Park | The hall was full.");
        let text = "By\nThe hall was full.";
        let document = Document::new("a.txt", text.as_bytes(), text, metadata);
        assert_eq!(outline(&document)[1], "body | the document's author | The hall was full.");
    }
}
