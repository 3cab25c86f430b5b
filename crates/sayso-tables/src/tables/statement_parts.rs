//! `statement_parts`: the words of a statement, part by part.

use arrow::array::RecordBatch;
use sayso_model::{Span, speaker_words};

use super::common::{END_BYTE, END_CHAR, START_BYTE, START_CHAR};
use crate::cell::{Cell, Row, batch_of};
use crate::view::{Place, View, count};
use crate::{Column, ForeignKey, Table};

const CONTENT: &str = "content";
const CUE: &str = "cue";
const SPEAKER: &str = "speaker";

pub(crate) static STATEMENT_PARTS: Table = Table {
    name: "statement_parts",
    title: "Parts of statements",
    description: "One row for each stretch of text that belongs to a statement, sorted by statement, role and part. A quotation \
                  that its own attribution interrupts has two or more content parts.",
    columns: &[
        Column::text("statement_id", "Statement", "The statement that it is part of."),
        Column::closed(
            "role",
            "Role",
            "Whether it is what was said, words that carry the report, or words that name the speaker.",
            &[CONTENT, CUE, SPEAKER],
        ),
        Column::integer("part", "Part", "Its place among the statement's parts of that role, from 1.")
            .counted_from_one()
            .unit("parts"),
        START_CHAR,
        END_CHAR,
        START_BYTE,
        END_BYTE,
        Column::text("text", "Words", "The words as they stand in the text."),
    ],
    primary_key: &["statement_id", "role", "part"],
    foreign_keys: &[ForeignKey { column: "statement_id", table: "statements", target: "statement_id" }],
    unique_keys: &[],
};

struct PartRow<'a> {
    statement_id: &'a str,
    role: &'static str,
    part: i64,
    place: Place,
    text: &'a str,
}

impl Row for PartRow<'_> {
    const TABLE: &'static Table = &STATEMENT_PARTS;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            self.statement_id.into(),
            self.role.into(),
            self.part.into(),
            self.place.start_char.into(),
            self.place.end_char.into(),
            self.place.start_byte.into(),
            self.place.end_byte.into(),
            self.text.into(),
        ]
    }
}

pub(super) fn batch(view: &View<'_>) -> RecordBatch {
    let mut rows = Vec::new();
    for (nth, statement) in view.layers.extraction.statements.iter().enumerate() {
        let speaker: Vec<Span> = speaker_words(view.layers.segments, statement).into_iter().collect();
        for (role, spans) in [(CONTENT, &statement.content), (CUE, &statement.cue), (SPEAKER, &speaker)] {
            rows.extend(spans.iter().enumerate().map(|(part, span)| PartRow {
                statement_id: &view.statement_ids[nth],
                role,
                part: count(part + 1),
                place: view.place(*span),
                text: view.layers.document.slice(*span),
            }));
        }
    }
    rows.sort_by_key(|row| (row.statement_id, row.role, row.part));
    batch_of(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Sample, column, texts};

    #[test]
    fn parts_are_numbered_within_their_role() {
        let sample = Sample::letter();
        let layers = sample.layers();
        let view = View::new(&layers);
        let batch = batch(&view);
        let found: Vec<_> = texts(&batch, "statement_id")
            .into_iter()
            .zip(texts(&batch, "role"))
            .zip(column(&batch, "part").into_iter().zip(texts(&batch, "text")))
            .filter(|((id, _), _)| *id == view.statement_ids[1])
            .map(|((_, role), (part, text))| (role, part, text))
            .collect();
        assert_eq!(
            found,
            [
                ("content", 1, "We shall,"),
                ("content", 2, "build it."),
                ("cue", 1, "said"),
                ("speaker", 1, "the council"),
            ]
        );
    }
}
