//! Which prediction is held against which coded attribution.

use crate::text::Words;

/// How much of two stretches must be shared for them to be about the same words.
pub(crate) const ENOUGH: f64 = 0.5;

/// A coded item, a predicted one, and how well they fit.
struct Candidate {
    likeness: f64,
    second_likeness: f64,
    gold: usize,
    predicted: usize,
}

/// Pairs of a gold and a predicted index, the most alike first; each index is in one pair at most.
///
/// Among pairs that are equally alike, the larger `second_likeness` comes first, then the earlier gold, then the earlier prediction.
pub(crate) fn pair(
    gold: &[Words],
    predicted: &[Words],
    second_likeness: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (at_gold, one) in gold.iter().enumerate() {
        for (at_predicted, other) in predicted.iter().enumerate() {
            let likeness = one.jaccard(other);
            if likeness >= ENOUGH {
                candidates.push(Candidate {
                    likeness,
                    second_likeness: second_likeness(at_gold, at_predicted),
                    gold: at_gold,
                    predicted: at_predicted,
                });
            }
        }
    }
    // the sort is stable, and candidates were found in the order that decides last
    candidates.sort_by(|one, other| {
        (other.likeness.total_cmp(&one.likeness)).then(other.second_likeness.total_cmp(&one.second_likeness))
    });
    let mut is_gold_free = vec![true; gold.len()];
    let mut is_predicted_free = vec![true; predicted.len()];
    let mut pairs = Vec::new();
    for candidate in candidates {
        let (at_gold, at_predicted) = (candidate.gold, candidate.predicted);
        if is_gold_free[at_gold] && is_predicted_free[at_predicted] {
            is_gold_free[at_gold] = false;
            is_predicted_free[at_predicted] = false;
            pairs.push((at_gold, at_predicted));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::CharRange;
    use crate::text::Text;

    /// Ranges over words of one letter: `(0, 4)` has four of them.
    fn words(ranges: &[CharRange]) -> Vec<Words> {
        let text = Text::new("a b c d e f g h");
        ranges.iter().map(|(start, end)| Words::new(&text, &[(start * 2, end * 2)])).collect()
    }

    fn check(gold: &[CharRange], predicted: &[CharRange], expected: &[(usize, usize)]) {
        assert_eq!(pair(&words(gold), &words(predicted), |_, _| 0.0), expected);
    }

    #[test]
    fn the_best_pair_goes_first() {
        check(&[(0, 4), (0, 3)], &[(0, 3)], &[(1, 0)]);
        check(&[(0, 4), (5, 7)], &[(5, 7), (0, 3)], &[(1, 0), (0, 1)]);
    }

    #[test]
    fn half_of_the_words_is_enough_and_less_is_not() {
        check(&[(0, 3)], &[(0, 6)], &[(0, 0)]);
        check(&[(0, 3)], &[(0, 7)], &[]);
        check(&[], &[(0, 7)], &[]);
    }

    #[test]
    fn equal_pairs_go_by_the_second_likeness_then_by_order() {
        check(&[(0, 3), (0, 3)], &[(0, 3)], &[(0, 0)]);
        check(&[(0, 3)], &[(0, 3), (0, 3)], &[(0, 0)]);
        let same = words(&[(0, 3), (0, 3)]);
        let second = |gold: usize, predicted: usize| if gold == 1 && predicted == 0 { 0.2 } else { 0.1 };
        assert_eq!(pair(&same, &same, second), [(1, 0), (0, 1)]);
    }
}
