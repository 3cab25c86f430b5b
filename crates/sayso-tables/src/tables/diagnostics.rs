//! `diagnostics`: what was seen and not understood.

use arrow::array::RecordBatch;
use sayso_model::{Diagnostic, Document, Severity, Stage, Vocabulary};

use super::common::{CODE_POINTS, DOCUMENT_ID, to_document};
use crate::cell::{Cell, Row, batch_of};
use crate::view::{View, count};
use crate::{Column, Table};

pub(crate) static DIAGNOSTICS: Table = Table {
    name: "diagnostics",
    title: "Diagnostics",
    description: "One row for each thing that was seen and not understood, and for each file that could not be read. Within a \
                  document sorted by position, code and message.",
    columns: &[
        DOCUMENT_ID
            .described(
                "Document",
                "The document it is about. Missing for a file that could not be read, which the message then names, and for what only all \
                 documents together tell.",
            )
            .nullable(),
        Column::closed("severity", "Severity", "`error` where data was lost.", Severity::WORDS),
        Column::text("code", "Code", "What kind of thing it is, as a word for programs.").pattern("^[a-z][a-z0-9_]*$"),
        Column::closed("stage", "Stage", "The stage that saw it.", Stage::WORDS),
        Column::text("message", "Message", "What was seen."),
        Column::integer("start_char", "Start", "Where it starts in documents.text, if it is about one place.")
            .unit(CODE_POINTS)
            .nullable(),
        Column::integer("end_char", "End", "Where it ends in documents.text, if it is about one place.")
            .unit(CODE_POINTS)
            .nullable(),
    ],
    primary_key: &[],
    foreign_keys: &[to_document()],
    unique_keys: &[],
};

/// Derived order: by position, then by the rest.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct DiagnosticRow<'a> {
    start_char: Option<i64>,
    end_char: Option<i64>,
    code: &'a str,
    message: &'a str,
    severity: Severity,
    stage: Stage,
    document_id: Option<&'a str>,
}

impl Row for DiagnosticRow<'_> {
    const TABLE: &'static Table = &DIAGNOSTICS;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            self.document_id.into(),
            self.severity.as_str().into(),
            self.code.into(),
            self.stage.as_str().into(),
            self.message.into(),
            self.start_char.into(),
            self.end_char.into(),
        ]
    }
}

/// The rows of `diagnostics` about one document, or about files and rows that became none.
///
/// `document` must be a published one. Sorted by position (first what has none), code and message.
pub fn diagnostic_batch(
    document: Option<&Document>,
    diagnostics: &[Diagnostic],
) -> (&'static Table, RecordBatch) {
    let mut rows = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let chars = document.zip(diagnostic.span).map(|(document, span)| document.char_range(span));
        rows.push(DiagnosticRow {
            document_id: document.map(|document| document.id().as_str()),
            severity: diagnostic.severity,
            code: diagnostic.code,
            stage: diagnostic.stage,
            message: &diagnostic.message,
            start_char: chars.map(|(start_char, _)| count(start_char)),
            end_char: chars.map(|(_, end_char)| count(end_char)),
        });
    }
    rows.sort();
    (&DIAGNOSTICS, batch_of(&rows))
}

pub(super) fn batch(view: &View<'_>) -> RecordBatch {
    diagnostic_batch(Some(view.layers.document), view.layers.diagnostics).1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{column, texts};
    use sayso_model::Span;

    #[test]
    fn sorted_by_position_whatever_the_order_of_the_stages() {
        let document = Document::from_text("a.txt", "é and ü");
        let at = |code, start_byte| {
            Diagnostic::new(Severity::Warning, Stage::Extract, code, "seen")
                .at(Span::of_length(start_byte, 2))
        };
        let whole = Diagnostic::new(Severity::Info, Stage::Ingest, "z_whole", "seen");
        let (_, batch) = diagnostic_batch(Some(&document), &[at("later", 7), at("sooner", 0), whole]);
        assert_eq!(texts(&batch, "code"), ["z_whole", "sooner", "later"]);
        assert_eq!((column(&batch, "start_char")[2], column(&batch, "end_char")[2]), (6, 7));
    }

    #[test]
    fn a_file_that_could_not_be_read_has_no_document() {
        let lost = Diagnostic::new(Severity::Error, Stage::Ingest, "not_a_file", "in.txt: is a folder");
        let (_, batch) = diagnostic_batch(None, &[lost.at(Span::of_length(0, 1))]);
        assert!(batch.column(0).is_null(0) && batch.column(5).is_null(0));
    }
}
