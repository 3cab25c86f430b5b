//! `dataset.sqlite` holds the same rows as the tables, under keys that hold.

use std::collections::BTreeSet;

use polars::prelude::{BooleanChunked, DataFrame, Float64Chunked, Int64Chunked, PolarsResult, StringChunked};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use crate::dataset::{Dataset, SQLITE, integers, numbers, texts};
use crate::schema::{Field, FieldType, TableSchema};
use crate::sink::{At, Sink, quoted, table};

/// Tables that describe the others.
const ABOUT: [&str; 3] = ["about_columns", "about_dataset", "about_tables"];

/// A file whose own expressions are not to be trusted, and whose pages are looked at before they are used.
const SETTINGS: &str =
    "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;";

/// A dataset may lack the file; the manifest tells whether it should have it.
pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    let Some(path) = dataset.sqlite() else { return Ok(()) };
    let opened = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .and_then(|connection| connection.execute_batch(SETTINGS).map(|()| connection));
    let told = opened.and_then(|connection| {
        if integrity(&connection, sink)? {
            let present = tables(&connection, dataset, sink)?;
            for schema in dataset.schemas.iter().filter(|schema| present.contains(&schema.table)) {
                if let Err(error) = one_table(&connection, dataset, schema, sink) {
                    sink.error(table(&schema.table), format_args!("{SQLITE}: {error}"));
                }
            }
            foreign_keys(&connection, sink)?;
        }
        Ok(())
    });
    if let Err(error) = told {
        sink.error(At::default(), format_args!("{SQLITE}: {error}"));
    }
    Ok(())
}

/// Whether its pages and indexes are whole, and values as their constraints want them.
///
/// What the constraints find leaves a file that can be read; a page that is damaged ends the test.
fn integrity(connection: &Connection, sink: &mut Sink<'_>) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let told: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut can_be_read = true;
    for message in told.iter().filter(|message| *message != "ok") {
        can_be_read &= message.contains("constraint failed") || message.contains("NULL value in");
        sink.error(At::default(), format_args!("{SQLITE}: {message}"));
    }
    Ok(can_be_read)
}

/// The names of the tables that are there, which should be those of the schemas.
fn tables(
    connection: &Connection,
    dataset: &Dataset,
    sink: &mut Sink<'_>,
) -> rusqlite::Result<BTreeSet<String>> {
    let mut statement = connection
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")?;
    let present: BTreeSet<String> =
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for schema in dataset.schemas.iter().filter(|schema| !present.contains(&schema.table)) {
        sink.error(table(&schema.table), format_args!("{SQLITE} has no table {:?}", schema.table));
    }
    for name in &present {
        let is_known =
            ABOUT.contains(&name.as_str()) || dataset.schemas.iter().any(|schema| schema.table == *name);
        if !is_known {
            sink.error(
                At::default(),
                format_args!("{SQLITE}: the table {} does not belong here", quoted(name)),
            );
        }
    }
    Ok(present)
}

fn one_table(
    connection: &Connection,
    dataset: &Dataset,
    schema: &TableSchema,
    sink: &mut Sink<'_>,
) -> rusqlite::Result<()> {
    let columns = columns(connection, schema, sink)?;
    let Some(frame) = dataset.frame(&schema.table) else { return Ok(()) };
    let name = identifier(&schema.table);
    let n_rows: i64 = connection.query_row(&format!("SELECT count(*) FROM {name}"), [], |row| row.get(0))?;
    let told = "SELECT row_count FROM about_tables WHERE table_name = ?1";
    match connection.query_row(told, [&schema.table], |row| row.get::<_, i64>(0)) {
        Ok(told) if told == n_rows => {}
        Ok(told) => sink.error(
            table(&schema.table),
            format_args!("{SQLITE}: about_tables tells {told} rows, the table has {n_rows}"),
        ),
        Err(error) => sink.error(table(&schema.table), format_args!("{SQLITE}: about_tables: {error}")),
    }
    if n_rows != frame.height() as i64 {
        sink.error(
            table(&schema.table),
            format_args!("{SQLITE} has {n_rows} rows, Parquet {}", frame.height()),
        );
    }
    rows(connection, schema, frame, &columns, sink)
}

