//! # Finds
//! Inside a comment: a paragraph in quotation marks whose words stand further up in the text.
//!
//! # Why it is a segment of its own
//! The reader quotes the article in order to answer it; the words are the voice of the region that is quoted.
//!
//! # Source
//! The usage of comment threads without a quoting button.

use sayso_model::SegmentType;

use crate::segments::level::{Author, Claim, Level};
use crate::segments::quotes::quoted_lines;

const RULE_ID: &str = "quoted_passage";

pub(super) fn apply(level: &mut Level<'_>) {
    if level.container != Some(SegmentType::Comment) {
        return;
    }
    let page = level.page;
    for line in level.lines.clone() {
        let Some(quoted) = quoted_lines(page, line, level.lines.end).filter(|_| level.is_free(line)) else {
            continue;
        };
        let words = page.document.slice(quoted.content);
        let from = page.passages().find(words, page.span(level.lines.start).start_byte());
        if let Some(byte) = from.filter(|_| quoted.is_closed) {
            level.claim(Claim {
                author: Author::OfRegionAt(byte),
                content: Some(quoted.content),
                ..Claim::new(RULE_ID, SegmentType::BlockQuote, line, quoted.last)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::check;

    const ARTICLE: &str =
        "By Ann Park\nThe tenants of Exton have waited for nine years, and nobody came.\nShare this:\n";

    #[test]
    fn hits() {
        check(
            &format!(
                "{ARTICLE}‘The tenants of Exton have waited for nine years ..’\nReally? I came.\nLikeLike"
            ),
            &[
                "byline | Ann Park | By Ann Park",
                "body | Ann Park | The tenants of Exton … and nobody came.",
                "boilerplate | ? | Share this:",
                "comment | commenter 1 | ‘The tenants of Exton … Really? I came.",
                "  block_quote | Ann Park | The tenants of Exton … nine years ..",
                "boilerplate | ? | LikeLike",
            ],
        );
    }

    #[test]
    fn near_misses() {
        check(
            &format!("{ARTICLE}‘Nobody in this whole town has ever come.’\nReally? I came.\nLikeLike"),
            &[
                "byline | Ann Park | By Ann Park",
                "body | Ann Park | The tenants of Exton … and nobody came.",
                "boilerplate | ? | Share this:",
                "comment | commenter 1 | ‘Nobody in this whole … Really? I came.",
                "boilerplate | ? | LikeLike",
            ],
        );
    }
}
