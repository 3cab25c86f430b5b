//! The words of a stretch of text, to be held against those of another.

use super::Text;
use crate::attribution::CharRange;

/// One of the things that two stretches may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    /// A word, by its place among the words of the text.
    Word(usize),
    /// A piece of a stretch without any word.
    Piece(CharRange),
}

/// A set of words; for a stretch without words, its own pieces stand for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words(Vec<Unit>);

impl Words {
    pub(crate) fn new(text: &Text, ranges: &[CharRange]) -> Self {
        let words = Self::without_pieces(text, ranges);
        if words.is_empty() { Self::of(ranges.iter().copied().map(Unit::Piece)) } else { words }
    }

    /// Words only; empty if there are none.
    pub(crate) fn without_pieces(text: &Text, ranges: &[CharRange]) -> Self {
        Self::of(ranges.iter().flat_map(|range| text.words_touching(*range)).map(Unit::Word))
    }

    pub(crate) fn union<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        Self::of(all.into_iter().flat_map(|words| words.0.iter().copied()))
    }

    fn of(units: impl Iterator<Item = Unit>) -> Self {
        let mut units: Vec<Unit> = units.collect();
        units.sort_unstable();
        units.dedup();
        Self(units)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The places of its words in the text.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.0.iter().filter_map(|unit| match unit {
            Unit::Word(word) => Some(*word),
            Unit::Piece(_) => None,
        })
    }

    pub(crate) fn has_word(&self, word: usize) -> bool {
        self.0.binary_search(&Unit::Word(word)).is_ok()
    }

    pub(crate) fn n_shared(&self, other: &Self) -> usize {
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut n_shared = 0;
        while let (Some(left), Some(right)) = (one.peek(), two.peek()) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(two.next()),
                std::cmp::Ordering::Equal => {
                    n_shared += 1;
                    one.next();
                    two.next();
                }
            }
        }
        n_shared
    }

    pub(crate) fn shares_any(&self, other: &Self) -> bool {
        self.n_shared(other) > 0
    }

    /// Whether `other` has all of these.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.n_shared(other) == self.len()
    }

    /// Shared words among all words of both, in 0..=1; 0 if neither has any.
    pub(crate) fn jaccard(&self, other: &Self) -> f64 {
        let n_shared = self.n_shared(other);
        if n_shared == 0 {
            return 0.0;
        }
        n_shared as f64 / (self.len() + other.len() - n_shared) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_range_cuts_count_whole() {
        let text = Text::new("one two, three");
        let words = Words::new(&text, &[(6, 9), (2, 3), (0, 3)]);
        assert_eq!(words.places().collect::<Vec<_>>(), [0, 1]);
        assert_eq!(words.jaccard(&Words::new(&text, &[(4, 14)])), 1.0 / 3.0);
        assert!(words.has_word(1) && !words.has_word(2));
    }

    #[test]
    fn a_stretch_without_words_is_like_itself_only() {
        let text = Text::new("… so … it is");
        let dots = Words::new(&text, &[(0, 1)]);
        assert_eq!(dots.len(), 1);
        assert_eq!(dots.places().count(), 0);
        assert_eq!(dots.jaccard(&Words::new(&text, &[(0, 1)])), 1.0);
        assert_eq!(dots.jaccard(&Words::new(&text, &[(5, 6)])), 0.0);
        assert!(Words::without_pieces(&text, &[(0, 1)]).is_empty());
    }

    #[test]
    fn sets_and_their_parts() {
        let text = Text::new("a b c d");
        let [left, right] = [[(0, 3)], [(2, 7)]].map(|ranges| Words::new(&text, &ranges));
        assert!(left.shares_any(&right) && !left.is_within(&right));
        assert!(Words::new(&text, &[(2, 3)]).is_within(&left));
        assert_eq!(Words::union([&left, &right]).len(), 4);
        assert_eq!(Words::default().jaccard(&Words::default()), 0.0);
    }
}
