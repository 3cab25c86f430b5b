//! Why there is no network.

use std::path::PathBuf;

use polars::prelude::PolarsError;

/// A network that could not be made or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkError {
    /// A file cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A row of an event list is no row of one.
    #[error("{file}:{line}: {message}")]
    Row {
        /// Name of the file.
        file: String,
        /// Its line, counted from 1.
        line: u64,
        /// What is wrong with it.
        message: String,
    },
    /// A table of a dataset cannot be used.
    #[error("{path}: {message}")]
    Table {
        /// Its file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// Options that do not go together.
    #[error("{option} {value:?} is for {meant} networks only")]
    Unfit {
        /// Which option.
        option: &'static str,
        /// Its value.
        value: &'static str,
        /// The networks that it is for.
        meant: &'static str,
    },
    /// Codes of agreement cannot be normalised.
    #[error("aggregate \"combine\" gives codes, which cannot be normalised")]
    CodesNormalised,
    /// A word that is no date.
    #[error("{value:?} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD")]
    Date {
        /// The word.
        value: String,
    },
    /// A word that is no time window.
    #[error("{value:?} is no window: write days, weeks, months or years, =, and a whole number from 1")]
    Window {
        /// The word.
        value: String,
    },
    /// A network that is asked for and cannot be made.
    #[error("{message}")]
    Plan {
        /// What is wrong with it.
        message: String,
    },
    /// Nothing is left to make a network of.
    #[error("no network: {reason}")]
    Empty {
        /// Why.
        reason: String,
    },
    /// Rows could not be filtered or counted.
    #[error("cannot count the rows: {0}")]
    Polars(#[from] PolarsError),
    /// The network cannot be written.
    #[error("cannot write the network: {0}")]
    Write(#[from] std::io::Error),
}
