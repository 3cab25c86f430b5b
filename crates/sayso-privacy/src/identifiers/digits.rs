//! Digits of numbers, and the sums by which numbers check themselves.

/// The digits in `words`, as numbers.
pub(super) fn digits(words: &str) -> Vec<u32> {
    words.chars().filter_map(|symbol| symbol.to_digit(10)).collect()
}

/// The number that `digits` write.
pub(super) fn number(digits: &[u32]) -> u64 {
    digits.iter().fold(0, |number, digit| number.wrapping_mul(10).wrapping_add(u64::from(*digit)))
}

/// The sum of digits times weights; whichever list is shorter ends it.
pub(super) fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// Whether the last digit is the check digit of Luhn's sum over all.
pub(super) fn luhn(digits: &[u32]) -> bool {
    let doubled = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(nth, digit)| if nth % 2 == 0 { *digit } else { doubled(*digit) })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether a day and a month can stand in a date.
pub(super) fn is_day(day: u64, month: u64) -> bool {
    let n_days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=n_days).contains(&day)
}

/// Whether `words` are years of our time and nothing else: "2015 2016 2017", "2019-2024".
pub(super) fn are_years(words: &str) -> bool {
    let runs = words.split(|symbol: char| !symbol.is_ascii_digit()).filter(|run| !run.is_empty());
    let is_year = |run: &str| run.len() == 4 && (1800..2200).contains(&number(&digits(run)));
    let runs: Vec<&str> = runs.collect();
    !runs.is_empty() && runs.into_iter().all(is_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums() {
        assert_eq!(digits("a1-2 3"), [1, 2, 3]);
        assert_eq!(number(&[1, 0, 7]), 107);
        assert_eq!(weighted(&[1, 2, 3], &[3, 2]), 7);
        assert!(luhn(&digits("79927398713")) && !luhn(&digits("79927398710")));
        assert!(is_day(29, 2) && !is_day(30, 2) && !is_day(31, 4) && !is_day(1, 13) && !is_day(0, 1));
        assert!(
            are_years("2015 2016 2017")
                && are_years("2019-2024")
                && !are_years("2015 9999")
                && !are_years("-")
        );
    }
}
