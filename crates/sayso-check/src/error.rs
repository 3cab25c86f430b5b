//! Why a folder could not be tested at all.

use std::path::PathBuf;

/// A check or a comparison that could not be made. What is wrong *within* a dataset is a finding, never this error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// The folder cannot be listed.
    #[error("{dir}: {source}")]
    Folder {
        /// The folder.
        dir: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The folder has none of the tables.
    #[error("{dir}: holds no table of a dataset (no NAME.parquet, no NAME.csv)")]
    NoTables {
        /// The folder.
        dir: PathBuf,
    },
    /// A schema is no Table Schema that this crate can read.
    #[error("schema of {table:?}: {message}")]
    Schema {
        /// The table whose schema it is.
        table: String,
        /// What is wrong with it.
        message: String,
    },
    /// A table of two that are to be compared cannot be read.
    #[error("{path}: {message}")]
    Table {
        /// Its file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// Two datasets could not be compared.
    #[error("{table}: cannot be compared: {source}")]
    Compare {
        /// The table at which it failed.
        table: String,
        /// What polars says.
        source: polars::prelude::PolarsError,
    },
}
