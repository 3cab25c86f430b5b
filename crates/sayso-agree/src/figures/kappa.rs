//! Cohen's and Fleiss' kappa.

use super::{Ratings, Undefined, Unit};

/// Cohen's kappa of two coders, over the units that both coded: agreement beyond what their own habits would give.
///
/// # Source
/// Cohen, A Coefficient of Agreement for Nominal Scales (1960).
pub(crate) fn cohen(ratings: &Ratings, one: usize, other: usize) -> Result<f64, Undefined> {
    let mut counts = vec![[0.0; 2]; ratings.labels().len()];
    let (mut n, mut n_same) = (0.0, 0.0);
    let mut last = None;
    for unit in ratings.units() {
        let (Some(left), Some(right)) = (unit.values[one], unit.values[other]) else { continue };
        let n_times = unit.n_times as f64;
        n += n_times;
        n_same += if left == right { n_times } else { 0.0 };
        counts[left][0] += n_times;
        counts[right][1] += n_times;
        last = Some(left);
    }
    let Some(last) = last else { return Err(Undefined::NoPairs) };
    let by_chance = counts.iter().map(|[left, right]| left * right).sum::<f64>() / (n * n);
    beyond_chance(n_same / n, by_chance, ratings, last)
}

/// Fleiss' kappa over the units that every coder coded; those that somebody left out are passed over.
///
/// # Source
/// Fleiss, Measuring Nominal Scale Agreement Among Many Raters (1971).
pub(crate) fn fleiss(ratings: &Ratings) -> Result<f64, Undefined> {
    let mut counts = vec![0.0; ratings.labels().len()];
    let (mut n_units, mut n_values, mut observed) = (0.0, 0.0, 0.0);
    let mut last = None;
    for unit in ratings.units().iter().filter(|unit| unit.values.iter().all(Option::is_some)) {
        let n_times = unit.n_times as f64;
        let n_coders = unit.values.len() as f64;
        n_units += n_times;
        n_values += n_times * n_coders;
        observed += n_times * agreeing_pairs(unit) as f64 / (n_coders * (n_coders - 1.0));
        for value in unit.given() {
            counts[value] += n_times;
            last = Some(value);
        }
    }
    let Some(last) = last else { return Err(Undefined::NoCompleteUnits) };
    let by_chance = counts.iter().map(|n| (n / n_values) * (n / n_values)).sum::<f64>();
    beyond_chance(observed / n_units, by_chance, ratings, last)
}

/// Ordered pairs of coders who gave `unit` the same value.
pub(super) fn agreeing_pairs(unit: &Unit) -> usize {
    let n_same = |value: usize| unit.given().filter(|other| *other == value).count() - 1;
    unit.given().map(n_same).sum()
}

fn beyond_chance(observed: f64, by_chance: f64, ratings: &Ratings, last: usize) -> Result<f64, Undefined> {
    // counts are whole numbers, so where there is one value only, the share is 1 to the last bit
    if by_chance == 1.0 {
        return Err(Undefined::OneCategory { value: ratings.labels()[last].clone() });
    }
    Ok((observed - by_chance) / (1.0 - by_chance))
}

#[cfg(test)]
mod tests {
    use super::super::testing::ratings;
    use super::*;

    fn assert_close(found: Result<f64, Undefined>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    /// Fifty units: 20 twice yes, 15 twice no, 5 yes-no, 10 no-yes. Observed 35/50 = 0.7; by chance 25/50 * 30/50 + 25/50 * 20/50
    /// = 0.5; kappa = 0.2 / 0.5 = 0.4.
    #[test]
    fn cohen_by_hand() {
        let row = |runs: [(&str, usize); 4]| runs.map(|(value, n)| [value].repeat(n).join(" ")).join(" ");
        let one = row([("y", 20), ("y", 5), ("n", 10), ("n", 15)]);
        let other = row([("y", 20), ("n", 5), ("y", 10), ("n", 15)]);
        assert_close(cohen(&ratings(&[&one, &other]), 0, 1), 0.4);
    }

    /// A third coder's values and gaps do not matter to two: a-a, a-b and b-b are left. Observed 2/3; by chance
    /// 2/3 * 1/3 + 1/3 * 2/3 = 4/9; kappa = (6 - 4) / (9 - 4) = 0.4.
    #[test]
    fn cohen_passes_over_what_one_left_out() {
        assert_close(cohen(&ratings(&["a a b * a", "a b b b *", "b a b a a"]), 0, 1), 0.4);
        assert_eq!(cohen(&ratings(&["a *", "* b", "a b"]), 0, 1), Err(Undefined::NoPairs));
    }

    /// The example of Fleiss' method with ten units, fourteen coders, five values: counts by unit below. The means of the units are
    /// 1, 23/91, 28/91, 40/91, 30/91, 42/91, 22/91, 16/91, 26/91, 26/91: mean 344/910; shares of the values 20, 28, 39, 21, 32 of
    /// 140: by chance 4170/19600.
    #[test]
    fn fleiss_by_hand() {
        let counts = [
            [0, 0, 0, 0, 14],
            [0, 2, 6, 4, 2],
            [0, 0, 3, 5, 6],
            [0, 3, 9, 2, 0],
            [2, 2, 8, 1, 1],
            [7, 7, 0, 0, 0],
            [3, 2, 6, 3, 0],
            [2, 5, 3, 2, 2],
            [6, 5, 2, 1, 0],
            [0, 2, 2, 3, 7],
        ];
        let of_unit = |counts: &[usize; 5]| -> Vec<&str> {
            let values = ["1", "2", "3", "4", "5"];
            values.into_iter().zip(counts).flat_map(|(value, n)| [value].repeat(*n)).collect()
        };
        let units: Vec<Vec<&str>> = counts.iter().map(of_unit).collect();
        let coders: Vec<String> =
            (0..14).map(|coder| units.iter().map(|unit| unit[coder]).collect::<Vec<_>>().join(" ")).collect();
        let coders: Vec<&str> = coders.iter().map(String::as_str).collect();
        let (observed, by_chance) = (344.0 / 910.0, 4170.0 / 19600.0);
        assert_close(fleiss(&ratings(&coders)), (observed - by_chance) / (1.0 - by_chance));
    }

    #[test]
    fn no_kappa_with_one_value_or_without_complete_units() {
        let one = ratings(&["a a a", "a a a", "a a a"]);
        let only = Err(Undefined::OneCategory { value: "a".to_owned() });
        assert_eq!((cohen(&one, 0, 2), fleiss(&one)), (only.clone(), only));
        assert_eq!(fleiss(&ratings(&["a *", "a b", "* b"])), Err(Undefined::NoCompleteUnits));
    }
}
