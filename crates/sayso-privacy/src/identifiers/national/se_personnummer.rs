//! Finds: Swedish personal identity numbers ("640823-3234").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: Skatteverket, personnummer: a date (60 is added to the day of a co-ordination number) and Luhn's sum.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, is_day, luhn, number};
use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "se_personnummer",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b(?:19|20)?\d{6}[-+]\d{4}\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let digits = digits(candidate.words());
    let digits = &digits[digits.len() - 10..];
    let (month, day) = (number(&digits[2..4]), number(&digits[4..6]));
    let day = if day > 60 { day - 60 } else { day };
    candidate.stands_alone() && is_day(day, month) && luhn(digits)
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("640823-3234 and 19640823-3234", &["640823-3234", "19640823-3234"]),
                ("640823-3235, 641323-3232", &[]),
                ("20190823-3234-1", &[]),
            ],
        );
    }
}
