//! Finds: Indian Aadhaar numbers ("2341 2341 2346").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: UIDAI, Aadhaar: twelve digits that keep Verhoeff's sum; the first is 2 or more.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{are_years, digits};
use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "in_aadhaar",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b[2-9]\d{3}[ -]\d{4}[ -]\d{4}\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    candidate.stands_alone() && !are_years(candidate.words()) && verhoeff(&digits(candidate.words()))
}

/// Whether the last digit is the check digit of Verhoeff's sum over all: each place turns its digit by a power of one permutation,
/// and the digits are joined as the turns and flips of a pentagon are.
fn verhoeff(digits: &[u32]) -> bool {
    const TURN: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let turned = |digit: u32, times: usize| (0..times).fold(digit, |digit, _| TURN[digit as usize % 10]);
    let joined = |one: u32, other: u32| match (one < 5, other < 5) {
        (true, true) => (one + other) % 5,
        (true, false) => 5 + (one + other) % 5,
        (false, true) => 5 + (one + 5 - other) % 5,
        (false, false) => (one + 5 - other % 5) % 5,
    };
    digits.iter().rev().enumerate().fold(0, |sum, (nth, digit)| joined(sum, turned(*digit, nth % 8))) == 0
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("Aadhaar 2341 2341 2346.", &["2341 2341 2346"]),
                ("2341 2341 2347, 1341 2341 2346, 2015 2016 2017", &[]),
            ],
        );
    }
}
