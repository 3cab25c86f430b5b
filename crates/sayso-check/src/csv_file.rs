//! Reads one CSV file strictly.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};
use polars::prelude::{Column, DataFrame, IntoColumn, StringChunkedBuilder};

use crate::csv_syntax;
use crate::schema::TableSchema;

/// What a file's header says.
#[derive(Debug)]
pub(crate) struct CsvHeader {
    /// Names of the columns, in the file's order.
    pub(crate) names: Vec<String>,
    /// Whether they are the schema's.
    pub(crate) is_as_wanted: bool,
}

/// Reads the file at `path` to its end; the error says what is wrong with it.
pub(crate) fn scan(path: &Path, schema: &TableSchema) -> Result<CsvHeader, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    if let Some(fault) = csv_syntax::fault(&bytes) {
        return Err(fault);
    }
    let names = records(&bytes, |_| {})?;
    let is_as_wanted = names.iter().eq(schema.fields.iter().map(|field| &field.name));
    Ok(CsvHeader { names, is_as_wanted })
}

/// The cells of a file that was scanned before, as texts; an empty cell is no value.
pub(crate) fn load(path: &Path, schema: &TableSchema) -> Result<DataFrame, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let names = schema.fields.iter().map(|field| field.name.as_str());
    let mut builders: Vec<StringChunkedBuilder> =
        names.map(|name| StringChunkedBuilder::new(name.into(), 0)).collect();
    let mut n_rows = 0usize;
    records(&bytes, |record| {
        n_rows += 1;
        for (builder, cell) in builders.iter_mut().zip(record.iter()) {
            builder.append_option(Some(cell).filter(|cell| !cell.is_empty()));
        }
    })?;
    let columns: Vec<Column> = builders.into_iter().map(|builder| builder.finish().into_column()).collect();
    DataFrame::new(n_rows, columns).map_err(|error| error.to_string())
}

/// Calls `each` with every record after the header, and gives back the header.
fn records(bytes: &[u8], mut each: impl FnMut(&StringRecord)) -> Result<Vec<String>, String> {
    let mut reader = ReaderBuilder::new().has_headers(true).from_reader(bytes);
    let names = reader.headers().map_err(|error| error.to_string())?.iter().map(str::to_owned).collect();
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| error.to_string())? {
        each(&record);
    }
    Ok(names)
}
