//! What tests of several files share.

use sayso_model::{Document, Segment, SegmentType, Voice};

/// A document that is one body segment, and that segment.
pub(crate) fn body(text: &str) -> (Document, Vec<Segment>) {
    let document = Document::from_text("a.txt", text);
    let span = document.trim(document.whole());
    let segment = Segment {
        segment_type: SegmentType::Body,
        span,
        parent: None,
        author: Voice::DocumentAuthor,
        addressee: None,
        content: span,
        cue: None,
        date: None,
        rule_id: "hand",
    };
    (document, vec![segment])
}
