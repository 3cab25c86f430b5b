//! Where the words come from, and how their faults are told.

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::Sign;
use crate::StanceError;

/// The file whose faults are told.
pub(super) struct Source<'a> {
    pub(super) name: &'static str,
    pub(super) contents: &'a str,
}

impl Source<'_> {
    fn line(&self, at_byte: usize) -> usize {
        1 + self.contents.bytes().take(at_byte).filter(|byte| *byte == b'\n').count()
    }

    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, StanceError> {
        toml::from_str(self.contents).map_err(|error| StanceError::Syntax {
            file: self.name.to_owned(),
            line: self.line(error.span().map_or(0, |range| range.start)),
            message: error.message().replace('\n', " "),
        })
    }

    pub(super) fn fault<T: ToString>(
        &self,
        list: &'static str,
        entry: &Spanned<T>,
        reason: &'static str,
    ) -> StanceError {
        StanceError::Entry {
            file: self.name.to_owned(),
            line: self.line(entry.span().start),
            list,
            value: entry.get_ref().to_string(),
            reason,
        }
    }

    /// An entry in lower case that is not empty.
    pub(super) fn entry<'e>(
        &self,
        list: &'static str,
        entry: &'e Spanned<String>,
    ) -> Result<&'e str, StanceError> {
        let words = entry.get_ref().as_str();
        if words.trim().is_empty() {
            return Err(self.fault(list, entry, "an entry has a word at least"));
        }
        if words.to_lowercase() != words {
            return Err(self.fault(list, entry, "entries are in lower case"));
        }
        Ok(words)
    }

    pub(super) fn sign(&self, polarity: &Spanned<String>) -> Result<Sign, StanceError> {
        match polarity.get_ref().as_str() {
            "support" => Ok(1),
            "oppose" => Ok(-1),
            _ => Err(self.fault("polarity", polarity, "it is support or oppose")),
        }
    }
}
