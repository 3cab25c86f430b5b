//! The plain share of agreement.

use super::kappa::agreeing_pairs;
use super::{Ratings, Undefined};

/// The share of pairs of values on the same unit that are the same, in 0..=1. Chance is not taken out.
pub(crate) fn observed(ratings: &Ratings) -> Result<f64, Undefined> {
    let (mut n_pairs, mut n_same) = (0, 0);
    for unit in ratings.units() {
        n_pairs += unit.n_times * unit.n_given() * (unit.n_given() - 1);
        n_same += unit.n_times * agreeing_pairs(unit);
    }
    if n_pairs == 0 { Err(Undefined::NoPairs) } else { Ok(n_same as f64 / n_pairs as f64) }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ratings;
    use super::*;

    /// Pairs a-a, a-b, a-b of the first unit, b-b of the second; the third has none.
    #[test]
    fn pairs_are_counted() {
        assert_eq!(observed(&ratings(&["a b *", "a b *", "b * a"])), Ok(0.5));
        assert_eq!(observed(&ratings(&["a *", "* a"])), Err(Undefined::NoPairs));
    }
}
