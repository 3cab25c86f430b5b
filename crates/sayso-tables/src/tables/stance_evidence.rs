//! `stance_evidence`: all the words on which a stance rests.

use arrow::array::RecordBatch;
use sayso_model::{Evidence, Method, Polarity, Stance, Vocabulary};

use super::common::{
    CONFIDENCE, DOCUMENT_ID, END_BYTE, END_CHAR, METHOD, RULE_ID, START_BYTE, START_CHAR, to_document,
};
use crate::cell::{Cell, Row, batch_of};
use crate::view::{Place, View, count};
use crate::{Column, ForeignKey, Table};

pub(crate) static STANCE_EVIDENCE: Table = Table {
    name: "stance_evidence",
    title: "Evidence of stances",
    description: "One row for each place of the text that tells of a stance, sorted by stance and part. Part 1 is what stances.csv shows; \
                  the others follow, surest first, and may tell the contrary.",
    columns: &[
        Column::text("stance_id", "Stance", "The stance that it is evidence of."),
        Column::integer(
            "part",
            "Part",
            "Which piece of the evidence it is, counted from 1, the surest first.",
        ),
        DOCUMENT_ID,
        Column::text(
            "statement_id",
            "Statement",
            "The statement in which it stands. Missing where it is the narrator's own voice.",
        )
        .nullable(),
        Column::closed(
            "polarity",
            "Polarity",
            "What these words alone tell: for, against or neither. Missing where the reader could not say.",
            Polarity::WORDS,
        )
        .nullable(),
        Column::text("text", "Words", "The words, word for word."),
        START_CHAR,
        END_CHAR,
        START_BYTE,
        END_BYTE,
        METHOD,
        RULE_ID,
        CONFIDENCE,
    ],
    primary_key: &["stance_id", "part"],
    foreign_keys: &[
        to_document(),
        ForeignKey { column: "stance_id", table: "stances", target: "stance_id" },
        ForeignKey { column: "statement_id", table: "statements", target: "statement_id" },
    ],
    unique_keys: &[],
};

struct EvidenceRow<'a> {
    stance_id: &'a str,
    part: i64,
    document_id: &'a str,
    statement_id: Option<&'a str>,
    polarity: Option<Polarity>,
    text: &'a str,
    place: Place,
    method: Method,
    rule_id: &'a str,
    confidence: Option<f64>,
}

impl Row for EvidenceRow<'_> {
    const TABLE: &'static Table = &STANCE_EVIDENCE;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            self.stance_id.into(),
            self.part.into(),
            self.document_id.into(),
            self.statement_id.into(),
            self.polarity.map(Polarity::as_str).into(),
            self.text.into(),
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
    let mut rows = Vec::new();
    for (nth, stance) in view.layers.stances.iter().enumerate() {
        rows.push(first_row(view, nth, stance));
        let further = stance.further.iter().enumerate();
        rows.extend(further.map(|(part, evidence)| further_row(view, nth, part, evidence)));
    }
    rows.sort_by_key(|row| (row.stance_id, row.part));
    batch_of(&rows)
}

/// What the stance's own columns say. Where the whole document holds both sides, these words alone tell the one to which it leans.
fn first_row<'a>(view: &'a View<'a>, nth: usize, stance: &'a Stance) -> EvidenceRow<'a> {
    let polarity = match stance.polarity {
        Some(Polarity::Mixed) if stance.score > 0.0 => Some(Polarity::Support),
        Some(Polarity::Mixed) if stance.score < 0.0 => Some(Polarity::Oppose),
        polarity => polarity,
    };
    EvidenceRow {
        stance_id: &view.stance_ids[nth],
        part: 1,
        document_id: view.layers.document.id().as_str(),
        statement_id: stance.statement.map(|statement| view.statement_ids[statement].as_str()),
        polarity,
        text: view.layers.document.slice(stance.evidence),
        place: view.place(stance.evidence),
        method: stance.method,
        rule_id: &stance.rule_id,
        confidence: stance.confidence,
    }
}

/// The row of one further piece, counted from 0.
fn further_row<'a>(view: &'a View<'a>, nth: usize, part: usize, evidence: &'a Evidence) -> EvidenceRow<'a> {
    EvidenceRow {
        stance_id: &view.stance_ids[nth],
        part: count(part) + 2,
        document_id: view.layers.document.id().as_str(),
        statement_id: evidence.statement.map(|statement| view.statement_ids[statement].as_str()),
        polarity: evidence.polarity,
        text: view.layers.document.slice(evidence.span),
        place: view.place(evidence.span),
        method: evidence.method,
        rule_id: &evidence.rule_id,
        confidence: evidence.confidence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Sample, column, texts};

    #[test]
    fn the_surest_evidence_comes_first() {
        let sample = Sample::letter();
        let layers = sample.layers();
        let view = View::new(&layers);
        let batch = batch(&view);
        let parts: Vec<(i64, &str)> = texts(&batch, "stance_id")
            .into_iter()
            .zip(column(&batch, "part").into_iter().zip(texts(&batch, "text")))
            .filter(|(id, _)| *id == view.stance_ids[0])
            .map(|(_, part)| part)
            .collect();
        assert_eq!(parts, [(1, "I am against the new bridge"), (2, "Bus Users")]);
        let n_pieces: usize = sample.stances.iter().map(|stance| 1 + stance.further.len()).sum();
        assert_eq!(batch.num_rows(), n_pieces, "each stance has one at least");
    }

    #[test]
    fn one_piece_of_mixed_evidence_tells_one_side() {
        let mut sample = Sample::letter();
        sample.stances.truncate(1);
        sample.stances[0].polarity = Some(Polarity::Mixed);
        for (score, expected) in [(0.2, "support"), (-0.2, "oppose"), (0.0, "mixed")] {
            sample.stances[0].score = score;
            let layers = sample.layers();
            assert_eq!(texts(&batch(&View::new(&layers)), "polarity")[0], expected);
        }
    }
}
