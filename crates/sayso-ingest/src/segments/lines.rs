//! A text as lines: what every rule looks at.

use std::cell::OnceCell;

use sayso_model::{Document, Span};

use super::passages::Passages;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Its words, without white space at the edges.
    pub(crate) span: Span,
    /// Bytes of white space before its words.
    pub(crate) indent: usize,
    /// Blank lines between it and the line before.
    pub(crate) n_blank_before: usize,
}

/// A document cut into its lines that are not blank.
pub(crate) struct Page<'a> {
    /// The document.
    pub(crate) document: &'a Document,
    /// Its lines, in text order.
    pub(crate) lines: Vec<Line>,
    /// How many blank lines usually stand between two lines: 0 where each paragraph is a line of its own.
    usual_gap: usize,
    /// Bytes in the longest line of a text that was broken into lines of even length; `None` for any other text.
    wrap_width: Option<usize>,
    passages: OnceCell<Passages>,
}

/// A wrapped line is at least this long, in bytes; a shorter one ends its paragraph.
const WRAPPED_MIN_BYTES: usize = 45;
/// A wrapped line is at most this long, in bytes; a longer one is a whole paragraph.
const WRAPPED_MAX_BYTES: usize = 100;
/// How many lines a wrapped paragraph is followed back.
const WRAPPED_MAX_LINES: usize = 12;

/// How much shorter than the longest line a wrapped line may be where a sentence ends with it, in bytes.
const WRAP_SLACK: usize = 14;

/// The length of the longest line, if next to no line is longer than wrapped lines are.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let lengths = || lines.iter().map(|line| line.span.n_bytes());
    let n_long = lengths().filter(|length| *length > WRAPPED_MAX_BYTES).count();
    let longest = lengths().filter(|length| *length <= WRAPPED_MAX_BYTES).max();
    longest.filter(|_| n_long * 10 < lines.len())
}

impl<'a> Page<'a> {
    /// Cuts the document's text at line ends.
    pub(crate) fn read(document: &'a Document) -> Self {
        let mut lines = Vec::new();
        let mut start_byte = 0;
        let mut n_blank_before = 0;
        for raw in document.text().split('\n') {
            let span = document.trim(Span::of_length(start_byte, raw.len()));
            if span.is_empty() {
                n_blank_before += 1;
            } else {
                lines.push(Line { span, indent: span.start_byte() - start_byte, n_blank_before });
                n_blank_before = 0;
            }
            start_byte += raw.len() + 1;
        }
        let page =
            Self { document, wrap_width: wrap_width(&lines), lines, usual_gap: 0, passages: OnceCell::new() };
        let starts: Vec<usize> = (1..page.lines.len()).filter(|line| !page.is_wrapped(line - 1)).collect();
        let n_close = starts.iter().filter(|start| !page.is_after_blank(**start)).count();
        Self { usual_gap: usize::from(n_close * 2 < starts.len()), ..page }
    }

    /// How many paragraphs there are: wrapped lines count together.
    pub(crate) fn n_paragraphs(&self) -> usize {
        (0..self.lines.len()).filter(|line| !self.is_wrapped(*line)).count()
    }

    /// Where the text's words stand, made when first asked for.
    pub(crate) fn passages(&self) -> &Passages {
        self.passages.get_or_init(|| Passages::of(self.document.text()))
    }

    /// The words of one line.
    pub(crate) fn text(&self, line: usize) -> &'a str {
        self.lines.get(line).map_or("", |line| self.document.slice(line.span))
    }

    /// The span of one line.
    pub(crate) fn span(&self, line: usize) -> Span {
        self.lines.get(line).map_or(Span::of_length(0, 0), |line| line.span)
    }

    /// The span from the first line's start to the last line's end.
    pub(crate) fn cover(&self, first: usize, last: usize) -> Span {
        self.span(first).cover(self.span(last))
    }

    /// Whether more room than usual stands before the line, as where a picture is missing.
    pub(crate) fn is_after_gap(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(|line| line.n_blank_before > self.usual_gap)
    }

    /// Whether at least one blank line stands before the line.
    pub(crate) fn is_after_blank(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(|line| line.n_blank_before > 0)
    }

    /// Whether the line goes on in the next one: a paragraph that was broken into lines of even length.
    pub(crate) fn is_wrapped(&self, line: usize) -> bool {
        let (Some(next), Some(wrap_width)) = (self.lines.get(line + 1), self.wrap_width) else {
            return false;
        };
        let here = self.lines[line];
        let length = here.span.n_bytes();
        next.n_blank_before == 0
            && next.indent == here.indent
            && (WRAPPED_MIN_BYTES..=WRAPPED_MAX_BYTES).contains(&length)
            && !self.text(line).ends_with([':', '-'])
            && (length + WRAP_SLACK >= wrap_width || !self.text(line).ends_with(['.', '!', '?', '”', '"']))
    }

    /// The first line of the paragraph that ends with this line, not before `floor`.
    pub(crate) fn paragraph_start(&self, line: usize, floor: usize) -> usize {
        let mut first = line;
        while first > floor && line - first < WRAPPED_MAX_LINES && self.is_wrapped(first - 1) {
            first -= 1;
        }
        first
    }

    /// The last line of the paragraph that starts with this line, before `ceiling`.
    pub(crate) fn paragraph_end(&self, line: usize, ceiling: usize) -> usize {
        let mut last = line;
        while last + 1 < ceiling && last - line < WRAPPED_MAX_LINES * 4 && self.is_wrapped(last) {
            last += 1;
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_the_room_before_them() {
        let document = Document::from_text("a.txt", "One.\nTwo.\n\n\n  Three.\nFour.\n");
        let page = Page::read(&document);
        let words: Vec<&str> = (0..4).map(|line| page.text(line)).collect();
        assert_eq!(words, ["One.", "Two.", "Three.", "Four."]);
        assert_eq!((page.lines[2].indent, page.lines[2].n_blank_before), (2, 2));
        assert!(page.is_after_gap(2) && !page.is_after_gap(1));
    }

    #[test]
    fn one_blank_line_is_no_gap_where_it_is_usual() {
        let document = Document::from_text("a.txt", "One.\n\nTwo.\n\nThree.\n\n\n\nFour.");
        let page = Page::read(&document);
        assert!(page.is_after_blank(1) && !page.is_after_gap(1) && page.is_after_gap(3));
    }

    #[test]
    fn a_sentence_that_ends_before_the_margin_ends_its_paragraph() {
        let text = "The chair of the meeting asked for silence again.\nNobody in the hall was ready to give her any, and so the vote was put off.";
        let document = Document::from_text("a.txt", text);
        assert_eq!(Page::read(&document).n_paragraphs(), 2);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The chair of the meeting asked whether anybody wished to\nadd a word, and wrote:\nNo.";
        let document = Document::from_text("a.txt", text);
        let page = Page::read(&document);
        assert_eq!((page.paragraph_start(1, 0), page.paragraph_end(0, 3)), (0, 1));
    }
}
