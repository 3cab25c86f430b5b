//! # Finds
//! The words under a picture, where they say so: a line that starts with "Photo:", "Image credit:" or "Caption:", or ends with
//! a credit ("Photograph: Ann Park/Exton Echo").
//!
//! # Why it is a segment of its own
//! A caption belongs to a picture that plain text has lost, not to the running text around it.
//!
//! # Source
//! Picture credits in newspapers and weblogs.

use std::sync::LazyLock;

use regex::Regex;
use sayso_model::SegmentType;

use crate::segments::level::{Claim, Level};
use crate::segments::pattern;

const RULE_ID: &str = "caption";

static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:Photo(?:graph)?|Image|Picture|Pic|Caption|Illustration|Video)s?(?: credit| courtesy| source)?(?: by| of)?: .*|(?:Photo|Image|Picture) (?:credit|courtesy)\b.*|.{0,200}\b(?:Photograph|Photo|Image|Picture): \p{Lu}[^.!?]{1,60}|\(?(?:Photo|Image|Picture) by \p{Lu}[^.!?]{1,60}\)?|.{0,200}\((?:Photo|Image|Picture)(?: by|:) \p{Lu}[^()]{1,60}\))$",
    )
});

/// Every credit has one of these words; looking for them first is much cheaper than the pattern.
const WORDS: [&str; 6] = ["Photo", "Image", "Pic", "Caption", "Illustration", "Video"];

pub(super) fn apply(level: &mut Level<'_>) {
    for line in level.lines.clone() {
        let text = level.page.text(line);
        let may_be_credit = text.len() <= 300 && WORDS.iter().any(|word| text.contains(word));
        if may_be_credit && level.is_free(line) && CREDIT.is_match(text) {
            level.claim(Claim::new(RULE_ID, SegmentType::Caption, line, line));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::check;

    #[test]
    fn hits() {
        for text in [
            "Photo: Ann Park",
            "Image credit: Exton Echo",
            "The hall today. Photograph: Ann Park/Exton Echo",
            "The hall (Photo by Ann Park)",
        ] {
            check(&format!("Prose.\n{text}"), &["body | ? | Prose.", &format!("caption | ? | {text}")]);
        }
    }

    #[test]
    fn near_misses() {
        for text in ["Photo albums were lost.", "She took a photo: nobody smiled."] {
            check(text, &[&format!("body | ? | {text}")]);
        }
    }
}
