//! `affiliations`: who belongs to which body.

use arrow::array::RecordBatch;
use sayso_model::{Affiliation, AffiliationStatus, Method, Vocabulary};

use super::common::{
    CODE_POINTS, CONFIDENCE, DATE_PATTERN, DOCUMENT_ID, METHOD, RULE_ID, to_actor, to_document,
};
use crate::cell::{Cell, Row, batch_of};
use crate::view::{Place, View};
use crate::{Column, Table};

pub(crate) static AFFILIATIONS: Table = Table {
    name: "affiliations",
    title: "Affiliations",
    description: "One row each time the text tells that somebody belongs, or is said to belong, to a body, sorted by id. Maps to \
                  Popolo's Membership.",
    columns: &[
        Column::text("affiliation_id", "Affiliation", "Id made from the evidence, the member and the body.")
            .pattern("^d[0-9a-f]{12}-a[0-9a-f]{12}$")
            .unique(),
        DOCUMENT_ID,
        Column::text("member_id", "Member", "Who belongs to the body."),
        Column::text("organisation_id", "Body", "The body."),
        Column::text("role", "Role", "Member, chair, MP and so on.").nullable(),
        Column::text("area", "Area", "The seat or place that goes with the role, in the text's own words.")
            .nullable(),
        Column::closed(
            "status",
            "Status",
            "Whether it holds when the text is written, held before, or is only what somebody says.",
            AffiliationStatus::WORDS,
        ),
        Column::text("start_date", "Since", "When it began: ISO 8601, whole or partial.")
            .pattern(DATE_PATTERN)
            .nullable(),
        Column::text("end_date", "Until", "When it ended: ISO 8601, whole or partial.")
            .pattern(DATE_PATTERN)
            .nullable(),
        Column::text("date_text", "Date in words", "The date in the text's own words.").nullable(),
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
    ],
    primary_key: &["affiliation_id"],
    foreign_keys: &[to_document(), to_actor("member_id"), to_actor("organisation_id")],
    unique_keys: &[],
};

struct AffiliationRow<'a> {
    affiliation_id: &'a str,
    document_id: &'a str,
    member_id: &'a str,
    organisation_id: &'a str,
    role: Option<&'a str>,
    area: Option<&'a str>,
    status: AffiliationStatus,
    start_date: Option<&'a str>,
    end_date: Option<&'a str>,
    date_text: Option<&'a str>,
    evidence: &'a str,
    place: Place,
    method: Method,
    rule_id: &'a str,
    confidence: Option<f64>,
}

impl Row for AffiliationRow<'_> {
    const TABLE: &'static Table = &AFFILIATIONS;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            self.affiliation_id.into(),
            self.document_id.into(),
            self.member_id.into(),
            self.organisation_id.into(),
            self.role.into(),
            self.area.into(),
            self.status.as_str().into(),
            self.start_date.into(),
            self.end_date.into(),
            self.date_text.into(),
            self.evidence.into(),
            self.place.start_char.into(),
            self.place.end_char.into(),
            self.method.as_str().into(),
            self.rule_id.into(),
            self.confidence.into(),
        ]
    }
}

pub(super) fn batch(view: &View<'_>) -> RecordBatch {
    let affiliations = &view.layers.resolution.affiliations;
    let mut rows: Vec<AffiliationRow<'_>> =
        affiliations.iter().enumerate().map(|(nth, affiliation)| row(view, nth, affiliation)).collect();
    rows.sort_by_key(|row| row.affiliation_id);
    batch_of(&rows)
}

fn row<'a>(view: &'a View<'a>, nth: usize, affiliation: &'a Affiliation) -> AffiliationRow<'a> {
    let document = view.layers.document;
    let actors = &view.layers.resolution.actors;
    AffiliationRow {
        affiliation_id: &view.affiliation_ids[nth],
        document_id: document.id().as_str(),
        member_id: &actors[affiliation.member].actor_id,
        organisation_id: &actors[affiliation.organisation].actor_id,
        role: affiliation.role.as_deref(),
        area: affiliation.area.as_deref(),
        status: affiliation.status,
        start_date: affiliation.start_date.as_deref(),
        end_date: affiliation.end_date.as_deref(),
        date_text: affiliation.date_text.as_deref(),
        evidence: document.slice(affiliation.evidence),
        place: view.place(affiliation.evidence),
        method: affiliation.method,
        rule_id: &affiliation.rule_id,
        confidence: affiliation.confidence,
    }
}
