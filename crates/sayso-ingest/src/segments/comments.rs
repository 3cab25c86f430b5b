//! The lines between readers' comments, and whom a comment speaks to.

use std::sync::LazyLock;

use regex::Regex;
use sayso_model::Span;

use super::dates::{date_in, is_moment, is_stamp};
use super::lines::Page;
use super::names::{head, is_name_word};
use super::pattern;

static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:Like)?Liked by (?:you and )?\d+ (?:person|people|bloggers?|others?)|LikeLike|Like(?:d)? ?[·•|] ?Reply\b.{0,40}|Like Reply(?: \d+\w?)?)$",
    )
});
static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Reply ?[↓→]?|Like|Share|Report|Edit|Flag|Permalink|Log in to [Rr]eply|(?:Show|Hide|View) (?:\d+ )?(?:more )?replies|\d+ (?:likes?|replies|upvotes?))$",
    )
});
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\d+ (?:comments?|responses?|replies|thoughts?)(?: (?:on|to) .{1,160})?|(?:reader |readers’ )?comments(?: ?\(\d+\))?:?|leave a (?:reply|comment)|join the (?:discussion|conversation))$",
    )
});
static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?P<who>\S+(?: \S+){0,3}?) (?:says|said|wrote|writes|commented)(?: on (?P<date>.{4,40}))?:$")
});

/// Whether the line ends a comment in a way that nothing else does.
pub(crate) fn is_end(text: &str) -> bool {
    text.len() <= 80 && ENDS.is_match(text)
}

/// Whether the line is a button of a comment thread.
pub(crate) fn is_furniture(text: &str) -> bool {
    is_end(text) || (text.len() <= 60 && FURNITURE.is_match(text))
}

/// Whether the line is the heading of a comment thread.
pub(crate) fn is_thread_heading(text: &str) -> bool {
    text.len() <= 200 && HEADING.is_match(text)
}

/// The lines that name a commenter and the time.
#[derive(Clone, Debug)]
pub(crate) struct CommentHeader {
    /// How many lines it has.
    pub(crate) n_lines: usize,
    /// The commenter's name.
    pub(crate) author: Option<Span>,
    /// The date.
    pub(crate) date: Option<String>,
}

/// The header that starts at this line.
pub(crate) fn header(page: &Page<'_>, line: usize) -> Option<CommentHeader> {
    let text = page.text(line);
    if text.len() > 120 {
        return None;
    }
    let base = page.span(line).start_byte();
    let next = page.text(line + 1);
    let next_is_stamp = next.len() <= 60 && (is_stamp(next) || (is_moment(next) && date_in(next).is_some()));
    if let Some(found) = SAYS.captures(text) {
        let own_date = found.name("date").and_then(|date| date_in(date.as_str()));
        if next_is_stamp || own_date.is_some() {
            let who = found.name("who")?;
            let author = Some(Span::of_length(base + who.start(), who.len()));
            let date = own_date.or_else(|| date_in(next));
            return Some(CommentHeader { n_lines: 1 + usize::from(next_is_stamp), author, date });
        }
    }
    if is_stamp(text) && date_in(text).is_some() {
        return Some(CommentHeader { n_lines: 1, author: None, date: date_in(text) });
    }
    let is_short_name = text.split_whitespace().count() <= 4
        && !text.ends_with(['.', ':', '!', '?', ',', ';'])
        && !is_furniture(text)
        && !is_moment(text);
    if is_short_name && is_stamp(next) && !page.is_after_blank(line + 1) {
        let date = date_in(next);
        return Some(CommentHeader { n_lines: 2, author: Some(page.span(line)), date });
    }
    None
}

static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:Hi|Hello|Dear|Thanks|Thank you|@)\s*)?(?P<who>\p{Lu}[\p{L}’'-]*?(?: \p{Lu}[\p{L}’'-]*)?(?:(?:, | and | & )\p{Lu}[\p{L}’'-]*?)*)\s*(?P<mark>,|-+|–|—)\s",
    )
});

/// Words that show that the sentence speaks to somebody.
const SECOND_PERSON: &[&str] = &["thank", "thanks", "you", "your", "you’re", "you've", "you’ve", "please"];

