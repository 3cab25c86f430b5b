//! What can be wrong with hand coding.

use std::path::PathBuf;

/// Hand coding or a text that cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvalError {
    /// A file or folder cannot be read, or is not UTF-8.
    #[error("{path}: {source}")]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The gold is neither of the two forms.
    #[error("{path}: gold is a folder of .ann files or a .jsonl file")]
    UnknownGold {
        /// What was given.
        path: PathBuf,
    },
    /// A line of a brat file starts as an annotation and does not go on as one.
    #[error("{path}:{line}: {reason}")]
    Annotation {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A line of JSON lines is not a coded document.
    #[error("{path}:{line}: {source}")]
    Json {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// What the JSON reader says.
        source: serde_json::Error,
    },
    /// A line of a CoNLL-U file is none.
    #[error("{path}:{line}: {reason}")]
    Conllu {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A document is coded twice in one file.
    #[error("{path}:{line}: document {doc:?} is coded on an earlier line too")]
    DocumentTwice {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// The document.
        doc: String,
    },
    /// A coded span is not one of the text, so the coding is of another version of it.
    #[error(
        "{path}:{line}: span {start_char}..{end_char} is not within the {n_chars} characters of the text"
    )]
    OutsideText {
        /// The file of the coding.
        path: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// Start of the span, in code points.
        start_char: usize,
        /// End of the span, in code points.
        end_char: usize,
        /// Length of the text, in code points.
        n_chars: usize,
    },
}
