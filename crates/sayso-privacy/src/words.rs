//! A language's wordings, ready for texts.

use crate::PrivacyError;
use crate::identifiers::{self, Finder, Identifier};
use crate::sensitivity::SensitiveWords;
use crate::wordings::{Sensitive, Wordings};

/// What a language calls the things that identify people, and which of its words are sensitive.
#[derive(Clone, Debug)]
pub struct Words {
    pub(crate) wordings: Wordings,
    finders: Vec<Finder>,
    pub(crate) sensitive: SensitiveWords,
}

impl Words {
    /// English, from the files that are compiled in.
    ///
    /// # Errors
    /// As [`Words::from_toml`]; a test shows that these files have no fault.
    pub fn english() -> Result<Self, PrivacyError> {
        Self::from_toml(
            include_str!("../../../data/reference/lang/en/identifiers.toml"),
            include_str!("../../../data/reference/lang/en/sensitive.toml"),
        )
    }

    /// A language from the contents of its `identifiers.toml` and `sensitive.toml`.
    ///
    /// # Errors
    /// [`PrivacyError`] with the file, and where it can be told the line, of the first fault.
    pub fn from_toml(identifiers: &str, sensitive: &str) -> Result<Self, PrivacyError> {
        let wordings = Wordings::read(identifiers)?;
        let finders = identifiers::finders(&wordings)?;
        let sensitive = SensitiveWords::new(&Sensitive::read(sensitive)?)?;
        Ok(Self { wordings, finders, sensitive })
    }

    /// What identifies people in `text`: in the order of the text, apart from one another.
    ///
    /// Where two rules overlap, their words are one identifier, by the rule that begins first or else reaches farther. A word that
    /// was found in one place is found in every other place of the text too, whatever stands before it there.
    ///
    /// Linear in the length of the text.
    pub fn identifiers(&self, text: &str) -> Vec<Identifier> {
        identifiers::find(&self.finders, &self.wordings, text)
    }
}

/// English, read once for all tests.
#[cfg(test)]
pub(crate) fn english() -> &'static Words {
    static ENGLISH: std::sync::LazyLock<Words> = std::sync::LazyLock::new(|| Words::english().unwrap());
    &ENGLISH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_sound() {
        assert!(!Words::english().unwrap().wordings.address.streets.is_empty());
    }
}
