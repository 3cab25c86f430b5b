//! Marks that overlap, as pieces that lie within one another.
//!
//! HTML knows elements within elements only. So of two marks that cross, the one that starts later is cut where the other ends, and
//! each of its pieces tells whether the mark starts or ends there.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::ops::Range;

use serde::Serialize;

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// What a statement says.
    Content,
    /// What a stance rests on.
    Evidence,
    /// That something was said.
    Cue,
    /// Who said it.
    Speaker,
    /// A name of an actor.
    Name,
}

/// A stretch of a text and what it is. Of marks with the same stretch, the first kind and the lowest number are outermost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the text.
    pub(super) bytes: Range<usize>,
    pub(super) kind: Kind,
    /// The statement, stance or actor, by its number in the report.
    pub(super) number: usize,
    /// Which piece of a stance's evidence, from 0; 0 for other kinds.
    pub(super) piece: usize,
    /// Whether nothing of the same statement or evidence comes before it.
    pub(super) is_first: bool,
    /// Whether nothing of it comes after.
    pub(super) is_last: bool,
}

/// A piece of a paragraph: plain words, or a mark with pieces in it.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Node<'a> {
    /// Words without further marks.
    Words(&'a str),
    /// Words within a mark.
    Marked(Marked<'a>),
}

/// A mark, or a piece of one, and what lies in it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Marked<'a> {
    #[serde(rename = "k")]
    kind: Kind,
    #[serde(rename = "i")]
    number: usize,
    #[serde(rename = "j", skip_serializing_if = "is_zero")]
    piece: usize,
    #[serde(rename = "first", skip_serializing_if = "std::ops::Not::not")]
    is_first: bool,
    /// Whether words that do not belong to it stand before it, as before the second part of a quotation.
    #[serde(rename = "resumed", skip_serializing_if = "std::ops::Not::not")]
    is_resumed: bool,
    #[serde(rename = "last", skip_serializing_if = "std::ops::Not::not")]
    is_last: bool,
    #[serde(rename = "n")]
    nodes: Vec<Node<'a>>,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// How deep marks may lie within one another. Real texts stay below ten; what is deeper is left unmarked.
const MAX_DEPTH: usize = 40;

/// A mark, or the rest of one, that waits for its place.
#[derive(PartialEq, Eq)]
struct Waiting<'m> {
    bytes: Range<usize>,
    mark: &'m Mark,
}

impl Waiting<'_> {
    fn key(&self) -> impl Ord {
        (self.bytes.start, Reverse(self.bytes.end), self.mark.kind, self.mark.number, self.mark.piece)
    }
}

/// The greatest comes out of the heap first: the one that starts first, and of those the longest.
impl Ord for Waiting<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.key().cmp(&self.key())
    }
}

impl PartialOrd for Waiting<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// `text[range]` as nested pieces; what of `marks` lies outside is cut off.
///
/// The words of all pieces, one after the other, are the text.
pub(super) fn nest<'a, 'm>(
    text: &'a str,
    range: Range<usize>,
    marks: impl IntoIterator<Item = &'m Mark>,
) -> Vec<Node<'a>> {
    let clipped = marks.into_iter().map(|mark| Waiting {
        bytes: mark.bytes.start.max(range.start)..mark.bytes.end.min(range.end),
        mark,
    });
    let mut waiting = clipped.filter(|waiting| !waiting.bytes.is_empty()).collect();
    fill(text, range, &mut waiting, MAX_DEPTH)
}

fn fill<'a>(
    text: &'a str,
    range: Range<usize>,
    waiting: &mut BinaryHeap<Waiting<'_>>,
    depth: usize,
) -> Vec<Node<'a>> {
    let mut nodes = Vec::new();
    let mut from_byte = range.start;
    while waiting.peek().is_some_and(|next| next.bytes.start < range.end) {
        let Some(Waiting { bytes, mark }) = waiting.pop() else { break };
        let end_byte = bytes.end.min(range.end);
        if bytes.end > end_byte {
            waiting.push(Waiting { bytes: end_byte..bytes.end, mark });
        }
        if depth == 0 {
            continue;
        }
        push_words(&mut nodes, &text[from_byte..bytes.start]);
        from_byte = end_byte;
        nodes.push(Node::Marked(Marked {
            kind: mark.kind,
            number: mark.number,
            piece: mark.piece,
            is_first: mark.is_first && bytes.start == mark.bytes.start,
            is_resumed: !mark.is_first && bytes.start == mark.bytes.start,
            is_last: mark.is_last && end_byte == mark.bytes.end,
            nodes: fill(text, bytes.start..end_byte, waiting, depth - 1),
        }));
    }
    push_words(&mut nodes, &text[from_byte..range.end]);
    nodes
}

