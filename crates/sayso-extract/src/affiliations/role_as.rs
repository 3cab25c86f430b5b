//! Finds: "As chair of the Reform League, Orla Quill …", "as a party member myself I hope".
//!
//! Why it is an affiliation: the words before the subject say in which role somebody speaks or acts.
//!
//! Examples: see the tests. Source: coding guide, "Affiliations".

use super::draft::Holding;
use super::role_phrase::RolePhrase;
use super::sentence::Sentence;
use super::{Finds, Rule};
use crate::language::Class;

pub(super) const RULE: Rule = Rule { id: "role_as", confidence: 0.85, find };

fn find(sentence: &Sentence, phrases: &[RolePhrase], finds: &mut Finds) {
    for phrase in phrases.iter().filter(|phrase| !phrase.is_plural) {
        if let Some(person) = subject(sentence, phrase) {
            finds.add_holding(sentence, &Holding { phrase, people: vec![person], is_past: false });
        }
    }
}

/// Of "as a member myself, she", the subject.
fn subject(sentence: &Sentence, phrase: &RolePhrase) -> Option<usize> {
    let before = phrase.start.checked_sub(1).filter(|before| sentence.word(*before) == "as")?;
    // "elected as chair", "as good as any member"
    let is_other = before.checked_sub(1).is_some_and(|at| {
        sentence.has(at, Class::Assumption)
            || sentence.word(at) == "such"
            || sentence.word(at).ends_with("ly")
    });
    let reflexive = matches!(sentence.word(phrase.end), "myself" | "himself" | "herself");
    let next = phrase.end + usize::from(reflexive);
    let next = next + usize::from(sentence.is_mark(next, ","));
    let is_one = sentence.is_person(next) || matches!(sentence.word(next), "i" | "he" | "she");
    (is_one && !is_other).then_some(next)
}

#[cfg(test)]
mod tests {
    use crate::affiliations::testing::check;

    #[test]
    fn hits() {
        for (text, expected) in [
            (
                "As chair of the Reform League, Orla Quill had to go.",
                &["Orla Quill | chair | Reform League | current"][..],
            ),
            ("Thanks, and as a party member myself I hope for more.", &["I | member | party | current"]),
            ("As a former treasurer of Progress, she knows.", &["she | treasurer | Progress | former"]),
        ] {
            check("role_as", text, expected);
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "Greta Holm was elected as chair of Progress, Orla Quill as treasurer.",
            "As members of Progress, they left.",
            "As a trade union worker, she knows.",
            "As the chair of Progress left, Orla Quill wept.",
        ] {
            check("role_as", text, &[]);
        }
    }
}
