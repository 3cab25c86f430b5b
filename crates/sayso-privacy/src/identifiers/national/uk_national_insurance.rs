//! Finds: National Insurance numbers of the United Kingdom ("QP 12 34 56 C").
//!
//! Why it identifies: the state gives it to one person.
//!
//! Examples: see the tests; all numbers are made up.
//!
//! Source: HM Revenue & Customs, National Insurance manual, NIM39110: letters and prefixes that are not used.

use sayso_model::RedactionKind;

use crate::identifiers::{Candidate, Rule};

pub(in crate::identifiers) const RULE: Rule = Rule {
    id: "uk_national_insurance",
    kind: RedactionKind::NationalId,
    pattern: |_| r"(?P<id>\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b)".to_owned(),
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    const UNUSED: [&str; 7] = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"];
    candidate.is_whole_word() && !UNUSED.iter().any(|prefix| candidate.words().starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use crate::identifiers::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("My NI number is AB 12 34 56 C.", &["AB 12 34 56 C"]),
                ("(AB123456D)", &["AB123456D"]),
                ("GB123456A, AB123456, QQ123456C, AB123456E", &[]),
                ("XAB123456C, ab123456c", &[]),
            ],
        );
    }
}
