//! Finds: `Nora Hart’s claim that it was late`, `the press slur that he lied`.
//!
//! Why it is a statement: a noun that means a report is followed by "that" and a clause; the one before it, as its possessor or in a
//! word that belongs to it, reports.
//!
//! Examples: see the tests. Source: coding guide, "Statements" (X's claim that).

use sayso_model::{Act, Span, Speaker};

use super::according_to::report;
use super::clause::{Clause, drafts_at};
use super::phrase::Phrase;
use super::reported_clause::phrase_end;
use super::{Draft, Evidence, Rule, Scene};
use crate::language::Class;

pub(super) const RULE: Rule = Rule { id: "noun_clause", confidence: 0.75, evidence: Evidence::Frame, find };

fn find(scene: &Scene) -> Vec<Draft> {
    drafts_at(scene, draft)
}

fn draft(clause: &Clause, at: usize) -> Option<Draft> {
    let token =
        clause.token(at).filter(|_| clause.mention(at).is_none() && clause.is_word(at + 1, "that"))?;
    let noun = clause.scene.reading.noun_at(token)?;
    let start = at + 2;
    let is_clause =
        |subject: Phrase| clause.has_any(subject.end, &[Class::Be, Class::Have, Class::Modal, Class::Do]);
    let has_subject =
        clause.has(start, Class::ClauseSubject) || clause.phrase_starting_at(start).is_some_and(is_clause);
    let speaker = speaker_before(clause, at)?;
    if !has_subject || !matches!(noun.act, Act::Speech | Act::Writing) {
        return None;
    }
    let (content, mode, quotations) = report(clause, start..phrase_end(clause, start))?;
    Some(Draft {
        segment: clause.stream.segment,
        content: vec![content],
        cue: vec![clause.item(at).span],
        cue_lemma: Some(noun.lemma.clone()),
        act: noun.act,
        speaker: Speaker::Named(speaker),
        addressee: None,
        mode,
        is_negated: false,
        is_hypothetical: false,
        quotations,
    })
}

/// Who reports with the noun at an item: its possessor, or the many in words that belong to it ("the press slur").
fn speaker_before(clause: &Clause, noun: usize) -> Option<Span> {
    let last = noun.checked_sub(1).filter(|last| *last >= clause.start)?;
    if clause.is_possessive_ending(last) {
        return clause.phrase_ending_at(last.checked_sub(1)?).map(|phrase| phrase.span);
    }
    if clause.has(last, Class::Possessive) {
        return Some(clause.item(last).span);
    }
    let phrase = clause.phrase_ending_at(last)?;
    if clause.has(phrase.start, Class::Possessive) {
        return Some(clause.item(phrase.start).span);
    }
    (clause.has(last, Class::Collective) && phrase.start < last).then_some(phrase.span)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing;

    fn check(text: &str, expected: &[&str]) {
        testing::check("noun_clause", text, expected);
    }

    #[test]
    fn hits() {
        check(
            "Few believe Nora Hart’s claim that the vote was late.",
            &["Nora Hart | claim | the vote was late | indirect speech"],
        );
        check(
            "They repeat the national press slur that Nora Hart was late.",
            &["the national press | slur | Nora Hart was late | indirect speech"],
        );
        check("I know her bold claim that it was late.", &["her | claim | it was late | indirect speech"]);
    }

    #[test]
    fn near_misses() {
        check("The claim that the vote was late is wrong.", &[]);
        check("Her claim that won the vote was late.", &[]);
        check("It was a tacit admission that she was late.", &[]);
    }
}
