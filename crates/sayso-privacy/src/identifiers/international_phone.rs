//! Finds: telephone numbers with a country code ("+44 20 7946 0958", "0049 30 5550123").
//!
//! Why it identifies: a telephone belongs to one person or office, and reaches them.
//!
//! Examples: see the tests.
//!
//! Source: ITU-T E.164: at most 15 digits, the country code included.

use sayso_model::RedactionKind;

use super::digits::digits;
use super::{Candidate, Rule};

pub(super) const RULE: Rule = Rule {
    id: "international_phone",
    kind: RedactionKind::Phone,
    pattern: |_| r"(?P<id>(?:\+|\b00)[1-9]\d{0,14}(?:[ \u{a0}.\-–]?\(?\d{1,12}\)?){0,6})".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    candidate.stands_alone() && (9..=15).contains(&digits(candidate.words().trim_start_matches("00")).len())
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("Ring +44 (0)20 7946 0958.", &["+44 (0)20 7946 0958"]),
                ("(+447700900123)", &["+447700900123"]),
                ("0049 30 5550123, or +1-202-555-0143", &["0049 30 5550123", "+1-202-555-0143"]),
                ("up +1,234,567 votes, +12 and +2019-2024", &[]),
                ("007 and 00 12 34", &[]),
            ],
        );
    }
}
