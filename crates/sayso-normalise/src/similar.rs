//! Misspelt names: which two names are so close that one text hardly means two people.
//!
//! One edit (a letter more, less, other, or two swapped) in a family name of five letters or more beside the same given name; a
//! doubled letter in a given name beside the same family name; the halves of a double name swapped, with at most one edit in all.
//! Given names that differ in another way ("Joan", "John") are names of two people.

use strsim::osa_distance;

use crate::name_key::name_key;
use crate::person_name::PersonName;

/// Letters that a name needs before one edit counts as a misspelling.
const MIN_LETTERS: usize = 5;

/// Letters beyond which no name goes.
const MAX_LETTERS: usize = 40;

/// Letters that a name standing alone needs.
const MIN_LETTERS_ALONE: usize = 6;

/// Whether two full names that differ are likely one name.
pub(crate) fn is_misspelling(one: &PersonName, other: &PersonName) -> bool {
    let (Some(one_given), Some(other_given)) = (&one.given_name, &other.given_name) else { return false };
    let (Some(one_family), Some(other_family)) = (&one.family_name, &other.family_name) else { return false };
    let (one_given, other_given) = (name_key(one_given), name_key(other_given));
    let (one_family, other_family) = (name_key(one_family), name_key(other_family));
    if one_given == other_given {
        is_one_edit(&one_family, &other_family, MIN_LETTERS) || is_swapped_pair(&one_family, &other_family)
    } else {
        one_family == other_family && without_doubles(&one_given) == without_doubles(&other_given)
    }
}

/// Keys of which two full names share one wherever [`is_misspelling`] holds, so that nobody compares all names with all others.
pub(crate) fn near_keys(name: &PersonName) -> Vec<String> {
    let (Some(given), Some(family)) = (&name.given_name, &name.family_name) else { return Vec::new() };
    let (given, family) = (name_key(given), name_key(family));
    let mut keys = vec![format!("{}+{family}", without_doubles(&given))];
    if family.chars().count() <= MAX_LETTERS {
        keys.extend(shortened(&family).map(|short| format!("{given}|{short}")));
        if let Some((first, second)) = halves(&family) {
            keys.extend(shortened(first).map(|short| pair_key(&given, &short, second)));
            keys.extend(shortened(second).map(|short| pair_key(&given, first, &short)));
        }
    }
    keys
}

/// Keys of which two family names share one wherever [`is_misspelt_alone`] holds.
pub(crate) fn near_keys_alone(family: &str) -> Vec<String> {
    let family = name_key(family);
    if family.chars().count() > MAX_LETTERS { Vec::new() } else { shortened(&family).collect() }
}

fn pair_key(given: &str, one: &str, other: &str) -> String {
    let (one, other) = if one <= other { (one, other) } else { (other, one) };
    format!("{given}&{one}&{other}")
}

/// `word`, and `word` with each of its letters left out once.
fn shortened(word: &str) -> impl Iterator<Item = String> {
    let without =
        word.char_indices().map(|(at, letter)| format!("{}{}", &word[..at], &word[at + letter.len_utf8()..]));
    std::iter::once(word.to_owned()).chain(without)
}

/// Whether a family name that stands alone is likely a misspelt form of `family`.
pub(crate) fn is_misspelt_alone(word: &str, family: &str) -> bool {
    is_one_edit(&name_key(word), &name_key(family), MIN_LETTERS_ALONE)
}

fn is_one_edit(one: &str, other: &str, min_letters: usize) -> bool {
    let (n_one, n_other) = (one.chars().count(), other.chars().count());
    n_one.min(n_other) >= min_letters
        && n_one.max(n_other) <= MAX_LETTERS
        && n_one.abs_diff(n_other) <= 1
        && osa_distance(one, other) == 1
}

/// Double names whose halves are swapped, with at most one edit in all.
fn is_swapped_pair(one: &str, other: &str) -> bool {
    let (Some((one_first, one_second)), Some((other_first, other_second))) = (halves(one), halves(other))
    else {
        return false;
    };
    match (one_first == other_second, one_second == other_first) {
        (true, true) => true,
        (true, false) => is_one_edit(one_second, other_first, MIN_LETTERS),
        (false, true) => is_one_edit(one_first, other_second, MIN_LETTERS),
        (false, false) => false,
    }
}

fn halves(name: &str) -> Option<(&str, &str)> {
    name.split_once(['-', ' ']).filter(|(_, second)| !second.contains(['-', ' ']))
}

fn without_doubles(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspellings_and_near_misses() {
        for (one, other, expected) in [
            ("Rosie Hartley", "Rosie Hartly", true),
            ("Phillip Stone", "Philip Stone", true),
            ("Naomi Lee-Woods", "Naomi Woods-Lee", true),
            ("Naomi Woodsman-Lee", "Naomi Lee-Woodman", true),
            ("Naomi Woodsman-Lee", "Naomi Leigh-Woodman", false),
            ("John Stone", "Joan Stone", false),
            ("Ann Park", "Ann Bark", false),
            ("Rosie Hartley", "Rosie Hartlepool", false),
            ("Ann Hartley", "Rosie Hartly", false),
        ] {
            let parse = |words: &str| PersonName::parse(words).unwrap_or_default();
            assert_eq!(is_misspelling(&parse(one), &parse(other)), expected, "{one} / {other}");
            let keys = near_keys(&parse(one));
            let is_near = near_keys(&parse(other)).iter().any(|key| keys.contains(key));
            assert!(is_near || !expected, "{one} / {other} share no key");
        }
        assert!(is_misspelt_alone("Hartly", "Hartley"));
        assert!(!is_misspelt_alone("Hart", "Harte"));
    }
}
