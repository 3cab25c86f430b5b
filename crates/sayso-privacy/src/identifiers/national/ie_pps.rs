//! Finds: Personal Public Service numbers of Ireland ("1234567T").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: Department of Social Protection, PPS number: weights 8 to 2, a second letter counts nine times, modulo 23.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, weighted};
use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "ie_pps",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b\d{7}[A-W][ABHW]?\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let words = candidate.words().as_bytes();
    let digits = digits(candidate.words());
    let letter = |at: usize| words.get(at).map_or(0, |symbol| u32::from(symbol - b'A') + 1);
    let second = if words.get(8) == Some(&b'W') { 0 } else { letter(8) };
    let sum = weighted(&digits, &[8, 7, 6, 5, 4, 3, 2]) + 9 * second;
    candidate.stands_alone() && letter(7) % 23 == sum % 23
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("PPS 1234567T.", &["1234567T"]),
                ("1234567FA", &["1234567FA"]),
                ("1234567A, 12345678T, 1234567", &[]),
            ],
        );
    }
}
