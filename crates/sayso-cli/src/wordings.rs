//! Words made comparable, to look for wordings of a codebook in texts.

/// The words of a text in small letters, each between single spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wording(String);

impl Wording {
    /// Words are runs of letters and digits; case, marks and white space do not count.
    pub(crate) fn new(text: &str) -> Self {
        let mut words = String::with_capacity(text.len() + 2);
        for run in text.split(|symbol: char| !symbol.is_alphanumeric()).filter(|run| !run.is_empty()) {
            words.push(' ');
            words.extend(run.chars().flat_map(char::to_lowercase));
        }
        if !words.is_empty() {
            words.push(' ');
        }
        Self(words)
    }

    /// Whether there is no word.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many words there are.
    pub(crate) fn n_words(&self) -> usize {
        self.as_str().split_whitespace().count()
    }

    /// Whether the words of `other` stand in it, one after another. Those of an empty one do not.
    pub(crate) fn has(&self, other: &Self) -> bool {
        !other.is_empty() && self.0.contains(&other.0)
    }

    /// The words, with single spaces between them.
    pub(crate) fn as_str(&self) -> &str {
        self.0.trim()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_whatever_their_marks() {
        let text = Wording::new("The “Rent-Freeze”, Zoë’s #BigIdea\n and ΑΣ.");
        for (words, expected) in [
            ("rent freeze", true),
            ("RENT  FREEZE", true),
            ("ent freeze", false),
            ("zoë's bigidea", true),
            ("freeze bigidea", false),
            ("ας", false),
            ("", false),
            ("…", false),
        ] {
            assert_eq!(text.has(&Wording::new(words)), expected, "{words:?}");
        }
        assert_eq!((text.n_words(), Wording::new("Zoë’s").as_str()), (8, "zoë s"));
    }
}
