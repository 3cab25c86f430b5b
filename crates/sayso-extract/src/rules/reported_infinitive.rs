//! Finds: `Nora Hart asked us to go`, `he was told by the club to leave`, `they promised not to stay`.
//!
//! Why it is a statement: a verb of asking or promising has a subject, or "by" tells who asks, and an infinitive with "to" is what is
//! asked or promised.
//!
//! Examples: see the tests. Source: coding guide, "Statements" (asked, demanded); Quirk et al. 1985, 16.41, 16.63.

use sayso_model::{Span, Speaker};

use super::according_to::report;
use super::clause::{Clause, Verb, drafts_at};
use super::quotation_after_cue::Gap;
use super::reported_clause::phrase_end;
use super::subject::Subject;
use super::{Draft, Evidence, Rule, Scene};
use crate::language::Class;

pub(super) const RULE: Rule =
    Rule { id: "reported_infinitive", confidence: 0.8, evidence: Evidence::Sentence, find };

/// Most items between the verb and the infinitive.
const MAX_GAP: usize = 8;

fn find(scene: &Scene) -> Vec<Draft> {
    drafts_at(scene, |clause, at| draft(clause, &clause.verb(at).filter(|verb| verb.cue.takes.infinitive)?))
}

fn draft(clause: &Clause, verb: &Verb) -> Option<Draft> {
    let subject = clause.subject_of(verb).or_else(|| clause.agent_of(verb))?;
    // "we would ask you to": asked here and now, by the one who writes
    if (subject.is_first_person || subject.is_second_person) && subject.is_hypothetical {
        return None;
    }
    let (start, told) = infinitive(clause, verb, &subject)?;
    let (content, mode, quotations) = report(clause, start..phrase_end(clause, start))?;
    let draft = subject.draft(clause, verb, vec![content], mode, quotations);
    Some(Draft { addressee: draft.addressee.or(told), ..draft })
}

/// Where the infinitive starts, and who is asked.
fn infinitive(clause: &Clause, verb: &Verb, subject: &Subject) -> Option<(usize, Option<Span>)> {
    let limit = clause.end.min(verb.end + MAX_GAP);
    let start = (verb.end..limit).find(|at| is_infinitive(clause, *at))?;
    if start == verb.end {
        return Some((start, None));
    }
    // "was asked by the club to": the agent stands between
    if let Speaker::Named(agent) = subject.speaker
        && clause.item(start - 1).span.end_byte() == agent.end_byte()
    {
        return Some((start, None));
    }
    let gap = Gap::read(clause, verb.end, start);
    let is_told = verb.cue.takes.addressee && gap.is_object && !clause.is_word(verb.end, "to");
    is_told.then_some((start, gap.addressee))
}

/// Whether "to" and a verb, or "not to", stand here.
fn is_infinitive(clause: &Clause, at: usize) -> bool {
    let to = at + usize::from(clause.is_word(at, "not"));
    let next = to + 1;
    clause.is_word(to, "to")
        && clause.is_plain_word(next)
        && clause.mention(next).is_none()
        && !clause.is_capital(next)
        && !clause
            .has_any(next, &[Class::Determiner, Class::Possessive, Class::ObjectPronoun, Class::Preposition])
}

#[cfg(test)]
mod tests {
    use crate::rules::testing;

    fn check(text: &str, expected: &[&str]) {
        testing::check("reported_infinitive", text, expected);
    }

    #[test]
    fn hits() {
        check(
            "Nora Hart asked the club to pay for it.",
            &["Nora Hart | asked | to pay for it | indirect speech to the club"],
        );
        check("You have asked me to leave.", &["You | asked | to leave | indirect speech to me"]);
        check("She was told to leave the hall.", &["? | told | to leave the hall | indirect speech to She"]);
        check(
            "I’ve been asked to leave the hall.",
            &["? | asked | to leave the hall | indirect speech to I"],
        );
        check(
            "We were asked by our mayor to leave, but few did.",
            &["our mayor | asked | to leave | indirect speech to We"],
        );
        check(
            "I was sad to be asked by our mayor to leave because I voted.",
            &["our mayor | asked | to leave | indirect speech"],
        );
        check("Nora Hart promised not to leave.", &["Nora Hart | promised | not to leave | indirect speech"]);
        check(
            "Nora Hart promised to stay and said it was late.",
            &["Nora Hart | promised | to stay | indirect speech"],
        );
        check(
            "Nora Hart asked the club to pay, and the club agreed.",
            &["Nora Hart | asked | to pay | indirect speech to the club"],
        );
        check(
            "Few know that Nora Hart was seen, while in town, threatening to close the hall.",
            &["Nora Hart | threatening | to close the hall | indirect speech"],
        );
        check("They did not ask us to pay.", &["They | ask | to pay | indirect speech not to us"]);
    }

    #[test]
    fn near_misses() {
        check("I would ask you to pay.", &[]);
        check("She claimed the right to vote.", &[]);
        check("She was asked to the hall. He told the story to us.", &[]);
        check("She told us that we are to leave.", &[]);
    }
}
