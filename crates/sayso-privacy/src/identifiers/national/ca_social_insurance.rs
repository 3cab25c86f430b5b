//! Finds: Social Insurance numbers of Canada after their name ("SIN 046 454 286").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: Government of Canada, Social Insurance Number: nine digits that keep Luhn's sum.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, luhn};
use crate::identifiers::{Candidate, Rule};
use crate::wordings::any_of;

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "ca_social_insurance",
    kind: RedactionKind::NationalId,
    pattern: |wordings| {
        format!(
            r"(?i)\b{}[\s:#(-]{{0,3}}(?:number\s|no\.?\s)?(?:is\s)?(?P<id>\d{{3}}[ -]?\d{{3}}[ -]?\d{{3}})",
            any_of(&wordings.national_id.sin)
        )
    },
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    candidate.ends_alone() && luhn(&digits(candidate.words()))
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("SIN 046 454 286", &["046 454 286"]),
                ("social insurance number is 046-454-286", &["046-454-286"]),
                ("SIN 046 454 287", &[]),
                ("Without sin 12 people, and 046 454 286", &[]),
            ],
        );
    }
}
