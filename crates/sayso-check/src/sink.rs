//! Where a rule puts what it finds.

use std::fmt;

use polars::prelude::{DataFrame, PolarsResult};

use crate::dataset::Dataset;
use crate::{Finding, Severity};

/// How many findings of one rule a report lists.
pub const MAX_FINDINGS_PER_RULE: usize = 20;

/// How many characters of an offending value are shown.
const MAX_QUOTED_CHARS: usize = 80;

/// The findings of one rule.
pub(crate) struct Sink<'a> {
    dataset: &'a Dataset,
    rule: &'static str,
    pub(crate) findings: Vec<Finding>,
    pub(crate) more: u64,
}

/// What a finding is about.
#[derive(Clone, Copy, Default)]
pub(crate) struct At<'a> {
    table: Option<&'a str>,
    /// Counted from 0.
    row: Option<usize>,
    column: Option<&'a str>,
}

/// A whole table.
pub(crate) fn table(table: &str) -> At<'_> {
    At { table: Some(table), ..At::default() }
}

impl<'a> At<'a> {
    pub(crate) fn row(self, row: usize) -> Self {
        Self { row: Some(row), ..self }
    }

    pub(crate) fn column(self, column: &'a str) -> Self {
        Self { column: Some(column), ..self }
    }
}

impl<'a> Sink<'a> {
    pub(crate) fn new(dataset: &'a Dataset, rule: &'static str) -> Self {
        Self { dataset, rule, findings: Vec::new(), more: 0 }
    }

    /// Something broken.
    pub(crate) fn error(&mut self, at: At<'_>, message: fmt::Arguments<'_>) {
        if self.findings.len() < MAX_FINDINGS_PER_RULE {
            self.push(Severity::Error, at, message);
        } else {
            self.more += 1;
        }
    }

    /// Something worth a look. A rule has few of these, so they are not counted against the limit.
    pub(crate) fn warning(&mut self, at: At<'_>, message: fmt::Arguments<'_>) {
        self.push(Severity::Warning, at, message);
    }

    fn push(&mut self, severity: Severity, at: At<'_>, message: fmt::Arguments<'_>) {
        let key = at.table.zip(at.row).and_then(|(table, row)| self.dataset.key_of(table, row));
        self.findings.push(Finding {
            rule: self.rule,
            severity,
            table: at.table.map(str::to_owned),
            row: at.row.map(|row| row as u64 + 1),
            key,
            column: at.column.map(str::to_owned),
            message: message.to_string(),
        });
    }
}

/// A value in quotation marks, cut where it is long.
pub(crate) fn quoted(value: &str) -> String {
    match value.char_indices().nth(MAX_QUOTED_CHARS) {
        None => format!("{value:?}"),
        Some((at_byte, _)) => format!("{:?}…", &value[..at_byte]),
    }
}

/// A value that may be missing, for people.
pub(crate) fn shown(value: Option<&str>) -> String {
    value.map_or_else(|| "nothing".to_owned(), quoted)
}

/// The cell of a frame, for people.
pub(crate) fn cell(frame: &DataFrame, row: usize, column: &str) -> PolarsResult<String> {
    let column = frame.column(column)?;
    if let Some(texts) = column.try_str() {
        return Ok(shown(texts.get(row)));
    }
    let value = column.get(row)?;
    Ok(if value.is_null() { "nothing".to_owned() } else { value.to_string() })
}
