//! All tables in one SQLite file, with keys, descriptions and views.
//!
//! The same rows give the same bytes: rows come in the order of the tables, and nothing in the file depends on the time or the machine.
//!
//! # Source
//! <https://www.sqlite.org/fileformat2.html>

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{Float64Type, Int64Type};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Statement, params};
use sayso_tables::{Column, ColumnType, SCHEMA_VERSION, TABLES, Table, reading_order, sqlite_views};
use sha2::{Digest, Sha256};

use crate::out_file::{Written, hex};
use crate::{DatasetInfo, ExportError, fault};

/// Name of the file.
pub(crate) const SQLITE: &str = "dataset.sqlite";

/// How the file is written: in one go, by us alone. A file that is not finished is thrown away, so it needs no journal.
const SETTINGS: &str = "\
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA auto_vacuum = NONE;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA temp_store = MEMORY;
PRAGMA foreign_keys = OFF;
";

/// Tables that describe the others, since SQLite keeps comments only within the text of a table's creation.
const ABOUT: &str = "\
CREATE TABLE about_dataset ( -- What the dataset tells of itself.
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
CREATE TABLE about_tables ( -- One row for each table, in the order in which to read them.
  position INTEGER NOT NULL,
  table_name TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  row_count INTEGER NOT NULL
);
CREATE TABLE about_columns ( -- One row for each column of each table.
  table_name TEXT NOT NULL REFERENCES about_tables (table_name),
  position INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  title TEXT NOT NULL,
  type TEXT NOT NULL,
  unit TEXT,
  is_required BOOLEAN NOT NULL,
  points_to TEXT,
  description TEXT NOT NULL,
  PRIMARY KEY (table_name, column_name)
);
";

/// A database that is being written.
pub(crate) struct SqliteFile {
    path: PathBuf,
    connection: Connection,
}

impl SqliteFile {
    /// Starts the file with every table, in one transaction that ends when the file is finished.
    pub(crate) fn create(folder: &Path) -> Result<Self, ExportError> {
        let path = folder.join(SQLITE);
        fault::point().and_then(|()| File::create_new(&path)).map_err(ExportError::io(&path, "create"))?;
        let connection = Connection::open(&path).map_err(ExportError::sqlite(&path))?;
        let file = Self { path, connection };
        let tables: Vec<String> = TABLES.iter().map(|table| table.sqlite_table() + ";\n").collect();
        let views: Vec<String> = sqlite_views().iter().map(|view| format!("{view};\n")).collect();
        file.run(&format!("{SETTINGS}BEGIN;\n{ABOUT}{}{}", tables.concat(), views.concat()))?;
        Ok(file)
    }

    fn run(&self, sql: &str) -> Result<(), ExportError> {
        self.connection.execute_batch(sql).map_err(ExportError::sqlite(&self.path))
    }

    /// Appends the rows of `batch`, which has the columns of `table`.
    pub(crate) fn write(&mut self, table: &Table, batch: &RecordBatch) -> Result<(), ExportError> {
        fault::point().map_err(ExportError::io(&self.path, "write"))?;
        let on_error = ExportError::sqlite(&self.path);
        insert(&self.connection, table, batch).map_err(on_error)
    }

    /// Describes the tables, indexes them, and waits until the disk has the file.
    pub(crate) fn finish(
        self,
        about: &DatasetInfo,
        n_rows: &[(&'static Table, u64)],
    ) -> Result<Written, ExportError> {
        describe(&self.connection, about, n_rows).map_err(ExportError::sqlite(&self.path))?;
        let indexes: Vec<String> =
            TABLES.iter().flat_map(|table| table.sqlite_indexes()).map(|index| index + ";\n").collect();
        self.run(&format!("{}PRAGMA user_version = {};\nCOMMIT;\n", indexes.concat(), user_version()))?;
        let Self { path, connection } = self;
        connection.close().map_err(|(_, error)| ExportError::sqlite(&path)(error))?;
        fault::point().and_then(|()| hashed(&path)).map_err(ExportError::io(&path, "write"))
    }
}

/// The schema's version as one number: 1.2.3 is 10203.
fn user_version() -> u32 {
    SCHEMA_VERSION.split('.').fold(0, |version, part| 100 * version + part.parse::<u32>().unwrap_or(0))
}

/// Waits until the disk has the file, and hashes it.
fn hashed(path: &Path) -> io::Result<Written> {
    let mut file = File::open(path)?;
    file.sync_all()?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; 1 << 16];
    let mut n_bytes = 0;
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(Written { sha256: hex(&hasher.finalize()), n_bytes }),
            n => {
                hasher.update(&chunk[..n]);
                n_bytes += n as u64;
            }
        }
    }
}

fn insert(connection: &Connection, table: &Table, batch: &RecordBatch) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(&table.sqlite_insert())?;
    for row in 0..batch.num_rows() {
        for (nth, (column, array)) in table.columns.iter().zip(batch.columns()).enumerate() {
            bind(&mut statement, nth + 1, value(column, array.as_ref(), row))?;
        }
        statement.raw_execute()?;
    }
    Ok(())
}

