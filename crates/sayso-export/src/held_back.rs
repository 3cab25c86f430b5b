//! A table whose rows wait until all documents are read, outside memory.

use std::fs::File;
use std::path::Path;

use arrow::array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use sayso_tables::Table;

use crate::ExportError;
use crate::out_file::OutFile;

/// Rows that are read back at a time.
const BATCH_ROWS: usize = 1024;

/// Rows of one table in a file of their own in the staging folder.
pub(crate) struct HeldBack {
    pub(crate) table: &'static Table,
    writer: ArrowWriter<OutFile>,
    path: std::path::PathBuf,
}

impl HeldBack {
    pub(crate) fn create(folder: &Path, table: &'static Table) -> Result<Self, ExportError> {
        let file = OutFile::create(folder, &format!("{}.held", table.name))?;
        let path = file.path().to_owned();
        let writer =
            ArrowWriter::try_new(file, table.arrow_schema(), None).map_err(ExportError::parquet(&path))?;
        Ok(Self { table, writer, path })
    }

    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), ExportError> {
        self.writer.write(batch).map_err(ExportError::parquet(&self.path))?;
        // rows are read back in the order in which they came, so groups may be as small as memory asks for
        if self.writer.in_progress_size() > 8 * 1024 * 1024 {
            self.writer.flush().map_err(ExportError::parquet(&self.path))?;
        }
        Ok(())
    }

    /// Gives back all rows in order, batch by batch, and removes the file.
    pub(crate) fn release(
        self,
        mut each: impl FnMut(RecordBatch) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let Self { writer, path, .. } = self;
        writer.into_inner().map_err(ExportError::parquet(&path))?.finish()?;
        let file = File::open(&path).map_err(ExportError::io(&path, "read"))?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(file)
            .and_then(|builder| builder.with_batch_size(BATCH_ROWS).build())
            .map_err(ExportError::parquet(&path))?;
        for batch in reader {
            each(batch.map_err(|error| ExportError::parquet(&path)(error.into()))?)?;
        }
        std::fs::remove_file(&path).map_err(ExportError::io(&path, "remove"))
    }
}
