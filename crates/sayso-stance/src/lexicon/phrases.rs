//! Words and runs of words, found by their first word.

use std::collections::HashMap;

use sayso_model::{fold_word, scan};

/// Entries of one or more words, each with what it stands for.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    by_first_word: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first_word: HashMap::new() }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds an entry; one without words adds nothing.
    pub(crate) fn add(&mut self, phrase: &str, value: T) {
        let mut words = words_of(phrase).into_iter();
        if let Some(first) = words.next() {
            self.by_first_word.entry(first).or_default().push((words.collect(), value));
        }
    }

    /// What stands for the longest entry that the words from the first on begin with, and its number of words. `word(n)` is the nth
    /// word, from 0. Empty where no entry fits; several where an entry stands for several things.
    pub(crate) fn longest<'a>(&self, word: impl Fn(usize) -> Option<&'a str>) -> (usize, Vec<T>) {
        let mut found = (0, Vec::new());
        let Some(entries) = word(0).and_then(|first| self.by_first_word.get(first)) else { return found };
        for (rest, value) in entries {
            let n_words = rest.len() + 1;
            let fits = || rest.iter().enumerate().all(|(nth, known)| word(nth + 1) == Some(known));
            if n_words >= found.0 && fits() {
                if n_words > found.0 {
                    found = (n_words, Vec::new());
                }
                found.1.push(*value);
            }
        }
        found
    }
}

/// The words of a phrase as tokens have them.
pub(crate) fn words_of(phrase: &str) -> Vec<String> {
    let mut words = Vec::new();
    scan(phrase, 0, |_, _, word, _| words.push(fold_word(word)));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_entry_wins() {
        let mut phrases = Phrases::default();
        for (phrase, value) in [("stand", 1), ("stand up for", 2), ("stand up for", 3), ("ill-judged", 4)] {
            phrases.add(phrase, value);
        }
        let find = |text: &str| {
            let words = words_of(text);
            phrases.longest(|nth| words.get(nth).map(String::as_str))
        };
        assert_eq!(find("stand up for Ann"), (3, vec![2, 3]));
        assert_eq!(find("Stand up to Ann"), (1, vec![1]));
        assert_eq!(find("ill-judged"), (3, vec![4]));
        assert_eq!(find("sit").0, 0);
    }
}
