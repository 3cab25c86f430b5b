//! # Finds
//! The signature block of a mail or newsgroup post: a line `-- ` and up to eight lines to the end of the text.
//!
//! # Why it is a segment of its own
//! It repeats under every message of its author and says nothing in this one; it names the author.
//!
//! # Source
//! RFC 3676, section 4.3; RFC 5537 (netnews), section 3.

use sayso_model::SegmentType;

use crate::segments::level::{Claim, Level};
use crate::segments::names::whole_name;

const RULE_ID: &str = "mail_signature";
const MAX_LINES: usize = 8;

pub(super) fn apply(level: &mut Level<'_>) {
    let end = level.lines.end;
    let from = level.lines.start.max(end.saturating_sub(MAX_LINES + 1));
    let Some(mark) = (from..end).find(|line| level.page.text(*line) == "--") else { return };
    if mark == level.lines.start {
        return;
    }
    let first = level.page.text(mark + 1);
    level.author_names.extend(whole_name(first, level.page.span(mark + 1).start_byte(), 2));
    level.claim(Claim::new(RULE_ID, SegmentType::Boilerplate, mark, end - 1));
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::check;

    #[test]
    fn hits() {
        check(
            "We should vote.\n-- \nAnn Park\nExton, where the hills are",
            &[
                "body | Ann Park | We should vote.",
                "boilerplate | ? | -- Ann Park Exton, where the hills are",
            ],
        );
    }

    #[test]
    fn near_misses() {
        check("We should vote -- now.\nAnn Park", &["body | ? | We should vote -- now. Ann Park"]);
    }
}
