//! What a check found.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A promise is broken; the check has failed.
    Error,
    /// Worth a look; the check may still pass.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Id of the rule that found it.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The table it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// The row, counted from 1 without the header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The row's primary key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What is wrong, with the value quoted.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.severity, self.rule)?;
        if let Some(table) = &self.table {
            write!(f, " {table}")?;
            if let Some(column) = &self.column {
                write!(f, ".{column}")?;
            }
        }
        if let Some(row) = self.row {
            write!(f, " row {row}")?;
        }
        if let Some(key) = &self.key {
            write!(f, " ({key})")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// What a check of one folder found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Whether no rule found an error.
    pub is_ok: bool,
    /// The folder, as it was given.
    pub dir: String,
    /// Table -> its rows; `None` for a table that cannot be read.
    pub tables: BTreeMap<String, Option<u64>>,
    /// Metric -> its value, for those that can be computed.
    pub metrics: BTreeMap<&'static str, f64>,
    /// What was found, in the order of the rules; at most [`crate::MAX_FINDINGS_PER_RULE`] each.
    pub findings: Vec<Finding>,
    /// Rule -> how many more findings of it are not listed.
    pub more: BTreeMap<&'static str, u64>,
}

impl Report {
    /// How many errors there are, those that are not listed included.
    pub fn n_errors(&self) -> u64 {
        let listed = self.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        listed as u64 + self.more.values().sum::<u64>()
    }
}

impl fmt::Display for Report {
    /// First the outcome, then the tables and their rows, then what was found.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.is_ok, self.n_errors()) {
            (true, _) => writeln!(f, "passed: {}", self.dir)?,
            (false, 1) => writeln!(f, "failed: {}: 1 error", self.dir)?,
            (false, n_errors) => writeln!(f, "failed: {}: {n_errors} errors", self.dir)?,
        }
        writeln!(f)?;
        let width = self.tables.keys().map(String::len).max().unwrap_or(0);
        for (table, n_rows) in &self.tables {
            match n_rows {
                Some(n_rows) => writeln!(f, "  {table:width$} {n_rows:>10} rows")?,
                None => writeln!(f, "  {table:width$}  unreadable")?,
            }
        }
        if !self.findings.is_empty() {
            writeln!(f)?;
        }
        let mut findings = self.findings.iter().peekable();
        while let Some(finding) = findings.next() {
            writeln!(f, "{finding}")?;
            let is_last = findings.peek().is_none_or(|next| next.rule != finding.rule);
            if let (true, Some(more)) = (is_last, self.more.get(finding.rule)) {
                writeln!(f, "  … and {more} more of {}", finding.rule)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_tells_the_outcome_first() {
        let finding = Finding {
            rule: "enum",
            severity: Severity::Error,
            table: Some("statements".to_owned()),
            row: Some(3),
            key: Some("d1-s2".to_owned()),
            column: Some("mode".to_owned()),
            message: "\"loud\" is none of its words".to_owned(),
        };
        let report = Report {
            is_ok: false,
            dir: "out".to_owned(),
            tables: BTreeMap::from([("actors".to_owned(), None), ("statements".to_owned(), Some(7))]),
            metrics: BTreeMap::new(),
            findings: vec![finding],
            more: BTreeMap::from([("enum", 2)]),
        };
        assert_eq!(
            report.to_string(),
            "failed: out: 3 errors\n\n  actors      unreadable\n  statements          7 rows\n\n\
             error [enum] statements.mode row 3 (d1-s2): \"loud\" is none of its words\n  … and 2 more of enum\n"
        );
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json["findings"][0]["row"], 3);
        assert_eq!(json["tables"]["actors"], serde_json::Value::Null);
    }
}