fn bind(statement: &mut Statement<'_>, nth: usize, value: ValueRef<'_>) -> rusqlite::Result<()> {
    statement.raw_bind_parameter(nth, rusqlite::types::ToSqlOutput::Borrowed(value))
}

/// The batch has the table's columns, so the array is of the column's type.
fn value<'a>(column: &Column, array: &'a dyn Array, row: usize) -> ValueRef<'a> {
    if array.is_null(row) {
        return ValueRef::Null;
    }
    match column.column_type {
        ColumnType::Text | ColumnType::Closed(_) => {
            ValueRef::Text(array.as_string::<i32>().value(row).as_bytes())
        }
        ColumnType::Integer => ValueRef::Integer(array.as_primitive::<Int64Type>().value(row)),
        ColumnType::Number => ValueRef::Real(array.as_primitive::<Float64Type>().value(row)),
        ColumnType::Boolean => ValueRef::Integer(i64::from(array.as_boolean().value(row))),
    }
}

fn describe(
    connection: &Connection,
    about: &DatasetInfo,
    n_rows: &[(&'static Table, u64)],
) -> rusqlite::Result<()> {
    for (key, value) in [
        ("name", Some(about.name.as_str())),
        ("title", Some(&about.title)),
        ("description", Some(&about.description)),
        ("licence", about.licence.as_deref()),
        ("schema_version", Some(SCHEMA_VERSION)),
        ("made_by", Some(&format!("sayso {}", about.tool_version))),
        ("identifiers", Some(&about.privacy.identifiers)),
        ("profile", Some(&about.privacy.profile)),
    ] {
        if let Some(value) = value {
            connection.execute("INSERT INTO about_dataset VALUES (?1, ?2)", params![key, value])?;
        }
    }
    let mut tables = connection.prepare("INSERT INTO about_tables VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let mut columns =
        connection.prepare("INSERT INTO about_columns VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    for (nth, table) in reading_order().enumerate() {
        let counted = n_rows.iter().find(|(other, _)| other.name == table.name);
        let n_rows = counted.map_or(0, |(_, n_rows)| i64::try_from(*n_rows).unwrap_or(i64::MAX));
        let position = i64::try_from(nth + 1).unwrap_or(i64::MAX);
        tables.execute(params![position, table.name, table.title, table.description, n_rows])?;
        for (nth, column) in table.columns.iter().enumerate() {
            let target = table.foreign_keys.iter().find(|key| key.column == column.name);
            columns.execute(params![
                table.name,
                i64::try_from(nth + 1).unwrap_or(i64::MAX),
                column.name,
                column.title,
                column.type_word(),
                column.unit,
                !column.is_nullable,
                target.map(|key| format!("{}.{}", key.table, key.target)),
                column.description,
            ])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::publish;

    fn one<T: rusqlite::types::FromSql>(connection: &Connection, sql: &str) -> T {
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn holds_every_row_and_describes_every_column() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("set");
        publish(&out, &["é one", "“two”", "three"]).unwrap();
        let connection = Connection::open(out.join(SQLITE)).unwrap();
        assert_eq!(one::<i64>(&connection, "SELECT count(*) FROM documents"), 3);
        assert_eq!(one::<String>(&connection, "PRAGMA integrity_check"), "ok");
        assert_eq!(one::<i64>(&connection, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
        assert_eq!(
            one::<i64>(&connection, "SELECT row_count FROM about_tables WHERE table_name = 'documents'"),
            3
        );
        assert_eq!(
            one::<String>(&connection, "SELECT table_name FROM about_tables WHERE position = 1"),
            "statements_flat"
        );
        let n_columns: usize = TABLES.iter().map(|table| table.columns.len()).sum();
        assert_eq!(one::<i64>(&connection, "SELECT count(*) FROM about_columns"), n_columns as i64);
        let text: String = one(&connection, "SELECT text FROM documents WHERE text LIKE '%one'");
        assert_eq!(text, "é one");
        for view in ["who_said_what", "who_stands_where", "who_belongs_where"] {
            assert_eq!(one::<i64>(&connection, &format!("SELECT count(*) FROM {view}")), 0, "{view}");
        }
    }

    #[test]
    fn constraints_refuse_wrong_rows() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("set");
        publish(&out, &["one"]).unwrap();
        let connection = Connection::open(out.join(SQLITE)).unwrap();
        connection.pragma_update(None, "foreign_keys", true).unwrap();
        for (change, refused) in [
            ("UPDATE documents SET genre = 'poem'", "CHECK constraint failed"),
            ("UPDATE documents SET n_chars = -1", "CHECK constraint failed"),
            ("UPDATE documents SET sha256 = NULL", "NOT NULL constraint failed"),
            ("UPDATE documents SET author_id = 'per-nobody'", "FOREIGN KEY constraint failed"),
            ("INSERT INTO issues SELECT * FROM issues", "UNIQUE constraint failed"),
        ] {
            let error = connection.execute(change, []).unwrap_err().to_string();
            assert!(error.starts_with(refused), "{change}: {error}");
        }
    }
}
