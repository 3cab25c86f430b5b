//! What can be wrong with a model file.

/// Why a model could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// It is no safetensors file.
    #[error("model file is no safetensors file: {reason}")]
    Unreadable {
        /// What the reader says.
        reason: String,
    },
    /// Its description is missing or has another form.
    #[error("model file describes itself in a form this program does not know: {reason}")]
    WrongConfig {
        /// What is missing or unexpected.
        reason: String,
    },
    /// A tensor is not there.
    #[error("model file has no tensor {name:?}")]
    MissingTensor {
        /// The tensor.
        name: String,
    },
    /// A tensor holds another kind of numbers.
    #[error("tensor {name:?} holds numbers of type {found}")]
    WrongType {
        /// The tensor.
        name: String,
        /// Its type.
        found: String,
    },
    /// A tensor has another size.
    #[error("tensor {name:?} has {found} numbers, not {expected}")]
    WrongSize {
        /// The tensor.
        name: String,
        /// How many it should have.
        expected: usize,
        /// How many it has.
        found: usize,
    },
    /// The tokeniser cannot be read.
    #[error("tokeniser cannot be read: {reason}")]
    Tokeniser {
        /// What the reader says.
        reason: String,
    },
}

impl ModelError {
    pub(crate) fn missing(name: &str) -> Self {
        Self::MissingTensor { name: name.to_owned() }
    }
}
