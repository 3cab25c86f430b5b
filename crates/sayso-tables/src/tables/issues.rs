//! `issues`: the researcher's codebook.

use arrow::array::RecordBatch;
use sayso_model::Issue;

use crate::cell::{Cell, Row, batch_of};
use crate::{Column, ForeignKey, Table};

pub(crate) static ISSUES: Table = Table {
    name: "issues",
    title: "Issues",
    description: "One row for each issue of the codebook, sorted by id.",
    columns: &[
        Column::text("issue_id", "Issue", "The issue's slug in the codebook.").unique(),
        Column::text("label", "Label", "What tables show."),
        Column::text("definition", "Definition", "What counts as support and what as opposition.").nullable(),
        Column::text("parent_id", "Part of", "The issue that this one is part of.").nullable(),
        Column::text("version", "Codebook version", "Version of the codebook that has the issue."),
    ],
    primary_key: &["issue_id"],
    foreign_keys: &[ForeignKey { column: "parent_id", table: "issues", target: "issue_id" }],
    unique_keys: &[],
};

/// An issue and the version of its codebook.
struct IssueRow<'a> {
    issue: &'a Issue,
    version: &'a str,
}

impl Row for IssueRow<'_> {
    const TABLE: &'static Table = &ISSUES;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            (&self.issue.issue_id).into(),
            (&self.issue.label).into(),
            self.issue.definition.as_ref().into(),
            self.issue.parent_id.as_ref().into(),
            self.version.into(),
        ]
    }
}

/// The rows of `issues` for a codebook, sorted by id. `version` is the codebook's, and not empty.
pub fn issue_batch(issues: &[Issue], version: &str) -> (&'static Table, RecordBatch) {
    let mut rows: Vec<IssueRow<'_>> = issues.iter().map(|issue| IssueRow { issue, version }).collect();
    rows.sort_by(|one, other| one.issue.issue_id.cmp(&other.issue.issue_id));
    (&ISSUES, batch_of(&rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{issues, texts};

    #[test]
    fn issues_are_sorted() {
        let (_, batch) = issue_batch(&issues(), "2");
        assert_eq!(texts(&batch, "issue_id"), ["bus-lanes", "new-bridge"]);
        assert_eq!(texts(&batch, "version"), ["2", "2"]);
    }
}
