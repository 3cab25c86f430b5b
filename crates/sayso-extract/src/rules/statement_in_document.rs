//! Finds: `In the letter lay the following statement: “…”`, `Among the claims of the report was this one: “…”`.
//!
//! Why it is a statement: the sentence begins with a preposition and names a document; behind its verb something is announced, and the
//! quotation follows a colon. It is the document that says it, whatever is told of it in between.
//!
//! Examples: see the tests. Source: Quirk et al. 1985, 18.23 (subject-verb inversion).

use sayso_model::{Act, Mode, Span, Speaker};

use super::clause::{Clause, drafts_at};
use super::{Draft, Evidence, Rule, Scene, contents};
use crate::language::Class;

pub(super) const RULE: Rule =
    Rule { id: "statement_in_document", confidence: 0.8, evidence: Evidence::Layout, find };

/// Most items between the announcement and the colon.
const MAX_GAP: usize = 6;

/// Most words before the noun for a document that belong to it.
const MAX_WORDS: usize = 4;

fn find(scene: &Scene) -> Vec<Draft> {
    drafts_at(scene, |clause, colon| {
        let is_led_up_to = clause.is_mark(colon, ":") && clause.has(clause.start, Class::Preposition);
        draft(clause, colon, clause.quotation(colon + 1).filter(|_| is_led_up_to)?)
    })
}

fn draft(clause: &Clause, colon: usize, quotation: usize) -> Option<Draft> {
    let floor = colon.saturating_sub(MAX_GAP).max(clause.start);
    let announcement =
        (floor..colon).find(|at| clause.is_word(*at, "following") || clause.is_word(*at, "this"))?;
    let document = document(clause, announcement)?;
    let noun = (announcement..colon).find_map(|at| {
        let token = clause.token(at)?;
        Some((at, clause.scene.reading.noun_at(token)?))
    });
    let (cue, lemma) = noun.map_or((announcement, None), |(at, noun)| (at, Some(noun.lemma.clone())));
    Some(Draft {
        segment: clause.stream.segment,
        content: contents(clause.scene.reading, &[quotation]),
        cue: vec![clause.item(cue).span],
        cue_lemma: lemma,
        act: Act::Writing,
        speaker: Speaker::Named(document),
        addressee: None,
        mode: Mode::Direct,
        is_negated: false,
        is_hypothetical: false,
        quotations: vec![quotation],
    })
}

/// The first document that is named before an item.
fn document(clause: &Clause, end: usize) -> Option<Span> {
    let is_document = |at: &usize| {
        let noun = clause.token(*at).and_then(|token| clause.scene.reading.noun_at(token));
        noun.is_some_and(|noun| noun.act == Act::Writing) && clause.mention(*at).is_none()
    };
    let at = (clause.start + 1..end).find(is_document)?;
    let opens = |start: &usize| clause.has_any(*start, &[Class::Determiner, Class::Possessive]);
    let start = (at.saturating_sub(MAX_WORDS).max(clause.start)..at).rev().find(opens)?;
    Some(clause.span(start..at + 1))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing;

    fn check(text: &str, expected: &[&str]) {
        testing::check("statement_in_document", text, expected);
    }

    #[test]
    fn hits() {
        check(
            "In the letter, which was spread by the club, lay the following statement: “It is late.”",
            &["the letter | statement | It is late. | direct writing"],
        );
        check(
            "Among the claims in their long report was this: “It is late.”",
            &["their long report | this | It is late. | direct writing"],
        );
    }

    #[test]
    fn near_misses() {
        check("In it lay the following statement: “It is late.”", &[]);
        check("The letter held the following statement: “It is late.”", &[]);
    }
}
