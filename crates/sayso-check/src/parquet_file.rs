//! Reads one Parquet file without trusting it.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::file::metadata::ParquetMetaData;
use polars::prelude::{DataFrame, IdxSize};

use crate::collect::Collector;
use crate::schema::{FieldType, TableSchema};

/// Rows that are decoded at a time.
const BATCH_ROWS: usize = 8192;

/// A file may decode to this much, whatever its size, …
const FREE_BYTES: u64 = 1 << 30;

/// … and to this many times its size besides.
const GROWTH: u64 = 256;

/// A file's columns and values.
#[derive(Debug)]
pub(crate) struct ParquetTable {
    /// Name and Arrow type of each column, in the file's order.
    pub(crate) columns: Vec<(String, DataType)>,
    /// The columns that the schema knows and whose type is as the schema wants it.
    pub(crate) frame: DataFrame,
}

/// Reads the file at `path`; the error says what is wrong with it.
///
/// Memory: what is decoded at most is told by the size of the file. A file that declares or decodes to more is refused.
pub(crate) fn read(path: &Path, schema: &TableSchema) -> Result<ParquetTable, String> {
    // The decoder is tested against damage by its makers and by us; should it still panic, that is a finding like any other.
    let outcome = catch_unwind(AssertUnwindSafe(|| read_untrusted(path, schema, FREE_BYTES)));
    outcome.unwrap_or_else(|_| Err("the decoder gave up on it: the file is damaged".to_owned()))
}

fn read_untrusted(path: &Path, schema: &TableSchema, free_bytes: u64) -> Result<ParquetTable, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let n_bytes = file.metadata().map_err(|error| error.to_string())?.len();
    let limit = free_bytes.saturating_add(n_bytes.saturating_mul(GROWTH));
    let told =
        ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(|error| error.to_string())?;
    let n_rows = declared_rows(told.metadata(), n_bytes, limit)?;
    let columns: Vec<(String, DataType)> = told
        .schema()
        .fields()
        .iter()
        .map(|field| (field.name().clone(), field.data_type().clone()))
        .collect();
    let wanted = well_typed(&columns, schema);
    let options = ArrowReaderOptions::new().with_schema(as_views(told.schema(), &wanted));
    let viewed =
        ArrowReaderMetadata::try_new(told.metadata().clone(), options).map_err(|error| error.to_string())?;
    let mask = ProjectionMask::roots(told.parquet_schema(), wanted.iter().map(|(at, _)| *at));
    let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, viewed)
        .with_projection(mask)
        .with_batch_size(BATCH_ROWS)
        .build()
        .map_err(|error| error.to_string())?;
    let named: Vec<(&str, FieldType)> =
        wanted.iter().map(|(at, field_type)| (columns[*at].0.as_str(), *field_type)).collect();
    let frame = collect(reader, &named, n_rows, limit)?;
    Ok(ParquetTable { columns, frame })
}

/// Rows that the footer declares, once it has been held against the size of the file.
fn declared_rows(metadata: &ParquetMetaData, n_bytes: u64, limit: u64) -> Result<usize, String> {
    let mut n_rows = 0i64;
    let mut decoded = 0u64;
    for group in metadata.row_groups() {
        if group.num_rows() < 0 {
            return Err("a row group declares a negative number of rows".to_owned());
        }
        n_rows = n_rows.saturating_add(group.num_rows());
        for column in group.columns() {
            let (start, length) = column.byte_range();
            if start.checked_add(length).is_none_or(|end| end > n_bytes) {
                return Err(format!("column {:?} lies outside the file", column.column_path().string()));
            }
            decoded = decoded.saturating_add(u64::try_from(column.uncompressed_size()).unwrap_or(u64::MAX));
        }
    }
    if n_rows != metadata.file_metadata().num_rows() {
        let declared = metadata.file_metadata().num_rows();
        return Err(format!("its row groups declare {n_rows} rows, its footer {declared}"));
    }
    if decoded > limit {
        return Err(format!("declares {decoded} bytes of values in a file of {n_bytes}"));
    }
    usize::try_from(n_rows)
        .ok()
        .filter(|n_rows| *n_rows < IdxSize::MAX as usize)
        .ok_or_else(|| format!("declares {n_rows} rows, more than can be tested"))
}

/// Places and types of the columns whose name and type are as the schema wants them.
fn well_typed(columns: &[(String, DataType)], schema: &TableSchema) -> Vec<(usize, FieldType)> {
    let of_schema = |name: &str| schema.field(name).map(|field| field.field_type);
    let mut wanted: Vec<(usize, FieldType)> = Vec::new();
    for (at, (name, data_type)) in columns.iter().enumerate() {
        if columns[..at].iter().any(|(other, _)| other == name) {
            continue;
        }
        if let Some(field_type) = of_schema(name).filter(|field_type| *data_type == arrow_type(*field_type)) {
            wanted.push((at, field_type));
        }
    }
    wanted
}

