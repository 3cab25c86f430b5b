//! Finds: telephone numbers of North America ("(202) 555-0143", "202-555-0143").
//!
//! Why it identifies: as [`super::international_phone`].
//!
//! Examples: see the tests. Ten digits in a row, or with spaces only, are too often something else.
//!
//! Source: North American Numbering Plan: area and exchange begin with 2 to 9.

use sayso_model::RedactionKind;

use super::Rule;

pub(super) const RULE: Rule = Rule {
    id: "american_phone",
    kind: RedactionKind::Phone,
    pattern: |_| {
        r"(?P<id>(?:\b1[ .\-])?(?:\([2-9]\d{2}\) ?|\b[2-9]\d{2}[-.])[2-9]\d{2}[-. ]\d{4})".to_owned()
    },
    accepts: |candidate| candidate.stands_alone(),
};

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("Call (202) 555-0143.", &["(202) 555-0143"]),
                ("202-555-0143 or 1-202.555.0143", &["202-555-0143", "1-202.555.0143"]),
                ("202 555 0143 votes, 2025550143", &[]),
                ("102-555-0143 and 202-155-0143", &[]),
                ("219-215-2019-1", &[]),
            ],
        );
    }
}
