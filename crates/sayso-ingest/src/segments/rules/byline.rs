//! # Finds
//! The line near the start that names who wrote the text: "By Ann Park", "By" with the name on the next line, "Ann Park,
//! Political editor", "Posted by Ann Park on 4 March", and a "By" whose name is missing. A date line beside it is page matter.
//!
//! # Why it is a segment of its own
//! It is not part of what the author says; it says who the author is.
//!
//! # Source
//! The bylines of newspapers and weblog systems.

use std::sync::LazyLock;

use regex::Regex;
use sayso_model::{SegmentType, Span};

use crate::segments::dates::is_moment;
use crate::segments::level::{Author, Claim, Level};
use crate::segments::names::{leading_name, name_runs, whole_name};
use crate::segments::pattern;

const RULE_ID: &str = "byline";
/// A byline stands among the first lines.
const MAX_LINE: usize = 8;

static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:[Ww]ords|[Ww]ritten|[Pp]osted|[Pp]ublished|[Rr]eport|[Ss]tory|[Tt]ext) by|By|BY|by)\b:?\s*",
    )
});
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[,|–—-]\s*(?:[\w’'-]+ ){0,4}(?:editor|correspondent|reporter|columnist|writer|journalist|critic|staff|agency|bureau)(?: (?:in|at|for|of) [\w’' -]{1,40})?$",
    )
});
static TRAILER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:[,|–—(·-]\s*)?(?:(?:on|in|for|at) [^.!?]{1,60}|[\p{Lu}\d@][^.!?]{0,60})?$")
});

pub(super) fn apply(level: &mut Level<'_>) {
    for line in level.lines.clone().take(MAX_LINE) {
        if level.is_free(line)
            && let Some((last, name)) = byline(level, line)
        {
            if let Some(name) = name {
                level.author_names.insert(0, name);
            }
            level.claim(Claim {
                author: Author::named(name),
                ..Claim::new(RULE_ID, SegmentType::Byline, line, last)
            });
            claim_date_beside(level, line, last);
            return;
        }
    }
}

/// The byline's last line and the name in it.
fn byline(level: &Level<'_>, line: usize) -> Option<(usize, Option<Span>)> {
    let text = level.page.text(line);
    let base = level.page.span(line).start_byte();
    if text.len() > 120 {
        return None;
    }
    let Some(by) = BY.find(text) else {
        let name = leading_name(text, base, 2)?;
        let rest = text[name.span.end_byte() - base..].trim_start();
        return ROLE.is_match(rest).then_some((line, Some(name.span)));
    };
    let rest = &text[by.end()..];
    if rest.is_empty() {
        let next = level.page.text(line + 1);
        let next_base = level.page.span(line + 1).start_byte();
        let name = whole_name(next, next_base, 2).filter(|_| level.is_free(line + 1));
        return Some((if name.is_some() { line + 1 } else { line }, name));
    }
    let rest_base = base + by.end();
    let name = leading_name(rest, rest_base, 2)?;
    let trailer = rest[name.span.end_byte() - rest_base..].trim_start();
    let is_byline = TRAILER.is_match(trailer) || ROLE.is_match(trailer) || names_only(trailer);
    is_byline.then_some((line, Some(name.span)))
}

/// Whether further authors follow ("and Tom Reed").
fn names_only(trailer: &str) -> bool {
    let rest = trailer.trim_start_matches([',', ' ']).trim_start_matches("and ");
    name_runs(rest, 0).first().is_some_and(|run| run.span.n_bytes() == rest.len())
}

fn claim_date_beside(level: &mut Level<'_>, first: usize, last: usize) {
    for line in [first.wrapping_sub(1), last + 1] {
        if level.is_free(line) && is_moment(level.page.text(line)) {
            level.claim(Claim::new(RULE_ID, SegmentType::Boilerplate, line, line));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::check;

    #[test]
    fn hits() {
        for (byline, author) in [
            ("By Ann Park", "Ann Park"),
            ("BY ANN PARK", "ANN PARK"),
            ("By Ann Park, Political editor", "Ann Park"),
            ("Ann Park, Political editor", "Ann Park"),
            ("By Ann Park in Exton", "Ann Park"),
            ("By Ann Park and Tom Reed", "Ann Park"),
            ("Posted by Ann Park on 4 March 2019", "Ann Park"),
            ("By\nAnn Park", "Ann Park"),
            ("By", "?"),
        ] {
            let text = format!("{byline}\nThe hall was full.");
            let shown = byline.replace('\n', " ");
            check(
                &text,
                &[&format!("byline | {author} | {shown}"), &format!("body | {author} | The hall was full.")],
            );
        }
        check(
            "By Ann Park\n4 March 2019\nThe hall was full.",
            &[
                "byline | Ann Park | By Ann Park",
                "boilerplate | ? | 4 March 2019",
                "body | Ann Park | The hall was full.",
            ],
        );
    }

    #[test]
    fn near_misses() {
        for text in [
            "By Friday, the vote was lost.",
            "By the river stood Ann Park.",
            "Ann Park, editor of nothing, left.",
            "By Ann Park stood a dog.",
        ] {
            check(text, &[&format!("body | ? | {text}")]);
        }
    }
}
