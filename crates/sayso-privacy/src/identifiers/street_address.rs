//! Finds: the number of a house and its street ("12 Harbour Street", "Flat 3, 14a Mill Lane").
//!
//! Why it identifies: few people live at one address. The town stays: it is where somebody speaks from.
//!
//! Examples: see the tests. A year or a day before a street that makes news is no number of a house.
//!
//! Source: wordings in `data/reference/lang/en/identifiers.toml`.

use sayso_model::RedactionKind;

use super::digits::are_years;
use super::{Candidate, Rule};
use crate::wordings::{Wordings, any_of};

pub(super) const RULE: Rule = Rule {
    id: "street_address",
    kind: RedactionKind::PostalAddress,
    pattern: |wordings| format!(r"{}\b)", house_pattern(wordings, &wordings.address.streets)),
    accepts: is_house,
};

/// A house and a street that ends with one of `streets`; the group `id` is left open.
pub(super) fn house_pattern(wordings: &Wordings, streets: &[String]) -> String {
    let (dwellings, streets) = (any_of(&wordings.address.dwellings), any_of(streets));
    format!(
        r"(?P<id>\b(?:{dwellings} ?\d{{0,4}}[A-Za-z]?,? )?\d{{1,5}}[A-Za-z]?(?:[-–/]\d{{1,4}}[A-Za-z]?)?,? (?:[A-Z][A-Za-zÀ-ɏ’'-]{{1,20}}\.? ){{1,3}}{streets}"
    )
}

pub(super) fn is_house(candidate: &Candidate<'_>) -> bool {
    let address = &candidate.wordings.address;
    let words = candidate.words();
    let at_number = words.find(|symbol: char| symbol.is_ascii_digit());
    let house = at_number.map_or("", |at_byte| words[at_byte..].split([' ', ',']).next().unwrap_or_default());
    let is_day = address.months.iter().any(|month| words.split(' ').any(|word| word == month));
    candidate.stands_alone()
        && !are_years(house)
        && !is_day
        && !address.public_streets.iter().any(|street| words.ends_with(street.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("She lives at 12 Harbour Street, Whitstable.", &["12 Harbour Street"]),
                ("Flat 3, 14a Mill Lane\nNorthwick", &["Flat 3, 14a Mill Lane"]),
                ("of 7-9 Old Mill Road and 3 St. Anne’s Rd", &["7-9 Old Mill Road", "3 St. Anne’s Rd"]),
                ("10 Downing Street; in 2019 Downing Street", &[]),
                ("In 2019 Harbour Street was closed", &[]),
                ("On 12 May Harbour Street was closed", &[]),
                ("100 Wall Street banks, 37 Labour members", &[]),
                ("12 people in Harbour Street", &[]),
            ],
        );
    }
}
