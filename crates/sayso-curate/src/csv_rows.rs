//! Rows of a CSV file with the lines on which they stand.

use csv::{ReaderBuilder, StringRecord};

use crate::error::{CurateError, FaultKind, Place};

/// A CSV file whose first row names its columns.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) file: String,
    /// Names of columns as written.
    headers: Vec<String>,
    /// Rows with their first lines, from 1.
    pub(crate) rows: Vec<(u64, StringRecord)>,
}

impl Rows {
    /// The rows of `contents`. Cells are separated by commas, or by semicolons or tabs where the first line has no comma.
    pub(crate) fn read(file: &str, contents: &str) -> Result<Self, CurateError> {
        let first = contents.lines().next().unwrap_or_default();
        let delimiter = match () {
            () if first.contains(',') => b',',
            () if first.contains('\t') => b'\t',
            () if first.contains(';') => b';',
            () => b',',
        };
        let mut reader = ReaderBuilder::new().delimiter(delimiter).from_reader(contents.as_bytes());
        let fault = |error: &csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            let message = match error.kind() {
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("{len} cells where the first line has {expected_len}")
                }
                _ => error.to_string(),
            };
            CurateError::one(file, Place::Line(line), FaultKind::Csv { message })
        };
        let headers = reader.headers().map_err(|error| fault(&error))?;
        let headers = headers.iter().map(|name| name.trim().to_owned()).collect();
        let mut rows = Vec::new();
        for row in reader.records() {
            let row = row.map_err(|error| fault(&error))?;
            rows.push((row.position().map_or(1, csv::Position::line), row));
        }
        Ok(Self { file: file.to_owned(), headers, rows })
    }

    /// The column with one of `names`, compared without regard to case and underscores.
    pub(crate) fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.headers.iter().position(|header| folded(header) == folded(name)))
    }

    /// The same for a column that must be there.
    pub(crate) fn needed(&self, names: &[&str]) -> Result<usize, CurateError> {
        self.column(names).ok_or_else(|| {
            let quoted: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
            let found: Vec<String> = self.headers.iter().map(|name| format!("{name:?}")).collect();
            let kind = FaultKind::MissingColumn { columns: quoted.join(" or "), found: found.join(", ") };
            CurateError::one(&self.file, Place::Line(1), kind)
        })
    }

    pub(crate) fn name(&self, column: Option<usize>) -> &str {
        column.and_then(|at| self.headers.get(at)).map_or("", String::as_str)
    }
}

/// A cell without white space around it; empty where there is no such column.
pub(crate) fn cell(row: &StringRecord, column: Option<usize>) -> &str {
    column.and_then(|at| row.get(at)).unwrap_or_default().trim()
}

fn folded(name: &str) -> String {
    name.chars().filter(|symbol| *symbol != '_' && *symbol != ' ').flat_map(char::to_lowercase).collect()
}

/// Letters with which spreadsheets begin a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell's words as they were before [`safe`].
pub(crate) fn bare(words: &str) -> &str {
    words.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(words)
}

/// Words that no spreadsheet runs as a formula.
pub(crate) fn safe(words: &str) -> String {
    if words.starts_with(FORMULA) { format!("'{words}") } else { words.to_owned() }
}

/// A cell as it stands in a CSV file.
pub(crate) fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r', ';', '\t']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        for contents in
            ["Name,start_date\nAnn,2001\n", "name;startDate\nAnn;2001\n", "NAME\tStart Date\nAnn\t2001\n"]
        {
            let rows = Rows::read("a.csv", contents).unwrap();
            assert_eq!(rows.column(&["start_date"]), Some(1), "{contents}");
            assert_eq!((rows.rows[0].0, cell(&rows.rows[0].1, Some(0))), (2, "Ann"));
        }
        let error = Rows::read("a.csv", "a,b\n1,2\n").unwrap().needed(&["name", "label"]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.csv:1: there is no column \"name\" or \"label\"; the columns are \"a\", \"b\""
        );
    }

    #[test]
    fn a_row_of_another_length_is_told_with_its_line() {
        let error = Rows::read("a.csv", "a,b\n\"1\n2\",3\n4\n").unwrap_err();
        assert_eq!(error.to_string(), "a.csv:4: 1 cells where the first line has 2");
    }
}
