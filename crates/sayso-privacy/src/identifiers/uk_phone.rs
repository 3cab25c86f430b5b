//! Finds: telephone numbers of the United Kingdom as they are dialled there ("020 7946 0958", "(01632) 960123").
//!
//! Why it identifies: as [`super::international_phone`].
//!
//! Examples: see the tests. A date with points begins with two digits, a number of this plan with three or more.
//!
//! Source: Ofcom, national telephone numbering plan: 11 digits, a few older numbers 10.

use sayso_model::RedactionKind;

use super::digits::digits;
use super::{Candidate, Rule};

pub(super) const RULE: Rule = Rule {
    id: "uk_phone",
    kind: RedactionKind::Phone,
    pattern: |_| r"(?P<id>\(?\b0[1235789]\d{1,9}\)?(?:[ \u{a0}\-.]?\d{2,8}){0,4})".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let words = candidate.words();
    let first = words.trim_start_matches('(').bytes().take_while(u8::is_ascii_digit).count();
    let has_gap = words.contains(|symbol: char| !symbol.is_ascii_digit());
    let is_length = match digits(words).len() {
        11 => true,
        10 => has_gap && ["01", "0800"].iter().any(|start| words.trim_start_matches('(').starts_with(start)),
        _ => false,
    };
    is_length
        && first >= 3
        && candidate.stands_alone()
        && !candidate.follows_any(&candidate.wordings.phone.other_numbers)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("Call 020 7946 0958 or 07700 900123.", &["020 7946 0958", "07700 900123"]),
                ("(01632) 960 123; 07700900123", &["(01632) 960 123", "07700900123"]),
                ("0800 111111, 01632 96012", &["0800 111111", "01632 96012"]),
                ("ISBN 03064061525", &[]),
                ("01.02.2019 10.30 and 0306406152", &[]),
                ("0.123 456 7890 or 01 2019", &[]),
                ("£01632 960123 and 1,01632 960123", &[]),
            ],
        );
    }
}
