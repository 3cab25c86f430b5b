//! One table as Parquet: zstd, statistics, each column's description, and the same bytes for the same rows.

use arrow::array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use sayso_tables::{SCHEMA_VERSION, Table};

use crate::ExportError;
use crate::out_file::{OutFile, Written};

/// What the file says made it; pinned, so that a new version of the Parquet library alone changes no file.
const CREATED_BY: &str = concat!("sayso version ", env!("CARGO_PKG_VERSION"));

/// A row group is written out when it has this many rows, or about this many encoded bytes. This bounds the memory of a build.
const GROUP_ROWS: usize = 128 * 1024;
const GROUP_BYTES: usize = 8 * 1024 * 1024;

pub(crate) struct ParquetFile {
    path: std::path::PathBuf,
    writer: ArrowWriter<OutFile>,
}

impl ParquetFile {
    pub(crate) fn create(file: OutFile, table: &Table) -> Result<Self, ExportError> {
        let path = file.path().to_owned();
        let properties = WriterProperties::builder()
            .set_created_by(CREATED_BY.to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .set_key_value_metadata(Some(vec![
                KeyValue::new("sayso.schema_version".to_owned(), SCHEMA_VERSION.to_owned()),
                KeyValue::new("sayso.table".to_owned(), table.name.to_owned()),
            ]))
            .build();
        let writer = ArrowWriter::try_new(file, table.arrow_schema(), Some(properties))
            .map_err(ExportError::parquet(&path))?;
        Ok(Self { path, writer })
    }

    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), ExportError> {
        self.writer.write(batch).map_err(ExportError::parquet(&self.path))
    }

    pub(crate) fn finish(mut self, tool_version: &str) -> Result<Written, ExportError> {
        self.writer
            .append_key_value_metadata(KeyValue::new("sayso.version".to_owned(), tool_version.to_owned()));
        self.writer.into_inner().map_err(ExportError::parquet(&self.path))?.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{PETS, pets};
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    use std::fs::File;
    use std::path::Path;

    fn write(folder: &Path, batches: &[RecordBatch]) -> std::path::PathBuf {
        let mut parquet =
            ParquetFile::create(OutFile::create(folder, "pets.parquet").unwrap(), &PETS).unwrap();
        for batch in batches {
            parquet.write(batch).unwrap();
        }
        parquet.finish("9.9.9").unwrap();
        folder.join("pets.parquet")
    }

    #[test]
    fn reads_back_with_descriptions_and_metadata() {
        let folder = tempfile::tempdir().unwrap();
        let rows = pets(&[Some("Tom"), None]);
        let path = write(folder.path(), std::slice::from_ref(&rows));
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
        let file = reader.metadata().file_metadata().clone();
        assert_eq!(file.created_by(), Some(CREATED_BY));
        let told = |key: &str| {
            let entries = file.key_value_metadata().unwrap();
            entries.iter().find(|entry| entry.key == key).and_then(|entry| entry.value.clone())
        };
        assert_eq!(told("sayso.table").as_deref(), Some("pets"));
        assert_eq!(told("sayso.version").as_deref(), Some("9.9.9"));
        assert_eq!(told("sayso.schema_version").as_deref(), Some(SCHEMA_VERSION));
        assert_eq!(reader.schema().field(0).metadata()["description"], "Its name.");
        let read: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
        assert_eq!(read, [rows]);
    }

    #[test]
    fn row_groups_are_bounded() {
        let folder = tempfile::tempdir().unwrap();
        let mut seed = 1u64;
        let mut noise = || {
            // digits that do not compress much
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            seed.to_string()
        };
        let long: Vec<String> = (0..60).map(|_| (0..20_000).map(|_| noise()).collect()).collect();
        let batches: Vec<RecordBatch> = long.iter().map(|name| pets(&[Some(name.as_str())])).collect();
        let path = write(folder.path(), &batches);
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
        assert!(reader.metadata().num_row_groups() > 1);
    }
}
