//! Finds: a role that a clause gives to its subject: "Orla Quill remains chair of the Reform League", "was elected as its leader",
//! "Our candidate in Easton was Orla Quill", "filmed while director of Progress".
//!
//! Why it is an affiliation: a form of "be" or a verb like it says what the subject is or was. Denied and supposed roles are passed
//! over.
//!
//! Examples: see the tests. Source: coding guide, "Affiliations".

use super::draft::Holding;
use super::people::{Subject, nearest_person, subject_of};
use super::role_after_name::is_continued;
use super::role_phrase::RolePhrase;
use super::sentence::{Kind, Sentence};
use super::{Finds, Rule};
use crate::language::Class;

pub(super) const RULE: Rule = Rule { id: "role_of_subject", confidence: 0.85, find };

/// Further than this no role looks for its verb.
const MAX_PIECES: usize = 12;

fn find(sentence: &Sentence, phrases: &[RolePhrase], finds: &mut Finds) {
    let mut before: Option<(usize, bool, usize)> = None;
    for phrase in phrases {
        let found = predicate(sentence, phrase)
            .or_else(|| meanwhile(sentence, phrase))
            .or_else(|| inverted(sentence, phrase))
            .or_else(|| {
                let (person, is_past, end) = before?;
                is_continued(sentence, end, phrase.start).then_some((person, is_past))
            });
        before = found.map(|(person, is_past)| (person, is_past, phrase.end));
        if let Some((person, is_past)) = found.filter(|_| !phrase.is_plural) {
            finds.add_holding(sentence, &Holding { phrase, people: vec![person], is_past });
        }
    }
}

/// "Ann Park is …": the subject, and whether it is past.
fn predicate(sentence: &Sentence, phrase: &RolePhrase) -> Option<(usize, bool)> {
    let verb = verb_before(sentence, phrase.start)?;
    let word = sentence.word(verb);
    let Subject { at, is_past, is_present } = subject_of(sentence, verb)?;
    let is_past = match word {
        "was" | "were" | "remained" | "stayed" => true,
        "been" | "be" | "being" => is_past && !is_present,
        "served" | "acted" | "worked" => !is_present,
        _ => false,
    };
    Some((at, is_past))
}

/// The verb of which the phrase that starts at `start` is the predicate, over adverbs and other predicates ("is a Socialist, a …").
fn verb_before(sentence: &Sentence, start: usize) -> Option<usize> {
    let floor = start.saturating_sub(MAX_PIECES);
    let mut at = start;
    let mut has_as = false;
    while at > floor {
        at -= 1;
        if sentence.word(at) == "as" {
            has_as = true;
            continue;
        }
        if sentence.has_any(at, &[Class::Be, Class::Copula]) && !has_as
            || has_as && sentence.has(at, Class::Assumption)
        {
            return Some(at);
        }
        // "She’s a …", "I’m a …".
        if sentence.is_contracted_be(at) && !has_as {
            return Some(at);
        }
        // "was elected leader of": the verb is passive.
        let is_passive = sentence.has(at, Class::Assumption) && at > 0 && sentence.has(at - 1, Class::Be);
        if is_passive {
            return Some(at);
        }
        let is_negated = sentence.has(at, Class::Negation);
        let is_plain = sentence.kind(at) == Some(Kind::Word)
            && !sentence
                .has_any(at, &[Class::Preposition, Class::Relative, Class::SubjectPronoun, Class::Modal])
            && !matches!(sentence.word(at), "while" | "when" | "whilst")
            && !sentence.is_cue(at)
            && (sentence.frames(at).next().is_none() || sentence.word(at).ends_with("ing"));
        let is_joint = sentence.is_mark(at, ",") || matches!(sentence.word(at), "and" | "up");
        if is_negated || !(is_plain || is_joint) || sentence.word(at) == "but" {
            return None;
        }
    }
    None
}

