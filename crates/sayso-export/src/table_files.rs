//! The two files of one table.

use std::path::Path;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use sayso_tables::Table;

use crate::ExportError;
use crate::csv_file::CsvFile;
use crate::out_file::{OutFile, Written};
use crate::parquet_file::ParquetFile;

/// A table that is being written, as CSV and as Parquet.
pub(crate) struct TableFiles {
    pub(crate) table: &'static Table,
    schema: SchemaRef,
    csv: CsvFile,
    parquet: ParquetFile,
    n_rows: u64,
}

/// A table that is written.
#[derive(Clone, Debug)]
pub(crate) struct WrittenTable {
    pub(crate) table: &'static Table,
    pub(crate) csv: Written,
    pub(crate) parquet: Written,
    pub(crate) n_rows: u64,
}

impl TableFiles {
    pub(crate) fn create(folder: &Path, table: &'static Table, csv_safe: bool) -> Result<Self, ExportError> {
        let csv = OutFile::create(folder, &csv_name(table))?;
        let parquet = OutFile::create(folder, &parquet_name(table))?;
        Ok(Self {
            table,
            schema: table.arrow_schema(),
            csv: CsvFile::create(csv, table, csv_safe)?,
            parquet: ParquetFile::create(parquet, table)?,
            n_rows: 0,
        })
    }

    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), ExportError> {
        if batch.schema_ref() != &self.schema {
            return Err(ExportError::WrongColumns { table: self.table.name });
        }
        self.csv.write(self.table, batch)?;
        self.parquet.write(batch)?;
        self.n_rows += batch.num_rows() as u64;
        Ok(())
    }

    pub(crate) fn finish(self, tool_version: &str) -> Result<WrittenTable, ExportError> {
        Ok(WrittenTable {
            table: self.table,
            csv: self.csv.finish()?,
            parquet: self.parquet.finish(tool_version)?,
            n_rows: self.n_rows,
        })
    }
}

/// Name of a table's CSV file.
pub(crate) fn csv_name(table: &Table) -> String {
    format!("{}.csv", table.name)
}

/// Name of a table's Parquet file.
pub(crate) fn parquet_name(table: &Table) -> String {
    format!("{}.parquet", table.name)
}
