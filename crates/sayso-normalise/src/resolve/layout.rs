//! Lines and segments of a document by position.

use sayso_model::{Document, Segment, Span};

/// Where lines break, and which segment holds which byte.
pub(crate) struct Layout<'a> {
    /// Bytes at which a line starts, but the first.
    line_starts: Vec<usize>,
    segments: &'a [Segment],
    /// Indices of segments, outer before inner.
    in_text_order: Vec<usize>,
}

impl<'a> Layout<'a> {
    pub(crate) fn new(document: &Document, segments: &'a [Segment]) -> Self {
        let line_starts = document.text().match_indices('\n').map(|(at_byte, _)| at_byte + 1).collect();
        let mut in_text_order: Vec<usize> = (0..segments.len()).collect();
        in_text_order.sort_by_key(|at| (segments[*at].span, *at));
        Self { line_starts, segments, in_text_order }
    }

    /// The line that holds a byte, counted from 0. A paragraph is one line.
    pub(crate) fn line(&self, at_byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= at_byte)
    }

    /// The innermost segment whose own words hold `span`.
    pub(crate) fn voice_segment(&self, span: Span) -> Option<usize> {
        self.innermost(span, |segment| segment.content.contains(span))
    }

    /// The innermost segment that holds `span`.
    pub(crate) fn segment(&self, span: Span) -> Option<usize> {
        self.innermost(span, |segment| segment.span.contains(span))
    }

    /// The last segment that starts before `span` or one of those that it lies within.
    fn innermost(&self, span: Span, holds: impl Fn(&Segment) -> bool) -> Option<usize> {
        let n_before = self
            .in_text_order
            .partition_point(|at| self.segments[*at].span.start_byte() <= span.start_byte());
        let mut at = *self.in_text_order[..n_before].last()?;
        loop {
            let segment = &self.segments[at];
            if holds(segment) {
                return Some(at);
            }
            // Parents come first, so that the walk ends.
            at = segment.parent.filter(|parent| *parent < at)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marked_text::segment;
    use sayso_model::SegmentType;

    #[test]
    fn finds_the_innermost_segment() {
        let document = Document::from_text("a.txt", "one\ntwo three\nfour");
        let mut outer = segment(SegmentType::Letter, Span::of_length(0, 18));
        outer.content = Span::of_length(4, 14);
        let mut inner = segment(SegmentType::BlockQuote, Span::of_length(8, 5));
        inner.parent = Some(0);
        let segments = [outer, inner];
        let layout = Layout::new(&document, &segments);
        assert_eq!(layout.segment(Span::of_length(9, 2)), Some(1));
        assert_eq!(layout.segment(Span::of_length(14, 4)), Some(0));
        assert_eq!(layout.voice_segment(Span::of_length(0, 3)), None);
        assert_eq!((layout.line(3), layout.line(4), layout.line(17)), (0, 1, 2));
    }
}
