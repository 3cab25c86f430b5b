//! Finds: e-mail addresses.
//!
//! Why it identifies: an address belongs to one person or office, and reaches them.
//!
//! Examples: see the tests. A handle with its server (`@ann@politics.example`) is public on purpose and stays.
//!
//! Source: RFC 5322, in the part of it that is in use; letters with accents as in RFC 6531.

use sayso_model::RedactionKind;

use super::{Candidate, Rule};

pub(super) const RULE: Rule = Rule {
    id: "email",
    kind: RedactionKind::Email,
    pattern: |_| {
        const LETTER: &str = "A-Za-z0-9À-ɏ";
        let local = format!(r"[{LETTER}_%+'’-](?:[{LETTER}._%+'’-]{{0,62}}[{LETTER}_%+-])?");
        format!(
            r"(?P<id>{local}@(?:[{LETTER}](?:[{LETTER}-]{{0,62}}[{LETTER}])?\.){{1,4}}[A-Za-zÀ-ɏ]{{2,24}})"
        )
    },
    accepts,
};

fn accepts(candidate: &Candidate<'_>) -> bool {
    let is_inside = |symbol: char| symbol.is_alphanumeric() || ['@', '_', '%', '+'].contains(&symbol);
    let head = candidate.head();
    let before_point = head.strip_suffix(['.', '-', '\'', '’']).unwrap_or(head);
    !before_point.ends_with(is_inside)
        && !candidate.tail().starts_with(|symbol: char| symbol.is_alphanumeric() || symbol == '_')
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn hits_and_near_misses() {
        check(
            &super::RULE,
            &[
                ("Write to ann.park@example.org.", &["ann.park@example.org"]),
                ("(mailto:a+b_c@mail.example.co.uk)", &["a+b_c@mail.example.co.uk"]),
                ("renée@übung.example, O'Neil@example.com", &["renée@übung.example", "O'Neil@example.com"]),
                ("<ann@example.org><bo@example.org>", &["ann@example.org", "bo@example.org"]),
                ("said @AnnPark1 to @ann@politics.example", &[]),
                ("at 5@6.30 and a@b, x@localhost", &[]),
                ("ann@example.org@example.org", &["ann@example.org"]),
            ],
        );
    }
}
