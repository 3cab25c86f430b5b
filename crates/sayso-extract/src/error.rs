//! What can be wrong with language data.

/// A fault in a language's files. Each names the file and the line.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExtractError {
    /// A file is not TOML, lacks a list or holds an unknown key.
    #[error("{file}:{line}: {message}")]
    Syntax {
        /// File name as given.
        file: String,
        /// Line, counted from 1.
        line: usize,
        /// What the TOML reader says.
        message: String,
    },
    /// A file holds a word that its list cannot have.
    #[error("{file}:{line}: {list} cannot hold {value:?}: {reason}")]
    Entry {
        /// File name as given.
        file: String,
        /// Line, counted from 1.
        line: usize,
        /// The list or table.
        list: &'static str,
        /// The word.
        value: String,
        /// Why not.
        reason: &'static str,
    },
    /// One of the language's files was not given.
    #[error("{file}:1: the language lacks this file")]
    MissingFile {
        /// Its name.
        file: &'static str,
    },
    /// A file was given that no language has.
    #[error("{file}:1: no language has a file of this name")]
    UnknownFile {
        /// Its name.
        file: String,
    },
}
