//! Finds: `The vote was late, as Nora Hart said on Monday` and `As she has shown, it was late`.
//!
//! Why it is a statement: a clause with "as" whose verb of saying has nothing of its own to report gives the clause beside it to its
//! subject. Without a mark between them "as he spoke" tells a time, so that the verb must then be in the perfect.
//!
//! Examples: see the tests. Source: Quirk et al. 1985, 15.55 (comment clauses).

use super::according_to::report;
use super::clause::{Clause, Verb, drafts_at};
use super::{Draft, Evidence, Rule, Scene};
use crate::language::Class;

pub(super) const RULE: Rule = Rule { id: "as_clause", confidence: 0.75, evidence: Evidence::Frame, find };

/// Most items between "as" and its verb.
const MAX_SUBJECT: usize = 10;

/// Fewer words say nothing.
const MIN_WORDS: usize = 3;

fn find(scene: &Scene) -> Vec<Draft> {
    drafts_at(scene, |clause, at| clause.is_word(at, "as").then(|| draft(clause, at)).flatten())
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
    if n_words < MIN_WORDS || has_quotation {
        return None;
    }
    let (content, mode, quotations) = report(clause, items)?;
    Some(subject.draft(clause, &verb, vec![content], mode, quotations))
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
