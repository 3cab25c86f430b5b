//! What tests of several files share.

use sayso_model::{Document, Segment, SegmentType, Span, Speaker, Statement, Voice};

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

/// A statement as tests show it: `speaker | cue | content parts joined by … | mode act`, with `not`, `if` and `to …` after it.
pub(crate) fn line(document: &Document, statement: &Statement) -> String {
    let words = |spans: &[Span]| sayso_model::join_parts(document, spans);
    let speaker = match statement.speaker {
        Speaker::Named(span) => document.slice(span),
        Speaker::SegmentAuthor(_) => "author",
        Speaker::Unknown => "?",
    };
    let (cue, content) = (words(&statement.cue), words(&statement.content));
    let mut line = format!("{speaker} | {cue} | {content} | {} {}", statement.mode, statement.act);
    line += if statement.is_negated { " not" } else { "" };
    line += if statement.is_hypothetical { " if" } else { "" };
    if let Some(addressee) = statement.addressee {
        line += &format!(" to {}", document.slice(addressee));
    }
    line
}
