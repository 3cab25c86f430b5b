//! # Finds
//! Lines that belong to the page and not to the text: share and donation lines, links to watch or sign something,
//! subscriptions, copyright, tags, bare addresses, separators made of symbols.
//!
//! # Why it is a segment of its own
//! They are nobody's words about anything, and they part regions from each other.
//!
//! # Source
//! Read off the layouts of common weblog and newspaper systems.

use std::sync::LazyLock;

use regex::Regex;
use sayso_model::SegmentType;

use crate::segments::level::{Claim, Level};
use crate::segments::pattern;

const RULE_ID: &str = "boilerplate";

static PAGE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:",
        r"(?:share|like|tweet|pin) this:?|share(?: (?:on|via|to) .{1,40})?:?|email this.{0,40}|print(?: this.{0,20})?|loading\.{3}|related:?|advertisements?",
        r"|(?:please )?(?:donate|subscribe|support us|sign up|follow us)\b[^.!?]{0,100}[.!:]?",
        r"|(?:like|liked|enjoy(?:ed)?) (?:what you|this)\b[^.?!]{0,60}[?!].{0,200}",
        r"|(?:if you .{1,60} )?(?:you can |please )?(?:watch|view|listen to|read|download|sign|find|see|put your name to|donate)\b[^.!?]{0,150}\bhere\s*[:.]?",
        r"|(?:©|\(c\)|copyright\b)[^.!?]{0,120}[.]?(?: all rights reserved\.?)?|[^.!?]{0,60}all rights reserved\.?",
        r"|(?:posted in|filed under|tagged(?: with)?|tags|categories|category):? [^.!?]{1,200}",
        r"|view all posts by .{1,60}|(?:read|click|learn) more(?: here)?\b.{0,60}|click here\b.{0,80}|leave a comment|continue reading.{0,80}|skip to .{1,30}|about the author:?",
        r"|(?:https?://|www\.)\S+",
        r")$",
    ))
});

pub(super) fn apply(level: &mut Level<'_>) {
    for line in level.lines.clone() {
        let text = level.page.text(line);
        let starts_here =
            !text.starts_with(char::is_lowercase) || text.starts_with("http") || text.starts_with("www.");
        if is_separator(text) || (text.len() <= 260 && starts_here && PAGE_LINE.is_match(text)) {
            level.claim(Claim::new(RULE_ID, SegmentType::Boilerplate, line, line));
        }
    }
}

/// Whether the line parts regions with symbols: three or more, and nothing else.
pub(super) fn is_separator(text: &str) -> bool {
    let is_symbol = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '*' | '-'
                    | '_'
                    | '='
                    | '~'
                    | '•'
                    | '·'
                    | '#'
                    | '+'
                    | '–'
                    | '—'
                    | '⁂'
                    | '◆'
                    | '●'
                    | '■'
                    | '─'
                    | '━'
            )
    };
    let is_one_mark = matches!(text, "⁂" | "⸻" | "❦" | "§");
    is_one_mark
        || (text.chars().all(is_symbol) && text.chars().filter(|c| !c.is_whitespace()).nth(2).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segments::outline::{check, shown};

    #[test]
    fn hits() {
        for text in [
            "Share this:",
            "Share on Facebook",
            "Like what you read? Please donate as little as £1 to keep this site alive.",
            "You can watch the whole film here:",
            "If you live in Exton you can put your name to a letter about the hall: here",
            "Sign the petition here.",
            "Subscribe to our newsletter",
            "© 2019 Exton Echo. All rights reserved.",
            "Filed under: housing, Exton",
            "https://exton.example/hall",
            "*************",
            "* * *",
            "⁂",
        ] {
            check(
                &format!("Prose.\n{text}\nMore."),
                &["body | ? | Prose.", &format!("boilerplate | ? | {}", shown(text)), "body | ? | More."],
            );
        }
    }

    #[test]
    fn a_wrapped_line_is_no_page_line() {
        check("We came, and could\nsee nothing of it here", &["body | ? | We came, and could … of it here"]);
    }

    #[test]
    fn near_misses() {
        for text in [
            "Share prices fell in Exton.",
            "Follow us into the hall, said the mayor. We did.",
            "You can see the hall from here, but nobody does.",
            "Read the small print and weep. It is all there.",
            "Copyright law. It has failed us.",
            "--",
            "🎉",
        ] {
            assert!(!is_separator(text) && !PAGE_LINE.is_match(text), "{text}");
        }
    }
}
