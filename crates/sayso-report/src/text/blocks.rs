//! A text as blocks of one voice with paragraphs in them.

use std::ops::Range;

use serde::Serialize;

use super::nest::{Mark, Node, nest};

/// The longest line, in code points, of a text whose lines its author broke.
const BROKEN_LINE_CHARS: usize = 100;

/// A text as the page shows it.
#[derive(Debug, Serialize)]
pub(crate) struct Text<'a> {
    /// Whether every line is short, as in verse or old mail, so that a line is no paragraph.
    #[serde(rename = "lines", skip_serializing_if = "std::ops::Not::not")]
    has_broken_lines: bool,
    blocks: Vec<Block<'a>>,
}

/// A region of one voice.
#[derive(Debug, Serialize)]
struct Block<'a> {
    #[serde(rename = "type")]
    segment_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    addressee: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    /// The statement that the whole block is.
    #[serde(skip_serializing_if = "Option::is_none")]
    frame: Option<usize>,
    body: Vec<Item<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Item<'a> {
    Paragraph(Paragraph<'a>),
    Block(Block<'a>),
}

/// A line that is not blank.
#[derive(Debug, Serialize)]
struct Paragraph<'a> {
    /// Whether a blank line stands above.
    #[serde(rename = "gap", skip_serializing_if = "std::ops::Not::not")]
    has_gap: bool,
    #[serde(rename = "n")]
    nodes: Vec<Node<'a>>,
}

/// What a block is made from.
pub(super) struct Region<'a> {
    /// Bytes of the text.
    pub(super) bytes: Range<usize>,
    pub(super) segment_type: &'a str,
    pub(super) author: Option<usize>,
    pub(super) addressee: Option<usize>,
    pub(super) date: Option<&'a str>,
    pub(super) frame: Option<usize>,
    /// Regions within it, in the order of the text.
    pub(super) inner: Vec<Region<'a>>,
}

/// The whole text; `regions` come in the order of the text, `marks` in any order.
///
/// Words that no region has are kept in blocks of their own. Of regions that overlap, the earlier one has the words.
pub(super) fn text_of<'a>(text: &'a str, regions: &[Region<'a>], mut marks: Vec<Mark>) -> Text<'a> {
    marks.sort_by_key(|mark| mark.bytes.start);
    let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    let mut writer = Writer { text, marks, next: 0, open: Vec::new(), is_after_blank: false };
    let mut blocks = Vec::new();
    let mut from_byte = 0;
    for region in regions {
        writer.loose(from_byte..region.bytes.start, &mut blocks);
        if let Some(block) = writer.block(region, from_byte..text.len()) {
            blocks.push(block);
        }
        from_byte = from_byte.max(region.bytes.end);
    }
    writer.loose(from_byte..text.len(), &mut blocks);
    Text { has_broken_lines: longest <= BROKEN_LINE_CHARS, blocks }
}

/// Goes through a text once, from its start to its end.
struct Writer<'a> {
    text: &'a str,
    /// By their starts.
    marks: Vec<Mark>,
    /// The first mark that no line has reached.
    next: usize,
    /// Marks that have started and, as far as is known, go on.
    open: Vec<usize>,
    is_after_blank: bool,
}

