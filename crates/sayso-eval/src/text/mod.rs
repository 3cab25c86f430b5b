//! A text as scoring sees it: code points, words, and what stands in quotation marks.

mod quotations;

mod source;

mod words;

use std::sync::LazyLock;

use regex::Regex;

use crate::attribution::CharRange;
use quotations::quotations;

pub(crate) use quotations::{has_mark, is_space};
pub(crate) use words::Words;

/// Runs of letters, digits and underscores.
///
/// The classes are those of Python's `\w`, so that words are told apart as other scorers do; the regex crate's own `\w` also holds
/// marks, joiners and connectors such as `‿`.
static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}\p{N}_]+"));

/// Compiles a pattern of this crate.
#[allow(clippy::expect_used, reason = "patterns are constants, and each is used by a test")]
pub(crate) fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("pattern compiles")
}

/// A text, read once.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    chars: Vec<char>,
    /// In text order, apart from one another.
    words: Vec<CharRange>,
    /// In text order, apart from one another, marks included.
    quotations: Vec<CharRange>,
}

impl Text {
    pub(crate) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let quotations = quotations(&chars);
        Self { words: find_words(text), quotations, chars }
    }

    pub(crate) fn n_chars(&self) -> usize {
        self.chars.len()
    }

    pub(crate) fn is(&self, text: &str) -> bool {
        self.chars.iter().copied().eq(text.chars())
    }

    /// The code points of `range` that the text has.
    fn slice(&self, (start_char, end_char): CharRange) -> &[char] {
        let end_char = end_char.min(self.chars.len());
        self.chars.get(start_char..end_char).unwrap_or_default()
    }

    /// The wording of `ranges`, with a space between two.
    pub(crate) fn wording(&self, ranges: &[CharRange]) -> String {
        let pieces: Vec<String> = ranges.iter().map(|range| self.slice(*range).iter().collect()).collect();
        pieces.join(" ")
    }

    /// The word that has a code point at `at_char`, by its place among all words.
    fn word_at(&self, at_char: usize) -> Option<usize> {
        let word = self.words.partition_point(|(_, end)| *end <= at_char);
        self.words.get(word).filter(|(start, _)| *start <= at_char).map(|_| word)
    }

    /// Places of the words of which `range` has a part.
    fn words_touching(&self, (start_char, end_char): CharRange) -> impl Iterator<Item = usize> {
        let first = self.words.partition_point(|(_, end)| *end <= start_char);
        let rest = self.words.iter().enumerate().skip(first);
        rest.take_while(move |(_, (start, _))| *start < end_char).map(|(word, _)| word)
    }

    /// Whether the word at that place starts in quotation marks.
    pub(crate) fn is_quoted(&self, word: usize) -> bool {
        self.words.get(word).is_some_and(|(start, _)| {
            let quotation = self.quotations.partition_point(|(_, end)| end <= start);
            self.quotations.get(quotation).is_some_and(|(from, _)| from <= start)
        })
    }

    /// From the start of the first quotation of which `range` has a part to the end of the last one.
    pub(crate) fn quotations_around(&self, (start_char, end_char): CharRange) -> Option<CharRange> {
        let mut touching = self.quotations.iter().filter(|(from, to)| *from < end_char && start_char < *to);
        let (from, first_to) = *touching.next()?;
        let to = touching.next_back().map_or(first_to, |(_, to)| *to);
        Some((from, to))
    }

    /// `ranges` without what is no letter or digit at their ends. Those that have none are dropped, unless none has any.
    pub(crate) fn trimmed(&self, ranges: &[CharRange]) -> Vec<CharRange> {
        let is_letter = |at_char: usize| self.word_at(at_char).is_some() && self.chars[at_char] != '_';
        let trim = |(start_char, end_char): &CharRange| {
            let end_char = *end_char.min(&self.chars.len());
            let start = (*start_char..end_char).find(|at_char| is_letter(*at_char))?;
            let last = (start..end_char).rev().find(|at_char| is_letter(*at_char))?;
            Some((start, last + 1))
        };
        let trimmed: Vec<CharRange> = ranges.iter().filter_map(trim).collect();
        if trimmed.is_empty() { ranges.to_vec() } else { trimmed }
    }
}

fn find_words(text: &str) -> Vec<CharRange> {
    let (mut at_byte, mut at_char) = (0, 0);
    let mut char_from_byte = |to_byte: usize| {
        at_char += text[at_byte..to_byte].chars().count();
        at_byte = to_byte;
        at_char
    };
    WORD.find_iter(text).map(|word| (char_from_byte(word.start()), char_from_byte(word.end()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let text = Text::new(text);
        text.words.iter().map(|word| text.wording(&[*word])).collect()
    }

    /// What Python's `re.findall(r"\w+", text)` gives.
    #[test]
    fn words_are_those_of_python() {
        assert_eq!(words("don’t x_1 e-mail"), ["don", "t", "x_1", "e", "mail"]);
        assert_eq!(words("ª²½Ⅷ①〇 北京"), ["ª²½Ⅷ①〇", "北京"]);
        assert_eq!(words("e\u{301}a i\u{307}"), ["e", "a", "i"]);
        assert_eq!(words("a‿b हिन्दी"), ["a", "b", "ह", "न", "द"]);
        assert_eq!(words("a\u{200d}b 🎉 Ⓐ"), ["a", "b"]);
    }

    #[test]
    fn positions_are_code_points() {
        let text = Text::new("🎉 é “so” x");
        assert_eq!(text.words, [(2, 3), (5, 7), (9, 10)]);
        assert_eq!(text.wording(&[(0, 3), (4, 99), (50, 60)]), "🎉 é “so” x ");
        assert!(text.is("🎉 é “so” x") && !text.is("🎉"));
    }

    #[test]
    fn finds_the_word_at_a_place() {
        let text = Text::new("ab, cd");
        let found: Vec<_> = (0..7).map(|at_char| text.word_at(at_char)).collect();
        assert_eq!(found, [Some(0), Some(0), None, None, Some(1), Some(1), None]);
    }

    #[test]
    fn trimming_forgives_marks_and_underscores() {
        let text = Text::new("“_so it is_,” – x");
        assert_eq!(text.trimmed(&[(0, 13)]), [(2, 10)]);
        assert_eq!(text.trimmed(&[(0, 4), (13, 15)]), [(2, 4)]);
        assert_eq!(text.trimmed(&[(13, 15)]), [(13, 15)]);
        assert_eq!(text.trimmed(&[(15, 99)]), [(16, 17)]);
        assert_eq!(text.trimmed(&[(40, 99)]), [(40, 99)]);
    }

    #[test]
    fn quotations_around_a_range() {
        let text = Text::new("“a” and “b” or c");
        assert_eq!(text.quotations_around((1, 9)), Some((0, 11)));
        assert_eq!(text.quotations_around((9, 10)), Some((8, 11)));
        assert_eq!(text.quotations_around((4, 7)), None);
        let quoted: Vec<bool> = (0..5).map(|word| text.is_quoted(word)).collect();
        assert_eq!(quoted, [true, false, true, false, false]);
    }
}
