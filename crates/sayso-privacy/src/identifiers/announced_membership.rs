//! Finds: a code of letters and digits right after "membership" or "member" ("Membership: L5550123").
//!
//! Why it identifies: as [`super::membership_number`]; a letter before the digits tells it from a count of members.
//!
//! Examples: see the tests.
//!
//! Source: wordings in `data/reference/lang/en/identifiers.toml`.

use sayso_model::RedactionKind;

use super::Rule;
use crate::wordings::any_of;

pub(super) const RULE: Rule = Rule {
    id: "announced_membership",
    kind: RedactionKind::MembershipNumber,
    pattern: |wordings| {
        let members = any_of(&wordings.membership.members);
        format!(r"(?i:\b{members})\s{{0,2}}[:#(,]?\s{{0,2}}(?P<id>[A-Z]{{1,3}}-?\d{{5,10}})")
    },
    accepts: |candidate| candidate.ends_alone(),
};

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("Ann Park, Labour member (L5550123)", &["L5550123"]),
                ("Membership: AB-55501", &["AB-55501"]),
                ("membership 540000 strong", &[]),
                ("a member, COVID19, said", &[]),
                ("members: A1", &[]),
            ],
        );
    }
}
