//! Finds: `Nora Hart says that …`, `he asked Hart whether …`, `she said they …`, with or without quotations in the clause.
//!
//! Why it is a statement: a verb that takes such clauses has a subject, and "that", a question word, or a pronoun that can only be a
//! subject follows it; behind "say" and the like any noun phrase that starts a clause. All other indirect speech is left to the learned reader. The segment author's own "I think", "we hope" is
//! the segment's voice and no statement, nor is "we could say", nor "you know".
//!
//! Examples: see the tests. Source: coding guide, "Statements"; Quirk et al. 1985, 14.30 ff.

use sayso_model::Act;

use super::according_to::report;
use super::clause::{Clause, Verb, drafts_at};
use super::quotation_after_cue::Gap;
use super::{Draft, Evidence, Rule, Scene};
use crate::language::{Class, Form};

pub(super) const RULE: Rule =
    Rule { id: "reported_clause", confidence: 0.8, evidence: Evidence::Sentence, find };

/// Most items between the verb and "that".
const MAX_GAP: usize = 8;

fn find(scene: &Scene) -> Vec<Draft> {
    drafts_at(scene, |clause, at| draft(clause, &clause.verb(at)?))
}

fn draft(clause: &Clause, verb: &Verb) -> Option<Draft> {
    let (start, gap_end) = content_start(clause, verb)?;
    let subject = clause.subject_of(verb)?;
    let is_unsaid = matches!(verb.cue.act, Act::Thought | Act::Attitude) || subject.is_hypothetical;
    let is_mere_voice = (subject.is_first_person || subject.is_second_person) && is_unsaid;
    if is_mere_voice {
        return None;
    }
    let (content, mode, quotations) = report(clause, start..content_end(clause, start))?;
    let gap = Gap::read(clause, verb.end, gap_end);
    let has_addressee = verb.cue.takes.addressee || clause.is_word(verb.end, "to");
    let draft = subject.draft(clause, verb, vec![content], mode, quotations);
    Some(Draft { addressee: draft.addressee.or(gap.addressee.filter(|_| has_addressee)), ..draft })
}

/// Where the content starts, and where the words between verb and content end.
fn content_start(clause: &Clause, verb: &Verb) -> Option<(usize, usize)> {
    let takes = verb.cue.takes;
    let limit = clause.end.min(verb.end + MAX_GAP);
    for at in verb.end..limit {
        let is_that = clause.is_word(at, "that");
        let is_relative =
            at > verb.end && ["who", "whom", "whose", "when", "where"].contains(&clause.folded(at).as_str());
        let is_question = clause.has(at, Class::Question) && !clause.is_word(at, "which") && !is_relative;
        if is_that && (takes.clause || takes.addressee) && is_gap(clause, verb, at) {
            return Some((at + 1, at));
        }
        let asks = takes.question
            || takes.clause
                && at == verb.end
                && !clause.is_word(at, "who")
                && !clause.is_word(at, "if")
                && !clause.is_word(at, "when");
        if is_question && asks && is_gap(clause, verb, at) {
            return Some((at, at));
        }
        let is_bare = at == verb.end && takes.clause && verb.form != Form::Gerund;
        let is_noun_phrase = takes.bare && starts_clause(clause, at);
        if is_bare && (clause.has(at, Class::ClauseSubject) && is_clause(clause, at) || is_noun_phrase) {
            return Some((at, at));
        }
        if clause.quotation(at).is_some()
            || clause.is_mark(at, ".:;?!")
            || clause.is_dash(at)
            || at > verb.end && clause.verb(at).is_some()
        {
            return None;
        }
    }
    None
}

/// Whether the words between the verb and what it reports are the one spoken to and where it was said.
fn is_gap(clause: &Clause, verb: &Verb, end: usize) -> bool {
    if end == verb.end {
        return true;
    }
    let gap = Gap::read(clause, verb.end, end);
    let has_noun_cue = (verb.end..end).any(|at| {
        clause.token(at).is_some_and(|token| {
            clause.mention(at).is_none() && clause.scene.reading.noun_at(token).is_some()
        })
    });
    let is_spoken_to = verb.cue.takes.addressee || clause.is_word(verb.end, "to");
    let starts_well =
        clause.has_any(verb.end, &[Class::Preposition, Class::Adverb]) || clause.is_mark(verb.end, ",");
    !has_noun_cue
        && !clause.has(end - 1, Class::Preposition)
        && (is_spoken_to && (gap.is_object || gap.is_adjunct) || starts_well)
}

/// Whether a subject pronoun here has a verb of its own: "she said they would", not "said he".
fn is_clause(clause: &Clause, pronoun: usize) -> bool {
    let next = pronoun + 1;
    next < clause.end
        && (clause.is_plain_word(next) && !clause.has_any(next, &[Class::Preposition, Class::Conjunction])
            || clause.has_any(next, &[Class::Be, Class::Have, Class::Modal]))
}

