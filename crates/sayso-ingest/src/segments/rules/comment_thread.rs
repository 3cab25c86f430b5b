//! # Finds
//! Readers' comments: the regions between lines such as "LikeLiked by 2 people", or after lines such as "Ann Park says:" with
//! a date, or a name with a time below it. Where nothing marks the first comment's start, it starts after the last page
//! line (share line, author's biography) before the first mark.
//!
//! # Why it is a segment of its own
//! Each comment is the voice of one reader, named by its header or its sign-off, or of a reader without a name.
//!
//! # Source
//! The comment templates of common weblog systems.

use sayso_model::SegmentType;

use crate::segments::comments::{CommentHeader, header, is_end, is_furniture, is_thread_heading, vocative};
use crate::segments::level::{Author, Claim, Level};
use crate::segments::names::given_name;
use crate::segments::signature::signature;

const RULE_ID: &str = "comment_thread";

pub(super) fn apply(level: &mut Level<'_>) {
    let Some(mut line) = thread_start(level) else { return };
    let mut open: Option<Open> = None;
    let mut is_marked = false;
    while line < level.lines.end {
        let text = level.page.text(line);
        let found = if level.is_free(line) { header(level.page, line) } else { None };
        if let Some(found) = found {
            close(level, open.take(), line);
            let n_lines = found.n_lines;
            open = Some(Open { first: line, words: line + n_lines, header: Some(found) });
            line += n_lines;
            continue;
        }
        let is_mark = is_furniture(text) || is_thread_heading(text);
        if is_mark || !level.is_free(line) {
            is_marked |= is_end(text);
            close(level, open.take(), line);
            level.claim(Claim::new(RULE_ID, SegmentType::Boilerplate, line, line));
        } else if open.is_none() {
            open = Some(Open { first: line, words: line, header: None });
        }
        line += 1;
    }
    if let Some(open) = open {
        if is_marked && open.header.is_none() {
            let span = level.page.cover(open.first, level.lines.end - 1);
            level.warn("comment_without_end", "no line marks the end of this comment", span);
        }
        close(level, Some(open), level.lines.end);
    }
}

/// A comment whose end is not reached yet.
struct Open {
    first: usize,
    /// First line after the header.
    words: usize,
    header: Option<CommentHeader>,
}

/// The thread's first line, if there is a thread.
fn thread_start(level: &mut Level<'_>) -> Option<usize> {
    let page = level.page;
    let mut heading = None;
    let mut first_end = None;
    let mut headers = (0usize, None);
    for line in level.lines.clone() {
        let text = page.text(line);
        if is_thread_heading(text) {
            heading = heading.or(Some(line));
        } else if is_end(text) {
            first_end = first_end.or(Some(line));
        } else if level.is_free(line) && header(page, line).is_some() {
            headers = (headers.0 + 1, headers.1.or(Some(line)));
        }
    }
    let has_headers = headers.0 >= 2 || (headers.0 == 1 && (first_end.is_some() || heading.is_some()));
    let first_header = headers.1.filter(|_| has_headers);
    match (first_header, first_end) {
        (Some(header), Some(end)) if header < end => Some(header),
        (Some(header), None) => Some(header),
        (_, Some(end)) => Some(start_before(level, heading, end)),
        (None, None) => None,
    }
}

/// Where the comment that ends before line `end` starts, if no header tells.
fn start_before(level: &mut Level<'_>, heading: Option<usize>, end: usize) -> usize {
    let floor = level.lines.start;
    let is_mark = |line: &usize| level.is_boilerplate(*line) || heading == Some(*line);
    if let Some(mark) = (floor..end).rev().find(is_mark) {
        return if heading == Some(mark) { mark } else { mark + 1 };
    }
    let gap = (floor + 1..end).rev().find(|line| level.page.is_after_gap(*line));
    let start = gap.unwrap_or(end.saturating_sub(1).max(floor));
    level.warn(
        "comment_without_start",
        "no line marks the start of this comment",
        level.page.cover(start, end),
    );
    start
}

