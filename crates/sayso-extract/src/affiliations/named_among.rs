//! Finds: people named among the members of a body: "Progress MPs such as Orla Quill", "37 Progress MPs signed – including our own
//! Orla Quill", "Members of the League include Greta Holm and Hugo Vos", "the League, formed of rebels: Greta Holm, Hugo Vos".
//!
//! Why it is an affiliation: the words give the people as examples or parts of a body's members.
//!
//! Examples: see the tests. Source: coding guide, "Affiliations".

use sayso_model::{AffiliationStatus, BodyWords};

use super::dates::Dates;
use super::draft::Holding;
use super::people::list_from;
use super::role_phrase::RolePhrase;
use super::sentence::{Kind, Sentence};
use super::{Find, Finds, Rule};
use crate::language::Class;

pub(super) const RULE: Rule = Rule { id: "named_among", confidence: 0.8, find };

/// Words between "including" and the first name.
const MAX_BETWEEN: usize = 10;

fn find(sentence: &Sentence, phrases: &[RolePhrase], finds: &mut Finds) {
    for phrase in phrases.iter().filter(|phrase| phrase.is_plural) {
        let next = phrases.iter().find(|other| other.start > phrase.start && other.is_plural);
        let limit = next.map_or(sentence.len(), |next| next.start);
        if let Some(people) = examples(sentence, phrase.end, limit) {
            finds.add_holding(sentence, &Holding { phrase, people, is_past: false });
        }
    }
    for body in (0..sentence.len()).filter(|at| sentence.is_body(*at)) {
        for person in parts(sentence, body) {
            let member = sentence.pieces[person].span;
            finds.drafts.push(Find {
                member,
                organisation: BodyWords::Named(sentence.pieces[body].span),
                role: Some("member".to_owned()),
                area: None,
                status: AffiliationStatus::Current,
                dates: Dates::default(),
                evidence: sentence.span(body..person + 1),
            });
        }
    }
}

/// "such as A and B", "including A", "include A" between `from` and `limit`.
fn examples(sentence: &Sentence, from: usize, limit: usize) -> Option<Vec<usize>> {
    let opener = (from..limit).find(|at| {
        let is_such_as = sentence.word(*at) == "such" && sentence.word(at + 1) == "as";
        is_such_as || sentence.word(*at).starts_with("includ")
    })?;
    let is_next = opener == from || sentence.word(opener) == "including";
    let first = first_person(sentence, opener + 1)?;
    is_next.then(|| list_from(sentence, first))
}

/// The people of "the League, made up of …: A, B and C".
fn parts(sentence: &Sentence, body: usize) -> Vec<usize> {
    let verb = body + 1 + usize::from(sentence.is_mark(body + 1, ","));
    let verb = verb + usize::from(sentence.has_any(verb, &[Class::Be, Class::Relative]));
    if !sentence.has(verb, Class::MadeUp) || sentence.word(verb).starts_with("includ") {
        return Vec::new();
    }
    let people = first_person(sentence, verb + 1).map_or(Vec::new(), |first| list_from(sentence, first));
    if people.len() > 1 { people } else { Vec::new() }
}

/// The first name after a phrase that leads up to it.
fn first_person(sentence: &Sentence, from: usize) -> Option<usize> {
    let limit = sentence.len().min(from + MAX_BETWEEN);
    let first = (from..limit).find(|at| sentence.is_person(*at))?;
    let leads_up = (from..first).all(|at| match sentence.kind(at) {
        Some(Kind::Word) => {
            !sentence.has_any(at, &[Class::Be, Class::Have, Class::Do, Class::Modal, Class::Relative])
                && !sentence.is_cue(at)
        }
        Some(Kind::Body) => true,
        Some(Kind::Mark(mark)) => ",:“”".contains(mark),
        _ => false,
    });
    (leads_up && !sentence.is_possessive_ending(first + 1)).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::affiliations::testing::check;

    #[test]
    fn hits() {
        for (text, expected) in [
            (
                "Objections of Progress MPs such as Orla Quill and Greta Holm counted.",
                &[
                    "Orla Quill | MP | Progress | current",
                    "Orla Quill | MP | (Parliament) | current",
                    "Greta Holm | MP | Progress | current",
                    "Greta Holm | MP | (Parliament) | current",
                ][..],
            ),
            (
                "37 members of Progress put their names to it – including my own neighbour, Orla Quill.",
                &["Orla Quill | member | Progress | current"],
            ),
            ("Members of Progress include Greta Holm.", &["Greta Holm | member | Progress | current"]),
            (
                "They joined the Reform League, made up not only of NTU people: Greta Holm, Hugo Vos and Orla Quill.",
                &[
                    "Greta Holm | member | Reform League | current",
                    "Hugo Vos | member | Reform League | current",
                    "Orla Quill | member | Reform League | current",
                ],
            ),
        ] {
            check("named_among", text, expected);
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "Members of Progress met guests, and they praised things like Orla Quill’s speech.",
            "Progress formed a choir with Orla Quill.",
        ] {
            check("named_among", text, &[]);
        }
    }
}
