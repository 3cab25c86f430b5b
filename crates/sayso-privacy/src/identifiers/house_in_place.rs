//! Finds: the number of a house and a street that is called a close, court or park, where a place or postcode follows ("4 Mill
//! Court, Northwick").
//!
//! Why it identifies: as [`super::street_address`].
//!
//! Examples: see the tests. Without the place after it, such words are mostly something else ("9 Supreme Court judges").
//!
//! Source: wordings in `data/reference/lang/en/identifiers.toml`.

use sayso_model::RedactionKind;

use super::Rule;
use super::street_address::{house_pattern, is_house};

pub(super) const RULE: Rule = Rule {
    id: "house_in_place",
    kind: RedactionKind::PostalAddress,
    pattern: |wordings| {
        let house = house_pattern(wordings, &wordings.address.doubtful_streets);
        format!(r"{house}\b)(?:,\s{{0,2}}[A-Z][a-z]|,?\s{{1,2}}[A-Z]{{1,2}}\d)")
    },
    accepts: is_house,
};

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("at 4 Mill Court, Northwick", &["4 Mill Court"]),
                ("21 Orchard Close CT5 1ZZ", &["21 Orchard Close"]),
                ("the 9 Supreme Court judges", &[]),
                ("3 Trafalgar Square protests", &[]),
                ("In 2019 Mill Court, Northwick", &[]),
            ],
        );
    }
}
