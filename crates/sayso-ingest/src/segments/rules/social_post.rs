//! # Finds
//! An embedded post: a header line with the account ("Ann Park Verified account @annpark Feb 27", "@annpark · 27 Feb 2019",
//! "Ann Park (@annpark) February 27, 2019") and the paragraph after it; or, where the line starts with a dash, before it.
//!
//! # Why it is a segment of its own
//! The post is the account holder's own words, whoever shows it.
//!
//! # Source
//! The embedding formats of social networks and what is left of them in plain text.

use std::sync::LazyLock;

use regex::Regex;
use sayso_model::{SegmentType, Span};

use crate::segments::dates::{date_in, is_moment};
use crate::segments::introduction::introduction;
use crate::segments::level::{Author, Claim, Level};
use crate::segments::lines::Page;
use crate::segments::pattern;
use crate::segments::quotes::without_marks;

const RULE_ID: &str = "social_post";
const MAX_HEADER_BYTES: usize = 160;
/// Longer than a network lets a short post be, in bytes.
const MAX_POST_BYTES: usize = 900;

static HANDLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[(\[]?@[A-Za-z0-9_]{2,30}(?:@[\w.-]+\w)?[)\]]?"));
static VERIFIED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\s*[(\[]?verified(?: account)?[)\]]?\s*$|\s*[✓✔☑]\u{FE0F}?\s*$"));
static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:replying to @.{1,80}|[\d.,]+[km]? (?:retweets?|likes?|replies|quotes?|views|reposts?)\b.{0,60}|(?:reply|retweet|like|repost)(?:,? (?:reply|retweet|like|share|repost))*|pic\.twitter\.com/\S+|show this thread|translate (?:tweet|post))$",
    )
});

/// What a post's header line tells.
struct Header {
    author: Span,
    date: Option<String>,
    /// Whether it stands below the post.
    is_footer: bool,
}

pub(super) fn apply(level: &mut Level<'_>) {
    if level.container == Some(SegmentType::SocialPost) {
        return;
    }
    for line in level.lines.clone() {
        if level.is_free(line)
            && let Some(found) = header(level.page, line)
        {
            claim_post(level, line, found);
        }
    }
}

fn claim_post(level: &mut Level<'_>, line: usize, header: Header) {
    let page = level.page;
    let (first, last, content) = if header.is_footer {
        let Some(first) = line.checked_sub(1).filter(|before| level.is_free(*before)) else { return };
        let start = page.paragraph_start(first, level.lines.start);
        if (start..line).any(|line| !level.is_free(line)) {
            return;
        }
        (start, line, page.cover(start, first))
    } else {
        let words = if FURNITURE.is_match(page.text(line + 1)) { line + 2 } else { line + 1 };
        if !level.is_free(words) || self::header(page, words).is_some_and(|next| !next.is_footer) {
            level.warn("missing_content", "a post's header has no post below it", page.span(line));
            level.claim(Claim::new(RULE_ID, SegmentType::Boilerplate, line, line));
            return;
        }
        let end = post_end(level, words);
        let last = (end + 1..level.lines.end).take(4);
        let last =
            last.take_while(|line| level.is_free(*line) && FURNITURE.is_match(page.text(*line))).last();
        (line, last.unwrap_or(end), page.cover(words, end))
    };
    let before = first.checked_sub(1).filter(|before| level.is_free(*before));
    let announced = before.and_then(|before| introduction(page, before, level.lines.start));
    level.claim(Claim {
        author: Author::named(Some(header.author)),
        content: Some(without_marks(page, content)),
        cue: announced.and_then(|introduction| introduction.cue),
        date: header.date,
        ..Claim::new(RULE_ID, SegmentType::SocialPost, first, last)
    });
}

/// The last line of the post whose first line is `words`: its paragraph, and lines of tags or links after it.
fn post_end(level: &Level<'_>, words: usize) -> usize {
    let page = level.page;
    let end = page.paragraph_end(words, level.lines.end);
    let end = (words..=end).take_while(|line| level.is_free(*line)).last().unwrap_or(words);
    let is_tagline = |line: &usize| {
        let text = page.text(*line);
        level.is_free(*line)
            && !page.is_after_gap(*line)
            && text.starts_with(['#', '@'])
            && text.len() <= 140
            && header(page, *line).is_none()
            && page.cover(words, *line).n_bytes() <= MAX_POST_BYTES
    };
    (end + 1..level.lines.end).take_while(is_tagline).last().unwrap_or(end)
}

