//! Finds: Social Security numbers of the United States ("123-45-6789").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: Social Security Administration, POMS RM 10201.035: areas, groups and serials that are not used.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, number};
use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "us_social_security",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b\d{3}-\d{2}-\d{4}\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let digits = digits(candidate.words());
    let (area, group, serial) = (number(&digits[..3]), number(&digits[3..5]), number(&digits[5..]));
    candidate.stands_alone() && area != 0 && area != 666 && area < 900 && group != 0 && serial != 0
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("SSN 123-45-6789.", &["123-45-6789"]),
                ("666-45-6789, 923-45-6789, 123-00-6789, 123-45-0000", &[]),
                ("1-123-45-6789, 123-45-67891, 123 45 6789", &[]),
            ],
        );
    }
}
