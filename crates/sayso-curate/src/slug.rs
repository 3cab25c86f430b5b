//! Permanent ids made from names.

use std::collections::BTreeSet;

use sayso_model::unknown_actor_id;
use unicode_normalization::UnicodeNormalization;

/// Longest identifier that is put into a slug as it is.
const MAX_SUFFIX: usize = 12;

/// `prefix` and the letters and digits of `name` in a-z and 0-9: `per-zoe-hart`.
///
/// Accents are taken off and joined letters taken apart. A name in another script gives a hash of itself.
pub(crate) fn slug(prefix: &str, name: &str) -> String {
    let words = words(name);
    if words.is_empty() { format!("{prefix}-{}", digest(prefix, name)) } else { format!("{prefix}-{words}") }
}

/// What tells one bearer of a name from another: the Wikidata item, else another identifier, else nothing.
pub(crate) fn suffix(wikidata_id: Option<&str>, identifiers: &BTreeSet<(String, String)>) -> Option<String> {
    if let Some(item) = wikidata_id {
        return Some(item.to_lowercase());
    }
    let (scheme, identifier) = identifiers.first()?;
    let words = words(identifier);
    let is_short = !words.is_empty() && words.len() <= MAX_SUFFIX;
    Some(if is_short { words } else { digest(scheme, identifier) })
}

/// `slug` with `suffix`, or else with the first number, that makes it none of `taken`.
pub(crate) fn apart(slug: &str, suffix: Option<&str>, taken: &BTreeSet<String>) -> String {
    let with_suffix = suffix.map(|suffix| format!("{slug}-{suffix}"));
    let numbered = (2..).map(|number: u32| format!("{slug}-{number}"));
    let mut candidates = with_suffix.into_iter().chain(numbered);
    candidates.find(|candidate| !taken.contains(candidate)).unwrap_or_else(|| slug.to_owned())
}

fn digest(prefix: &str, name: &str) -> String {
    let id = unknown_actor_id("unknown", &format!("{prefix} {name}"), None);
    id.rsplit('-').next().unwrap_or_default().to_owned()
}

fn words(name: &str) -> String {
    let mut words = String::new();
    let mut is_apart = false;
    for symbol in name.nfkd().flat_map(char::to_lowercase) {
        let letters = match symbol {
            'a'..='z' | '0'..='9' => symbol.to_string(),
            'ß' => "ss".to_owned(),
            'æ' => "ae".to_owned(),
            'œ' => "oe".to_owned(),
            'ø' => "o".to_owned(),
            'ł' => "l".to_owned(),
            'đ' | 'ð' => "d".to_owned(),
            'þ' => "th".to_owned(),
            'ı' => "i".to_owned(),
            // taken-off accents, and marks within a word
            '\u{300}'..='\u{36f}' | '.' | '\'' | '’' | '‘' | '`' => continue,
            _ if symbol.is_alphanumeric() => return String::new(),
            _ => {
                is_apart = true;
                continue;
            }
        };
        if is_apart && !words.is_empty() {
            words.push('-');
        }
        is_apart = false;
        words.push_str(&letters);
    }
    words
}

#[cfg(test)]
mod tests {
    use sayso_normalise::is_slug;

    use super::*;

    #[test]
    fn slugs_are_made_from_names() {
        for (name, expected) in [
            ("Ann Park", "per-ann-park"),
            ("Zoë O’Neil-Park", "per-zoe-oneil-park"),
            ("Bjørn Æsir", "per-bjorn-aesir"),
            ("J. R. Lund, Jr.", "per-j-r-lund-jr"),
            ("  --Bo-- ", "per-bo"),
        ] {
            assert_eq!(slug("per", name), expected);
        }
        let cyrillic = slug("per", "Анна Парк");
        assert!(is_slug(&cyrillic, "per") && cyrillic != slug("per", "Бо Парк"), "{cyrillic}");
    }

    #[test]
    fn namesakes_are_told_apart_by_identifiers() {
        let taken = BTreeSet::from(["per-ann-park".to_owned(), "per-ann-park-2".to_owned()]);
        let identifiers = BTreeSet::from([("norland".to_owned(), "A/17".to_owned())]);
        for (item, identifiers, expected) in [
            (Some("Q12"), &identifiers, "per-ann-park-q12"),
            (None, &identifiers, "per-ann-park-a-17"),
            (None, &BTreeSet::new(), "per-ann-park-3"),
        ] {
            assert_eq!(apart("per-ann-park", suffix(item, identifiers).as_deref(), &taken), expected);
        }
        let long = BTreeSet::from([("s".to_owned(), "0a1b2c3d-0000-4000-8000-aabbccddeeff".to_owned())]);
        assert_eq!(suffix(None, &long).unwrap().len(), 12);
    }
}
