//! Finds: German tax identification numbers after their name ("Steuer-ID 86 095 742 719").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: Bundeszentralamt für Steuern, Identifikationsnummer: check digit by ISO 7064, modulo 11,10.

use sayso_model::RedactionKind;

use crate::identifiers::digits::digits;
use crate::identifiers::{Candidate, Rule};
use crate::wordings::any_of;

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "de_steuer_id",
    kind: RedactionKind::NationalId,
    pattern: |wordings| {
        format!(
            r"(?i)\b{}(?:nummer|nr\.?)?[\s:#(-]{{0,3}}(?P<id>[1-9]\d ?\d{{3}} ?\d{{3}} ?\d{{3}})",
            any_of(&wordings.national_id.steuer_id)
        )
    },
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let digits = digits(candidate.words());
    let product = digits[..10].iter().fold(10, |product, digit| {
        let sum = (digit + product) % 10;
        2 * (if sum == 0 { 10 } else { sum }) % 11
    });
    candidate.ends_alone() && (11 - product) % 10 == digits[10]
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("Steuer-ID: 86 095 742 719", &["86 095 742 719"]),
                ("tax ID 86095742719", &["86095742719"]),
                ("Steuer-ID: 86 095 742 718", &[]),
                ("86 095 742 719", &[]),
            ],
        );
    }
}
