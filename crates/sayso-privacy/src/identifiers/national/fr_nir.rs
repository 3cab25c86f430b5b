//! Finds: French social security numbers ("1 85 05 78 006 084 91").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: INSEE, numéro d'inscription au répertoire: the key is 97 less the remainder by 97; Corsica's 2A and 2B count as 19 and 18.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, number};
use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "fr_nir",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b[1-478] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let plain = candidate.words().replace("2A", "19").replace("2B", "18");
    let digits = digits(&plain);
    let month = number(&digits[3..5]);
    let is_month = (1..=12).contains(&month) || (20..=42).contains(&month) || month >= 50;
    candidate.stands_alone() && is_month && 97 - number(&digits[..13]) % 97 == number(&digits[13..])
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("NIR 1 85 05 78 006 084 91", &["1 85 05 78 006 084 91"]),
                ("285052A00608482", &["285052A00608482"]),
                ("1 85 05 78 006 084 92", &[]),
                ("185137800608491", &[]),
            ],
        );
    }
}
