//! Why a dataset could not be written for another program.

use std::io;
use std::path::{Path, PathBuf};

use sayso_network::NetworkError;
use sayso_published::PublishedError;

/// Why a dataset could not be written for another program.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExchangeError {
    /// The dataset cannot be read, or its rows do not hold together.
    #[error(transparent)]
    Published(#[from] PublishedError),

    /// A network could not be made.
    #[error(transparent)]
    Network(#[from] NetworkError),

    /// The manifest asks for networks in words that are not known.
    #[error("networks of the manifest: {message}")]
    Networks {
        /// What is wrong.
        message: String,
    },

    /// A statement or stance has no place in its text.
    #[error(transparent)]
    Annotate(#[from] sayso_annotate::AnnotateError),

    /// A file could not be read or written.
    #[error("{path:?}: cannot {action}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried.
        action: &'static str,
        /// What the system said.
        #[source]
        source: io::Error,
    },

    /// A database could not be written.
    #[error("{path:?}: cannot write")]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
}

impl ExchangeError {
    /// For use with `map_err`: the error of an action on a path.
    pub(crate) fn io(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), action, source }
    }

    /// For use with `map_err`: an error of SQLite.
    pub(crate) fn sqlite(path: &Path) -> impl FnOnce(rusqlite::Error) -> Self {
        move |source| Self::Sqlite { path: path.to_owned(), source }
    }
}
