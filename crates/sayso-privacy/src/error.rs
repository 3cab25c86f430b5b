//! What can be wrong with language data and keys.

/// A fault in the files that say what identifies people, or in a key.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PrivacyError {
    /// A file is not TOML, lacks a list or holds an unknown key.
    #[error("{file}:{line}: {message}")]
    Syntax {
        /// File name.
        file: &'static str,
        /// Line, counted from 1.
        line: usize,
        /// What the TOML reader says.
        message: String,
    },
    /// A list without entries, or with an empty one, would match everywhere.
    #[error("{file}:1: {list} is empty or has an empty entry")]
    EmptyWording {
        /// File name.
        file: &'static str,
        /// The list.
        list: &'static str,
    },
    /// The wordings of a rule make no regular expression.
    #[error("{file}:1: the wordings of {rule} make no pattern: {message}")]
    Pattern {
        /// File name.
        file: &'static str,
        /// The rule.
        rule: &'static str,
        /// What the regular expressions say.
        message: String,
    },
    /// A key is of another form.
    #[error("a key is one line of {expected} hexadecimal digits")]
    Key {
        /// How many digits it must have.
        expected: usize,
    },
}
