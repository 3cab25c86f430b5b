//! One of the two datasets.

use std::collections::BTreeMap;
use std::path::Path;

use polars::prelude::DataFrame;

use crate::CheckError;
use crate::dataset::parquet_name;
use crate::parquet_file::{self, ParquetTable};
use crate::schema::TableSchema;

/// The Parquet tables of a folder.
pub(super) struct Side {
    tables: BTreeMap<String, ParquetTable>,
}

impl Side {
    pub(super) fn open(dir: &Path, schemas: &[TableSchema]) -> Result<Self, CheckError> {
        // tells a folder that is not there from one that holds no tables
        std::fs::read_dir(dir).map_err(|source| CheckError::Folder { dir: dir.to_owned(), source })?;
        let mut tables = BTreeMap::new();
        for schema in schemas {
            let path = dir.join(parquet_name(&schema.table));
            if path.is_file() {
                let read = parquet_file::read(&path, schema);
                let read = read.map_err(|message| CheckError::Table { path: path.clone(), message })?;
                tables.insert(schema.table.clone(), read);
            }
        }
        if tables.is_empty() {
            return Err(CheckError::NoTables { dir: dir.to_owned() });
        }
        Ok(Self { tables })
    }

    pub(super) fn frame(&self, table: &str) -> Option<&DataFrame> {
        self.tables.get(table).map(|read| &read.frame)
    }

    pub(super) fn frames_mut(&mut self) -> impl Iterator<Item = (&str, &mut DataFrame)> {
        self.tables.iter_mut().map(|(table, read)| (table.as_str(), &mut read.frame))
    }
}

/// Tables and columns that only one side has, or that have another type, in the order of the tables.
pub(super) fn schema_differences(schemas: &[TableSchema], older: &Side, newer: &Side) -> Vec<String> {
    let mut differences = Vec::new();
    for schema in schemas {
        let name = &schema.table;
        let (older, newer) = match (older.tables.get(name), newer.tables.get(name)) {
            (None, None) => continue,
            (Some(_), None) => {
                differences.push(format!("{name}: only the older has the table"));
                continue;
            }
            (None, Some(_)) => {
                differences.push(format!("{name}: only the newer has the table"));
                continue;
            }
            (Some(older), Some(newer)) => (older, newer),
        };
        for (column, older_type) in &older.columns {
            match newer.columns.iter().find(|(other, _)| other == column) {
                None => differences.push(format!("{name}.{column}: only the older has the column")),
                Some((_, newer_type)) if newer_type != older_type => {
                    differences.push(format!("{name}.{column}: was {older_type}, is {newer_type}"));
                }
                Some(_) => {}
            }
        }
        for (column, _) in &newer.columns {
            if !older.columns.iter().any(|(other, _)| other == column) {
                differences.push(format!("{name}.{column}: only the newer has the column"));
            }
        }
    }
    differences
}
