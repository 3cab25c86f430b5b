//! Krippendorff's alpha.

use super::spread::{mid_ranks, spread};
use super::{Ratings, Undefined};
use crate::level::Level;

/// Krippendorff's alpha: 1 where all agree, 0 where they agree as often as chance would have it, below 0 where less often.
///
/// `places` tells for each value where it stands on the scale. Each cluster counts as often as `n_drawn` says; once without it.
///
/// # Source
/// Krippendorff, Computing Krippendorff's Alpha-Reliability (2011). Observed and expected disagreement are told there by a table
/// of coincidences; summing the differences within units and among all values gives the same, without the table.
pub(crate) fn alpha(
    ratings: &Ratings,
    level: Level,
    places: &[f64],
    n_drawn: Option<&[usize]>,
) -> Result<f64, Undefined> {
    let n_times = |nth: usize| {
        let unit = &ratings.units()[nth];
        unit.n_times * n_drawn.map_or(1, |n_drawn| n_drawn[unit.cluster])
    };
    let scale = Distinct::new(places);
    let mut counts: Vec<(f64, f64)> = scale.places.iter().map(|place| (*place, 0.0)).collect();
    let mut only = None;
    for (nth, unit) in ratings.units().iter().enumerate() {
        for value in unit.given().filter(|_| n_times(nth) > 0) {
            counts[scale.of_value[value]].1 += n_times(nth) as f64;
            only = only.or(Some(value));
        }
    }
    let Some(only) = only else { return Err(Undefined::NoPairs) };
    if level == Level::Ordinal {
        let ranks = mid_ranks(&counts);
        counts.iter_mut().zip(ranks).for_each(|(count, rank)| count.0 = rank);
    }
    let n: f64 = counts.iter().map(|(_, n)| n).sum();
    let expected = spread(level, &counts) / (n - 1.0);
    if counts.iter().filter(|(_, n)| *n > 0.0).count() < 2 {
        return Err(Undefined::OneCategory { value: ratings.labels()[only].clone() });
    }
    let mut observed = 0.0;
    let mut within: Vec<(f64, f64)> = Vec::new();
    for (nth, unit) in ratings.units().iter().enumerate().filter(|(nth, _)| n_times(*nth) > 0) {
        within.clear();
        for value in unit.given() {
            let place = counts[scale.of_value[value]].0;
            match within.iter_mut().find(|(known, _)| *known == place) {
                Some((_, n_here)) => *n_here += 1.0,
                None => within.push((place, 1.0)),
            }
        }
        if within.len() > 1 {
            observed += n_times(nth) as f64 * spread(level, &within) / (unit.n_given() as f64 - 1.0);
        }
    }
    Ok(1.0 - observed / expected)
}

/// The places of a scale without repeats, in order, and at which of them each value stands: "1" and "1.0" are one number.
struct Distinct {
    places: Vec<f64>,
    of_value: Vec<usize>,
}

impl Distinct {
    fn new(all: &[f64]) -> Self {
        let mut places = all.to_vec();
        places.sort_unstable_by(f64::total_cmp);
        places.dedup();
        let of_value = all.iter().map(|place| places.partition_point(|known| known < place)).collect();
        Self { places, of_value }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ratings;
    use super::*;
    use crate::level::Scale;

    fn alpha_of(ratings: &Ratings, level: Level) -> Result<f64, Undefined> {
        let places = Scale::new(level).places(ratings.labels()).unwrap();
        alpha(ratings, level, &places, None)
    }

    /// The example of Krippendorff (2011) with three coders and missing values. Expected values: the Python package krippendorff
    /// 0.9.0, and for the nominal one the worked example itself (0.691).
    #[test]
    fn the_published_example_at_every_level() {
        let ratings = ratings(&[
            "* * * * * 3 4 1 2 1 1 3 3 * 3",
            "1 * 2 1 3 3 4 3 * * * * * * *",
            "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
        ]);
        assert_eq!(ratings.n_units(), 12);
        for (level, expected) in [
            (Level::Nominal, 0.691358024691358),
            (Level::Ordinal, 0.8067214199413153),
            (Level::Interval, 0.8108448928121059),
            (Level::Ratio, 0.8089436707842471),
        ] {
            let found = alpha_of(&ratings, level).unwrap();
            assert!((found - expected).abs() < 1e-12, "{level}: {found} is not {expected}");
        }
    }

    /// Two coders, two values, ten units (Krippendorff 2011, A): four agree on 0, two on 1, four differ; 14 zeros, 6 ones.
    /// 1 - 19 * 8 / (14 * 6 * 2) = 0.0952.
    #[test]
    fn binary_values_without_gaps() {
        let ratings = ratings(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]);
        let found = alpha_of(&ratings, Level::Nominal).unwrap();
        assert!((found - (1.0 - 19.0 * 8.0 / 168.0)).abs() < 1e-12, "{found}");
    }

    #[test]
    fn no_alpha_without_pairs_or_with_one_value() {
        assert_eq!(alpha_of(&ratings(&["1 *", "* 2"]), Level::Ratio), Err(Undefined::NoPairs));
        let only = Err(Undefined::OneCategory { value: "1".to_owned() });
        for level in [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio] {
            assert_eq!(alpha_of(&ratings(&["1 1 *", "1 1 2"]), level), only);
        }
    }

    #[test]
    fn numbers_written_in_two_ways_are_one() {
        let (one, other) = (ratings(&["1 2 3", "1.0 2 4"]), ratings(&["1 2 3", "1 2 4"]));
        assert_eq!(alpha_of(&one, Level::Ordinal), alpha_of(&other, Level::Ordinal));
        assert_ne!(alpha_of(&one, Level::Nominal), alpha_of(&other, Level::Nominal));
        let same = ratings(&["1 1.0", "1.0 1"]);
        assert!(matches!(alpha_of(&same, Level::Interval), Err(Undefined::OneCategory { .. })));
    }
}
