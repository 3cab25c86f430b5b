//! Words of a registry file that know where they stand.

use serde::{Deserialize, Deserializer};
use toml::Spanned;

/// Words of a registry file, and the byte of the file at which they start; 0 for words that come from no file.
///
/// Two are equal where their words are: the place is for messages.
#[derive(Clone, Debug, Default)]
pub struct Placed {
    words: String,
    start_byte: usize,
}

impl Placed {
    pub(crate) fn new(words: String, start_byte: usize) -> Self {
        Self { words, start_byte }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// The words alone.
    pub fn into_string(self) -> String {
        self.words
    }

    pub(crate) fn start_byte(&self) -> usize {
        self.start_byte
    }
}

impl From<&str> for Placed {
    fn from(words: &str) -> Self {
        Self::new(words.to_owned(), 0)
    }
}

impl From<String> for Placed {
    fn from(words: String) -> Self {
        Self::new(words, 0)
    }
}

impl PartialEq for Placed {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

impl Eq for Placed {}

impl PartialOrd for Placed {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Placed {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.words.cmp(&other.words)
    }
}

impl<'de> Deserialize<'de> for Placed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<String>::deserialize(deserializer)?;
        let start_byte = spanned.span().start;
        Ok(Self::new(spanned.into_inner(), start_byte))
    }
}
