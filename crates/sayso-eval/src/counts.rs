//! Counting hits, and what is told of them.

use std::collections::BTreeSet;

use serde::Serialize;

/// Hits of one metric, over all documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Predictions that are right.
    n_right: usize,
    n_predicted: usize,
    /// Coded items that were found. Not always the number of predictions that are right: a class may lose one and not the other.
    n_found: usize,
    n_gold: usize,
}

impl Counts {
    /// Counts `n_hits` for both sides.
    pub(crate) fn add(&mut self, n_hits: usize, n_predicted: usize, n_gold: usize) {
        self.add_sides((n_hits, n_predicted), (n_hits, n_gold));
    }

    /// Counts each side's hits among all of that side.
    pub(crate) fn add_sides(&mut self, predicted: (usize, usize), gold: (usize, usize)) {
        self.n_right += predicted.0;
        self.n_predicted += predicted.1;
        self.n_found += gold.0;
        self.n_gold += gold.1;
    }

    /// Counts what two sets have in common.
    pub(crate) fn add_common<T: Ord>(&mut self, gold: &BTreeSet<T>, predicted: &BTreeSet<T>) {
        self.add(gold.intersection(predicted).count(), predicted.len(), gold.len());
    }

    pub(crate) fn figures(self) -> Figures {
        let precision = share(self.n_right, self.n_predicted);
        let recall = share(self.n_found, self.n_gold);
        let both = precision + recall;
        let f1 = if both > 0.0 { 2.0 * precision * recall / both } else { 0.0 };
        Figures {
            p: rounded(precision),
            r: rounded(recall),
            f1: rounded(f1),
            tp: self.n_right,
            pred: self.n_predicted,
            gold: self.n_gold,
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// `share` to four decimals, the nearest even one where two are as near.
fn rounded(share: f64) -> f64 {
    // formatting rounds by the exact value of the number; multiplying by 10,000 first would not
    format!("{share:.4}").parse().unwrap_or(share)
}

/// What is told of one metric.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Precision: the share of predictions that are right, to four decimals; 0 if there are none.
    pub p: f64,
    /// Recall: the share of coded items that were found, to four decimals; 0 if there are none.
    pub r: f64,
    /// The harmonic mean of the two, to four decimals.
    pub f1: f64,
    /// Predictions that are right.
    pub tp: usize,
    /// Predictions.
    pub pred: usize,
    /// Coded items.
    pub gold: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_recall_and_their_mean() {
        let mut counts = Counts::default();
        counts.add(1, 2, 3);
        counts.add_sides((1, 1), (2, 3));
        let figures = counts.figures();
        assert_eq!(figures, Figures { p: 0.6667, r: 0.5, f1: 0.5714, tp: 2, pred: 3, gold: 6 });
    }

    #[test]
    fn nothing_predicted_or_coded_is_zero() {
        let figures = Counts::default().figures();
        assert_eq!((figures.p, figures.r, figures.f1), (0.0, 0.0, 0.0));
    }

    #[test]
    fn common_members_of_sets() {
        let mut counts = Counts::default();
        counts.add_common(&BTreeSet::from([1, 2, 3]), &BTreeSet::from([3, 4]));
        assert_eq!(counts.figures(), Figures { p: 0.5, r: 0.3333, f1: 0.4, tp: 1, pred: 2, gold: 3 });
    }

    /// What Python's `round(share, 4)` gives.
    #[test]
    fn halves_go_to_the_even_digit() {
        for (n, expected) in [(1, 0.0312), (3, 0.0938), (5, 0.1562), (7, 0.2188), (27, 0.8438)] {
            assert_eq!(rounded(f64::from(n) / 32.0), expected, "{n}/32");
        }
        assert_eq!(rounded(0.00005), 0.0001);
        assert_eq!(rounded(2.0 / 3.0), 0.6667);
    }
}
