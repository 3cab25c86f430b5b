//! What a comparison found, for people.

use std::fmt;

use super::{ChangedRow, DiffReport, Row, TableDiff};
use crate::sink::shown;

impl fmt::Display for DiffReport {
    /// First whether they differ, then what differs in each table: `+` came, `-` went, `~` says something else.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_same {
            return writeln!(f, "same: {} and {} hold the same rows", self.older, self.newer);
        }
        writeln!(f, "different: {} -> {}", self.older, self.newer)?;
        if !self.schema_differences.is_empty() {
            writeln!(f, "\ncolumns")?;
            for difference in &self.schema_differences {
                writeln!(f, "  {difference}")?;
            }
        }
        if !self.edited_documents.is_empty() {
            writeln!(f, "\nedited documents")?;
            for document in &self.edited_documents {
                writeln!(f, "  {}: {} -> {}", document.source, document.older_id, document.newer_id)?;
            }
        }
        self.tables.iter().filter(|table| !table.is_same()).try_for_each(|table| write!(f, "\n{table}"))
    }
}

impl fmt::Display for TableDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.n_added, "added"),
            (self.n_removed, "removed"),
            (self.n_changed, "changed"),
            (self.n_moved, "moved"),
        ];
        let told: Vec<String> =
            counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        writeln!(f, "{}: {} ({} -> {} rows)", self.table, told.join(", "), self.n_older, self.n_newer)?;
        for (mark, rows, n_rows) in [("+", &self.added, self.n_added), ("-", &self.removed, self.n_removed)] {
            for Row { key, summary } in rows {
                writeln!(f, "  {mark} {}", line(key, summary))?;
            }
            more(f, n_rows, rows.len())?;
        }
        for ChangedRow { key, summary, cells } in &self.changed {
            writeln!(f, "  ~ {}", line(key, summary))?;
            for cell in cells {
                let (older, newer) = (shown(cell.older.as_deref()), shown(cell.newer.as_deref()));
                writeln!(f, "      {}: {older} -> {newer}", cell.column)?;
            }
        }
        more(f, self.n_changed, self.changed.len())
    }
}

fn line(key: &str, summary: &str) -> String {
    if summary.is_empty() { key.to_owned() } else { format!("{key}  {summary}") }
}

fn more(f: &mut fmt::Formatter<'_>, n_rows: u64, n_listed: usize) -> fmt::Result {
    match n_rows.saturating_sub(n_listed as u64) {
        0 => Ok(()),
        more => writeln!(f, "  … and {more} more"),
    }
}
