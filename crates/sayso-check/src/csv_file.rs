//! Reads one CSV file strictly.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};
use polars::prelude::{Column, DataFrame, IntoColumn, StringChunkedBuilder};

use crate::csv_syntax;
use crate::schema::TableSchema;

/// A file's header and cells.
#[derive(Debug)]
pub(crate) struct CsvTable {
    /// Names of the columns, in the file's order.
    pub(crate) header: Vec<String>,
    /// The cells as texts, an empty cell as no value, if the header is that of the schema.
    pub(crate) frame: Option<DataFrame>,
}

/// Reads the file at `path`; the error says what is wrong with it.
pub(crate) fn read(path: &Path, schema: &TableSchema) -> Result<CsvTable, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    if let Some(fault) = csv_syntax::fault(&bytes) {
        return Err(fault);
    }
    let mut reader = ReaderBuilder::new().has_headers(true).from_reader(bytes.as_slice());
    let header: Vec<String> =
        reader.headers().map_err(|error| error.to_string())?.iter().map(str::to_owned).collect();
    let is_as_wanted = header.iter().eq(schema.fields.iter().map(|field| &field.name));
    let mut builders: Vec<StringChunkedBuilder> =
        header.iter().map(|name| StringChunkedBuilder::new(name.as_str().into(), 0)).collect();
    let mut record = StringRecord::new();
    let mut n_rows = 0usize;
    while reader.read_record(&mut record).map_err(|error| error.to_string())? {
        n_rows += 1;
        for (builder, cell) in builders.iter_mut().zip(record.iter()) {
            builder.append_option(Some(cell).filter(|cell| !cell.is_empty()));
        }
    }
    if !is_as_wanted {
        return Ok(CsvTable { header, frame: None });
    }
    let columns: Vec<Column> = builders.into_iter().map(|builder| builder.finish().into_column()).collect();
    let frame = DataFrame::new(n_rows, columns).map_err(|error| error.to_string())?;
    Ok(CsvTable { header, frame: Some(frame) })
}
