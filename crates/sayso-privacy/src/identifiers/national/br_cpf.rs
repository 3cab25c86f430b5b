//! Finds: Brazilian CPF numbers ("111.444.777-35").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: Receita Federal, CPF: two check digits by modulo 11.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, weighted};
use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "br_cpf",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b\d{3}\.\d{3}\.\d{3}-\d{2}\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let digits = digits(candidate.words());
    let check = |sum: u32| 10 * sum % 11 % 10;
    let one = check(weighted(&digits[..9], &[10, 9, 8, 7, 6, 5, 4, 3, 2]));
    let two = check(weighted(&digits[..10], &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
    candidate.stands_alone() && (one, two) == (digits[9], digits[10])
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[("CPF 111.444.777-35", &["111.444.777-35"]), ("111.444.777-36, 111.444.777", &[])],
        );
    }
}
