//! How far alpha could have come out otherwise.

use super::{Ratings, alpha};
use crate::level::Level;

/// How an interval is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Resampling {
    pub(crate) n_samples: usize,
    pub(crate) seed: u64,
}

/// The middle 95 % of what was drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Interval {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// The 95 % interval of alpha by the bootstrap: clusters are drawn with replacement, as many as there are, again and again.
///
/// The same seed gives the same interval. Draws that hold one value only have no alpha and are left out; where that is half of them,
/// or there are fewer than two clusters, there is no interval.
///
/// # Source
/// Zapf, Castell, Morawietz and Karch, Measuring inter-rater reliability for nominal data (2016): percentiles over drawn units.
/// Units that stand together (the words of a paragraph) are drawn together, as they are not independent.
pub(crate) fn interval(
    ratings: &Ratings,
    level: Level,
    places: &[f64],
    resampling: Resampling,
) -> Option<Interval> {
    let n_clusters = ratings.n_clusters();
    if n_clusters < 2 {
        return None;
    }
    let mut random = fastrand::Rng::with_seed(resampling.seed);
    let mut drawn = Vec::with_capacity(resampling.n_samples);
    for _ in 0..resampling.n_samples {
        let mut n_drawn = vec![0; n_clusters];
        for _ in 0..n_clusters {
            n_drawn[random.usize(..n_clusters)] += 1;
        }
        drawn.extend(alpha(ratings, level, places, Some(&n_drawn)));
    }
    if drawn.is_empty() || 2 * drawn.len() <= resampling.n_samples {
        return None;
    }
    drawn.sort_unstable_by(f64::total_cmp);
    Some(Interval { low: quantile(&drawn, 0.025), high: quantile(&drawn, 0.975) })
}

/// The value below which `share` of the sorted values lie, between two of them in proportion.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let rank = share * (sorted.len() - 1) as f64;
    let (below, above) = (sorted[rank.floor() as usize], sorted[rank.ceil() as usize]);
    below + (above - below) * rank.fract()
}

#[cfg(test)]
mod tests {
    use super::super::testing::ratings;
    use super::*;

    const RESAMPLING: Resampling = Resampling { n_samples: 400, seed: 7 };

    #[test]
    fn the_same_seed_gives_the_same_interval_around_alpha() {
        let ratings = ratings(&["a b a b a a b b a b a b", "a b a b a b b b a b a a"]);
        let places = [0.0, 1.0];
        let found = interval(&ratings, Level::Nominal, &places, RESAMPLING).unwrap();
        assert_eq!(Some(found), interval(&ratings, Level::Nominal, &places, RESAMPLING));
        let other = interval(&ratings, Level::Nominal, &places, Resampling { seed: 8, ..RESAMPLING });
        assert_ne!(Some(found), other);
        let value = alpha(&ratings, Level::Nominal, &places, None).unwrap();
        assert!(found.low < value && value < found.high && found.high <= 1.0, "{found:?} {value}");
    }

    #[test]
    fn more_of_the_same_makes_it_narrower() {
        let (few, many) = ("a b a b a b a a", ["a b a b a b a a"; 20].join(" "));
        let other = "a b a b a a a b";
        let width = |one: &str, other: &str| {
            let found = interval(&ratings(&[one, other]), Level::Nominal, &[0.0, 1.0], RESAMPLING).unwrap();
            found.high - found.low
        };
        assert!(width(&many, &[other; 20].join(" ")) < width(few, other) / 2.0);
    }

    #[test]
    fn too_little_to_draw_from() {
        assert_eq!(interval(&ratings(&["a", "b"]), Level::Nominal, &[0.0, 1.0], RESAMPLING), None);
        let mostly = ratings(&["a a a a a a a a a a", "a a a a a a a a a b"]);
        let rare = Resampling { n_samples: 1, seed: 3 };
        assert_eq!(interval(&mostly, Level::Nominal, &[0.0, 1.0], Resampling { n_samples: 0, ..rare }), None);
    }

    #[test]
    fn quantiles_lie_between_values() {
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.75), 3.0);
        assert_eq!(quantile(&[5.0], 0.975), 5.0);
    }
}
