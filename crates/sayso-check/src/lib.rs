//! Opens published tables and tests them, without knowing how they were made.
//!
//! [`check`] reads a folder of tables (each as `NAME.parquet` and `NAME.csv`), its `datapackage.json` and `manifest.json`, and holds
//! them against Table Schemas and against one another; [`RULES`] lists what is tested. [`diff`] tells which rows came, went or
//! changed between two such folders. Neither trusts a file: a damaged one is a finding, not a crash.
//!
//! Memory: the Parquet files of all tables at once, decoded, and one CSV file.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod error;

mod schema;

mod collect;

mod parquet_file;

mod csv_syntax;

mod csv_file;

mod texts;

mod dataset;

mod families;

mod sink;

mod rules;

mod metrics;

mod expect;

mod report;

mod diff;

#[cfg(test)]
mod sample;

pub use diff::{Cell, ChangedRow, DiffReport, EditedDocument, Row, TableDiff, diff};
pub use error::CheckError;
pub use expect::{Bounds, Expect};
pub use metrics::metric_names;
pub use report::{Finding, Report, Severity};
pub use rules::{RULES, Rule};
pub use sink::MAX_FINDINGS_PER_RULE;

use std::collections::BTreeMap;
use std::path::Path;

use dataset::Dataset;
use schema::TableSchema;
use sink::{At, Sink};

/// Tests the dataset in `dir` against `schemas` (table, Table Schema as JSON) and `expect`.
///
/// Without `expect`, the bounds apply that the dataset's manifest carries. The order of `schemas` does not matter.
///
/// # Errors
/// [`CheckError::Folder`] where the folder cannot be listed, [`CheckError::NoTables`] where it holds no table at all,
/// [`CheckError::Schema`] where a schema is no Table Schema. Anything wrong with the dataset itself is in the report.
pub fn check(
    dir: &Path,
    schemas: &[(String, String)],
    expect: Option<&Expect>,
) -> Result<Report, CheckError> {
    let dataset = Dataset::open(dir, parse(schemas)?, expect.cloned())?;
    let mut report = Report {
        is_ok: true,
        dir: dir.display().to_string(),
        tables: BTreeMap::new(),
        metrics: BTreeMap::new(),
        findings: Vec::new(),
        more: BTreeMap::new(),
    };
    for schema in &dataset.schemas {
        let n_rows = dataset.frame(&schema.table).map(|frame| frame.height() as u64);
        report.tables.insert(schema.table.clone(), n_rows);
    }
    for metric in metrics::METRICS {
        report.metrics.extend((metric.value)(&dataset).map(|value| (metric.name, value)));
    }
    for rule in RULES {
        let mut sink = Sink::new(&dataset, rule.id);
        if let Err(error) = (rule.test)(&dataset, &mut sink) {
            sink.error(At::default(), format_args!("could not be tested: {error}"));
        }
        report.is_ok &= sink.findings.iter().all(|finding| finding.severity != Severity::Error);
        report.findings.append(&mut sink.findings);
        if sink.more > 0 {
            report.more.insert(rule.id, sink.more);
        }
    }
    Ok(report)
}

/// Schemas in the order of their tables' names.
fn parse(schemas: &[(String, String)]) -> Result<Vec<TableSchema>, CheckError> {
    let mut parsed = Vec::with_capacity(schemas.len());
    for (table, json) in schemas {
        parsed.push(TableSchema::parse(table, json)?);
    }
    parsed.sort_by(|one, other| one.table.cmp(&other.table));
    Ok(parsed)
}
