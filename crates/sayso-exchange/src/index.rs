//! The rows of a dataset by their ids and by what they belong to.

use std::cmp::Reverse;
use std::collections::HashMap;

use sayso_published::{
    ActorRow, AffiliationRow, DocumentRow, EvidenceRow, IdentifierRow, IssueRow, MentionRow, NameRow,
    PartRow, SegmentRow, StanceRow, StatementRow, Tables,
};

use crate::Dataset;

/// Rows by id, and rows that belong to others.
///
/// A dataset's ids all name rows, so rows are asked for without doubt: an id from elsewhere is a bug.
pub(crate) struct Index<'a> {
    documents: HashMap<&'a str, &'a DocumentRow>,
    actors: HashMap<&'a str, &'a ActorRow>,
    issues: HashMap<&'a str, &'a IssueRow>,
    statements: HashMap<&'a str, &'a StatementRow>,
    segments_of: HashMap<&'a str, Vec<&'a SegmentRow>>,
    statements_of: HashMap<&'a str, Vec<&'a StatementRow>>,
    parts_of: HashMap<&'a str, Vec<&'a PartRow>>,
    mentions_of: HashMap<&'a str, Vec<&'a MentionRow>>,
    stances_of: HashMap<&'a str, Vec<&'a StanceRow>>,
    evidence_of: HashMap<&'a str, Vec<&'a EvidenceRow>>,
    names_of: HashMap<&'a str, Vec<&'a NameRow>>,
    identifiers_of: HashMap<&'a str, Vec<&'a IdentifierRow>>,
    affiliations_of: HashMap<&'a str, Vec<&'a AffiliationRow>>,
    affiliations_in: HashMap<&'a str, Vec<&'a AffiliationRow>>,
}

impl<'a> Index<'a> {
    pub(crate) fn of(dataset: &'a Dataset) -> Self {
        let tables = dataset.tables();
        Self {
            documents: by_id(&tables.documents, |row| &row.document_id),
            actors: by_id(&tables.actors, |row| &row.actor_id),
            issues: by_id(&tables.issues, |row| &row.issue_id),
            statements: by_id(&tables.statements, |row| &row.statement_id),
            segments_of: segments(tables),
            statements_of: statements(tables),
            parts_of: grouped(&tables.statement_parts, |row| &row.statement_id),
            mentions_of: grouped(&tables.mentions, |row| &row.document_id),
            stances_of: stances(tables),
            evidence_of: grouped(&tables.stance_evidence, |row| &row.stance_id),
            names_of: grouped(&tables.actor_names, |row| &row.actor_id),
            identifiers_of: grouped(&tables.actor_identifiers, |row| &row.actor_id),
            affiliations_of: grouped(&tables.affiliations, |row| &row.member_id),
            affiliations_in: grouped(&tables.affiliations, |row| &row.document_id),
        }
    }

    pub(crate) fn document(&self, id: &str) -> &'a DocumentRow {
        self.documents[id]
    }

    pub(crate) fn actor(&self, id: &str) -> &'a ActorRow {
        self.actors[id]
    }

    pub(crate) fn issue(&self, id: &str) -> &'a IssueRow {
        self.issues[id]
    }

    pub(crate) fn statement(&self, id: &str) -> &'a StatementRow {
        self.statements[id]
    }

    /// Segments of a document in the order of the text, outer ones before those in them.
    pub(crate) fn segments_of(&self, document_id: &str) -> &[&'a SegmentRow] {
        self.segments_of.get(document_id).map_or(&[], Vec::as_slice)
    }

    /// Statements of a document in the order of the text, outer ones before those in them.
    pub(crate) fn statements_of(&self, document_id: &str) -> &[&'a StatementRow] {
        self.statements_of.get(document_id).map_or(&[], Vec::as_slice)
    }

    /// The parts of a statement as they stand in their table: by role, then by number.
    pub(crate) fn parts_of(&self, statement_id: &str) -> &[&'a PartRow] {
        self.parts_of.get(statement_id).map_or(&[], Vec::as_slice)
    }

    /// Mentions in a document.
    pub(crate) fn mentions_of(&self, document_id: &str) -> &[&'a MentionRow] {
        self.mentions_of.get(document_id).map_or(&[], Vec::as_slice)
    }

    /// Stances of a document in the order of the words that they rest on, which is the order in which duplicates count.
    pub(crate) fn stances_of(&self, document_id: &str) -> &[&'a StanceRow] {
        self.stances_of.get(document_id).map_or(&[], Vec::as_slice)
    }

    /// The words that a stance rests on; empty where the dataset tells only those in the stance's own row.
    pub(crate) fn evidence_of(&self, stance_id: &str) -> &[&'a EvidenceRow] {
        self.evidence_of.get(stance_id).map_or(&[], Vec::as_slice)
    }

    /// Names of an actor.
    pub(crate) fn names_of(&self, actor_id: &str) -> &[&'a NameRow] {
        self.names_of.get(actor_id).map_or(&[], Vec::as_slice)
    }

    /// Identifiers of an actor.
    pub(crate) fn identifiers_of(&self, actor_id: &str) -> &[&'a IdentifierRow] {
        self.identifiers_of.get(actor_id).map_or(&[], Vec::as_slice)
    }

    /// The one body to which a document says that a person belongs now.
    pub(crate) fn body_of(&self, document_id: &str, member_id: &str) -> Option<&'a ActorRow> {
        let affiliations = self.affiliations_of(member_id);
        let current =
            affiliations.iter().filter(|row| row.document_id == document_id && row.status == "current");
        let mut bodies = current.map(|row| row.organisation_id.as_str());
        let body = bodies.next()?;
        bodies.all(|other| other == body).then(|| self.actor(body))
    }

    /// To what an actor belongs.
    pub(crate) fn affiliations_of(&self, actor_id: &str) -> &[&'a AffiliationRow] {
        self.affiliations_of.get(actor_id).map_or(&[], Vec::as_slice)
    }

    /// What a document tells of who belongs to what.
    pub(crate) fn affiliations_in(&self, document_id: &str) -> &[&'a AffiliationRow] {
        self.affiliations_in.get(document_id).map_or(&[], Vec::as_slice)
    }
}

