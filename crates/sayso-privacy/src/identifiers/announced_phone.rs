//! Finds: any number after words that announce a telephone ("Tel. 5550 123", "ring me on 0161 555").
//!
//! Why it identifies: as [`super::international_phone`].
//!
//! Examples: see the tests. Six digits are the least, so that hot lines ("dial 999") stay.
//!
//! Source: wordings in `data/reference/lang/en/identifiers.toml`.

use sayso_model::RedactionKind;

use super::digits::{are_years, digits};
use super::{Candidate, Rule};
use crate::wordings::any_of;

pub(super) const RULE: Rule = Rule {
    id: "announced_phone",
    kind: RedactionKind::Phone,
    pattern: |wordings| {
        let announcers = any_of(&wordings.phone.announcers);
        let links = any_of(&wordings.phone.links);
        format!(
            r"(?i)\b{announcers}(?:[\s:.(-]{{1,3}}{links}){{0,3}}[\s:.(-]{{0,3}}?(?P<id>\+?\(?\b\d{{1,12}}\)?(?:[ \u{{a0}}.\-/]\(?\d{{1,8}}\)?){{0,6}})"
        )
    },
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let words = candidate.words();
    candidate.stands_alone() && (6..=15).contains(&digits(words).len()) && !are_years(words)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("Tel. 5550 123", &["5550 123"]),
                ("My phone number is 555-0123!", &["555-0123"]),
                ("ring me on (0161) 555 012", &["(0161) 555 012"]),
                ("Mobile: 555012345", &["555012345"]),
                ("dial 999 or text 60033", &[]),
                ("a phone poll of 1004 adults, by phone 2019-2020", &[]),
                ("They call 453,000 members", &[]),
                ("Call 12 of 2019", &[]),
            ],
        );
    }
}
