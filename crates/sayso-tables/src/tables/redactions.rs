//! `redactions`: what was hidden, or could be.

use arrow::array::RecordBatch;
use sayso_model::{RedactionAction, RedactionKind, Vocabulary};

use super::common::{DOCUMENT_ID, END_CHAR, RULE_ID, START_CHAR, to_document};
use crate::cell::{Cell, Row, batch_of};
use crate::view::{Place, View};
use crate::{Column, Table};

pub(crate) static REDACTIONS: Table = Table {
    name: "redactions",
    title: "Redactions",
    description: "One row for each identifier of a person that was seen, and what was done with it, sorted by document and \
                  position. What is masked is masked in every table and file.",
    columns: &[
        DOCUMENT_ID,
        Column::closed(
            "kind",
            "Kind",
            "What kind of identifier it is; `name` is the name of a private person, in a publication for the public only.",
            RedactionKind::WORDS,
        ),
        Column::closed(
            "action",
            "Action",
            "Whether each of its symbols, white space excepted, was replaced by a letter x of as many bytes, or it was kept.",
            RedactionAction::WORDS,
        ),
        START_CHAR,
        END_CHAR,
        RULE_ID,
    ],
    primary_key: &[],
    foreign_keys: &[to_document()],
    unique_keys: &[&["document_id", "start_char", "end_char", "kind"]],
};

struct RedactionRow<'a> {
    document_id: &'a str,
    kind: RedactionKind,
    action: RedactionAction,
    place: Place,
    rule_id: &'static str,
}

impl Row for RedactionRow<'_> {
    const TABLE: &'static Table = &REDACTIONS;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            self.document_id.into(),
            self.kind.as_str().into(),
            self.action.as_str().into(),
            self.place.start_char.into(),
            self.place.end_char.into(),
            self.rule_id.into(),
        ]
    }
}

pub(super) fn batch(view: &View<'_>) -> RecordBatch {
    let redactions = view.layers.redactions.iter();
    let mut rows: Vec<RedactionRow<'_>> = redactions
        .map(|redaction| RedactionRow {
            document_id: view.layers.document.id().as_str(),
            kind: redaction.kind,
            action: redaction.action,
            place: view.place(redaction.span),
            rule_id: redaction.rule_id,
        })
        .collect();
    rows.sort_by_key(|row| (row.place.start_char, row.place.end_char, row.kind));
    batch_of(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Sample, column, texts};
    use sayso_model::Redaction;

    #[test]
    fn rows_come_in_the_order_of_the_text() {
        let mut sample = Sample::letter();
        let redaction = |words: &str, kind| Redaction {
            span: sample.span(words),
            kind,
            action: RedactionAction::Masked,
            rule_id: "test",
        };
        sample.redactions =
            vec![redaction("bridge", RedactionKind::Name), redaction("🚌", RedactionKind::Email)];
        let batch = batch(&View::new(&sample.layers()));
        assert_eq!(texts(&batch, "kind"), ["email", "name"]);
        assert_eq!(column(&batch, "end_char")[0] - column(&batch, "start_char")[0], 1);
    }
}