/// The header that the line is, if it is one.
fn header(page: &Page<'_>, line: usize) -> Option<Header> {
    let text = page.text(line);
    if text.len() > MAX_HEADER_BYTES {
        return None;
    }
    let base = page.span(line).start_byte();
    let mut handles = HANDLE.find_iter(text);
    let handle = handles.next()?;
    if handles.next().is_some() {
        return None;
    }
    let name = text[..handle.start()].trim_end_matches([' ', '·', '-', '–', '|']);
    let undashed = name.trim_start_matches(['—', '–', '-', '―', ' ']);
    let is_footer = undashed.len() < name.len();
    let plain = VERIFIED.replace(undashed, "");
    let is_verified = plain.len() < undashed.len();
    let name_span = Span::of_length(base + name.len() - undashed.len(), plain.len());
    let rest = text[handle.end()..].trim_matches([' ', '·', '-', '–', '—', ':', ',', '|', '(', ')']);
    let is_dated = is_moment(rest);
    let n_words = plain.split_whitespace().count();
    let is_name = plain.split_whitespace().all(|word| !word.starts_with(char::is_lowercase))
        && plain.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic())
        && !plain.contains(['.', ',', ':', ';', '!', '?', '“', '"']);
    let is_sure = is_dated || (rest.is_empty() && (is_verified || n_words >= 2));
    let is_header = is_sure && (rest.is_empty() || is_dated) && n_words <= 7 && (plain.is_empty() || is_name);
    if !is_header || (is_footer && plain.is_empty()) {
        return None;
    }
    let account = handle.as_str().trim_matches(['(', ')', '[', ']']);
    let account_at = base + handle.start() + usize::from(handle.as_str().starts_with(['(', '[']));
    let author = if plain.is_empty() { Span::of_length(account_at, account.len()) } else { name_span };
    Some(Header { author, date: date_in(rest), is_footer })
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::check;
    use crate::segments::segment;
    use sayso_model::Document;

    #[test]
    fn headers_above() {
        for (header, author, date) in [
            ("Ann Park MP Verified account @AnnPark1 Feb 27", "Ann Park MP", Some("--02-27")),
            ("@annpark · 27 Feb 2019", "@annpark", Some("2019-02-27")),
            ("Ann Park (@annpark) February 27, 2019", "Ann Park", Some("2019-02-27")),
            ("Ann Park @annpark 9:31 PM - 26 Feb 2019", "Ann Park", Some("2019-02-26")),
            ("Exton Tenants 🏠 @extontenants · 2h", "Exton Tenants 🏠", None),
            ("Ann Park @annpark", "Ann Park", None),
        ] {
            let text = format!(
                "She made the following request on social media:-\n{header}\nPlease come along!\n#exton\nThe request was made at noon."
            );
            check(
                &text,
                &[
                    "body | ? | She made the following request on social media:-",
                    &format!("social_post | {author} | Please come along! #exton"),
                    "body | ? | The request was made at noon.",
                ],
            );
            let document = Document::from_text("a.txt", text.as_str());
            let post = &segment(&document).segments[1];
            assert_eq!(post.date.as_deref(), date);
            assert_eq!(document.slice(post.cue.unwrap()), "made the following request");
        }
    }

    #[test]
    fn headers_below() {
        check(
            "She wrote:\n“Please come along!”\n— Ann Park (@annpark) February 27, 2019\nWe did.",
            &["body | ? | She wrote:", "social_post | Ann Park | Please come along!", "body | ? | We did."],
        );
    }

    #[test]
    fn near_misses() {
        for text in [
            "Follow @annpark on the network.",
            "Well done @annpark",
            "Via @annpark",
            "I told @annpark and @tomreed Feb 27",
            "Mail ann@exton.example Feb 27",
        ] {
            check(&format!("{text}\nMore."), &[&format!("body | ? | {text} More.")]);
        }
    }

    #[test]
    fn a_header_without_a_post_is_told() {
        let document = Document::from_text("a.txt", "Prose.\nAnn Park @annpark Feb 27");
        assert_eq!(segment(&document).diagnostics[0].code, "missing_content");
    }
}
