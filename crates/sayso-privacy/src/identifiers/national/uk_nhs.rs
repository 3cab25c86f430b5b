//! Finds: NHS numbers after their name ("NHS number 943 476 5919").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: NHS Data Dictionary, NHS number: weights 10 to 2, modulo 11.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, weighted};
use crate::identifiers::{Candidate, Rule};
use crate::wordings::any_of;

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "uk_nhs",
    kind: RedactionKind::NationalId,
    pattern: |wordings| {
        format!(
            r"(?i)\b{}[\s:#(-]{{0,3}}(?:is\s)?(?P<id>\d{{3}}[ -]?\d{{3}}[ -]?\d{{4}})",
            any_of(&wordings.national_id.nhs)
        )
    },
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let digits = digits(candidate.words());
    let check = (11 - weighted(&digits[..9], &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11;
    candidate.ends_alone() && check == digits[9]
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("NHS number: 943 476 5919", &["943 476 5919"]),
                ("her NHS no. is 943-476-5919", &["943-476-5919"]),
                ("NHS number 943 476 5918", &[]),
                ("The NHS saw 943 476 5919 people", &[]),
            ],
        );
    }
}
