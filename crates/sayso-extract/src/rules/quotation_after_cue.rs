//! Finds: `Nora Hart said, “…”`, `she goes on to ask: “…”`, `Hart replied to Moor: “…”`, `an account informing me “…”`.
//!
//! Why it is a statement: a verb of speech with a subject stands before the quotation, and a comma, a colon or nothing but the one
//! spoken to stands between them. A short phrase in quotation marks that is governed otherwise is a scare quote or a title.
//!
//! Examples: see the tests. Source: coding guide, "Statements"; PARC 3.0 guidelines on direct attributions.

use sayso_model::Span;

use super::clause::{Clause, Verb, clauses};
use super::{Draft, Evidence, Rule, Scene};
use crate::language::Class;

pub(super) const RULE: Rule =
    Rule { id: "quotation_after_cue", confidence: 0.92, evidence: Evidence::Sentence, find };

/// Most items between cue and quotation.
const MAX_GAP: usize = 22;

/// A quotation of fewer words than this needs a capital or a full stop to be speech where no mark leads up to it.
const MIN_WORDS: usize = 4;

fn find(scene: &Scene) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for clause in clauses(scene) {
        for at in clause.start..clause.end {
            if let Some(quotation) = clause.quotation(at) {
                drafts.extend(draft(&clause, at, quotation));
            }
        }
    }
    drafts
}

fn draft(clause: &Clause, at: usize, quotation: usize) -> Option<Draft> {
    let reading = clause.scene.reading;
    let last = at.checked_sub(1).filter(|last| *last >= clause.start)?;
    let is_colon = clause.is_mark(last, ":");
    let is_comma = clause.is_mark(last, ",");
    let gap_end = if is_colon || is_comma { last } else { at };
    let floor = at.saturating_sub(MAX_GAP).max(clause.start);
    let starts: Vec<usize> = (floor..gap_end)
        .rev()
        .take_while(|before| clause.quotation(*before).is_none() && !clause.is_mark(*before, ";"))
        .collect();
    for start in starts {
        let Some(verb) = clause.verb(start).filter(|verb| verb.end <= gap_end && verb.cue.takes.quotation)
        else {
            continue;
        };
        let gap = Gap::read(clause, verb.end, gap_end);
        let is_led_up_to = match (is_colon, is_comma) {
            (true, _) => !gap.has_that,
            (_, true) => {
                gap.is_adjunct && !gap.has_that && (looks_spoken(clause, quotation) || verb.end == gap_end)
            }
            _ => {
                gap.is_object
                    && (verb.end == gap_end || verb.cue.takes.addressee)
                    && (verb.cue.takes.clause || verb.cue.takes.question)
                    && looks_spoken(clause, quotation)
            }
        };
        if !is_led_up_to {
            continue;
        }
        let Some(subject) = clause.subject_of(&verb) else { continue };
        let mut draft =
            Draft::direct(clause.stream.segment, vec![quotation], reading, verb.cue, subject.speaker);
        draft.cue = vec![cue_span(clause, subject.cue_start, &verb)];
        draft.addressee = subject.addressee.or(gap.addressee);
        draft.is_negated = subject.is_negated;
        draft.is_hypothetical = subject.is_hypothetical;
        return Some(draft);
    }
    None
}

/// The cue's words, from "goes on to" to the verb's particle.
pub(super) fn cue_span(clause: &Clause, cue_start: usize, verb: &Verb) -> Span {
    clause.span(cue_start..verb.end)
}

/// What stands between a cue and what it reports.
pub(super) struct Gap {
    pub(super) addressee: Option<Span>,
    /// Nothing, or only the one spoken to.
    pub(super) is_object: bool,
    /// Nothing, the one spoken to, or words that start with a preposition or adverb.
    pub(super) is_adjunct: bool,
    pub(super) has_that: bool,
}

