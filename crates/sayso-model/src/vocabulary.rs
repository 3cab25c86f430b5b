//! Closed lists of words that tables use.

/// A closed list of values, each with the one word that stands for it in tables and schemas.
pub trait Vocabulary: Sized + Copy + 'static {
    /// Every value, in the order in which the schema lists them.
    const ALL: &'static [Self];

    /// Every value's word, in the same order as [`Vocabulary::ALL`].
    const WORDS: &'static [&'static str];

    /// The word that tables show for this value.
    fn as_str(self) -> &'static str;

    /// The value that `word` stands for; `None` where the list has no such word.
    fn from_word(word: &str) -> Option<Self> {
        let at = Self::WORDS.iter().position(|known| *known == word)?;
        Some(Self::ALL[at])
    }
}

/// Declares an enum as a [`Vocabulary`]: each variant beside its word.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl $crate::Vocabulary for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            const WORDS: &'static [&'static str] = &[$($word,)+];

            fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::Vocabulary::as_str(*self))
            }
        }
    };
}

pub(crate) use vocabulary;

vocabulary! {
    /// How a row was found.
    Method {
        /// By a rule; `rule_id` is the rule's file name.
        Rule = "rule",
        /// By a model; `rule_id` is the model's name and version.
        Model = "model",
        /// By a person.
        Hand = "hand",
    }
}

vocabulary! {
    /// What a person has said of a row.
    ReviewStatus {
        /// Nobody has looked at it.
        Auto = "auto",
        /// Seen and found right.
        Accepted = "accepted",
        /// Seen and changed.
        Corrected = "corrected",
        /// Seen and found wrong.
        Rejected = "rejected",
    }
}

vocabulary! {
    /// What makes a statement sensitive. Told of statements, never of people.
    Sensitivity {
        /// A slur against a group of people.
        Slur = "slur",
        /// A call for violence.
        Incitement = "incitement",
        /// A number or address that identifies a person.
        PersonalIdentifier = "personal_identifier",
        /// None of these.
        None = "none",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_values_agree() {
        for (value, word) in Method::ALL.iter().zip(Method::WORDS) {
            assert_eq!(value.as_str(), *word);
            assert_eq!(Method::from_word(word), Some(*value));
        }
        assert_eq!(Method::from_word("guess"), None);
    }
}
