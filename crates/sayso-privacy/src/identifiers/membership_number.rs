//! Finds: the number of a member after words that announce one ("membership no. L5550123", "party card number: 55-501-23").
//!
//! Why it identifies: a body gives it to one person, and membership of a party or union is a fact that law protects.
//!
//! Examples: see the tests. How many members there are is no number of a member.
//!
//! Source: wordings in `data/reference/lang/en/identifiers.toml`.

use sayso_model::RedactionKind;

use super::digits::{are_years, digits};
use super::{Candidate, Rule};
use crate::wordings::any_of;

pub(super) const RULE: Rule = Rule {
    id: "membership_number",
    kind: RedactionKind::MembershipNumber,
    pattern: |wordings| {
        let members = any_of(&wordings.membership.members);
        let numbers = any_of(&wordings.membership.numbers);
        format!(
            r"(?i)\b{members}(?:['’]s?)?[\s-]{{0,2}}{numbers}(?:\s{{0,2}}(?:[:=#(\[]|\bis\b|\bwas\b)){{0,2}}\s{{0,2}}(?P<id>[A-Z]{{0,4}}[-/ ]?\d{{1,12}}(?:[-/ .]\d{{1,6}}){{0,4}}[A-Z]?)"
        )
    },
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let words = candidate.words();
    candidate.ends_alone() && digits(words).len() >= 4 && !are_years(words)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("Ann Park\n(membership no. L5550123)", &["L5550123"]),
                ("My Membership Number is 5550 1234.", &["5550 1234"]),
                ("party card no: 55-501-23", &["55-501-23"]),
                ("Union membership number:A/555012", &["A/555012"]),
                ("member ID #5550123B", &["5550123B"]),
                ("membership no longer matters to 5550123 people", &[]),
                ("The membership number 540,000 was wrong", &[]),
                ("membership no. 7, membership number 2019", &[]),
                ("Membership numbers fell to 5550123", &[]),
            ],
        );
    }
}
