//! `segments`: regions of one voice.

use arrow::array::RecordBatch;
use sayso_model::{SegmentType, Vocabulary, Voice};

use super::common::{
    DATE_PATTERN, DOCUMENT_ID, END_BYTE, END_CHAR, RULE_ID, START_BYTE, START_CHAR, to_actor, to_document,
};
use crate::cell::{Cell, Row, batch_of};
use crate::view::{Place, View, count};
use crate::{Column, ForeignKey, Table};

pub(crate) static SEGMENTS: Table = Table {
    name: "segments",
    title: "Segments",
    description: "One row for each region of one voice: the author's running text, an embedded post, a letter, a displayed \
                  quotation, a reader's comment and so on, sorted by id (`ordinal` gives the order of the text).",
    columns: &[
        Column::text("segment_id", "Segment", "Id made from the segment's type and words.")
            .pattern("^d[0-9a-f]{12}-g[0-9a-f]{12}$")
            .unique(),
        DOCUMENT_ID,
        Column::text("parent_segment_id", "Lies within", "The segment that holds this one.").nullable(),
        Column::integer(
            "ordinal",
            "Place",
            "Its place among the segments of the document, in the order of the text, from 1.",
        )
        .counted_from_one()
        .unit("segments"),
        Column::closed("segment_type", "Type", "What kind of region it is.", SegmentType::WORDS),
        Column::text("author_id", "Author", "Whose voice it is.").nullable(),
        Column::text("author_surface", "Author's name", "The words of the text that name its author.")
            .nullable(),
        Column::text("addressee_id", "Addressee", "Whom it addresses.").nullable(),
        Column::text("date", "Date", "Date that the segment itself shows: ISO 8601, whole or partial.")
            .pattern(DATE_PATTERN)
            .nullable(),
        START_CHAR,
        END_CHAR,
        START_BYTE,
        END_BYTE,
        RULE_ID,
    ],
    primary_key: &["segment_id"],
    foreign_keys: &[
        to_document(),
        ForeignKey { column: "parent_segment_id", table: "segments", target: "segment_id" },
        to_actor("author_id"),
        to_actor("addressee_id"),
    ],
    unique_keys: &[&["document_id", "ordinal"]],
};

struct SegmentRow<'a> {
    segment_id: &'a str,
    document_id: &'a str,
    parent_segment_id: Option<&'a str>,
    ordinal: i64,
    segment_type: SegmentType,
    author_id: Option<&'a str>,
    author_surface: Option<&'a str>,
    addressee_id: Option<&'a str>,
    date: Option<&'a str>,
    place: Place,
    rule_id: &'a str,
}

impl Row for SegmentRow<'_> {
    const TABLE: &'static Table = &SEGMENTS;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            self.segment_id.into(),
            self.document_id.into(),
            self.parent_segment_id.into(),
            self.ordinal.into(),
            self.segment_type.as_str().into(),
            self.author_id.into(),
            self.author_surface.into(),
            self.addressee_id.into(),
            self.date.into(),
            self.place.start_char.into(),
            self.place.end_char.into(),
            self.place.start_byte.into(),
            self.place.end_byte.into(),
            self.rule_id.into(),
        ]
    }
}

pub(super) fn batch(view: &View<'_>) -> RecordBatch {
    let document = view.layers.document;
    let mut rows = Vec::with_capacity(view.segments_in_text_order.len());
    for (nth, &at) in view.segments_in_text_order.iter().enumerate() {
        let segment = &view.layers.segments[at];
        let author_surface = match &segment.author {
            Voice::Named(span) => Some(document.slice(*span)),
            Voice::DocumentAuthor | Voice::UnnamedCommenter(_) | Voice::Unknown => None,
        };
        rows.push(SegmentRow {
            segment_id: &view.segment_ids[at],
            document_id: document.id().as_str(),
            parent_segment_id: segment.parent.and_then(|parent| view.segment_id(parent)),
            ordinal: count(nth + 1),
            segment_type: segment.segment_type,
            author_id: view.actor_id(view.author_of(at)),
            author_surface,
            addressee_id: view.actor_id(view.addressee_of(at)),
            date: segment.date.as_deref(),
            place: view.place(segment.span),
            rule_id: segment.rule_id,
        });
    }
    rows.sort_by_key(|row| row.segment_id);
    batch_of(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Sample, column, texts};

    #[test]
    fn segments_tell_voice_and_parent() {
        let sample = Sample::letter();
        let batch = batch(&View::new(&sample.layers()));
        let at = texts(&batch, "segment_type").iter().position(|kind| *kind == "letter").unwrap();
        assert_eq!(texts(&batch, "author_surface")[at], "Ann Park");
        assert_eq!(texts(&batch, "author_id")[at], "per-ann-park");
        assert_eq!(texts(&batch, "addressee_id")[at], "org-bus-users");
        assert_eq!(column(&batch, "ordinal")[at], 2);
        let body = texts(&batch, "segment_type").iter().position(|kind| *kind == "body").unwrap();
        assert_eq!(texts(&batch, "parent_segment_id")[at], texts(&batch, "segment_id")[body]);
        assert_eq!(texts(&batch, "parent_segment_id")[body], "");
    }
}
