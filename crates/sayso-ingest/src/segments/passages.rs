//! Finding words that already stood further up in the text.

use std::collections::HashMap;

/// How many words a shingle has.
const N_WORDS: usize = 6;

/// Where each run of six words stands first.
///
/// Only ever asked for one run at a time, so the order of the map never shows.
pub(crate) struct Passages {
    first_byte: HashMap<u64, usize>,
}

impl Passages {
    /// Reads the text once.
    pub(crate) fn of(text: &str) -> Self {
        let mut first_byte = HashMap::new();
        for (at_byte, hash) in shingles(text) {
            first_byte.entry(hash).or_insert(at_byte);
        }
        Self { first_byte }
    }

    /// Where the words of `passage` stand before byte `before_byte`, if most of them do.
    pub(crate) fn find(&self, passage: &str, before_byte: usize) -> Option<usize> {
        let runs: Vec<Option<usize>> = shingles(passage)
            .map(|(_, hash)| self.first_byte.get(&hash).copied().filter(|at_byte| *at_byte < before_byte))
            .collect();
        let n_found = runs.iter().flatten().count();
        let first = runs.iter().flatten().next().copied();
        first.filter(|_| n_found * 3 >= runs.len() * 2)
    }
}

/// The start and hash of each run of six words, whatever their case and punctuation.
fn shingles(text: &str) -> impl Iterator<Item = (usize, u64)> {
    let words: Vec<(usize, u64)> = super::names::words(text)
        .filter(|(_, word)| word.contains(char::is_alphanumeric))
        .map(|(at_byte, word)| (at_byte, hash_of(word)))
        .collect();
    let n_runs = words.len().saturating_sub(N_WORDS - 1);
    (0..n_runs).map(move |nth| {
        let hash = words[nth..nth + N_WORDS].iter().fold(0u64, |hash, (_, word)| hash.rotate_left(9) ^ word);
        (words[nth].0, hash)
    })
}

/// FNV-1a over the letters and digits of a word.
fn hash_of(word: &str) -> u64 {
    let letters = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_found_whatever_their_marks() {
        let text = "Nobody asked. The tenants of Exton have waited, for nine years, to be heard. End.";
        let passages = Passages::of(text);
        let at = text.find("The tenants");
        assert_eq!(passages.find("‘the tenants of Exton have waited for nine years ..’", text.len()), at);
        assert_eq!(passages.find("The tenants of Aylmer have waited for ten years", text.len()), None);
        assert_eq!(passages.find("The tenants of Exton have waited for nine years", 3), None);
        assert_eq!(passages.find("The tenants", text.len()), None);
    }
}
