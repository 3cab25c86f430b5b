//! # Finds
//! Headings, where they are sure: the text's first line if it is short, has no final stop and a byline or longer prose
//! follows; a Markdown heading; a short line in capitals; a short line without a final stop between blank lines, before
//! longer prose and after a finished sentence.
//!
//! # Why it is a segment of its own
//! It names what follows and is mostly an editor's; it is nobody's statement.
//!
//! # Source
//! The layout of news and weblogs. Rather none than a wrong one: a missed heading stays in the body.

use sayso_model::SegmentType;

use crate::segments::dates::is_moment;
use crate::segments::introduction::cue_line;
use crate::segments::level::{Claim, Level};

const RULE_ID: &str = "heading";
const MAX_BYTES: usize = 110;
const MAX_WORDS: usize = 14;
/// Prose under a heading is at least this long, in bytes.
const MIN_PROSE_BYTES: usize = 100;

pub(super) fn apply(level: &mut Level<'_>) {
    for line in level.lines.clone() {
        if level.is_free(line) && is_heading(level, line) {
            level.claim(Claim::new(RULE_ID, SegmentType::Heading, line, line));
        }
    }
}

fn is_heading(level: &Level<'_>, line: usize) -> bool {
    let page = level.page;
    let text = page.text(line);
    let n_words = text.split_whitespace().count();
    if text.len() > MAX_BYTES || n_words > MAX_WORDS || line + 1 >= level.lines.end {
        return false;
    }
    let marks = text.len() - text.trim_start_matches('#').len();
    if (1..=6).contains(&marks) && text[marks..].starts_with(' ') {
        return true;
    }
    let is_bare = text
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '“' | '‘' | '"'))
        && !text.ends_with(['.', '!', ':', ';', ',', '-', '–', '”', '"', '…'])
        && !is_moment(text)
        && cue_line(page, line).is_none();
    if !is_bare {
        return false;
    }
    let follows = level.claim_at(line + 1).map(|claim| claim.segment_type);
    let before_prose = level.is_free(line + 1)
        && page.cover(line + 1, page.paragraph_end(line + 1, level.lines.end)).n_bytes() >= MIN_PROSE_BYTES;
    if line == level.lines.start {
        return follows == Some(SegmentType::Byline) || (before_prose && !page.is_wrapped(line));
    }
    let is_capitals = n_words >= 2
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 6
        && !text.contains(char::is_lowercase);
    let is_set_off = page.is_after_blank(line) && page.is_after_blank(line + 1);
    let is_after_sentence = page.text(line - 1).ends_with(['.', '!', '?', '”', '’', '"', ')']);
    before_prose
        && !page.is_wrapped(line - 1)
        && (is_capitals || (is_set_off && is_after_sentence && n_words <= 9))
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::check;

    const PROSE: &str = "The hall in Exton has stood for a hundred years, and nobody who lives there can remember that it was ever warm.";

    #[test]
    fn hits() {
        check(
            "Cold comfort in Exton\nBy Ann Park\nIt is cold.",
            &[
                "heading | ? | Cold comfort in Exton",
                "byline | Ann Park | By Ann Park",
                "body | Ann Park | It is cold.",
            ],
        );
        let shown = "body | ? | The hall in Exton … was ever warm.";
        check(&format!("Cold comfort in Exton\n{PROSE}"), &["heading | ? | Cold comfort in Exton", shown]);
        check(
            &format!("{PROSE}\n\nWhat happens next\n\n{PROSE}"),
            &[shown, "heading | ? | What happens next", shown],
        );
        check(&format!("{PROSE}\nCOLD COMFORT\n{PROSE}"), &[shown, "heading | ? | COLD COMFORT", shown]);
        check(
            &format!("{PROSE}\n## Cold comfort\n{PROSE}"),
            &[shown, "heading | ? | ## Cold comfort", shown],
        );
    }

    #[test]
    fn near_misses() {
        let body = "body | ? | The hall in Exton … was ever warm.";
        for line in ["Ann Park", "It is cold.", "Nobody came:", "“Cold comfort”"] {
            check(&format!("{PROSE}\n{line}\n{PROSE}"), &[body]);
        }
    }
}