/// The words that name the one whom the comment addresses, at its start or at the end of a sentence.
///
/// A name that opens the comment counts if the sentence speaks to somebody or if it is `author_given`, the given name of the
/// text's author. A name further on counts only if it is `author_given`.
pub(crate) fn vocative(page: &Page<'_>, line: usize, author_given: Option<&str>) -> Option<Span> {
    let text = head(page.text(line), 600);
    let base = page.span(line).start_byte();
    if let Some(found) = OPENING.captures(text) {
        let who = found.name("who")?;
        let names =
            who.as_str().split([' ', ',']).filter(|word| !word.is_empty() && *word != "and" && *word != "&");
        let is_all_names = names.clone().all(|word| is_name_word(word) && !word.ends_with("ly"));
        let rest = &text[found.get(0)?.end()..];
        let sentence = &rest[..rest.find(['.', '!', '?']).unwrap_or(rest.len())];
        let speaks = sentence
            .split_whitespace()
            .take(12)
            .any(|word| SECOND_PERSON.contains(&super::words::bare(word).as_str()));
        let is_author = author_given.is_some_and(|given| names.clone().any(|word| word == given));
        if is_all_names && (speaks || is_author) {
            return Some(Span::of_length(base + who.start(), who.len()));
        }
    }
    let given = author_given?;
    let is_vocative = |at: &usize| {
        let before = text[..*at].trim_end();
        let after = &text[at + given.len()..];
        let last_word = super::words::bare(before.rsplit(char::is_whitespace).next().unwrap_or_default());
        !NOT_BEFORE_VOCATIVES.contains(&last_word.as_str())
            && text[..*at].ends_with(' ')
            && after.starts_with([',', '.', '!', '?'])
    };
    let at = text.match_indices(given).map(|(at, _)| at).find(is_vocative)?;
    Some(Span::of_length(base + at, given.len()))
}

/// Words after which a name is talked about, not talked to.
const NOT_BEFORE_VOCATIVES: &[&str] = &[
    "about", "and", "against", "at", "by", "from", "is", "like", "of", "on", "or", "that", "to", "was",
    "with",
];

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_model::Document;

    #[test]
    fn lines_between_comments() {
        for text in ["LikeLiked by 2 people", "LikeLike", "Liked by 1 person", "Like · Reply · 2h"] {
            assert!(is_end(text), "{text}");
        }
        for text in ["Liked by many", "Like it or not", "Reply"] {
            assert!(!is_end(text), "{text}");
        }
        assert!(is_thread_heading("3 thoughts on “The vote”") && !is_thread_heading("Comments were made"));
    }

    #[test]
    fn headers() {
        for (text, expected) in [
            ("Ann Park says:\nMarch 4, 2019 at 9:31 pm", Some((2, Some("Ann Park"), Some("2019-03-04")))),
            ("exton_girl\nMarch 4, 2019 at 9:31 pm", Some((2, Some("exton_girl"), Some("2019-03-04")))),
            ("March 4, 2019 at 9:31 pm\nNo.", Some((1, None, Some("2019-03-04")))),
            ("Ann Park wrote on 4 March 2019:\nNo.", Some((1, Some("Ann Park"), Some("2019-03-04")))),
            ("Ann Park says:\nNo.", None),
            ("Ann Park\nNo.", None),
        ] {
            let document = Document::from_text("a.txt", text);
            let page = Page::read(&document);
            let found = header(&page, 0);
            let found = found.as_ref().map(|found| {
                (found.n_lines, found.author.map(|author| document.slice(author)), found.date.as_deref())
            });
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn vocatives() {
        for (text, expected) in [
            ("Ann- a fine piece. So true.", Some("Ann")),
            ("Tom and Ngozi, thank you so much for reading.", Some("Tom and Ngozi")),
            ("Thank you for this fine piece Ann. I was moved.", Some("Ann")),
            ("Yes thanks for this Ann, it has helped.", Some("Ann")),
            ("Exton, my home, is a sad place.", None),
            ("However, you are wrong.", None),
            ("Sadly, you are wrong.", None),
            ("A piece by Ann. Well.", None),
            ("Ann’s piece is fine.", None),
        ] {
            let document = Document::from_text("a.txt", text);
            let page = Page::read(&document);
            let found = vocative(&page, 0, Some("Ann")).map(|span| document.slice(span));
            assert_eq!(found, expected, "{text}");
        }
    }
}