fn by_id<T>(rows: &[T], id: impl Fn(&T) -> &str) -> HashMap<&str, &T> {
    rows.iter().map(|row| (id(row), row)).collect()
}

fn grouped<T>(rows: &[T], id: impl Fn(&T) -> &str) -> HashMap<&str, Vec<&T>> {
    let mut groups: HashMap<&str, Vec<&T>> = HashMap::new();
    for row in rows {
        groups.entry(id(row)).or_default().push(row);
    }
    groups
}

fn segments(tables: &Tables) -> HashMap<&str, Vec<&SegmentRow>> {
    let depths = depths(&tables.segments, |row| &row.segment_id, |row| row.parent_segment_id.as_deref());
    let mut groups = grouped(&tables.segments, |row| &row.document_id);
    for rows in groups.values_mut() {
        rows.sort_by_key(|row| (row.start_char, Reverse(row.end_char), depths[row.segment_id.as_str()]));
    }
    groups
}

fn statements(tables: &Tables) -> HashMap<&str, Vec<&StatementRow>> {
    let depths = depths(&tables.statements, |row| &row.statement_id, |row| row.inside_id.as_deref());
    let mut groups = grouped(&tables.statements, |row| &row.document_id);
    for rows in groups.values_mut() {
        rows.sort_by_key(|row| (row.start_char, Reverse(row.end_char), depths[row.statement_id.as_str()]));
    }
    groups
}

fn stances(tables: &Tables) -> HashMap<&str, Vec<&StanceRow>> {
    let mut groups = grouped(&tables.stances, |row| &row.document_id);
    for rows in groups.values_mut() {
        rows.sort_by_key(|row| (row.evidence_start_char, &row.stance_id));
    }
    groups
}

/// How many rows hold each row. A dataset's rows never hold themselves, so every way ends.
fn depths<T>(
    rows: &[T],
    id: impl Fn(&T) -> &str,
    outer: impl Fn(&T) -> Option<&str>,
) -> HashMap<&str, usize> {
    let outer: HashMap<&str, Option<&str>> = rows.iter().map(|row| (id(row), outer(row))).collect();
    let way = |id: &str| std::iter::successors(outer[id], |id| outer[id]).count();
    outer.keys().map(|&id| (id, way(id))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn rows_come_in_the_order_of_the_text_and_outer_ones_first() {
        let mut tables = samples::letter();
        tables.statements.reverse();
        let dataset = Dataset::of(tables);
        let index = Index::of(&dataset);
        let ids: Vec<&str> =
            index.statements_of("d-letter").iter().map(|row| row.statement_id.as_str()).collect();
        assert_eq!(ids, ["s-letter", "s-split", "s-said", "s-rent"]);
        assert_eq!(index.statement("s-split").inside_id.as_deref(), Some("s-letter"));
    }

    #[test]
    fn what_has_no_rows_is_empty() {
        let dataset = Dataset::of(samples::letter());
        let index = Index::of(&dataset);
        assert_eq!(index.affiliations_of("org-nta").len(), 0);
        assert_eq!(index.affiliations_of("per-park").len(), 1);
    }
}
