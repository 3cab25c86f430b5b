//! Finds: Italian tax codes ("RSSMRA85T10A562S").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: Ministero delle Finanze, decree of 23 December 1976: odd places count by a table of their own, modulo 26.

use sayso_model::RedactionKind;

use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "it_codice_fiscale",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    const ODD: [u32; 26] =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    let values = candidate
        .words()
        .bytes()
        .map(|symbol| usize::from(if symbol.is_ascii_digit() { symbol - b'0' } else { symbol - b'A' }));
    let values: Vec<usize> = values.collect();
    let sum: u32 = values[..15]
        .iter()
        .enumerate()
        .map(
            |(nth, value)| if nth % 2 == 0 { ODD[*value] } else { u32::try_from(*value).unwrap_or_default() },
        )
        .sum();
    candidate.is_whole_word() && usize::try_from(sum % 26) == Ok(values[15])
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[("CF RSSMRA85T10A562S.", &["RSSMRA85T10A562S"]), ("RSSMRA85T10A562T, RSSMRA85T10A56S", &[])],
        );
    }
}
