//! A CSV file with the names of its columns and the lines of its rows.

use csv::{ReaderBuilder, StringRecord};

use crate::error::AgreeError;

/// What a table is about, in the order in which tables are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Content {
    /// Statements and stances in one, as `sayso coding template` lays them out.
    Both,
    Statements,
    StatementParts,
    Stances,
    Documents,
    Codes,
}

/// Columns that a table must have to be what it is, the most telling first.
const TELLING: [(Content, &[&str]); 6] = [
    (Content::Codes, &["unit_id", "variable", "value"]),
    (Content::StatementParts, &["statement_id", "role", "start_char", "end_char"]),
    (Content::Both, &["statement_id", "content", "stance_id", "evidence"]),
    (Content::Stances, &["stance_id", "evidence"]),
    (Content::Statements, &["statement_id", "content"]),
    (Content::Documents, &["document_id", "text", "n_chars"]),
];

/// Letters before which spreadsheets are told by an apostrophe that no formula follows.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) file: &'a str,
    content: Content,
    headers: Vec<String>,
    /// Rows with their first lines, from 1.
    pub(super) rows: Vec<(u64, StringRecord)>,
}

impl<'a> Table<'a> {
    /// Cells are separated by commas, or by tabs or semicolons where the first line has no comma.
    pub(super) fn read(file: &'a str, contents: &str) -> Result<Self, AgreeError> {
        let contents = contents.trim_start_matches('\u{feff}');
        let first = contents.lines().next().unwrap_or_default();
        if first.trim().is_empty() {
            return Err(AgreeError::Empty { file: file.to_owned() });
        }
        let delimiter = [',', '\t', ';'].into_iter().find(|delimiter| first.contains(*delimiter));
        let delimiter = delimiter.and_then(|delimiter| u8::try_from(delimiter).ok()).unwrap_or(b',');
        let mut reader = ReaderBuilder::new().delimiter(delimiter).from_reader(contents.as_bytes());
        let fault = |error: &csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            let message = match error.kind() {
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("{len} cells where the first line has {expected_len}")
                }
                _ => error.to_string(),
            };
            AgreeError::Csv { file: file.to_owned(), line, message }
        };
        let headers = reader.headers().map_err(|error| fault(&error))?;
        let headers: Vec<String> = headers.iter().map(|name| name.trim().to_owned()).collect();
        let has = |name: &&str| headers.iter().any(|header| header == name);
        let Some((content, _)) = TELLING.iter().find(|(_, columns)| columns.iter().all(has)) else {
            let found: Vec<String> = headers.iter().map(|name| format!("{name:?}")).collect();
            return Err(AgreeError::UnknownTable { file: file.to_owned(), found: found.join(", ") });
        };
        let mut rows = Vec::new();
        for row in reader.records() {
            let row = row.map_err(|error| fault(&error))?;
            rows.push((row.position().map_or(1, csv::Position::line), row));
        }
        Ok(Self { file, content: *content, headers, rows })
    }

    pub(super) fn content(&self) -> Content {
        self.content
    }

    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.headers.iter().position(|header| header == name)
    }

    pub(super) fn needed(&self, column: &'static str) -> Result<usize, AgreeError> {
        self.column(column).ok_or_else(|| AgreeError::MissingColumn { file: self.file.to_owned(), column })
    }

    /// The words of a cell that must have some.
    pub(super) fn filled<'r>(
        &self,
        line: u64,
        row: &'r StringRecord,
        column: &'static str,
    ) -> Result<&'r str, AgreeError> {
        match cell(row, self.column(column)) {
            "" => Err(AgreeError::EmptyCell { file: self.file.to_owned(), line, column }),
            words => Ok(words),
        }
    }

    /// The positions in two cells; `None` where both are empty or not there. Without a column for the end, both are the start.
    pub(super) fn range(
        &self,
        line: u64,
        row: &StringRecord,
        [start, end]: [&'static str; 2],
    ) -> Result<Option<(usize, usize)>, AgreeError> {
        let number = |column: &'static str| {
            let words = cell(row, self.column(column));
            let fault =
                || AgreeError::Position { file: self.file.to_owned(), line, column, words: words.to_owned() };
            if words.is_empty() { Ok(None) } else { words.parse::<usize>().map(Some).map_err(|_| fault()) }
        };
        match (number(start)?, number(end)?) {
            (Some(start_char), Some(end_char)) if start_char <= end_char => Ok(Some((start_char, end_char))),
            (None, None) => Ok(None),
            // where somebody has copied words and told their start
            (Some(start_char), None) if self.column(end).is_none() => Ok(Some((start_char, start_char))),
            (_, found) => {
                let words = found.map_or_else(String::new, |end_char| end_char.to_string());
                Err(AgreeError::Position { file: self.file.to_owned(), line, column: end, words })
            }
        }
    }
}

/// A cell without white space around it, and without the apostrophe that keeps spreadsheets from running it; empty where there is
/// no such column.
pub(super) fn cell(row: &StringRecord, column: Option<usize>) -> &str {
    bare(column.and_then(|at| row.get(at)).unwrap_or_default().trim())
}

/// Words without the apostrophe of `--csv-safe`.
pub(super) fn bare(words: &str) -> &str {
    words.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_tell_what_a_table_is() {
        for (header, expected) in [
            ("unit_id,coder_id,variable,value", Content::Codes),
            ("value;variable;unit_id", Content::Codes),
            ("\u{feff}statement_id\tcontent\tmode", Content::Statements),
            ("statement_id,role,part,start_char,end_char,text", Content::StatementParts),
            ("stance_id,statement_id,evidence", Content::Stances),
            ("review_status,statement_id,content,stance_id,evidence", Content::Both),
            ("document_id,text,n_chars", Content::Documents),
        ] {
            assert_eq!(Table::read("a.csv", header).unwrap().content(), expected, "{header}");
        }
    }

    #[test]
    fn faults_name_file_and_line() {
        let message = |contents: &str| Table::read("a.csv", contents).unwrap_err().to_string();
        assert_eq!(message(""), "a.csv: this file is empty");
        assert_eq!(message("\n\n"), "a.csv: this file is empty");
        assert!(message("größe,b\n1,2\n").ends_with("its columns are \"größe\", \"b\""));
        let short = "unit_id,variable,value\n\"1\n2\",a,b\n3\n";
        assert_eq!(message(short), "a.csv:4: 1 cells where the first line has 3");
    }

    #[test]
    fn positions_are_whole_and_in_order() {
        let range = |cells: &str| {
            let contents = format!("statement_id,content,start_char,end_char\ns,c,{cells}\n");
            let table = Table::read("a.csv", &contents).unwrap();
            let (line, row) = &table.rows[0];
            table.range(*line, row, ["start_char", "end_char"]).map_err(|error| error.to_string())
        };
        assert_eq!(range("3,9"), Ok(Some((3, 9))));
        assert_eq!(range(","), Ok(None));
        assert_eq!(range("x,9"), Err("a.csv:2: start_char \"x\" is no position".to_owned()));
        assert_eq!(range("9,3"), Err("a.csv:2: end_char \"3\" is no position".to_owned()));
        assert_eq!(range("9,"), Err("a.csv:2: end_char \"\" is no position".to_owned()));
    }
}
