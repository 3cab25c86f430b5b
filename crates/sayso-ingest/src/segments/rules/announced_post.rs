//! # Finds
//! A post that a line announces ("Ann Park responded as follows:-") and a line with nothing but a name heads, with or without
//! a date below the name. It runs to the sign-off with that name, else up to the paragraph that speaks of its author in the
//! third person; where neither comes, it is one paragraph.
//!
//! # Why it is a segment of its own
//! It is what is left of an embedded post whose layout is gone: the named one's own words.
//!
//! # Source
//! Posts copied from social networks into weblogs and press digests.

use sayso_model::SegmentType;

use crate::segments::dates::{date_in, is_moment};
use crate::segments::introduction::introduction;
use crate::segments::level::{Author, Claim, Level};
use crate::segments::names::{has_word, surname, tail, whole_name};
use crate::segments::quotes::{opening_mark, quoted_lines, without_marks};

const RULE_ID: &str = "announced_post";
/// How many lines a post may have.
const MAX_LINES: usize = 40;

pub(super) fn apply(level: &mut Level<'_>) {
    if level.container == Some(SegmentType::SocialPost) {
        return;
    }
    let mut line = level.lines.start + 1;
    while line < level.lines.end {
        line = claim_post(level, line).unwrap_or(line + 1);
    }
}

/// Claims the post whose name line is `line`; gives the line after it.
fn claim_post(level: &mut Level<'_>, line: usize) -> Option<usize> {
    let page = level.page;
    if !level.is_free(line) || !level.is_free(line - 1) {
        return None;
    }
    let name = whole_name(page.text(line), page.span(line).start_byte(), 2)?;
    let announced = introduction(page, line - 1, level.lines.start)?;
    let words = page.document.slice(name);
    let is_its_author =
        announced.author.is_some_and(|author| has_word(page.document.slice(author), surname(words)));
    if !(is_its_author || announced.is_announcement || announced.is_posting) {
        return None;
    }
    let is_dated = is_moment(page.text(line + 1));
    let first = line + 1 + usize::from(is_dated);
    if !level.is_free(first) {
        level.warn(
            "missing_content",
            "a post is announced and its author named, but no post follows",
            page.span(line),
        );
        return None;
    }
    let last = post_end(level, first, words);
    let content = without_marks(page, page.cover(first, last));
    let is_taken = level.claim(Claim {
        author: Author::named(Some(name)),
        content: Some(content),
        cue: announced.cue,
        date: if is_dated { date_in(page.text(line + 1)) } else { None },
        ..Claim::new(RULE_ID, SegmentType::SocialPost, line, last)
    });
    is_taken.then_some(last + 1)
}

/// The last line of the post by `name` that starts at line `first`.
fn post_end(level: &Level<'_>, first: usize, name: &str) -> usize {
    let page = level.page;
    let ceiling = level.lines.end.min(first + MAX_LINES);
    let mut quoted_until = first;
    for line in first..ceiling {
        let is_over = !level.is_free(line) || (line > first && page.is_after_gap(line));
        let text = page.text(line);
        if !is_over && is_signed(text, name) {
            return line;
        }
        let is_about_author = line > first && line > quoted_until && has_word(text, surname(name));
        if is_over || is_about_author {
            return line.max(first + 1) - 1;
        }
        if opening_mark(text).is_some()
            && let Some(quoted) = quoted_lines(page, line, ceiling)
        {
            quoted_until = quoted_until.max(quoted.last);
        }
    }
    if ceiling == level.lines.end && level.container.is_some() {
        return ceiling - 1;
    }
    page.paragraph_end(first, ceiling)
}

/// Whether the paragraph ends with the author's name.
fn is_signed(text: &str, name: &str) -> bool {
    let end = tail(text, 120).trim_end_matches(['”', '"', '’', '»', '.', ' ']);
    let Some(before) = end.strip_suffix(name) else { return false };
    let before = before.trim_end();
    before.is_empty()
        || before.ends_with([',', '.', '!', '?', '–', '—', '-'])
        || ["regards", "wishes", "yours", "sincerely", "solidarity", "from"]
            .iter()
            .any(|word| before.ends_with(word))
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::check;
    use crate::segments::segment;
    use sayso_model::{Document, SegmentType};

    /// The whole words of each post in a text.
    fn span_words(text: &str) -> Vec<String> {
        let document = Document::from_text("a.txt", text);
        let segments = segment(&document).segments;
        let posts = segments.iter().filter(|segment| segment.segment_type == SegmentType::SocialPost);
        posts.map(|post| document.slice(post.span).to_owned()).collect()
    }

    #[test]
    fn to_the_sign_off() {
        check(
            "It was a shame. Ann Park, who is a tenant, Welsh, a member of Reach, responded as follows:-\nAnn Park\nI was asked to leave. My reply is:\n“Hello Tom, you want me gone.\nI was born here.\nI shall stay, regards Ann Park”\nMs Park went on to explain it.",
            &[
                "body | ? | It was a shame. … responded as follows:-",
                "social_post | Ann Park | I was asked to … regards Ann Park”",
                "  letter | Ann Park to Tom | you want me gone. … I shall stay",
                "body | ? | Ms Park went on to explain it.",
            ],
        );
    }

    #[test]
    fn to_the_third_person() {
        let text = "Ann Park posted the following:\nAnn Park\n4 March 2019\nNo to the hall.\nNo to the road.\nMs Park went on.";
        assert_eq!(span_words(text), ["Ann Park\n4 March 2019\nNo to the hall.\nNo to the road."]);
    }

    #[test]
    fn one_paragraph_where_nothing_ends_it() {
        let text = "The mayor tweeted:\nAnn Park\nNo to the hall.\nThe hall is old.";
        assert_eq!(span_words(text), ["Ann Park\nNo to the hall."]);
    }

    #[test]
    fn near_misses() {
        for text in ["We met one woman that day.\nAnn Park\nShe said no.", "The winners:\nAnn Park\nTom Reed"]
        {
            assert!(span_words(text).is_empty(), "{text}");
        }
    }
}
