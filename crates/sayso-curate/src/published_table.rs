//! A published table, read row by row.

use std::io::Read;

use csv::{Reader, StringRecord};

use crate::csv_rows::bare;
use crate::error::{CurateError, FaultKind, Place};

/// A table that is read row by row.
pub(crate) struct Table<R> {
    name: &'static str,
    reader: Reader<R>,
}

impl<R: Read> Table<R> {
    pub(crate) fn open(name: &'static str, table: R) -> Result<Self, CurateError> {
        Ok(Self { name, reader: Reader::from_reader(table) })
    }

    /// The places of columns that must be there.
    pub(crate) fn columns<const N: usize>(&mut self, names: [&str; N]) -> Result<[usize; N], CurateError> {
        let headers = match self.reader.headers() {
            Ok(headers) => headers.clone(),
            Err(error) => return Err(self.fault(&error)),
        };
        let mut places = [0; N];
        for (place, name) in places.iter_mut().zip(names) {
            match headers.iter().position(|header| header == name) {
                Some(at) => *place = at,
                None => {
                    let found: Vec<String> = headers.iter().map(|name| format!("{name:?}")).collect();
                    let columns = format!("{name:?}");
                    let kind = FaultKind::MissingColumn { columns, found: found.join(", ") };
                    return Err(CurateError::one(self.name, Place::Line(1), kind));
                }
            }
        }
        Ok(places)
    }

    pub(crate) fn next(&mut self) -> Result<Option<StringRecord>, CurateError> {
        let mut row = StringRecord::new();
        match self.reader.read_record(&mut row) {
            Ok(true) => Ok(Some(row)),
            Ok(false) => Ok(None),
            Err(error) => Err(self.fault(&error)),
        }
    }

    /// The number in a cell.
    pub(crate) fn number(&self, row: &StringRecord, at: usize) -> Result<usize, CurateError> {
        let words = row.get(at).unwrap_or_default();
        words.parse().map_err(|_| {
            let line = row.position().map_or(1, csv::Position::line);
            CurateError::one(
                self.name,
                Place::Line(line),
                FaultKind::Csv { message: format!("{words:?} is no count") },
            )
        })
    }

    fn fault(&self, error: &csv::Error) -> CurateError {
        let line = error.position().map_or(1, csv::Position::line);
        CurateError::one(self.name, Place::Line(line), FaultKind::Csv { message: error.to_string() })
    }
}

/// A cell without the apostrophe that marks what spreadsheets would run as a formula.
pub(crate) fn cell(row: &StringRecord, at: usize) -> &str {
    bare(row.get(at).unwrap_or_default())
}
