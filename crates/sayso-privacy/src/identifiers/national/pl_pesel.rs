//! Finds: Polish PESEL numbers ("44051401359").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: Ministry of Digital Affairs, PESEL: a date whose month tells the century, weights 1, 3, 7, 9.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, is_day, number, weighted};
use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "pl_pesel",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b\d{11}\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let digits = digits(candidate.words());
    let sum = weighted(&digits[..10], &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]);
    let (month, day) = (number(&digits[2..4]) % 20, number(&digits[4..6]));
    candidate.stands_alone() && is_day(day, month) && (10 - sum % 10) % 10 == digits[10]
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("PESEL 44051401359.", &["44051401359"]),
                ("44051401358, 44053201351, 440514013590", &[]),
                ("£44051401359", &[]),
            ],
        );
    }
}
