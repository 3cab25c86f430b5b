//! Paragraphs of segments.

use sayso_model::{Document, Segment, Span};

use super::token::{Token, tokenise};
use crate::Language;

/// One paragraph of one segment.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// The innermost segment it belongs to.
    pub(crate) segment: usize,
    pub(crate) span: Span,
    /// Whether the segment's author is speaking: false for header lines, signatures and the marks around a displayed quotation.
    pub(crate) is_own_words: bool,
    /// Its tokens.
    pub(crate) tokens: std::ops::Range<usize>,
}

/// Cuts the text at line ends and at the edges of segments and their contents; text outside every segment is left out.
pub(super) fn cut(
    document: &Document,
    segments: &[Segment],
    language: &Language,
    tokens: &mut Vec<Token>,
) -> Vec<Unit> {
    let text = document.text();
    let is_of_text = |span: Span| text.get(span.start_byte()..span.end_byte()).is_some();
    let mut edges = vec![0, text.len()];
    for segment in segments.iter().filter(|segment| is_of_text(segment.span)) {
        edges.extend([segment.span.start_byte(), segment.span.end_byte()]);
        if is_of_text(segment.content) {
            edges.extend([segment.content.start_byte(), segment.content.end_byte()]);
        }
    }
    edges.sort_unstable();
    edges.dedup();

    // Parents come before children, so the last segment to paint a piece is the innermost.
    let mut owners: Vec<Option<(usize, bool)>> = vec![None; edges.len()];
    for (nth, segment) in segments.iter().enumerate().filter(|(_, segment)| is_of_text(segment.span)) {
        let from = edges.partition_point(|edge| *edge < segment.span.start_byte());
        let to = edges.partition_point(|edge| *edge < segment.span.end_byte());
        for (piece, owner) in owners[from..to].iter_mut().enumerate() {
            *owner = Some((nth, segment.content.contains_byte(edges[from + piece])));
        }
    }

    let mut units = Vec::new();
    for (piece, owner) in owners.iter().enumerate() {
        let Some((segment, is_own_words)) = *owner else { continue };
        let to_byte = edges.get(piece + 1).copied().unwrap_or(text.len());
        let mut line_start = edges[piece];
        for line in text
            .get(line_start..to_byte)
            .unwrap_or_default()
            .split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}'])
        {
            let span = document.trim(Span::of_length(line_start, line.len()));
            line_start += line.len();
            if span.is_empty() {
                continue;
            }
            let from = tokens.len();
            tokenise(text, span, language, tokens);
            units.push(Unit { segment, span, is_own_words, tokens: from..tokens.len() });
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use sayso_model::{SegmentType, Voice};

    use super::*;

    #[test]
    fn lines_and_segments_part_the_text() {
        let text = "One.\nTwo.\nAnn Park\n“Three.”\nFour.";
        let document = Document::from_text("a.txt", text);
        let segment = |segment_type, words: &str, content: &str, parent| {
            let at = |words: &str| Span::of_length(text.find(words).unwrap(), words.len());
            Segment {
                segment_type,
                span: at(words),
                parent,
                author: Voice::Unknown,
                addressee: None,
                content: at(content),
                cue: None,
                date: None,
                rule_id: "hand",
            }
        };
        let segments = [
            segment(SegmentType::Body, text, text, None),
            segment(SegmentType::BlockQuote, "Ann Park\n“Three.”", "Three.", Some(0)),
        ];
        let found: Vec<(usize, bool, &str)> =
            cut(&document, &segments, &Language::english().unwrap(), &mut Vec::new())
                .iter()
                .map(|unit| (unit.segment, unit.is_own_words, document.slice(unit.span)))
                .collect();
        let expected = [
            (0, true, "One."),
            (0, true, "Two."),
            (1, false, "Ann Park"),
            (1, false, "“"),
            (1, true, "Three."),
            (1, false, "”"),
            (0, true, "Four."),
        ];
        assert_eq!(found, expected);
    }
}
