//! Finds: a role that the registry knows somebody to hold, without a name beside it: "the Reform League leader", "the leader of the
//! Reform League".
//!
//! Why it is an affiliation: the words say of whoever is meant that they hold the role. Who that is, the normalise stage tells by the
//! registry and the date.
//!
//! Examples: see the tests. Source: coding guide, "Affiliations".

use super::people::person_before;
use super::role_phrase::RolePhrase;
use super::sentence::Sentence;
use super::{Finds, Rule};
use crate::language::Class;

pub(super) const RULE: Rule = Rule { id: "role_alone", confidence: 0.8, find };

fn find(sentence: &Sentence, phrases: &[RolePhrase], finds: &mut Finds) {
    for phrase in phrases {
        let span = sentence.span(phrase.start..phrase.end);
        if sentence.is_held_role(span)
            && !phrase.is_plural
            && !phrase.is_former
            && !is_said_of_another(sentence, phrase)
        {
            finds.add_held_role(sentence, phrase);
        }
    }
}

/// Whether the role is given to somebody who is named: "Ann Park, the leader of", "is the leader of", "as the leader of".
fn is_said_of_another(sentence: &Sentence, phrase: &RolePhrase) -> bool {
    let Some(before) = phrase.start.checked_sub(1) else { return false };
    let is_apposed = sentence.is_mark(before, ",–—(") && person_before(sentence, before).is_some();
    let is_predicate = sentence.has_any(before, &[Class::Be, Class::Copula, Class::Negation])
        || sentence.word(before) == "as";
    is_apposed || is_predicate
}

#[cfg(test)]
mod tests {
    use sayso_model::KnownRole;

    use crate::affiliations::testing::check_with;
    use crate::mentions::testing::registry;

    fn check(text: &str, expected: &[&str]) {
        let role = KnownRole { role: "leader".to_owned(), stands_alone: false };
        check_with(&registry().with_roles(&[role]), "role_alone", text, expected);
    }

    #[test]
    fn hits() {
        let expected = &["the Reform League leader | leader | Reform League | current"];
        check("It was said of the Reform League leader.", expected);
        check(
            "Whoever met the leader of Progress smiled.",
            &["the leader of Progress | leader | Progress | current"],
        );
    }

    #[test]
    fn near_misses() {
        for text in [
            "Orla Quill is the leader of Progress.",
            "Orla Quill, the leader of Progress, left.",
            "It was said of the former leader of Progress.",
            "Whoever met the chair of Progress smiled.",
        ] {
            check(text, &[]);
        }
    }
}
