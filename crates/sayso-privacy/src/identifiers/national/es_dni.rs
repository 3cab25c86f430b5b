//! Finds: Spanish identity numbers of citizens and foreigners ("12345678Z", "X1234567L").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: Ministerio del Interior, cálculo del dígito de control: the remainder by 23 names the letter; X, Y and Z count as 0, 1 and 2.

use sayso_model::RedactionKind;

use crate::identifiers::digits::{digits, number};
use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "es_dni",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b(?:\d{8}|[XYZ]-?\d{7})[ -]?[A-HJ-NP-TV-Z]\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    const LETTERS: &[u8] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    let words = candidate.words();
    let first = match words.bytes().next() {
        Some(b'Y') => 10_000_000,
        Some(b'Z') => 20_000_000,
        _ => 0,
    };
    let remainder = (first + number(&digits(words))) % 23;
    candidate.stands_alone() && words.bytes().last() == usize::try_from(remainder).ok().map(|at| LETTERS[at])
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("DNI 12345678Z.", &["12345678Z"]),
                ("NIE X1234567L and Y-1234567-X", &["X1234567L", "Y-1234567-X"]),
                ("12345678A, 1234567Z, X1234567A", &[]),
            ],
        );
    }
}