fn push_words<'a>(nodes: &mut Vec<Node<'a>>, words: &'a str) {
    if !words.is_empty() {
        nodes.push(Node::Words(words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(kind: Kind, number: usize, bytes: Range<usize>) -> Mark {
        Mark { bytes, kind, number, piece: 0, is_first: true, is_last: true }
    }

    /// `(Cue0 words)`, with `…` where the mark starts before or ends after.
    fn shown(nodes: &[Node<'_>]) -> String {
        let one = |node: &Node<'_>| match node {
            Node::Words(words) => (*words).to_owned(),
            Node::Marked(marked) => format!(
                "({}{:?}{} {}{})",
                if marked.is_first { "" } else { "…" },
                marked.kind,
                marked.number,
                shown(&marked.nodes),
                if marked.is_last { "" } else { "…" },
            ),
        };
        nodes.iter().map(one).collect()
    }

    fn words(nodes: &[Node<'_>]) -> String {
        let one = |node: &Node<'_>| match node {
            Node::Words(words) => (*words).to_owned(),
            Node::Marked(marked) => words(&marked.nodes),
        };
        nodes.iter().map(one).collect()
    }

    /// Bytes that each mark covers, gathered from the pieces.
    fn covered(
        nodes: &[Node<'_>],
        from_byte: &mut usize,
        within: &mut Vec<usize>,
        out: &mut Vec<Vec<usize>>,
    ) {
        for node in nodes {
            match node {
                Node::Words(words) => {
                    for &number in within.iter() {
                        out[number].extend(*from_byte..*from_byte + words.len());
                    }
                    *from_byte += words.len();
                }
                Node::Marked(marked) => {
                    within.push(marked.number);
                    covered(&marked.nodes, from_byte, within, out);
                    within.pop();
                }
            }
        }
    }

    #[test]
    fn marks_lie_within_one_another() {
        use Kind::{Content, Cue, Evidence, Name};
        for (marks, expected) in [
            (vec![], "abcdefgh"),
            (vec![mark(Content, 0, 2..4)], "ab(Content0 cd)efgh"),
            (vec![mark(Content, 1, 3..5), mark(Content, 0, 2..6)], "ab(Content0 c(Content1 de)f)gh"),
            (vec![mark(Name, 0, 2..4), mark(Content, 1, 2..4)], "ab(Content1 (Name0 cd))efgh"),
            (vec![mark(Content, 0, 0..3), mark(Cue, 0, 3..8)], "(Content0 abc)(Cue0 defgh)"),
            (
                vec![mark(Content, 0, 1..5), mark(Evidence, 0, 3..7)],
                "a(Content0 bc(Evidence0 de…))(…Evidence0 fg)h",
            ),
        ] {
            let nodes = nest("abcdefgh", 0..8, &marks);
            assert_eq!(words(&nodes), "abcdefgh");
            assert_eq!(shown(&nodes), expected);
        }
    }

    #[test]
    fn a_mark_over_several_lines_tells_where_it_starts_and_ends() {
        let marks = [mark(Kind::Content, 0, 1..7)];
        assert_eq!(shown(&nest("abcdefgh", 0..3, &marks)), "a(Content0 bc…)");
        assert_eq!(shown(&nest("abcdefgh", 3..6, &marks)), "(…Content0 def…)");
        assert_eq!(shown(&nest("abcdefgh", 6..8, &marks)), "(…Content0 g)h");
        assert_eq!(shown(&nest("abcdefgh", 7..8, &marks)), "h");
    }

    #[test]
    fn a_second_part_is_resumed_and_a_cut_one_is_not() {
        let later = Mark { is_first: false, ..mark(Kind::Content, 0, 3..6) };
        let nodes = nest("abcdefgh", 0..8, &[mark(Kind::Evidence, 0, 1..5), later]);
        let json = serde_json::to_value(&nodes).unwrap();
        assert_eq!(json[1]["n"][1]["resumed"], true, "{json}");
        assert_eq!(json[2].get("resumed"), None, "{json}");
    }

    #[test]
    fn depth_has_an_end() {
        let marks: Vec<Mark> = (0..100_000).map(|number| mark(Kind::Name, number, 0..2)).collect();
        assert_eq!(words(&nest("abc", 0..3, &marks)), "abc");
    }

    #[test]
    fn what_is_plain_is_a_string_in_json() {
        let nodes = nest("ab", 0..2, &[mark(Kind::Content, 7, 1..2)]);
        let expected = r#"["a",{"k":"content","i":7,"first":true,"last":true,"n":["b"]}]"#;
        assert_eq!(serde_json::to_string(&nodes).unwrap(), expected);
    }

    proptest! {
        #[test]
        fn every_mark_covers_its_own_words(spans in prop::collection::vec((0usize..30, 0usize..30), 0..12)) {
            let text = "abcdefghijklmnopqrstuvwxyz1234";
            let marks: Vec<Mark> = spans
                .iter()
                .enumerate()
                .map(|(number, (a, b))| mark(Kind::Content, number, *a.min(b)..*a.max(b)))
                .collect();
            let nodes = nest(text, 0..text.len(), &marks);
            prop_assert_eq!(words(&nodes), text);
            let mut found = vec![Vec::new(); marks.len()];
            covered(&nodes, &mut 0, &mut Vec::new(), &mut found);
            for (mark, found) in marks.iter().zip(found) {
                prop_assert_eq!(found, mark.bytes.clone().collect::<Vec<_>>());
            }
        }
    }
}
