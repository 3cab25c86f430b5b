//! One table as CSV.
//!
//! The dialect is that of RFC 4180 with line feeds: UTF-8 without a byte-order mark, one header line, commas, fields quoted only
//! where they must be, `true` and `false`, and an empty field for "no value" (no text is empty without being missing).
//!
//! # Source
//! <https://www.rfc-editor.org/rfc/rfc4180>; which texts a spreadsheet runs: OWASP, "CSV Injection".

use std::borrow::Cow;
use std::io;

use arrow::array::{Array, AsArray, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::{Float64Type, Int64Type};
use sayso_tables::{Column, ColumnType, Table};

use crate::ExportError;
use crate::out_file::{OutFile, Written};

/// Characters with which a spreadsheet starts a formula.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

pub(crate) struct CsvFile {
    path: std::path::PathBuf,
    writer: csv::Writer<OutFile>,
    is_safe: bool,
}

impl CsvFile {
    /// Starts the file with its header. Where it `is_safe`, texts that a spreadsheet would run as formulas are marked.
    pub(crate) fn create(file: OutFile, table: &Table, is_safe: bool) -> Result<Self, ExportError> {
        let path = file.path().to_owned();
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(file);
        writer
            .write_record(table.columns.iter().map(|column| column.name))
            .map_err(|error| ExportError::io(&path, "write")(error.into()))?;
        Ok(Self { path, writer, is_safe })
    }

    /// Appends the rows of `batch`, which has the columns of `table`.
    pub(crate) fn write(&mut self, table: &Table, batch: &RecordBatch) -> Result<(), ExportError> {
        let columns: Vec<Values<'_>> = table
            .columns
            .iter()
            .zip(batch.columns())
            .map(|(column, array)| Values::of(column, array.as_ref()))
            .collect();
        let mut scratch = String::new();
        for row in 0..batch.num_rows() {
            for column in &columns {
                let field = column.field(row, self.is_safe, &mut scratch);
                self.writer
                    .write_field(field.as_bytes())
                    .map_err(|error| ExportError::io(&self.path, "write")(error.into()))?;
            }
            self.writer
                .write_record(None::<&[u8]>)
                .map_err(|error| ExportError::io(&self.path, "write")(error.into()))?;
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<Written, ExportError> {
        let inner = self.writer.into_inner().map_err(|error| {
            let source = io::Error::new(error.error().kind(), error.error().to_string());
            ExportError::io(&self.path, "write")(source)
        })?;
        inner.finish()
    }
}

/// One column of a batch.
enum Values<'a> {
    Text(&'a StringArray),
    Integer(&'a Int64Array),
    Number(&'a Float64Array),
    Boolean(&'a BooleanArray),
}

impl<'a> Values<'a> {
    /// The batch has the table's columns, so the array is of the column's type.
    fn of(column: &Column, array: &'a dyn Array) -> Self {
        match column.column_type {
            ColumnType::Text | ColumnType::Closed(_) => Self::Text(array.as_string()),
            ColumnType::Integer => Self::Integer(array.as_primitive::<Int64Type>()),
            ColumnType::Number => Self::Number(array.as_primitive::<Float64Type>()),
            ColumnType::Boolean => Self::Boolean(array.as_boolean()),
        }
    }

    fn is_null(&self, row: usize) -> bool {
        match self {
            Self::Text(array) => array.is_null(row),
            Self::Integer(array) => array.is_null(row),
            Self::Number(array) => array.is_null(row),
            Self::Boolean(array) => array.is_null(row),
        }
    }

    fn field<'s>(&'s self, row: usize, is_safe: bool, scratch: &'s mut String) -> Cow<'s, str> {
        use std::fmt::Write;
        if self.is_null(row) {
            return Cow::Borrowed("");
        }
        scratch.clear();
        let written = match self {
            Self::Text(array) if is_safe => return mark_formula(array.value(row)),
            Self::Text(array) => return Cow::Borrowed(array.value(row)),
            Self::Integer(array) => write!(scratch, "{}", array.value(row)),
            // the shortest form that reads back as the same number, always with a point or an exponent
            Self::Number(array) => write!(scratch, "{:?}", array.value(row)),
            Self::Boolean(array) => write!(scratch, "{}", array.value(row)),
        };
        debug_assert!(written.is_ok(), "writing to a string does not fail");
        Cow::Borrowed(scratch.as_str())
    }
}

/// Puts `'` before a text that a spreadsheet would run as a formula.
///
/// A text that already has apostrophes there gets one more, so that taking one away gives every text back.
fn mark_formula(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(FORMULA_STARTS) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{PETS, pets};
    use proptest::prelude::*;

    fn csv_of(is_safe: bool, names: &[Option<&str>]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = OutFile::create(folder.path(), "pets.csv").unwrap();
        let mut csv = CsvFile::create(file, &PETS, is_safe).unwrap();
        csv.write(&PETS, &pets(names)).unwrap();
        csv.finish().unwrap();
        std::fs::read_to_string(folder.path().join("pets.csv")).unwrap()
    }

    #[test]
    fn the_dialect() {
        let csv = csv_of(false, &[Some("Tom, \"the\" cat"), None, Some(" two\nlines "), Some("=1+1")]);
        assert_eq!(
            csv,
            "name,age,weight,is_tame\n\"Tom, \"\"the\"\" cat\",0,0.0,true\n,,,false\n\" two\nlines \",2,1.0,true\n=1+1,,,false\n"
        );
    }

    /// What a reader does to get the text back.
    fn unmark(field: &str) -> &str {
        match field.strip_prefix('\'') {
            Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA_STARTS) => rest,
            _ => field,
        }
    }

    #[test]
    fn formulas_are_marked() {
        for (text, field) in [
            ("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"),
            ("+1", "'+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("--02-27", "'--02-27"),
            ("'=1", "''=1"),
            ("'tis", "'tis"),
            (" =1", " =1"),
            ("plain", "plain"),
        ] {
            assert_eq!(mark_formula(text), field);
        }
        assert!(csv_of(true, &[Some("=1+1")]).ends_with("\n'=1+1,0,0.0,true\n"));
    }

    proptest! {
        #[test]
        fn marks_can_be_taken_away(text in "['=+@a \t\r-]{0,6}") {
            let marked = mark_formula(&text);
            prop_assert!(!marked.starts_with(FORMULA_STARTS));
            prop_assert_eq!(unmark(&marked), text.as_str());
        }

        #[test]
        fn any_text_reads_back(names in prop::collection::vec("[\"',\r\n a🎉é=]{1,12}", 1..6)) {
            let names: Vec<Option<&str>> = names.iter().map(|name| Some(name.as_str())).collect();
            let csv = csv_of(false, &names);
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            let read: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
            prop_assert_eq!(read, names.into_iter().flatten().collect::<Vec<_>>());
        }
    }
}
