//! Finds: Danish CPR numbers ("211062-5629").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: CPR-kontoret, personnummeret i CPR: a date and four digits. Since 2007 there is no check digit, so any date counts.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, is_day, number};
use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "dk_cpr",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b\d{6}-\d{4}\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let digits = digits(candidate.words());
    candidate.stands_alone() && is_day(number(&digits[..2]), number(&digits[2..4]))
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("CPR 211062-5629.", &["211062-5629"]),
                ("321062-5629, 211362-5629, 211062 5629", &[]),
                ("1/211062-5629, 211062-5629-1", &[]),
            ],
        );
    }
}