impl Gap {
    pub(super) fn read(clause: &Clause, start: usize, end: usize) -> Self {
        let to = usize::from(start < end && clause.is_word(start, "to"));
        let phrase = (start + to < end).then(|| object_at(clause, start + to, end)).flatten();
        let addressee_end = phrase.map_or(start, |(_, end)| end);
        let is_adjunct = addressee_end >= end
            || clause.has_any(addressee_end, &[Class::Preposition, Class::Adverb])
            || clause.is_mark(addressee_end, ",");
        Self {
            addressee: phrase.map(|(span, _)| span),
            is_object: addressee_end == end,
            is_adjunct,
            has_that: (start..end).any(|at| clause.is_word(at, "that")),
        }
    }
}

/// The object that starts here: its words, and the item after them.
fn object_at(clause: &Clause, start: usize, end: usize) -> Option<(Span, usize)> {
    if clause.has(start, Class::ObjectPronoun) {
        return Some((clause.item(start).span, start + 1));
    }
    let phrase = clause.phrase_starting_at(start).filter(|phrase| phrase.end <= end)?;
    Some((phrase.span, phrase.end))
}

/// Whether a quotation has the look of a sentence: several words, a capital at its start, or a mark that ends sentences.
pub(super) fn looks_spoken(clause: &Clause, quotation: usize) -> bool {
    let reading = clause.scene.reading;
    let found = &reading.quotations[quotation];
    let Some(first) = found.parts.first() else { return false };
    let words = reading.document.slice(first.inner).trim();
    found.parts.len() > 1
        || words.split_whitespace().take(MIN_WORDS).count() == MIN_WORDS
        || words.ends_with(['.', '!', '?', ',', '…'])
        || words.chars().next().is_some_and(char::is_uppercase) && words.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing;

    fn check(text: &str, expected: &[&str]) {
        testing::check("quotation_after_cue", text, expected);
    }

    #[test]
    fn hits() {
        check("Nora Hart said, “We will win.”", &["Nora Hart | said | We will win. | direct speech"]);
        check("Nora Hart says: ''No deal.''", &["Nora Hart | says | No deal. | direct speech"]);
        check("She goes on to ask: “Why?”", &["She | goes on to ask | Why? | direct speech"]);
        check(
            "Nora Hart met us. Hart replied to Orla Quill: “Thanks.”",
            &["Hart | replied | Thanks. | direct speech to Orla Quill"],
        );
        check(
            "I got a reply from the branch’s account informing me “You need not worry about it.”",
            &["the branch’s account | informing | You need not worry about it. | direct speech to me"],
        );
        check(
            "However, as Orla Quill articulates, \"It was late.\"",
            &["Orla Quill | articulates | It was late. | direct speech"],
        );
        check(
            "The former mayor, Nora Hart, warned voters: “Beware.”",
            &["Nora Hart | warned | Beware. | direct speech to voters"],
        );
        check(
            "Nora Hart, who chairs the Norland Club, told him: “Go.”",
            &["Nora Hart | told | Go. | direct speech to him"],
        );
        check(
            "I have been told, by a loud man calling from abroad, ‘You are the next to go.’",
            &["a loud man | told | You are the next to go. | direct speech to I"],
        );
        check("Nora Hart never said: “Go away.”", &["Nora Hart | said | Go away. | direct speech not"]);
        check("If Nora Hart said: “Go away.” we went", &["Nora Hart | said | Go away. | direct speech if"]);
        check("There is footage of Nora Hart asking: “Why?”", &["Nora Hart | asking | Why? | direct speech"]);
        check("I was told: “Leave now.”", &["? | told | Leave now. | direct speech to I"]);
    }

    #[test]
    fn near_misses() {
        check("Nora Hart called the “friends” to a “paint the town” fair.", &[]);
        check("Nora Hart said the “quiet majority” won.", &[]);
        check("The film “Winter Was Late” came out.", &[]);
        check("He made claims of “foul play at night”.", &[]);
    }
}
