//! Finds: Norwegian birth numbers ("150767 10055").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: Skatteetaten, fødselsnummer: a date and two check digits by modulo 11 (40 is added to the day of a D number).

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, is_day, number, weighted};
use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "no_fodselsnummer",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b\d{6} ?\d{5}\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let digits = digits(candidate.words());
    let (day, month) = (number(&digits[..2]) % 40, number(&digits[2..4]));
    let one = weighted(&digits[..9], &[3, 7, 6, 1, 8, 9, 4, 5, 2]);
    let two = weighted(&digits[..10], &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    let is_checked = (one + digits[9]).is_multiple_of(11) && (two + digits[10]).is_multiple_of(11);
    candidate.stands_alone() && is_day(day, month) && is_checked
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("150767 10055 and 15076710055", &["150767 10055", "15076710055"]),
                ("150767 10056, 151367 10055, 1507671005", &[]),
            ],
        );
    }
}