/// Whether a noun phrase here is followed by enough words to be a clause: "said the vote was late", not "said the mayor".
fn starts_clause(clause: &Clause, at: usize) -> bool {
    let is_time = clause.has(at, Class::Calendar);
    let starts_phrase =
        clause.mention(at).is_some() || clause.has_any(at, &[Class::Determiner, Class::Possessive]);
    let phrase = clause.phrase_starting_at(at).filter(|_| starts_phrase && !is_time);
    phrase.is_some_and(|_| {
        (at..clause.end.min(at + 12)).filter(|word| clause.is_plain_word(*word)).count() >= 4
    })
}

/// Where the reported clause ends: at the sentence's end, at ", but", or at a dash behind which somebody else reports.
fn content_end(clause: &Clause, start: usize) -> usize {
    for at in start + 1..clause.end {
        let is_turn = clause.is_mark(at, ",")
            && ["but", "while", "although", "though", "whereas"].contains(&clause.folded(at + 1).as_str());
        let is_aside = clause.is_dash(at)
            && (at + 1..clause.end).any(|later| {
                clause.verb(later).is_some_and(|verb| verb.form == Form::ThirdPerson && verb.cue.takes.clause)
            });
        if is_turn || is_aside || clause.is_mark(at, ";") {
            return at;
        }
    }
    clause.end
}

/// Where a phrase that is reported ends: no later than a clause, before "because", which may tell why it is said, and before "and" with
/// another verb that reports or another subject.
pub(super) fn phrase_end(clause: &Clause, start: usize) -> usize {
    let end = content_end(clause, start);
    let leads_on = |at: usize| {
        let next = at + 1;
        let is_finite = |form| matches!(form, Form::Past | Form::PastOrParticiple | Form::ThirdPerson);
        let has_subject = at > start
            && clause.is_mark(at - 1, ",")
            && (clause.has(next, Class::Question) || clause.phrase_starting_at(next).is_some());
        ["and", "but"].contains(&clause.folded(at).as_str())
            && (has_subject || clause.verb(next).is_some_and(|verb| is_finite(verb.form)))
    };
    (start + 1..end).find(|at| clause.is_word(*at, "because") || leads_on(*at)).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing;

    fn check(text: &str, expected: &[&str]) {
        testing::check("reported_clause", text, expected);
    }

    #[test]
    fn hits() {
        check(
            "Nora Hart says that the vote was late.",
            &["Nora Hart | says | the vote was late | indirect speech"],
        );
        check(
            "The club’s website states that “We ‘won’ it all.”",
            &["The club’s website | states | We ‘won’ it all. | direct speech"],
        );
        check(
            "She said that “we won” because they “slept”.",
            &["She | said | “we won” because they “slept” | mixed speech"],
        );
        check(
            "Hugo Brandt, asked Nora Hart if she had won.",
            &["Hugo Brandt | asked | if she had won | indirect speech to Nora Hart"],
        );
        check(
            "The minister has told voters that it is late, but few care.",
            &["The minister | told | it is late | indirect speech to voters"],
        );
        check("She said they would go.", &["She | said | they would go | indirect speech"]);
        check(
            "Nora Hart said the vote of last night was late.",
            &["Nora Hart | said | the vote of last night was late | indirect speech"],
        );
        check(
            "He went on to explain to Hart, on the radio, that it was late.",
            &["He | went on to explain | it was late | indirect speech to Hart"],
        );
        check(
            "Nora Hart did not say that it was late.",
            &["Nora Hart | say | it was late | indirect speech not"],
        );
        check(
            "It was claimed by Nora Hart that it was late.",
            &["Nora Hart | claimed | it was late | indirect speech"],
        );
        check("She was told that it was late.", &["? | told | it was late | indirect speech to She"]);
        check(
            "Many voters believe that it was late.",
            &["Many voters | believe | it was late | indirect thought"],
        );
        check(
            "We met a member of the NTU who suggested we might join.",
            &["a member of the NTU | suggested | we might join | indirect speech"],
        );
        check(
            "It is asked by many in the NTU – who also complain they were late.",
            &["many in the NTU | complain | they were late | indirect speech"],
        );
        check("I replied saying that it was late.", &["I | saying | it was late | indirect speech"]);
        check(
            "She told them that, while it is late, we won.",
            &["She | told | while it is late, we won | indirect speech to them"],
        );
        check("I reminded them that it was late.", &["I | reminded | it was late | indirect speech to them"]);
    }

    #[test]
    fn near_misses() {
        check("The claims that we made were late.", &[]);
        check("I hope that it will be late, and I believe it is.", &[]);
        check("It is good to note that it was late. It should be noted that it was late.", &[]);
        check("I learned that it was late, and we could say that it was early.", &[]);
        check("It is a question asked by some in town – who also left.", &[]);
        check("She spent some time learning how to swim.", &[]);
        check("She talked about housing. She said the word.", &[]);
        check("He was expected to say so.", &[]);
        check("The MPs made the claim that it was late.", &[]);
    }
}