impl<'a> Writer<'a> {
    /// The region as far as it lies in `within`.
    fn block(&mut self, region: &Region<'a>, within: Range<usize>) -> Option<Block<'a>> {
        let bytes = region.bytes.start.max(within.start)..region.bytes.end.min(within.end);
        if bytes.is_empty() {
            return None;
        }
        let mut body = Vec::new();
        let mut from_byte = bytes.start;
        for inner in &region.inner {
            self.lines(from_byte..inner.bytes.start.min(bytes.end), &mut body);
            let block = self.block(inner, from_byte..bytes.end);
            body.extend(block.map(Item::Block));
            from_byte = from_byte.max(inner.bytes.end.min(bytes.end));
        }
        self.lines(from_byte..bytes.end, &mut body);
        Some(Block {
            segment_type: region.segment_type,
            author: region.author,
            addressee: region.addressee,
            date: region.date,
            frame: region.frame,
            body,
        })
    }

    /// Words between regions, unless they are blank.
    fn loose(&mut self, bytes: Range<usize>, blocks: &mut Vec<Block<'a>>) {
        let mut body = Vec::new();
        self.lines(bytes, &mut body);
        if !body.is_empty() {
            let nobody =
                Block { segment_type: "body", author: None, addressee: None, date: None, frame: None, body };
            blocks.push(nobody);
        }
    }

    /// A paragraph for each line that is not blank.
    fn lines(&mut self, bytes: Range<usize>, body: &mut Vec<Item<'a>>) {
        let mut start_byte = bytes.start;
        for line in self.text.get(bytes).unwrap_or_default().split_inclusive('\n') {
            let end_byte = start_byte + line.trim_end().len();
            if start_byte < end_byte {
                let nodes = self.nodes(start_byte..end_byte);
                body.push(Item::Paragraph(Paragraph { has_gap: self.is_after_blank, nodes }));
                self.is_after_blank = false;
            } else if start_byte == 0 || self.text.as_bytes()[start_byte - 1] == b'\n' {
                // the end of a line whose words another region has is no blank line
                self.is_after_blank = true;
            }
            start_byte += line.len();
        }
    }

    fn nodes(&mut self, bytes: Range<usize>) -> Vec<Node<'a>> {
        let marks = &self.marks;
        self.open.retain(|&at| marks[at].bytes.end > bytes.start);
        while let Some(mark) = marks.get(self.next).filter(|mark| mark.bytes.start < bytes.end) {
            if mark.bytes.end > bytes.start {
                self.open.push(self.next);
            }
            self.next += 1;
        }
        nest(self.text, bytes, self.open.iter().map(|&at| &marks[at]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::nest::Kind;

    fn region(
        bytes: Range<usize>,
        segment_type: &'static str,
        inner: Vec<Region<'static>>,
    ) -> Region<'static> {
        Region { bytes, segment_type, author: None, addressee: None, date: None, frame: None, inner }
    }

    fn json(text: &str, regions: &[Region<'static>], marks: Vec<Mark>) -> serde_json::Value {
        serde_json::to_value(text_of(text, regions, marks)).unwrap()
    }

    #[test]
    fn regions_hold_regions_and_no_word_is_lost() {
        let text = "Loose\n\nHead\nDear all,\nYours\nTail";
        let letter = region(7..27, "letter", vec![region(12..21, "block_quote", vec![])]);
        let expected = serde_json::json!([
            {"type": "body", "body": [{"n": ["Loose"]}]},
            {"type": "letter", "body": [
                {"gap": true, "n": ["Head"]},
                {"type": "block_quote", "body": [{"n": ["Dear all,"]}]},
                {"n": ["Yours"]},
            ]},
            {"type": "body", "body": [{"n": ["Tail"]}]},
        ]);
        assert_eq!(json(text, &[letter], vec![])["blocks"], expected);
    }

    #[test]
    fn a_mark_goes_on_in_the_next_paragraph() {
        let bytes = 2..9;
        let mark = Mark { bytes, kind: Kind::Content, number: 3, piece: 0, is_first: true, is_last: true };
        let told = json("I say\r\n\nso\n", &[region(0..11, "body", vec![])], vec![mark]);
        let expected = serde_json::json!([
            {"n": ["I ", {"k": "content", "i": 3, "first": true, "n": ["say"]}]},
            {"gap": true, "n": [{"k": "content", "i": 3, "last": true, "n": ["s"]}, "o"]},
        ]);
        assert_eq!(told["blocks"][0]["body"], expected);
    }

    #[test]
    fn regions_that_overlap_or_cross_show_each_word_once() {
        let regions =
            [region(0..4, "body", vec![region(2..9, "caption", vec![])]), region(3..6, "comment", vec![])];
        let told = json("abcdefg", &regions, vec![]);
        let words = told.to_string().replace(|symbol: char| !symbol.is_ascii_alphabetic(), " ");
        let words: Vec<&str> =
            words.split_whitespace().filter(|word| word.len() < 4 && *word != "n").collect();
        assert_eq!(words.concat(), "abcdefg", "{told}");
    }

    #[test]
    fn short_lines_are_kept_as_lines() {
        assert_eq!(json("One\ntwo", &[], vec![])["lines"], true);
        assert_eq!(json(&"word ".repeat(30), &[], vec![]).get("lines"), None);
    }
}
