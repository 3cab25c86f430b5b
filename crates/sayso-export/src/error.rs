//! Why a dataset could not be published.

use std::io;
use std::path::{Path, PathBuf};

use parquet::errors::ParquetError;

/// Why a dataset could not be published. Whatever it is, the dataset that stood there before is untouched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The output path names something that is no folder.
    #[error("{path:?}: is not a folder")]
    NotAFolder {
        /// The output path.
        path: PathBuf,
    },

    /// The output path has no name of its own that a folder could take (`/`).
    #[error("{path:?}: cannot be replaced by a dataset; name a folder")]
    NoName {
        /// The output path.
        path: PathBuf,
    },

    /// The output folder holds something that no build of sayso wrote, and replacing the folder would lose it.
    #[error("{path:?}: holds {found:?}, which sayso did not write; move it away or choose another folder")]
    NotOurs {
        /// The output folder.
        path: PathBuf,
        /// Name of what was found.
        found: String,
    },

    /// Another build is writing to the same place.
    #[error("{path:?}: another build is writing there")]
    Locked {
        /// The output folder.
        path: PathBuf,
    },

    /// A file or folder could not be read, written or moved.
    #[error("{path:?}: cannot {action}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried.
        action: &'static str,
        /// What the system said.
        #[source]
        source: io::Error,
    },

    /// A Parquet file could not be written.
    #[error("{path:?}: cannot write")]
    Parquet {
        /// The file.
        path: PathBuf,
        /// What the writer said.
        #[source]
        source: ParquetError,
    },

    /// The database could not be written.
    #[error("{path:?}: cannot write")]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },

    /// Rows were given that are not of their table.
    #[error("table {table:?}: rows do not have the table's columns")]
    WrongColumns {
        /// Name of the table.
        table: &'static str,
    },
}

impl ExportError {
    /// For use with `map_err`: the error of an action on a path.
    pub(crate) fn io(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), action, source }
    }

    /// For use with `map_err`: an error of SQLite.
    pub(crate) fn sqlite(path: &Path) -> impl FnOnce(rusqlite::Error) -> Self {
        move |source| Self::Sqlite { path: path.to_owned(), source }
    }

    /// For use with `map_err`: an error of the Parquet writer. Where the system is the cause, its error is told.
    pub(crate) fn parquet(path: &Path) -> impl FnOnce(ParquetError) -> Self {
        move |source| Self::Parquet { path: path.to_owned(), source }
    }
}
