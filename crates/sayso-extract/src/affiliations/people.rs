//! Who holds a role or does what a verb says: one person, a list of them, or the subject of a clause.

use super::sentence::{Kind, Sentence};
use crate::language::Class;

/// Further than this from its verb no subject is looked for.
const MAX_PIECES: usize = 30;

/// The subject of a verb, with what the words between them tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// A person or a pronoun.
    pub(super) at: usize,
    /// Whether an auxiliary puts the clause into the past: "was", "used to".
    pub(super) is_past: bool,
    /// Whether an auxiliary brings it up to now: "has", "is".
    pub(super) is_present: bool,
}

/// The people of the list that starts at `at`: "Ann Park, Bob Lee and Cem Kaya".
pub(super) fn list_from(sentence: &Sentence, at: usize) -> Vec<usize> {
    let mut people = Vec::new();
    let mut next = at;
    while sentence.is_person(next) {
        people.push(next);
        next += 1;
        if sentence.office(next).is_some() {
            next += 1;
        }
        let start = next;
        while is_joint(sentence, next) && next < start + 2 {
            next += 1;
        }
        if next == start {
            break;
        }
    }
    people
}

/// The people of the list that ends at `at`, in text order; one person where no "and" makes it a list.
pub(super) fn list_until(sentence: &Sentence, at: usize) -> Vec<usize> {
    let mut people = vec![at];
    let mut first = at;
    let mut has_and = false;
    while first >= 2 {
        let mut before = first - 1;
        if !is_joint(sentence, before) {
            break;
        }
        has_and |= sentence.word(before) == "and";
        if before > 0 && is_joint(sentence, before - 1) {
            before -= 1;
        }
        match before.checked_sub(1).filter(|person| sentence.is_person(*person)) {
            Some(person) => people.push(person),
            None => break,
        }
        first = people[people.len() - 1];
    }
    people.reverse();
    if has_and { people } else { vec![at] }
}

fn is_joint(sentence: &Sentence, at: usize) -> bool {
    sentence.is_mark(at, ",.;&") || matches!(sentence.word(at), "and" | "or")
}

/// The person before `at`, over letters of office: of "Ann Park MP, …", the person.
pub(super) fn person_before(sentence: &Sentence, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let before = if sentence.office(before).is_some() { before.checked_sub(1)? } else { before };
    sentence.is_person(before).then_some(before)
}

/// The last person before `at` who is no possessor: the one of whom "while director of" is said.
pub(super) fn nearest_person(sentence: &Sentence, at: usize) -> Option<usize> {
    let floor = at.saturating_sub(MAX_PIECES);
    (floor..at).rev().find(|at| sentence.is_person(*at) && !sentence.is_possessive_ending(at + 1))
}

/// The subject of the clause before `at`: the last person or pronoun there with a verb right behind, else the first.
fn subject_before(sentence: &Sentence, at: usize) -> Option<usize> {
    let floor = at.saturating_sub(MAX_PIECES);
    let is_one = |at: &usize| {
        sentence.is_person(*at) && !sentence.is_possessive_ending(at + 1) || is_pronoun(sentence, *at)
    };
    let has_verb = |at: &usize| {
        let next = at + 1;
        sentence.has_any(next, &[Class::Be, Class::Have, Class::Copula, Class::Relative])
            || sentence.frames(next).next().is_some()
            || sentence.is_cue(next)
    };
    (floor..at).rev().filter(is_one).find(has_verb).or_else(|| (floor..at).find(is_one))
}