/// Claims the lines of `open` before line `end` as one comment.
fn close(level: &mut Level<'_>, open: Option<Open>, end: usize) {
    let Some(open) = open else { return };
    let page = level.page;
    if open.words >= end {
        level.claim(Claim::new(RULE_ID, SegmentType::Boilerplate, open.first, end.max(open.first + 1) - 1));
        return;
    }
    let last = end - 1;
    let name = open.header.as_ref().and_then(|header| header.author);
    let name = name.or_else(|| signature(page, last, last > open.words));
    let given = level.author_names.first().map(|name| given_name(page.document.slice(*name)));
    let to = vocative(page, open.words, given).filter(|to| Some(*to) != name);
    let author = name.map_or(Author::Commenter, |name| Author::named(Some(name)));
    let date = open.header.and_then(|header| header.date);
    let claim = Claim::new(RULE_ID, SegmentType::Comment, open.first, last);
    level.claim(Claim { author, addressee: to, date, ..claim });
}

#[cfg(test)]
mod tests {
    use crate::segments::outline::check;
    use crate::segments::segment;
    use sayso_model::Document;

    #[test]
    fn marks_after_each_comment() {
        check(
            "The hall was full.\nNobody left.\n***\nAnn Park lives in Exton.\nAnn- a fine piece.\nSo true.\nLikeLiked by 2 people\nTom and Ngozi, thank you both. Annxx\nLikeLike\nLoved it!\nLikeLike",
            &[
                "body | Ann Park | The hall was full. Nobody left.",
                "boilerplate | ? | ***",
                "boilerplate | ? | Ann Park lives in Exton.",
                "comment | commenter 1 to Ann | Ann- a fine piece. So true.",
                "boilerplate | ? | LikeLiked by 2 people",
                "comment | Ann to Tom and Ngozi | Tom and Ngozi, thank you both. Annxx",
                "boilerplate | ? | LikeLike",
                "comment | commenter 2 | Loved it!",
                "boilerplate | ? | LikeLike",
            ],
        );
    }

    #[test]
    fn headers_before_each_comment() {
        check(
            "The hall was full.\n2 Comments\nTom Reed says:\nMarch 4, 2019 at 9:31 pm\nIt was not.\nI was there.\nReply\nexton_girl says:\nMarch 5, 2019 at 7:02 am\nIt was.\nReply",
            &[
                "body | ? | The hall was full. 2 Comments",
                "comment | Tom Reed | Tom Reed says: March … I was there.",
                "boilerplate | ? | Reply",
                "comment | exton_girl | exton_girl says: March 5, … am It was.",
                "boilerplate | ? | Reply",
            ],
        );
    }

    #[test]
    fn a_thread_of_posts() {
        check(
            "Tom Reed\n4 March 2019 at 21:31\nThe hall is shut again.\nLike · Reply · 2h\nNgozi Hara\n4 March 2019 at 21:40\nTom, you said it would open.\nLike · Reply · 1h",
            &[
                "comment | Tom Reed | Tom Reed 4 March … is shut again.",
                "boilerplate | ? | Like · Reply · 2h",
                "comment | Ngozi Hara to Tom | Ngozi Hara 4 March … it would open.",
                "boilerplate | ? | Like · Reply · 1h",
            ],
        );
    }

    #[test]
    fn near_misses() {
        check("Tom Reed says:\nnothing at all.\nReply", &["body | ? | Tom Reed says: nothing at all. Reply"]);
        check("We were liked by 2 people.\nComments", &["body | ? | We were liked by 2 people. Comments"]);
    }

    #[test]
    fn missing_edges_are_told() {
        let codes = |text: &str| -> Vec<&str> {
            let document = Document::from_text("a.txt", text);
            segment(&document).diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
        };
        assert_eq!(codes("The hall was full.\nI agree.\nLikeLike"), ["comment_without_start"]);
        assert_eq!(codes("Prose.\nShare this:\nI agree.\nLikeLike\nSo do I."), ["comment_without_end"]);
    }
}
