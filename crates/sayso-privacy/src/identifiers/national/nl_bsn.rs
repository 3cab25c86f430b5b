//! Finds: Dutch citizen service numbers after their name ("BSN 111222333").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: Rijksdienst voor Identiteitsgegevens, burgerservicenummer: weights 9 to 2 and minus 1, modulo 11.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, weighted};
use crate::identifiers::{Candidate, Rule};
use crate::wordings::any_of;

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "nl_bsn",
    kind: RedactionKind::NationalId,
    pattern: |wordings| {
        format!(
            r"(?i)\b{}[\s:#(-]{{0,3}}(?P<id>\d{{4}}[ .]?\d{{2}}[ .]?\d{{3}})",
            any_of(&wordings.national_id.bsn)
        )
    },
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let digits = digits(candidate.words());
    let sum = weighted(&digits[..8], &[9, 8, 7, 6, 5, 4, 3, 2]);
    candidate.ends_alone() && sum % 11 == digits[8]
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("BSN: 111222333", &["111222333"]),
                ("burgerservicenummer 1112.22.333", &["1112.22.333"]),
                ("BSN 111222334", &[]),
                ("111222333", &[]),
            ],
        );
    }
}
