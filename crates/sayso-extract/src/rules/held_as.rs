//! Finds: `Nora Hart accused the club of theft`, `he described the vote as a farce`.
//!
//! Why it is a statement: a verb of accusing or describing has a subject, and says of its object what stands behind "of" or "as". Its
//! content has two parts.
//!
//! Examples: see the tests. Source: coding guide, "Statements" (two parts).

use std::ops::Range;

use sayso_model::{Mode, Span, Speaker};

use super::according_to::report;
use super::clause::{Clause, Verb, drafts_at};
use super::reported_clause::phrase_end;
use super::subject::Subject;
use super::{Draft, Evidence, Rule, Scene};
use crate::language::Class;

pub(super) const RULE: Rule = Rule { id: "held_as", confidence: 0.8, evidence: Evidence::Frame, find };

/// Most items of the object.
const MAX_OBJECT: usize = 14;

fn find(scene: &Scene) -> Vec<Draft> {
    drafts_at(scene, |clause, at| draft(clause, &clause.verb(at)?))
}

fn draft(clause: &Clause, verb: &Verb) -> Option<Draft> {
    let preposition = match (verb.cue.takes.of, verb.cue.takes.r#as) {
        (true, _) => "of",
        (_, true) => "as",
        _ => return None,
    };
    let subject = clause.subject_of(verb)?;
    if subject.is_first_person && subject.is_hypothetical {
        return None;
    }
    let limit = clause.end.min(verb.end + MAX_OBJECT);
    let joint = (verb.end..limit).find(|at| clause.is_word(*at, preposition))?;
    let object = if joint == verb.end {
        object_before(clause, &subject)
    } else {
        object_behind(clause, verb.end..joint)
    }?;
    let (said, mode, _) =
        report(clause, joint + 1..end_of(clause, joint + 1)).or_else(|| one_word(clause, joint + 1))?;
    Some(subject.draft(clause, verb, vec![object, said], mode, Vec::new()))
}

/// Where what is said of the object ends: no later than a phrase, and before a verb whose subject stands outside ("by accusing him of theft
/// is wrong").
fn end_of(clause: &Clause, start: usize) -> usize {
    let end = phrase_end(clause, start);
    let opens = [Class::Conjunction, Class::Relative, Class::Question, Class::ClauseSubject];
    let within = (start..end).take_while(|at| !clause.has_any(*at, &opens));
    let is_finite = |at: &usize| {
        clause.has_any(*at, &[Class::Be, Class::Modal, Class::Do])
            && !clause.folded(*at).starts_with("be")
            && !clause.has_any(at - 1, &[Class::Have, Class::Modal])
    };
    within.skip(1).find(is_finite).unwrap_or(end)
}

/// The object between verb and preposition: a name, a pronoun, or a phrase with what belongs to it.
fn object_behind(clause: &Clause, items: Range<usize>) -> Option<Span> {
    let first = items.start;
    let is_object = clause.has(first, Class::ObjectPronoun) && items.len() == 1
        || clause.mention(first).is_some()
        || clause.phrase_starting_at(first).is_some();
    let is_one = items.clone().all(|at| !clause.is_mark(at, ".;:?!") && !clause.is_dash(at));
    (is_object && is_one).then(|| clause.span(items))
}

/// The object of "the people she accused of theft".
fn object_before(clause: &Clause, subject: &Subject) -> Option<Span> {
    let Speaker::Named(speaker) = subject.speaker else { return None };
    let first =
        (clause.start..clause.end).find(|at| clause.item(*at).span.start_byte() == speaker.start_byte())?;
    let before = first.checked_sub(1).filter(|before| *before >= clause.start)?;
    clause.phrase_ending_at(before).map(|phrase| phrase.span)
}

/// "of theft".
fn one_word(clause: &Clause, at: usize) -> Option<(Span, Mode, Vec<usize>)> {
    clause.is_plain_word(at).then(|| (clause.item(at).span, Mode::Indirect, Vec::new()))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing;

    fn check(text: &str, expected: &[&str]) {
        testing::check("held_as", text, expected);
    }

    #[test]
    fn hits() {
        check(
            "Nora Hart accused the club of theft.",
            &["Nora Hart | accused | the club … theft | indirect speech"],
        );
        check(
            "She has accused them of leaving the hall, but few believe it.",
            &["She | accused | them … leaving the hall | indirect speech"],
        );
        check(
            "Nora Hart described the vote of last night as a farce.",
            &["Nora Hart | described | the vote of last night … a farce | indirect speech"],
        );
    }

    #[test]
    fn the_object_may_stand_before_and_the_subject_far_off() {
        check(
            "We know the members she had accused of theft, and what was late.",
            &["she | accused | the members … theft | indirect speech"],
        );
        check(
            "For Ms Hart to go on, by accusing the club of theft by night, is not only late.",
            &["Ms Hart | accusing | the club … theft by night | indirect speech"],
        );
    }

    #[test]
    fn near_misses() {
        check("The accused of the town left.", &[]);
        check("Nora Hart described the vote.", &[]);
    }
}
