//! What rows came, went or changed between two builds.

mod report;

mod side;

mod edited;

mod rows;

mod text;

pub use report::{Cell, ChangedRow, DiffReport, EditedDocument, Row, TableDiff};

use std::path::Path;

use crate::CheckError;
use side::Side;

/// Compares the Parquet tables of two datasets, `older` and `newer`, row by row.
///
/// Rows are the same row if they have the same primary key (a table without one is compared by its first set of unique columns, or
/// else by whole rows). A document whose text was edited has another id; it is paired with its earlier form by its source, and its
/// rows by the half of their ids that tells of their own words. So an edited sentence shows as a few rows, not as all of the
/// document's. A row of which only the place changed counts as moved.
///
/// `schemas` are table and Table Schema as JSON, as for [`crate::check`].
///
/// # Errors
/// [`CheckError::Folder`], [`CheckError::NoTables`] and [`CheckError::Schema`] as for a check; [`CheckError::Table`] where a table cannot
/// be read, for nothing can be said then about what it holds.
pub fn diff(older: &Path, newer: &Path, schemas: &[(String, String)]) -> Result<DiffReport, CheckError> {
    let schemas = crate::parse(schemas)?;
    let (mut older_side, newer_side) = (Side::open(older, &schemas)?, Side::open(newer, &schemas)?);
    let edited = edited::pair(&older_side, &newer_side);
    edited::follow(&mut older_side, &schemas, &edited)
        .map_err(|source| CheckError::Compare { table: "documents".to_owned(), source })?;
    let schema_differences = side::schema_differences(&schemas, &older_side, &newer_side);
    let mut tables = Vec::new();
    for schema in &schemas {
        let (Some(older), Some(newer)) = (older_side.frame(&schema.table), newer_side.frame(&schema.table))
        else {
            continue;
        };
        let table = rows::compare(schema, older, newer)
            .map_err(|source| CheckError::Compare { table: schema.table.clone(), source })?;
        tables.push(table);
    }
    Ok(DiffReport {
        is_same: schema_differences.is_empty() && edited.is_empty() && tables.iter().all(TableDiff::is_same),
        older: older.display().to_string(),
        newer: newer.display().to_string(),
        schema_differences,
        edited_documents: edited,
        tables,
    })
}

#[cfg(test)]
mod tests;