/// "while director of …", "when leader of …".
fn meanwhile(sentence: &Sentence, phrase: &RolePhrase) -> Option<(usize, bool)> {
    let before = phrase.start.checked_sub(1)?;
    if !matches!(sentence.word(before), "while" | "when" | "whilst") {
        return None;
    }
    nearest_person(sentence, before).map(|person| (person, true))
}

/// "Our candidate in Easton was the teacher, Ann Park."
fn inverted(sentence: &Sentence, phrase: &RolePhrase) -> Option<(usize, bool)> {
    let opens = phrase.start == 0 || sentence.is_mark(phrase.start - 1, ",“”\"–—");
    let verb = phrase.end;
    if !opens || !phrase.has_determiner || !sentence.has(verb, Class::Be) {
        return None;
    }
    let limit = sentence.len().min(verb + MAX_PIECES + 4);
    let person = (verb + 1..limit).find(|at| sentence.is_person(*at))?;
    let is_named =
        person == verb + 1 || sentence.is_mark(person - 1, ",") || sentence.has(person - 1, Class::Role);
    let pauses = person + 1 >= sentence.len() || matches!(sentence.kind(person + 1), Some(Kind::Mark(_)));
    let is_phrase = (verb + 1..person).all(|at| {
        !sentence.has_any(at, &[Class::Be, Class::Have, Class::Do, Class::Modal, Class::Relative])
            && !sentence.is_cue(at)
    });
    let is_past = matches!(sentence.word(verb), "was" | "were");
    (is_named && pauses && is_phrase).then_some((person, is_past))
}

#[cfg(test)]
mod tests {
    use crate::affiliations::testing::check;

    #[test]
    fn hits() {
        for (text, expected) in [
            (
                "Orla Quill remains chair of the Reform League.",
                &["Orla Quill | chair | Reform League | current"][..],
            ),
            (
                "Orla Quill herself is actually a fully paid up member of the NTU.",
                &["Orla Quill | member | NTU | current"],
            ),
            (
                "Greta Holm, who is a baker, Norlander, a member of the NTU and Secretary of the South Moor Trades council, left.",
                &[
                    "Greta Holm | member | NTU | current",
                    "Greta Holm | secretary | South Moor Trades council | current",
                ],
            ),
            (
                "Greta Holm also happened to be the Chair of Progress – a post she had held since 2009.",
                &["Greta Holm | chair | Progress | former | 2009.."],
            ),
            ("She was director of Progress.", &["She | director | Progress | former"]),
            ("Orla Quill was elected leader of Progress.", &["Orla Quill | leader | Progress | current"]),
            ("Orla Quill served as treasurer of Progress.", &["Orla Quill | treasurer | Progress | former"]),
            ("I am a member of Progress.", &["I | member | Progress | current"]),
            ("She’s a member of Progress.", &["She | member | Progress | current"]),
            ("Orla Quill is a loyal and hard working MP.", &["Orla Quill | MP | (Parliament) | current"]),
            (
                "Our previous Progress candidate in Easton was the tireless teacher, Greta Holm.",
                &["Greta Holm | candidate in Easton | Progress | former"],
            ),
            (
                "Ms Holm was filmed, while director of Progress, at a rally.",
                &["Ms Holm | director | Progress | former"],
            ),
            (
                "Does Orla Quill know that Ms Holm was paid by the NTU and, was filmed, while director of Progress?",
                &["Ms Holm | director | Progress | former"],
            ),
        ] {
            check("role_of_subject", text, expected);
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "Orla Quill is not a member of Progress.",
            "Orla Quill never was chair of Progress.",
            "Orla Quill would be leader of Progress.",
            "If Orla Quill is chair of Progress, fine.",
            "Orla Quill was told by the chair of Progress to go.",
            "Orla Quill is a friend of the chair of Progress.",
        ] {
            check("role_of_subject", text, &[]);
        }
    }
}
