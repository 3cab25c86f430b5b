//! Ratings written as rows of letters.

use super::{Ratings, Unit};

/// Ratings of single-letter values, one text a coder, `*` where there is none. Every unit is a cluster.
pub(crate) fn ratings(coders: &[&str]) -> Ratings {
    let rows: Vec<Vec<&str>> = coders.iter().map(|coder| coder.split_whitespace().collect()).collect();
    let mut labels: Vec<String> =
        rows.iter().flatten().filter(|value| **value != "*").map(|value| (*value).to_owned()).collect();
    labels.sort_unstable();
    labels.dedup();
    let value = |word: &str| labels.iter().position(|label| label == word);
    let units = (0..rows[0].len()).map(|nth| Unit {
        values: rows.iter().map(|row| value(row[nth])).collect(),
        n_times: 1,
        cluster: nth,
    });
    let units = units.collect();
    Ratings::new(labels, units)
}
