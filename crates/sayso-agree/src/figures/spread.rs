//! How far values lie apart.

use crate::level::Level;

/// The squared differences of all ordered pairs among values, given as places on a scale and how many values are there.
///
/// Each pair counts twice, once for each order; places are distinct. Time is linear in the number of places, but for
/// [`Level::Ratio`], whose differences do not come apart: quadratic.
///
/// # Source
/// Krippendorff, Content Analysis (2013), ch. 12: the difference functions. An ordinal difference is the number of values between
/// two places, with half of those at each; so it is an interval difference between mid-ranks (see [`mid_ranks`]).
pub(super) fn spread(level: Level, counts: &[(f64, f64)]) -> f64 {
    let n: f64 = counts.iter().map(|(_, n)| n).sum();
    match level {
        Level::Nominal => counts.iter().map(|(_, n_here)| n_here * (n - n_here)).sum(),
        Level::Ordinal | Level::Interval => {
            // around the mean, so that large numbers close together keep their digits
            let mean = counts.iter().map(|(place, n_here)| place * n_here).sum::<f64>() / n;
            2.0 * n * counts.iter().map(|(place, n_here)| n_here * (place - mean).powi(2)).sum::<f64>()
        }
        Level::Ratio => {
            let mut sum = 0.0;
            for (nth, (one, n_one)) in counts.iter().enumerate() {
                for (other, n_other) in &counts[..nth] {
                    sum += 2.0 * n_one * n_other * ((one - other) / (one + other)).powi(2);
                }
            }
            sum
        }
    }
}

/// For each place of an ordinal scale, the mean rank of the values there. `counts` is sorted by place.
pub(super) fn mid_ranks(counts: &[(f64, f64)]) -> Vec<f64> {
    let mut n_below = 0.0;
    let rank = |(_, n_here): &(f64, f64)| {
        let rank = n_below + n_here / 2.0;
        n_below += n_here;
        rank
    };
    counts.iter().map(rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition: every pair by itself.
    fn by_pairs(level: Level, counts: &[(f64, f64)]) -> f64 {
        let mut sum = 0.0;
        for (one, n_one) in counts {
            for (other, n_other) in counts.iter().filter(|(other, _)| other != one) {
                let difference = match level {
                    Level::Nominal => 1.0,
                    Level::Ratio => (one - other) / (one + other),
                    Level::Ordinal | Level::Interval => one - other,
                };
                sum += n_one * n_other * difference * difference;
            }
        }
        sum
    }

    #[test]
    fn agrees_with_counting_every_pair() {
        let counts = [(0.0, 3.0), (1.5, 1.0), (4.0, 2.0), (2019.0, 5.0)];
        for level in [Level::Nominal, Level::Interval, Level::Ratio] {
            let (found, expected) = (spread(level, &counts), by_pairs(level, &counts));
            assert!((found - expected).abs() <= 1e-12 * expected, "{level}: {found} {expected}");
        }
    }

    #[test]
    fn ranks_lie_in_the_middle_of_their_values() {
        assert_eq!(mid_ranks(&[(1.0, 2.0), (2.0, 0.0), (9.0, 4.0)]), [1.0, 2.0, 4.0]);
    }
}
