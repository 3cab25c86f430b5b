//! What can be wrong with language data and models.

/// A fault in a language's files, of which each names the file and the line, or in a model.
#[derive(Debug, thiserror::Error)]
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
    /// The model cannot be read, or fails on a text.
    #[error(transparent)]
    Model(#[from] sayso_encoder::ModelError),
    /// The model file does not say how its scores are to be read.
    #[error("the model's settings are of another form: {reason}")]
    ModelSettings {
        /// What does not fit.
        reason: String,
    },
}
