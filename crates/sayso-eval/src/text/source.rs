//! What two wordings of a source have in common: the head of the phrase, the name without its trimmings.

use super::{Text, WORD};
use crate::attribution::CharRange;

/// Words that a plain name is told without.
const DETERMINERS: [&str; 16] = [
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "my", "our", "your",
    "some", "any",
];

/// Words after which a phrase only says more about its head.
const AFTER_HEAD: [&str; 18] = [
    "of",
    "in",
    "for",
    "at",
    "who",
    "which",
    "that",
    "from",
    "with",
    "on",
    "to",
    "by",
    "as",
    "and",
    "or",
    "whose",
    "near",
    "including",
];

const APOSTROPHES: [char; 2] = ['\'', '’'];

impl Text {
    /// The head of the phrase at `range`, roughly: its last word before a comma, bracket, dash, preposition or relative pronoun.
    ///
    /// The word is told by its place among the words of the text.
    pub(crate) fn head_word(&self, range: CharRange) -> Option<usize> {
        let (start_char, _) = range;
        let chars = self.slice(range);
        let mut head = None;
        let mut at = 0;
        while at < chars.len() {
            let Some(word) = self.word_at(start_char + at) else {
                if head.is_some() && breaks_off(&chars[at..]) {
                    break;
                }
                at += 1;
                continue;
            };
            let length = self.words[word].1.min(start_char + chars.len()) - (start_char + at);
            let wording: String = chars[at..at + length].iter().collect();
            if head.is_some() && AFTER_HEAD.contains(&wording.to_lowercase().as_str()) {
                break;
            }
            let is_possessive = head.is_some() && wording == "s" && APOSTROPHES.contains(&chars[at - 1]);
            if !is_possessive {
                head = Some(word);
            }
            at += length;
        }
        head
    }

    /// The wording of `ranges` in small letters, without determiners, the `s` of the possessive, and punctuation.
    pub(crate) fn plain_name(&self, ranges: &[CharRange]) -> String {
        let wording = self.wording(ranges).to_lowercase();
        let words = WORD.find_iter(&wording).filter(|word| {
            let is_possessive = word.as_str() == "s" && wording[..word.start()].ends_with(APOSTROPHES);
            !is_possessive && !DETERMINERS.contains(&word.as_str())
        });
        words.map(|word| word.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// Whether punctuation that ends the core of a phrase comes first in `chars`.
fn breaks_off(chars: &[char]) -> bool {
    matches!(chars, [',' | '(' | '—', ..] | ['-', '-', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_head(phrase: &str, expected: Option<&str>) {
        let text = Text::new(phrase);
        let head = text.head_word((0, 99)).map(|word| text.wording(&[text.words[word]]));
        assert_eq!(head.as_deref(), expected, "{phrase:?}");
    }

    #[test]
    fn the_head_stands_before_what_describes_it() {
        check_head("aides to Mayor Lind", Some("aides"));
        check_head("Rosa Lind, the mayor", Some("Lind"));
        check_head("the council’s clerk (on leave)", Some("clerk"));
        check_head("the mayor's", Some("mayor"));
        check_head("a clerk -- not the mayor", Some("clerk"));
        check_head("a vice-mayor — of sorts", Some("mayor"));
        check_head("several Of them", Some("several"));
    }

    #[test]
    fn what_breaks_off_before_any_word_does_not_count() {
        check_head("— of course", Some("course"));
        check_head("(s", Some("s"));
        check_head("…", None);
        check_head("", None);
    }

    #[test]
    fn a_range_may_cut_its_words() {
        let text = Text::new("unsure of Lindqvist");
        assert_eq!(text.head_word((0, 2)), Some(0));
        assert_eq!(text.head_word((11, 14)), Some(2));
        assert_eq!(text.head_word((50, 60)), None);
    }

    #[test]
    fn plain_names_are_alike_where_only_trimmings_differ() {
        let plain = |text: &str| Text::new(text).plain_name(&[(0, 99)]);
        assert_eq!(plain("The Mayor’s aides"), "mayor aides");
        assert_eq!(plain("mayor aides,"), "mayor aides");
        assert_eq!(plain("The 's'’s x's_"), "x s_");
        assert_eq!(plain("ΑΣ İ"), "ας i");
        assert_eq!(Text::new("Ann and the Bo").plain_name(&[(0, 3), (8, 14)]), "ann bo");
    }
}