/// The Arrow type in which a column is published.
pub(crate) fn arrow_type(field_type: FieldType) -> DataType {
    match field_type {
        FieldType::String => DataType::Utf8,
        FieldType::Integer => DataType::Int64,
        FieldType::Number => DataType::Float64,
        FieldType::Boolean => DataType::Boolean,
    }
}

/// The same schema with texts as views: a value that a file repeats a million times then takes its memory once.
fn as_views(schema: &SchemaRef, wanted: &[(usize, FieldType)]) -> SchemaRef {
    let is_text = |at: usize| wanted.contains(&(at, FieldType::String));
    let viewed = schema.fields().iter().enumerate().map(|(at, field)| {
        if is_text(at) {
            Arc::new(Field::new(field.name(), DataType::Utf8View, field.is_nullable()))
        } else {
            field.clone()
        }
    });
    Arc::new(Schema::new(viewed.collect::<Vec<_>>()))
}

fn collect(
    reader: ParquetRecordBatchReader,
    columns: &[(&str, FieldType)],
    n_rows: usize,
    limit: u64,
) -> Result<DataFrame, String> {
    let mut collectors: Vec<Collector> =
        columns.iter().map(|(name, field_type)| Collector::new(name, *field_type)).collect();
    let (mut n_read, mut n_bytes) = (0usize, 0u64);
    for batch in reader {
        let batch: RecordBatch = batch.map_err(|error| error.to_string())?;
        n_read += batch.num_rows();
        for (collector, array) in collectors.iter_mut().zip(batch.columns()) {
            n_bytes += collector.push_array(array.as_ref(), limit.saturating_sub(n_bytes))?;
        }
    }
    if n_read != n_rows {
        return Err(format!("declares {n_rows} rows and has {n_read}"));
    }
    let columns = collectors.into_iter().map(Collector::finish).collect();
    DataFrame::new(n_rows, columns).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Sample, schema_files};
    use arrow::array::{ArrayRef, StringArray};
    use parquet::arrow::ArrowWriter;
    use std::fs;

    fn mentions() -> (TableSchema, Vec<u8>) {
        let (table, json) = schema_files().into_iter().find(|(table, _)| table == "mentions").unwrap();
        let published = Sample::with_documents(40).publish();
        (TableSchema::parse(&table, &json).unwrap(), fs::read(published.path("mentions.parquet")).unwrap())
    }

    #[test]
    fn a_file_that_ends_too_soon_is_refused() {
        let (schema, bytes) = mentions();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mentions.parquet");
        for percent in 0..100 {
            fs::write(&path, &bytes[..bytes.len() * percent / 100]).unwrap();
            assert!(read(&path, &schema).is_err(), "{percent} %");
        }
        fs::write(&path, &bytes).unwrap();
        assert_eq!(read(&path, &schema).unwrap().frame.height(), 120);
    }

    /// Whatever byte is changed, reading comes to an end; what it then makes of the values is for other rules.
    #[test]
    fn flipped_bytes_do_no_harm() {
        let (schema, bytes) = mentions();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mentions.parquet");
        let mut n_refused = 0;
        for at_byte in (0..bytes.len()).step_by(bytes.len() / 400 + 1) {
            for mask in [0xFF, 0x80, 0x01] {
                let mut damaged = bytes.clone();
                damaged[at_byte] ^= mask;
                fs::write(&path, &damaged).unwrap();
                n_refused += usize::from(read(&path, &schema).is_err());
            }
        }
        assert!(n_refused > 0);
    }

    /// A small file whose rows are as many as its makers like: each value is stored once.
    #[test]
    fn a_file_that_unfolds_without_end_is_refused() {
        let (_, json) = schema_files().into_iter().find(|(table, _)| table == "issues").unwrap();
        let schema = TableSchema::parse("issues", &json).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("issues.parquet");
        let words: ArrayRef = Arc::new(StringArray::from(vec!["the same words again and again"; 1 << 16]));
        let batch = RecordBatch::try_from_iter([("label", words)]).unwrap();
        let mut writer = ArrowWriter::try_new(File::create(&path).unwrap(), batch.schema(), None).unwrap();
        for _ in 0..32 {
            writer.write(&batch).unwrap();
        }
        writer.close().unwrap();
        let n_bytes = fs::metadata(&path).unwrap().len();
        assert!(n_bytes < 20_000, "{n_bytes}");
        let error = read_untrusted(&path, &schema, 1 << 20).unwrap_err();
        assert_eq!(error, "its values take more memory than a file of its size may");
        assert_eq!(read_untrusted(&path, &schema, FREE_BYTES).unwrap().frame.height(), 32 << 16);
    }
}
