//! Finds: `The vote was late, as Nora Hart said on Monday` and `As she has shown, it was late`.
//!
//! Why it is a statement: a clause with "as" whose verb of saying has nothing of its own to report gives the clause beside it to its
//! subject. Without a mark between them "as he spoke" tells a time, so that the verb must then be in the perfect.
//!
//! Examples: see the tests. Source: Quirk et al. 1985, 15.55 (comment clauses).

use super::according_to::report;
use super::clause::{Clause, MAX_ITEMS, Verb, clauses};
use super::quotation_after_cue::cue_span;
use super::{Draft, Evidence, Rule, Scene};
use crate::language::Class;

pub(super) const RULE: Rule = Rule { id: "as_clause", confidence: 0.75, evidence: Evidence::Frame, find };

/// Most items between "as" and its verb.
const MAX_SUBJECT: usize = 10;

/// Fewer words say nothing.
const MIN_WORDS: usize = 3;

fn find(scene: &Scene) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for clause in clauses(scene).filter(|clause| clause.end - clause.start <= MAX_ITEMS) {
        for at in clause.start..clause.end {
            if clause.is_word(at, "as") {
                drafts.extend(draft(&clause, at));
            }
        }
    }
    drafts
}

fn draft(clause: &Clause, at: usize) -> Option<Draft> {
    let verb = (at + 1..clause.end.min(at + MAX_SUBJECT)).find_map(|at| clause.verb(at))?;
    let takes = verb.cue.takes;
    if !takes.clause && !takes.question {
        return None;
    }
    let end = end_of(clause, &verb)?;
    let inner = Clause { start: at + 1, ..*clause };
    let subject = inner.subject_of(&verb)?;
    if subject.is_first_person || subject.is_second_person || subject.is_hypothetical {
        return None;
    }
    let has_mark = at > clause.start && (clause.is_mark(at - 1, ",;:(") || clause.is_dash(at - 1));
    let is_perfect = (at + 1..verb.start).any(|at| clause.has(at, Class::Have));
    let items = if at == clause.start {
        end + 1..clause.end
    } else if (has_mark || is_perfect) && !clause.is_word(at - 1, "such") {
        clause.start..at
    } else {
        return None;
    };
    let n_words = items.clone().filter(|at| clause.is_plain_word(*at)).count();
    let has_quotation = items.clone().any(|at| clause.quotation(at).is_some());
    if n_words < MIN_WORDS || has_quotation || end > clause.end {
        return None;
    }
    let (content, mode, quotations) = report(clause, items)?;
    Some(Draft {
        segment: clause.stream.segment,
        content: vec![content],
        cue: vec![cue_span(clause, subject.cue_start, &verb)],
        cue_lemma: Some(verb.cue.lemma.clone()),
        act: verb.cue.act,
        speaker: subject.speaker,
        addressee: subject.addressee,
        mode,
        is_negated: subject.is_negated,
        is_hypothetical: false,
        quotations,
    })
}

/// Where the clause with "as" ends: at the next mark or the sentence's end. `None` where its verb has something to report.
fn end_of(clause: &Clause, verb: &Verb) -> Option<usize> {
    let is_end = |at: usize| at >= clause.end || clause.is_mark(at, ".,;:!?)–—") || clause.is_dash(at);
    if is_end(verb.end) {
        return Some(verb.end.min(clause.end));
    }
    if !clause.has(verb.end, Class::Preposition) || clause.is_word(verb.end, "that") {
        return None;
    }
    (verb.end..=clause.end).find(|at| is_end(*at)).map(|at| at.min(clause.end))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing;

    fn check(text: &str, expected: &[&str]) {
        testing::check("as_clause", text, expected);
    }

    #[test]
    fn hits() {
        check(
            "The vote was late, as Nora Hart said on Monday.",
            &["Nora Hart | said | The vote was late | indirect speech"],
        );
        check(
            "As she has argued, the vote was late.",
            &["she | argued | the vote was late | indirect speech"],
        );
        check(
            "They may leave the hall as she has asked of them.",
            &["she | asked | They may leave the hall | indirect speech"],
        );
        check(
            "Nora Hart is a member of the club – as she boasted on the radio.",
            &["she | boasted | Nora Hart is a member of the club | indirect speech"],
        );
    }

    #[test]
    fn near_misses() {
        check("She left the hall as he spoke.", &[]);
        check("She left, as he said that it was late.", &[]);
        check("It is late, as I said. It is late, as you know.", &[]);
        check("The hall was full, as Nora Hart spoke of the vote.", &[]);
        check("It was as she said.", &[]);
    }
}
