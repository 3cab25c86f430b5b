//! Words of the language of the coding.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// Whom a pronoun may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Pronoun {
    Masculine,
    Feminine,
    Neuter,
    Plural,
    First,
    FirstPlural,
    Second,
    Relative,
    Demonstrative,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MentionWords {
    name_joins: BTreeSet<String>,
    pronouns: BTreeMap<Pronoun, Vec<String>>,
}

#[derive(Deserialize)]
struct NameWords {
    titles: BTreeSet<String>,
}

static MENTIONS: LazyLock<Option<MentionWords>> =
    LazyLock::new(|| toml::from_str(include_str!("../../../../data/reference/lang/en/mentions.toml")).ok());

static NAMES: LazyLock<Option<NameWords>> =
    LazyLock::new(|| toml::from_str(include_str!("../../../../data/reference/lang/en/names.toml")).ok());

/// Whom the word may mean, if it is a pronoun.
pub(crate) fn pronoun(word: &str) -> Option<Pronoun> {
    let lists = &MENTIONS.as_ref()?.pronouns;
    let word = word.to_lowercase();
    lists.iter().find(|(_, words)| words.contains(&word)).map(|(pronoun, _)| *pronoun)
}

/// Whether the word may stand within a name.
pub(crate) fn is_name_join(word: &str) -> bool {
    MENTIONS.as_ref().is_some_and(|words| words.name_joins.contains(&word.to_lowercase()))
}

/// Whether the word is a title before a name, with or without a full stop.
pub(crate) fn is_title(word: &str) -> bool {
    NAMES.as_ref().is_some_and(|words| words.titles.contains(word.to_lowercase().trim_end_matches('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_there() {
        assert!(MENTIONS.is_some() && NAMES.is_some());
        assert_eq!((pronoun("Her"), pronoun("Ann")), (Some(Pronoun::Feminine), None));
        assert!(is_title("Ms.") && is_title("Senator") && !is_title("Ann"));
        assert!(is_name_join("of") && !is_name_join("with"));
    }
}
