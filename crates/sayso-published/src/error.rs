//! What can be wrong with a published dataset.

use std::path::PathBuf;

/// Tables that cannot be read or do not fit together.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PublishedError {
    /// A file cannot be read.
    #[error("{path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file is no CSV, or a row of it is not one of its table.
    #[error("{path}:{line}: {message}")]
    Csv {
        /// The file.
        path: PathBuf,
        /// Line on which the row starts, from 1.
        line: u64,
        /// What is wrong with it.
        message: String,
    },
    /// A file beside the tables is no JSON.
    #[error("{path}:{line}: {source}")]
    Json {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What the JSON reader says.
        source: serde_json::Error,
    },
    /// An id that no row of the table where it should be has.
    #[error("{table} row {row}: {column} {id:?} is not in {target}")]
    Dangling {
        /// The table of the row.
        table: &'static str,
        /// The row, counted from 1 without the header.
        row: usize,
        /// Its column.
        column: &'static str,
        /// The id.
        id: String,
        /// The table that should have it.
        target: &'static str,
    },
    /// A position that its text does not have.
    #[error("{table} row {row}: {start_char}..{end_char} is not within the {n_chars} characters of the text")]
    OutsideText {
        /// The table of the row.
        table: &'static str,
        /// The row, counted from 1 without the header.
        row: usize,
        /// Start, in code points.
        start_char: usize,
        /// End, in code points.
        end_char: usize,
        /// Length of the text, in code points.
        n_chars: usize,
    },
    /// Two rows of a table with one key.
    #[error("{table} row {row}: {id:?} is there already")]
    Twice {
        /// The table.
        table: &'static str,
        /// The second row, counted from 1 without the header.
        row: usize,
        /// The key.
        id: String,
    },
    /// A row that, in the end, lies within itself.
    #[error("{table} row {row}: {id:?} lies within itself")]
    Circle {
        /// The table.
        table: &'static str,
        /// The row, counted from 1 without the header.
        row: usize,
        /// Its key.
        id: String,
    },
}
