//! `stances`: who is for or against whom or what.

use arrow::array::RecordBatch;
use sayso_model::{Method, Polarity, ReviewStatus, Stance, TargetType, Vocabulary};

use super::common::{
    CODE_POINTS, CONFIDENCE, DOCUMENT_ID, METHOD, REVIEW_STATUS, RULE_ID, to_actor, to_document,
};
use crate::cell::{Cell, Row, batch_of};
use crate::view::{Place, View};
use crate::{Column, ForeignKey, Table};

pub(crate) static STANCES: Table = Table {
    name: "stances",
    title: "Stances",
    description: "One row for each holder, target and position that the text supports, with the words it rests on most surely, sorted by id. \
                  stance_evidence has all the words it rests on.",
    columns: &[
        Column::text("stance_id", "Stance", "Id made from the evidence, the holder and the target.")
            .pattern("^d[0-9a-f]{12}-t[0-9a-f]{12}$")
            .unique(),
        DOCUMENT_ID,
        Column::text(
            "statement_id",
            "Statement",
            "The statement that expresses it. Missing where the narrator's own voice does.",
        )
        .nullable(),
        Column::text("holder_id", "Holder", "Who is for or against.").nullable(),
        Column::closed(
            "target_type",
            "Type of target",
            "Whether the target is an actor or an issue.",
            TargetType::WORDS,
        ),
        Column::text(
            "target_id",
            "Target",
            "Whom or what the stance is towards: an id of actors or of issues, as target_type tells.",
        ),
        Column::closed(
            "polarity",
            "Polarity",
            "For, against, neither or both. Missing where abstain_reason tells why no position was given.",
            Polarity::WORDS,
        )
        .nullable(),
        Column::number("score", "Score", "How much, from -1 (against) to 1 (for).").between(-1, 1),
        Column::boolean("is_explicit", "Explicit", "Whether it is said outright."),
        Column::text("evidence", "Evidence", "The words that it rests on, word for word."),
        Column::integer(
            "evidence_start_char",
            "Start of the evidence",
            "Where the evidence starts in documents.text.",
        )
        .unit(CODE_POINTS),
        Column::integer(
            "evidence_end_char",
            "End of the evidence",
            "Where the evidence ends in documents.text.",
        )
        .unit(CODE_POINTS),
        METHOD,
        RULE_ID,
        CONFIDENCE,
        REVIEW_STATUS,
        Column::text("derived_from", "Follows from", "The stance from which this one follows.").nullable(),
        Column::text(
            "abstain_reason",
            "Reason for abstaining",
            "Why no position was given; only where the build was told to keep such rows.",
        )
        .nullable(),
    ],
    primary_key: &["stance_id"],
    foreign_keys: &[
        to_document(),
        ForeignKey { column: "statement_id", table: "statements", target: "statement_id" },
        to_actor("holder_id"),
        ForeignKey { column: "derived_from", table: "stances", target: "stance_id" },
    ],
    unique_keys: &[],
};

struct StanceRow<'a> {
    stance_id: &'a str,
    document_id: &'a str,
    statement_id: Option<&'a str>,
    holder_id: Option<&'a str>,
    target_type: TargetType,
    target_id: &'a str,
    polarity: Option<Polarity>,
    score: f64,
    is_explicit: bool,
    evidence: &'a str,
    place: Place,
    method: Method,
    rule_id: &'a str,
    confidence: Option<f64>,
    review_status: ReviewStatus,
    derived_from: Option<&'a str>,
    abstain_reason: Option<&'a str>,
}

impl Row for StanceRow<'_> {
    const TABLE: &'static Table = &STANCES;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            self.stance_id.into(),
            self.document_id.into(),
            self.statement_id.into(),
            self.holder_id.into(),
            self.target_type.as_str().into(),
            self.target_id.into(),
            self.polarity.map(Polarity::as_str).into(),
            self.score.into(),
            self.is_explicit.into(),
            self.evidence.into(),
            self.place.start_char.into(),
            self.place.end_char.into(),
            self.method.as_str().into(),
            self.rule_id.into(),
            self.confidence.into(),
            self.review_status.as_str().into(),
            self.derived_from.into(),
            self.abstain_reason.into(),
        ]
    }
}

pub(super) fn batch(view: &View<'_>) -> RecordBatch {
    let mut rows: Vec<StanceRow<'_>> =
        view.layers.stances.iter().enumerate().map(|(nth, stance)| row(view, nth, stance)).collect();
    rows.sort_by_key(|row| row.stance_id);
    batch_of(&rows)
}

fn row<'a>(view: &'a View<'a>, nth: usize, stance: &'a Stance) -> StanceRow<'a> {
    let document = view.layers.document;
    StanceRow {
        stance_id: &view.stance_ids[nth],
        document_id: document.id().as_str(),
        statement_id: stance.statement.map(|statement| view.statement_ids[statement].as_str()),
        holder_id: view.actor_id(stance.holder),
        target_type: stance.target_type,
        target_id: &stance.target_id,
        polarity: stance.polarity,
        score: stance.score,
        is_explicit: stance.is_explicit,
        evidence: document.slice(stance.evidence),
        place: view.place(stance.evidence),
        method: stance.method,
        rule_id: &stance.rule_id,
        confidence: stance.confidence,
        review_status: stance.review_status,
        derived_from: stance.derived_from.map(|stance| view.stance_ids[stance].as_str()),
        abstain_reason: stance.abstain_reason.as_deref(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Sample, texts};

    #[test]
    fn stances_point_to_their_statement_and_origin() {
        let sample = Sample::letter();
        let layers = sample.layers();
        let view = View::new(&layers);
        let batch = batch(&view);
        let row_of = |nth: usize| {
            texts(&batch, "stance_id").iter().position(|id| *id == view.stance_ids[nth]).unwrap()
        };
        assert_eq!(texts(&batch, "statement_id")[row_of(0)], view.statement_ids[0]);
        assert_eq!(texts(&batch, "holder_id")[row_of(0)], "per-ann-park");
        assert_eq!(texts(&batch, "derived_from")[row_of(1)], view.stance_ids[0]);
        assert_eq!(texts(&batch, "statement_id")[row_of(2)], "", "the narrator’s own voice");
    }
}
