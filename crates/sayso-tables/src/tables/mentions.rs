//! `mentions`: words that point at a person or body.

use arrow::array::RecordBatch;
use sayso_model::{MentionType, Method, Vocabulary};

use super::common::{
    CONFIDENCE, DOCUMENT_ID, END_BYTE, END_CHAR, METHOD, RULE_ID, START_BYTE, START_CHAR, to_actor,
    to_document,
};
use crate::cell::{Cell, Row, batch_of};
use crate::view::{Place, View};
use crate::{Column, ForeignKey, Table};

pub(crate) static MENTIONS: Table = Table {
    name: "mentions",
    title: "Mentions",
    description: "One row each time the text names a person or body, or points at one, sorted by id.",
    columns: &[
        Column::text("mention_id", "Mention", "Id made from the words.")
            .pattern("^d[0-9a-f]{12}-m[0-9a-f]{12}$")
            .unique(),
        DOCUMENT_ID,
        Column::text("segment_id", "Segment", "The innermost segment in which it stands.").nullable(),
        Column::text("actor_id", "Actor", "Whom it points at. Missing where that was seen and not resolved.")
            .nullable(),
        Column::text("surface", "Words", "The words as they stand in the text."),
        Column::closed("mention_type", "Type", "In which way the words point.", MentionType::WORDS),
        START_CHAR,
        END_CHAR,
        START_BYTE,
        END_BYTE,
        METHOD,
        RULE_ID,
        CONFIDENCE,
    ],
    primary_key: &["mention_id"],
    foreign_keys: &[
        to_document(),
        ForeignKey { column: "segment_id", table: "segments", target: "segment_id" },
        to_actor("actor_id"),
    ],
    unique_keys: &[],
};

struct MentionRow<'a> {
    mention_id: &'a str,
    document_id: &'a str,
    segment_id: Option<&'a str>,
    actor_id: Option<&'a str>,
    surface: &'a str,
    mention_type: MentionType,
    place: Place,
    method: Method,
    rule_id: &'a str,
    confidence: Option<f64>,
}

impl Row for MentionRow<'_> {
    const TABLE: &'static Table = &MENTIONS;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            self.mention_id.into(),
            self.document_id.into(),
            self.segment_id.into(),
            self.actor_id.into(),
            self.surface.into(),
            self.mention_type.as_str().into(),
            self.place.start_char.into(),
            self.place.end_char.into(),
            self.place.start_byte.into(),
            self.place.end_byte.into(),
            self.method.as_str().into(),
            self.rule_id.into(),
            self.confidence.into(),
        ]
    }
}

pub(super) fn batch(view: &View<'_>) -> RecordBatch {
    let document = view.layers.document;
    let mut rows = Vec::with_capacity(view.mention_ids.len());
    for (at, mention) in view.layers.extraction.mentions.iter().enumerate() {
        rows.push(MentionRow {
            mention_id: &view.mention_ids[at],
            document_id: document.id().as_str(),
            segment_id: view.segment_at(mention.span.start_byte()).and_then(|at| view.segment_id(at)),
            actor_id: view.actor_id(view.mentioned(at)),
            surface: document.slice(mention.span),
            mention_type: mention.mention_type,
            place: view.place(mention.span),
            method: mention.method,
            rule_id: &mention.rule_id,
            confidence: mention.confidence,
        });
    }
    rows.sort_by_key(|row| row.mention_id);
    batch_of(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Sample, texts};

    #[test]
    fn mentions_stand_in_the_innermost_segment() {
        let sample = Sample::letter();
        let layers = sample.layers();
        let view = View::new(&layers);
        let batch = batch(&view);
        for (words, segment) in [("Bo Lind", 0), ("Bus Users", 1), ("the council", 1)] {
            let at = texts(&batch, "surface").iter().position(|surface| *surface == words).unwrap();
            assert_eq!(texts(&batch, "segment_id")[at], view.segment_ids[segment], "{words}");
        }
        let at = texts(&batch, "surface").iter().position(|surface| *surface == "the council").unwrap();
        assert_eq!(texts(&batch, "actor_id")[at], "", "seen and not resolved");
    }
}
