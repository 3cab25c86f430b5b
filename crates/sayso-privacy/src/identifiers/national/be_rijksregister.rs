//! Finds: Belgian national register numbers ("85.07.30-033.28").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: Rijksregister, royal decree of 3 April 1984: 97 less the remainder by 97, after 1999 with a 2 before the number.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, number};
use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "be_rijksregister",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b\d{2}\.\d{2}\.\d{2}-\d{3}[.-]\d{2}\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let digits = digits(candidate.words());
    let (first, check) = (number(&digits[..9]), number(&digits[9..]));
    candidate.stands_alone() && [first, 2_000_000_000 + first].iter().any(|first| 97 - first % 97 == check)
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(&super::RULE, &[("85.07.30-033.28", &["85.07.30-033.28"]), ("85.07.30-033.29, 85.07.30", &[])]);
    }
}
