//! Finds: verbs that tell how somebody came to a body, left it or belongs to it: "joined the League", "resigned from Progress",
//! "deserted Progress for the League", "was employed by the NTU".
//!
//! Why it is an affiliation: the verb's subject is the member and its object the body; the verb tells whether it goes on. What the
//! text denies or only supposes ("might join", "if she left") is passed over.
//!
//! Examples: see the tests. Source: coding guide, "Affiliations"; the verbs are those of `roles.toml`.

use sayso_model::{AffiliationStatus, BodyWords, Span};

use super::dates::{Dates, dates_after, moment_near};
use super::people::{Subject, subject_of};
use super::role_phrase::RolePhrase;
use super::sentence::{Kind, Sentence};
use super::{Find, Finds, Rule};
use crate::language::{Class, Frame, Turn};

pub(super) const RULE: Rule = Rule { id: "membership_verbs", confidence: 0.85, find };

/// Words between a verb and its body.
const MAX_BETWEEN: usize = 8;

fn find(sentence: &Sentence, _: &[RolePhrase], finds: &mut Finds) {
    for verb in 0..sentence.len() {
        for frame in sentence.frames(verb) {
            if let Some(body) = object_of(sentence, verb, frame)
                && let Some(subject) = subject_of(sentence, verb)
            {
                add(sentence, verb, frame, subject, body, finds);
            }
        }
    }
}

fn add(sentence: &Sentence, verb: usize, frame: &Frame, subject: Subject, body: usize, finds: &mut Finds) {
    let member = sentence.pieces[subject.at].span;
    let is_past = subject.is_past || !subject.is_present && !sentence.word(verb).ends_with('s');
    let status = match frame.turn {
        Turn::Enters => AffiliationStatus::Current,
        Turn::Leaves => AffiliationStatus::Former,
        Turn::Holds if is_past => AffiliationStatus::Former,
        Turn::Holds => AffiliationStatus::Current,
    };
    let dates = dates(sentence, frame.turn, body + 1);
    let evidence = |last: usize| {
        let words = sentence.span(verb.min(subject.at)..last + 1).cover(member);
        if dates.is_told { words.cover(dates.span) } else { words }
    };
    let find = |body: usize, role: &str, status: AffiliationStatus, dates: Dates, evidence: Span| Find {
        member,
        organisation: BodyWords::Named(sentence.pieces[body].span),
        role: Some(role.to_owned()),
        area: None,
        status,
        dates,
        evidence,
    };
    if frame.turn == Turn::Leaves
        && let Some(next) = new_body(sentence, body + 1)
    {
        let evidence = evidence(next);
        finds.drafts.push(find(next, "member", AffiliationStatus::Current, Dates::default(), evidence));
    }
    finds.drafts.push(find(body, &frame.role, status, dates.clone(), evidence(body)));
}

/// The body that is the verb's object; none where the name only describes another noun ("left Progress voters cold").
fn object_of(sentence: &Sentence, verb: usize, frame: &Frame) -> Option<usize> {
    let mut at = verb + 1;
    if !frame.links.is_empty() {
        let limit = at + 4;
        while at < limit && !frame.links.iter().any(|link| link == sentence.word(at)) {
            let is_between = sentence.has_any(at, &[Class::Adverb, Class::ObjectPronoun])
                || sentence.word(at).ends_with("ly");
            if !is_between {
                return None;
            }
            at += 1;
        }
        at += 1;
        at += usize::from(sentence.word(at) == "of");
    }
    let limit = sentence.len().min(at + MAX_BETWEEN);
    while at < limit && !sentence.is_body(at) {
        let is_possessor = sentence.is_person(at) && sentence.is_possessive_ending(at + 1);
        let is_inner = is_possessor
            || sentence.is_possessive_ending(at)
            || sentence.is_mark(at, "“”‘’\"")
            || sentence.kind(at) == Some(Kind::Word)
                && !sentence.is_capital(at)
                && !sentence.is_cue(at)
                && !sentence.has_any(
                    at,
                    &[
                        Class::Preposition,
                        Class::Conjunction,
                        Class::Be,
                        Class::Have,
                        Class::Modal,
                        Class::Relative,
                    ],
                );
        if !is_inner {
            return None;
        }
        at += 1;
    }
    let is_end = match sentence.kind(at + 1) {
        None | Some(Kind::Mark(_) | Kind::Number) => {
            !sentence.is_hyphen(at + 1) && !sentence.is_possessive_ending(at + 1)
        }
        Some(Kind::Word) => sentence.has_any(
            at + 1,
            &[Class::Preposition, Class::Conjunction, Class::Adverb, Class::Relative, Class::Question],
        ),
        _ => false,
    };
    (at < limit && is_end).then_some(at)
}

/// "for the League", "to join the League" after the body that is left.
fn new_body(sentence: &Sentence, from: usize) -> Option<usize> {
    let mut at = from;
    if !matches!(sentence.word(at), "for" | "to") {
        return None;
    }
    at += 1 + usize::from(matches!(sentence.word(at + 1), "join" | "found"));
    at += usize::from(sentence.has(at, Class::Determiner));
    sentence.is_body(at).then_some(at)
}

fn dates(sentence: &Sentence, turn: Turn, from: usize) -> Dates {
    if let Some(dates) = dates_after(sentence, from) {
        return dates;
    }
    let Some(moment) = moment_near(sentence, from) else { return Dates::default() };
    let date = Some(moment.date);
    match turn {
        Turn::Enters => Dates { start: date, end: None, span: moment.span, is_told: true },
        Turn::Leaves => Dates { start: None, end: date, span: moment.span, is_told: true },
        Turn::Holds => Dates::default(),
    }
}

#[cfg(test)]
mod tests {
    use crate::affiliations::testing::check;

    #[test]
    fn hits() {
        for (text, expected) in [
            ("Greta Holm joined the Reform League.", &["Greta Holm | member | Reform League | current"][..]),
            (
                "Greta Holm, chair of a group known as the NTU, has left Progress.",
                &["Greta Holm | member | Progress | former"],
            ),
            (
                "In May 2015 Greta Holm resigned from Progress.",
                &["Greta Holm | member | Progress | former | ..2015-05"],
            ),
            (
                "Greta Holm, who recently, and controversially, deserted Quill’s “beloved” Reform League, won.",
                &["Greta Holm | member | Reform League | former"],
            ),
            (
                "Greta Holm has now deserted Progress for the Reform League.",
                &["Greta Holm | member | Progress | former", "Greta Holm | member | Reform League | current"],
            ),
            ("She, too, has resigned from the Reform League.", &["She | member | Reform League | former"]),
            ("Ms Holm was directly employed by the NTU and left.", &["Ms Holm | employee | NTU | former"]),
            (
                "Greta Holm has worked for Progress since 3 May 2012.",
                &["Greta Holm | employee | Progress | current | 2012-05-03.."],
            ),
            (
                "I write this as someone who first joined the League during the flood – in 1964.",
                &["I | member | League | current | 1964.."],
            ),
            (
                "Greta Holm chairs the Reform League and belongs to Progress.",
                &["Greta Holm | chair | Reform League | current", "Greta Holm | member | Progress | current"],
            ),
        ] {
            check("membership_verbs", text, expected);
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "Greta Holm could not have joined the Reform League.",
            "If Greta Holm joined the Reform League, fine.",
            "Greta Holm never left Progress.",
            "Greta Holm left Progress voters cold.",
            "The news left the Reform League’s leader cold.",
            "They joined the Reform League.",
        ] {
            check("membership_verbs", text, &[]);
        }
    }
}
