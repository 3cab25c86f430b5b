//! What can be wrong with the words of a language.

/// A fault in a file of words; each names the file and the line.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StanceError {
    /// The file is not TOML, lacks a list or holds an unknown key.
    #[error("{file}:{line}: {message}")]
    Syntax {
        /// File name as given.
        file: String,
        /// Line, counted from 1.
        line: usize,
        /// What the TOML reader says.
        message: String,
    },
    /// The file holds a word that its list cannot have.
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
}
