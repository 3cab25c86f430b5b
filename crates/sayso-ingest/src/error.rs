//! What stops a build before it starts.

use std::path::PathBuf;

/// A bad configuration, or a folder for rows that cannot be written. Texts never cause one: a text that cannot be read is a
/// [`sayso_model::Diagnostic`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// No encoding has this name.
    #[error("unknown encoding {label:?}")]
    UnknownEncoding {
        /// The name as given.
        label: String,
    },
    /// A glob that cannot be read.
    #[error("bad glob {glob:?}: {source}")]
    BadGlob {
        /// The glob as given.
        glob: String,
        /// What is wrong with it.
        source: globset::Error,
    },
    /// A column is given for something that is no metadata field.
    #[error("unknown metadata field {field:?}; the fields are {known}")]
    UnknownField {
        /// The field as given.
        field: String,
        /// All fields, in a row.
        known: String,
    },
    /// A provenance sidecar that cannot be read or says something that is not allowed.
    #[error("{}:{line}: {reason}", file.display())]
    Sidecar {
        /// The sidecar.
        file: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// Rows cannot be kept in the spool folder.
    #[error("{}: cannot keep rows here: {source}", file.display())]
    Spool {
        /// The spool file.
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}
