//! Finds: Finnish personal identity codes ("131052-308T").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: Digital and Population Data Services Agency: a date, a sign for the century, and the remainder by 31.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, is_day, number};
use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "fi_henkilotunnus",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    const CHECKS: &[u8] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    let words = candidate.words();
    let (date, rest) = (digits(&words[..6]), digits(&words[7..10]));
    let remainder = (number(&date) * 1000 + number(&rest)) % 31;
    let check = usize::try_from(remainder).ok().map(|at| CHECKS[at]);
    candidate.stands_alone()
        && is_day(number(&date[..2]), number(&date[2..4]))
        && words.bytes().last() == check
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(&super::RULE, &[("131052-308T", &["131052-308T"]), ("131052-308U, 311352-308T", &[])]);
    }
}