/// The subject of the verb at `verb`; `None` where the text denies or only supposes what the verb says.
pub(super) fn subject_of(sentence: &Sentence, verb: usize) -> Option<Subject> {
    let (mut is_past, mut is_present) = (false, false);
    let mut at = verb;
    let floor = verb.saturating_sub(MAX_PIECES);
    let subject = loop {
        if at == floor {
            return None;
        }
        at -= 1;
        if sentence.has_any(at, &[Class::Negation, Class::Modal]) {
            return None;
        }
        if sentence.is_person(at) {
            break at;
        }
        if sentence.office(at).is_some() && at > 0 && sentence.is_person(at - 1) {
            continue;
        }
        if is_pronoun(sentence, at) {
            break at;
        }
        if sentence.word(at) == "who" {
            break antecedent(sentence, at)?;
        }
        if sentence.has_any(at, &[Class::Be, Class::Have, Class::Do]) {
            let word = sentence.word(at);
            is_past |= matches!(word, "was" | "were" | "had");
            is_present |= matches!(word, "is" | "are" | "am" | "has" | "have" | "'m" | "'re" | "'ve");
        } else if sentence.word(at) == "to" && at > 0 && sentence.word(at - 1) == "used" {
            is_past = true;
            at -= 1;
        } else if sentence.word(at) == "to" && at > 0 && is_leading(sentence, at - 1) {
            is_past |= sentence.word(at - 1).ends_with("ed");
            at -= 1;
        } else if matches!(sentence.word(at), "and" | "but" | "then") {
            if !is_between_adverbs(sentence, at) {
                break subject_before(sentence, at)?;
            }
        } else if sentence.is_mark(at, ")") {
            let open = (floor..at).rev().find(|open| sentence.is_mark(*open, "("))?;
            at = open;
        } else if let Some(person) = apposed_before(sentence, at, floor) {
            break person;
        } else if !is_passed_over(sentence, at) {
            return None;
        }
    };
    let is_supposed = subject > 0 && sentence.has(subject - 1, Class::Supposition);
    (!is_supposed).then_some(Subject { at: subject, is_past, is_present })
}

/// Of "Ann Park, chair of the Union, …", the person before the apposition that ends at the comma or dash at `end`.
fn apposed_before(sentence: &Sentence, end: usize, floor: usize) -> Option<usize> {
    let is_joint = |at: usize| sentence.is_mark(at, ",–—");
    let before = end.checked_sub(1).filter(|_| is_joint(end))?;
    if before < floor || is_passed_over(sentence, before) || sentence.is_person(before) {
        return None;
    }
    (floor..before).rev().filter(|at| is_joint(*at)).find_map(|at| person_before(sentence, at))
}

/// "I", "he", "she": one person.
fn is_pronoun(sentence: &Sentence, at: usize) -> bool {
    matches!(sentence.word(at), "i" | "he" | "she")
}

/// Verbs that lead on with "to": "happened to be", "went on to be".
fn is_leading(sentence: &Sentence, at: usize) -> bool {
    sentence.has(at, Class::Continuative)
        || matches!(sentence.word(at), "happens" | "happened" | "on" | "came" | "rose")
}

fn is_passed_over(sentence: &Sentence, at: usize) -> bool {
    let word = sentence.word(at);
    sentence.is_mark(at, ",")
        || sentence.kind(at) == Some(Kind::Word) && (sentence.has(at, Class::Adverb) || word.ends_with("ly"))
}

/// "recently, and controversially,": the word joins no clauses.
fn is_between_adverbs(sentence: &Sentence, at: usize) -> bool {
    let after = at + 1;
    let mut before = at;
    while before > 0 && sentence.is_mark(before - 1, ",") {
        before -= 1;
    }
    let is_adverb = |at: usize| sentence.word(at).ends_with("ly") || sentence.has(at, Class::Adverb);
    is_adverb(after) && before > 0 && is_adverb(before - 1)
}

/// Whom "who" stands for; of "as someone who", the subject of the sentence.
fn antecedent(sentence: &Sentence, who: usize) -> Option<usize> {
    let floor = who.saturating_sub(12);
    let before = who.checked_sub(1)?;
    if matches!(sentence.word(before), "someone" | "somebody" | "one" | "person") {
        let is_as = before > 0 && sentence.word(before - 1) == "as";
        return subject_before(sentence, before).filter(|_| is_as);
    }
    (floor..who).rev().find(|at| sentence.is_person(*at) && !sentence.is_possessive_ending(at + 1))
}
