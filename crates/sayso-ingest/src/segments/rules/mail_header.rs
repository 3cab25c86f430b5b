//! # Finds
//! The header lines of a mail or newsgroup post at the start of a text: `From:`, `Subject:`, `Date:` and their like, two or more.
//!
//! # Why it is a segment of its own
//! The `From:` line is the byline of what follows; the others are nobody's words.
//!
//! # Source
//! RFC 5322, section 3.6; RFC 5536, section 3.1.

use std::sync::LazyLock;

use regex::Regex;
use sayso_model::{SegmentType, Span};

use crate::segments::level::{Author, Claim, Level};
use crate::segments::pattern;

const RULE_ID: &str = "mail_header";

static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<field>From|To|Cc|CC|Subject|Date|Sent|Newsgroups|Organi[sz]ation|Reply-To|Message-ID|References|Lines|X-[A-Za-z-]+): ?",
    )
});
static SENDER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"^From:\s*"?(?P<name>[^"<(@]*[^"<(@\s])"?\s*(?:<|\(|$)"#));

pub(super) fn apply(level: &mut Level<'_>) {
    let n_fields =
        level.lines.clone().take_while(|line| FIELD.is_match(level.page.text(*line))).take(30).count();
    if n_fields < 2 {
        return;
    }
    for line in level.lines.start..level.lines.start + n_fields {
        let text = level.page.text(line);
        let base = level.page.span(line).start_byte();
        let sender = SENDER.captures(text).and_then(|found| found.name("name"));
        let sender = sender.map(|name| Span::of_length(base + name.start(), name.len()));
        let is_from = text.starts_with("From:");
        let segment_type = if is_from { SegmentType::Byline } else { SegmentType::Boilerplate };
        level.author_names.extend(sender);
        level.claim(Claim { author: Author::named(sender), ..Claim::new(RULE_ID, segment_type, line, line) });
    }
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::check;

    #[test]
    fn hits() {
        check(
            "From: Ann Park <ann@exton.example>\nSubject: The vote\n\nWe should vote.",
            &[
                "byline | Ann Park | From: Ann Park <ann@exton.example>",
                "boilerplate | ? | Subject: The vote",
                "body | Ann Park | We should vote.",
            ],
        );
    }

    #[test]
    fn near_misses() {
        check(
            "From: the desk of nobody.\nWe should vote.",
            &["body | ? | From: the desk of nobody. We should vote."],
        );
    }
}
