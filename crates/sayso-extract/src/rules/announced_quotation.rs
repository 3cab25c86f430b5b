//! Finds: `lay the following statement: “…”`, `Hart’s reply was: “…”`, `My reply to her is: “…”`.
//!
//! Why it is a statement: a noun that names a report stands before the colon that leads up to the quotation. The speaker is whose
//! report it is ("Hart’s reply", "a warning from Hart"); where none is told the statement has no speaker.
//!
//! Examples: see the tests. Source: coding guide, "Statements".

use sayso_model::Speaker;

use super::clause::{Clause, clauses};
use super::quotation_after_cue::looks_spoken;
use super::{Draft, Evidence, Rule, Scene};
use crate::language::Class;

pub(super) const RULE: Rule =
    Rule { id: "announced_quotation", confidence: 0.75, evidence: Evidence::Frame, find };

/// Most items between the noun and the colon.
const MAX_GAP: usize = 8;

fn find(scene: &Scene) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for clause in clauses(scene) {
        for at in clause.start + 1..clause.end {
            let is_announced =
                |quotation: &usize| clause.is_mark(at - 1, ":") && looks_spoken(&clause, *quotation);
            if let Some(quotation) = clause.quotation(at).filter(is_announced) {
                drafts.extend(draft(&clause, at - 1, quotation));
            }
        }
    }
    drafts
}

fn draft(clause: &Clause, colon: usize, quotation: usize) -> Option<Draft> {
    let reading = clause.scene.reading;
    let floor = colon.saturating_sub(MAX_GAP).max(clause.start);
    let noun = (floor..colon).rev().take_while(|at| clause.quotation(*at).is_none()).find(|at| {
        clause
            .token(*at)
            .is_some_and(|token| clause.mention(*at).is_none() && reading.noun_at(token).is_some())
    })?;
    let cue = clause.token(noun).and_then(|token| reading.noun_at(token))?;
    let mut draft =
        Draft::direct(clause.stream.segment, vec![quotation], reading, cue, speaker(clause, noun, colon));
    draft.cue = vec![clause.item(noun).span];
    Some(draft)
}

fn speaker(clause: &Clause, noun: usize, colon: usize) -> Speaker {
    let mut at = noun;
    while at > clause.start
        && clause.is_plain_word(at - 1)
        && !clause.has_any(at - 1, &[Class::Determiner, Class::Possessive, Class::Preposition])
        && !clause.is_possessive_ending(at - 1)
        && noun - at < 3
    {
        at -= 1;
    }
    if at > clause.start && clause.is_possessive_ending(at - 1) {
        let owner = (at - 1).checked_sub(1).and_then(|last| clause.phrase_ending_at(last));
        return owner.map_or(Speaker::Unknown, |owner| Speaker::Named(owner.span));
    }
    if at > clause.start && clause.has(at - 1, Class::Possessive) {
        return Speaker::Named(clause.item(at - 1).span);
    }
    let from = (noun + 1..colon).find(|at| clause.is_word(*at, "from") || clause.is_word(*at, "by"));
    let author = from.and_then(|from| clause.phrase_starting_at(from + 1));
    author.map_or(Speaker::Unknown, |author| Speaker::Named(author.span))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing;

    fn check(text: &str, expected: &[&str]) {
        testing::check("announced_quotation", text, expected);
    }

    #[test]
    fn hits() {
        check(
            "In it lay the following statement: “It is late.”",
            &["? | statement | It is late. | direct speech"],
        );
        check("Orla Quill’s reply was: “No.”", &["Orla Quill | reply | No. | direct speech"]);
        check("My short reply to her is: “No.”", &["My | reply | No. | direct speech"]);
        check("There was a warning from Orla Quill: “No.”", &["Orla Quill | warning | No. | direct speech"]);
    }

    #[test]
    fn near_misses() {
        check("The statement “It is late” was wrong.", &[]);
        check("There were two sorts: “old” and “new”.", &[]);
        check("Email: “orlaquill”", &[]);
    }
}