/// The schema's columns that are there. Names, order, types and keys are told where they are not the schema's.
fn columns<'s>(
    connection: &Connection,
    schema: &'s TableSchema,
    sink: &mut Sink<'_>,
) -> rusqlite::Result<Vec<&'s Field>> {
    let mut statement =
        connection.prepare("SELECT name, type, pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let found: Vec<(String, String, i64)> = statement
        .query_map([&schema.table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let wanted = schema.fields.iter().map(|field| (field.name.as_str(), declared(field.field_type)));
    if !found.iter().map(|(name, kind, _)| (name.as_str(), kind.as_str())).eq(wanted) {
        sink.error(
            table(&schema.table),
            format_args!("{SQLITE}: columns have other names, types or places than the schema's"),
        );
    }
    let mut key: Vec<(i64, &str)> =
        found.iter().filter(|(.., at)| *at > 0).map(|(name, _, at)| (*at, name.as_str())).collect();
    key.sort_unstable();
    if !key.iter().map(|(_, name)| *name).eq(schema.primary_key.iter().map(String::as_str)) {
        sink.error(table(&schema.table), format_args!("{SQLITE}: the primary key is not the schema's"));
    }
    let mut statement = connection
        .prepare("SELECT \"from\", \"table\", coalesce(\"to\", '') FROM pragma_foreign_key_list(?1)")?;
    let keys: BTreeSet<(String, String, String)> = statement
        .query_map([&schema.table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for key in &schema.foreign_keys {
        for (field, target) in key.fields.iter().zip(&key.reference.fields) {
            if !keys.contains(&(field.clone(), key.reference.resource.clone(), target.clone())) {
                sink.error(
                    table(&schema.table).column(field),
                    format_args!(
                        "{SQLITE}: the column does not point to {}.{target}",
                        key.reference.resource
                    ),
                );
            }
        }
    }
    let is_there = |field: &&Field| found.iter().any(|(name, ..)| *name == field.name);
    Ok(schema.fields.iter().filter(is_there).collect())
}

/// The type that a column is declared with.
fn declared(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::String => "TEXT",
        FieldType::Integer => "INTEGER",
        FieldType::Number => "REAL",
        FieldType::Boolean => "BOOLEAN",
    }
}

/// Holds each row against the one of the Parquet file in the same place.
fn rows(
    connection: &Connection,
    schema: &TableSchema,
    frame: &DataFrame,
    columns: &[&Field],
    sink: &mut Sink<'_>,
) -> rusqlite::Result<()> {
    let wanted: Vec<(&str, Wanted<'_>)> =
        columns.iter().filter_map(|field| Some((field.name.as_str(), Wanted::of(frame, field)?))).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = wanted.iter().map(|(name, _)| identifier(name)).collect();
    let query = format!("SELECT {} FROM {} ORDER BY rowid", names.join(", "), identifier(&schema.table));
    let mut statement = connection.prepare(&query)?;
    let mut found = statement.query([])?;
    let mut row = 0;
    while let Some(cells) = found.next()?
        && row < frame.height()
    {
        for (nth, (name, wanted)) in wanted.iter().enumerate() {
            let (found, wanted) = (cells.get_ref(nth)?, wanted.at(row));
            if found != wanted {
                sink.error(
                    table(&schema.table).row(row).column(name),
                    format_args!("{SQLITE} has {}, Parquet {}", told(found), told(wanted)),
                );
            }
        }
        row += 1;
    }
    Ok(())
}

/// Rows that point to rows which are not there.
fn foreign_keys(connection: &Connection, sink: &mut Sink<'_>) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut found = statement.query([])?;
    while let Some(broken) = found.next()? {
        let (name, row, parent): (String, Option<i64>, String) =
            (broken.get(0)?, broken.get(1)?, broken.get(2)?);
        let mut at = table(&name);
        if let Some(row) = row.and_then(|row| usize::try_from(row - 1).ok()) {
            at = at.row(row);
        }
        sink.error(
            at,
            format_args!("{SQLITE}: the row points to a row of {} that is not there", quoted(&parent)),
        );
    }
    Ok(())
}

/// A column of the Parquet file.
enum Wanted<'a> {
    Text(&'a StringChunked),
    Integer(&'a Int64Chunked),
    Number(&'a Float64Chunked),
    Boolean(&'a BooleanChunked),
}

impl<'a> Wanted<'a> {
    /// `None` where the Parquet file lacks the column, which another rule reports.
    fn of(frame: &'a DataFrame, field: &Field) -> Option<Self> {
        let name = &field.name;
        Some(match field.field_type {
            FieldType::String => Self::Text(texts(frame, name)?),
            FieldType::Integer => Self::Integer(integers(frame, name)?),
            FieldType::Number => Self::Number(numbers(frame, name)?),
            FieldType::Boolean => Self::Boolean(frame.column(name).ok()?.bool().ok()?),
        })
    }

    /// The value as SQLite has it.
    fn at(&self, row: usize) -> ValueRef<'a> {
        let value = match self {
            Self::Text(values) => values.get(row).map(|text| ValueRef::Text(text.as_bytes())),
            Self::Integer(values) => values.get(row).map(ValueRef::Integer),
            Self::Number(values) => values.get(row).map(ValueRef::Real),
            Self::Boolean(values) => values.get(row).map(|is_true| ValueRef::Integer(is_true.into())),
        };
        value.unwrap_or(ValueRef::Null)
    }
}

/// A value for people.
fn told(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "nothing".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => quoted(&String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}

fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use crate::sample::{Published, Sample};
    use std::fs;

    fn published() -> Published {
        let published = Sample::valid().publish();
        published.write_sqlite();
        published
    }

    #[test]
    fn a_true_copy_passes() {
        let report = published().check();
        assert!(report.is_ok && report.findings.is_empty(), "{report}");
    }

    #[test]
    fn a_row_that_differs_is_named() {
        for (change, name, row, column, expected) in [
            (
                "UPDATE mentions SET surface = 'Other' WHERE rowid = 2",
                "mentions",
                2,
                "surface",
                "has \"Other\", Parquet",
            ),
            (
                "UPDATE mentions SET start_char = 99 WHERE rowid = 1",
                "mentions",
                1,
                "start_char",
                "has 99, Parquet",
            ),
            (
                "UPDATE mentions SET confidence = NULL WHERE rowid = 2",
                "mentions",
                2,
                "confidence",
                "has nothing, Parquet",
            ),
            (
                "UPDATE actors SET is_registered = 0 WHERE rowid = 3",
                "actors",
                3,
                "is_registered",
                "has 0, Parquet 1",
            ),
            (
                "UPDATE actors SET name = x'00FF' WHERE rowid = 1",
                "actors",
                1,
                "name",
                "has 2 bytes, Parquet \"Bus Users\"",
            ),
        ] {
            let published = published();
            published.change_sqlite(change);
            published.finds("sqlite", name, Some(row), Some(column), expected);
        }
    }

    #[test]
    fn rows_that_are_missing_or_lead_nowhere() {
        let one = published();
        one.change_sqlite("DELETE FROM redactions WHERE rowid = 1");
        one.finds("sqlite", "redactions", None, None, "about_tables tells 2 rows, the table has 1");
        let report = one.check();
        let told = "dataset.sqlite has 1 rows, Parquet 2";
        assert!(report.findings.iter().any(|finding| finding.message == told), "{report}");

        let one = published();
        one.change_sqlite("UPDATE segments SET document_id = 'd000000000000' WHERE rowid = 2");
        let report = one.check();
        let told = report.findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        assert!(
            told.contains("the row points to a row of \"documents\" that is not there")
                && told.contains("[sqlite] segments row 2"),
            "{told}"
        );
    }

    #[test]
    fn tables_columns_and_keys() {
        for (change, name, expected) in [
            ("DROP TABLE issues", Some("issues"), "dataset.sqlite has no table \"issues\""),
            ("CREATE TABLE names (name)", None, "the table \"names\" does not belong here"),
            (
                "ALTER TABLE issues RENAME COLUMN label TO title",
                Some("issues"),
                "other names, types or places",
            ),
            (
                "ALTER TABLE redactions RENAME TO old; CREATE TABLE redactions AS SELECT * FROM old; DROP TABLE old",
                Some("redactions"),
                "the column does not point to documents.document_id",
            ),
        ] {
            let published = published();
            published.change_sqlite(change);
            let report = published.check();
            let found = report.findings.iter().find(|finding| finding.message.contains(expected));
            assert_eq!(found.unwrap_or_else(|| panic!("{report}")).table.as_deref(), name);
            assert!(report.findings.iter().all(|finding| finding.rule == "sqlite"), "{report}");
        }
    }

    #[test]
    fn a_damaged_file_is_a_finding() {
        let whole = fs::read(published().path("dataset.sqlite")).unwrap();
        for bytes in
            [&whole[..whole.len() / 2], b"SQLite format 3\0", b"no database, but longer than a header"]
        {
            let published = published();
            fs::write(published.path("dataset.sqlite"), bytes).unwrap();
            published.describe_files();
            let report = published.check();
            assert!(
                !report.is_ok && report.findings.iter().all(|finding| finding.rule == "sqlite"),
                "{report}"
            );
        }
    }

    /// Whatever byte is changed, reading comes to an end.
    #[test]
    fn flipped_bytes_do_no_harm() {
        let published = published();
        let whole = fs::read(published.path("dataset.sqlite")).unwrap();
        let mut n_refused = 0;
        for at_byte in (0..whole.len()).step_by(whole.len() / 20 + 1) {
            let mut damaged = whole.clone();
            damaged[at_byte] ^= 0xFF;
            fs::write(published.path("dataset.sqlite"), damaged).unwrap();
            published.describe_files();
            n_refused += usize::from(!published.check().is_ok);
        }
        assert!(n_refused > 0);
    }
}
