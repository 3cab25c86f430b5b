//! The form in which names are compared.

use std::borrow::Cow;

use sayso_model::fold_name;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::words::GENERATIONS;

/// `name` as names are compared: composed characters, folded ([`fold_name`]), without a leading "the", generation suffixes in one form.
pub(crate) fn name_key(name: &str) -> String {
    let folded = fold_name(&composed(name));
    let words = folded.strip_prefix("the ").unwrap_or(&folded);
    let Some((before, last)) = words.rsplit_once(' ') else { return words.to_owned() };
    match GENERATIONS.iter().find(|(suffix, _)| *suffix == last) {
        Some((_, one_form)) => format!("{} {one_form}", before.trim_end_matches(',')),
        None => words.to_owned(),
    }
}

/// `name` with each accented letter as one character, so that both ways of writing "é" are equal.
pub(crate) fn composed(name: &str) -> Cow<'_, str> {
    if is_nfc_quick(name.chars()) == IsNormalized::Yes {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.nfc().collect())
    }
}

/// The letters of a name alone, in lower case: how it looks in a handle or hashtag.
pub(crate) fn squashed(name: &str) -> String {
    name_key(name).chars().filter(|symbol| symbol.is_alphabetic()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for (one, other) in [
            ("The Harbour Union", "harbour union"),
            ("Ian Park Jnr", "Ian Park, Jr."),
            ("Zoe\u{308} Hart", "Zoë Hart"),
            ("Harbour Union’s", "Harbour Union"),
        ] {
            assert_eq!(name_key(one), name_key(other), "{one} {other}");
        }
        assert_ne!(name_key("Ian Park Jnr"), name_key("Ian Park"));
        assert_eq!(squashed("Mary O’Neil-Park"), "maryoneilpark");
    }
}
