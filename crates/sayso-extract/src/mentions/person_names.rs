//! Finds: names of people whom no registry knows: "Orla Quill", "Ms Hart-Lee", "J. B. van Dam", "Jacqueline (Jackie) Moor",
//! "Ian Marsh Jnr".
//!
//! Why it is a mention: a run of capitalised words that starts with a title or a common given name, that letters of office follow
//! ("MP"), or that stands beside a verb of speech. The title belongs to the name; letters of office do not.
//!
//! Examples: see the tests. Source: coding guide, "Mentions and actors".

use std::collections::BTreeSet;
use std::ops::Range;

use sayso_model::{EntityKind, MentionType};

use super::capitals::{cover, is_capital_word, is_function_word, is_initial, is_tight_hyphen};
use super::{Find, Rule, Scene};
use crate::language::{Class, Form};
use crate::reading::{Reading, Shape, TokenKind, Unit, fold_word};

pub(super) const RULE: Rule = Rule { id: "person_names", confidence: 0.85, gives_way: false, find };

/// More words than this are a heading, not a name.
const MAX_WORDS: usize = 5;

/// Titles of no more letters than this name nobody but people.
const MAX_COURTESY: usize = 3;

fn find(scene: &Scene) -> Vec<Find> {
    let reading = scene.reading;
    let mut people: Vec<Range<usize>> = Vec::new();
    for unit in &reading.units {
        let mut at = unit.tokens.start;
        while at < unit.tokens.end {
            let person = person_at(reading, unit, at);
            at = person.as_ref().map_or(at + 1, |tokens| tokens.end);
            people.extend(person);
        }
    }
    let words =
        |tokens: Range<usize>| -> Vec<String> { tokens.map(|at| fold_word(reading.words(at))).collect() };
    let registered = scene.finds.iter().filter(|find| find.kind == Some(EntityKind::Person));
    let mut known: BTreeSet<Vec<String>> =
        registered.map(|find| words(reading.tokens_in(find.span))).collect();
    known.extend(people.iter().cloned().map(words));
    // "Rosa Quill Northmoor MP" is Rosa Quill of Northmoor, if the document elsewhere names a Rosa Quill.
    // Never within a double name.
    let is_hyphen = |at: usize| at < reading.tokens.len() && is_hyphen(reading, at);
    let trimmed = |tokens: &Range<usize>| {
        let mut ends = (tokens.start + 2..tokens.end).filter(|end| !is_hyphen(*end));
        let shorter = ends.find(|end| known.contains(&words(tokens.start..*end)));
        // "Rosa Quill-marsh": the other half of a double name that the document writes with a capital elsewhere.
        let longer = Some(tokens.end + 2).filter(|end| *end <= reading.tokens.len() && is_hyphen(tokens.end));
        let longer = longer.filter(|end| known.contains(&words(tokens.start..*end)));
        tokens.start..longer.or(shorter).unwrap_or(tokens.end)
    };
    let find = |tokens: &Range<usize>| {
        Find::new(cover(reading, &trimmed(tokens)), MentionType::Name, Some(EntityKind::Person))
    };
    people.iter().map(find).collect()
}

fn person_at(reading: &Reading, unit: &Unit, start: usize) -> Option<Range<usize>> {
    if !is_capital_word(reading, start) {
        return None;
    }
    let after_title = titles_end(reading, unit, start);
    let core = core_at(reading, unit, after_title)?;
    let has_title = after_title > start;
    let is_person = if has_title {
        core.n_words > 1 || !is_body(reading, start, after_title)
    } else {
        core.n_words >= 2
            && !ends_as_other(reading, &core.tokens)
            && (reading.has(start, Class::GivenName)
                || core.has_nickname
                || is_initial(reading, start) && reading.words(start) != "I" && reading.words(start) != "A"
                || has_letters_of_office(reading, unit, core.tokens.end) && !reading.has(start, Class::Title)
                || core.n_words <= 3 && is_beside_speech(reading, unit, &core.tokens))
    };
    is_person.then_some(start..core.tokens.end)
}

fn is_hyphen(reading: &Reading, at: usize) -> bool {
    matches!(reading.tokens[at].kind, TokenKind::Mark('-' | '‑' | '‐')) && !reading.tokens[at].is_after_space
}

/// The token after the titles at `start`.
pub(super) fn titles_end(reading: &Reading, unit: &Unit, start: usize) -> usize {
    let mut at = start;
    while at < unit.tokens.end {
        let long = reading.language.long_titles().iter().find(|title| {
            at + title.len() <= unit.tokens.end
                && title.iter().enumerate().all(|(nth, word)| fold_word(reading.words(at + nth)) == *word)
        });
        let n_tokens = match long {
            Some(title) => title.len(),
            None if reading.has(at, Class::Title) && is_capital_word(reading, at) => 1,
            None => break,
        };
        let mut next = at + n_tokens;
        if next < unit.tokens.end && reading.tokens[next].kind == TokenKind::Mark('.') {
            next += 1;
        }
        // A title names nobody unless a name follows.
        if next >= unit.tokens.end || !is_capital_word(reading, next) {
            break;
        }
        at = next;
    }
    at
}

struct Core {
    tokens: Range<usize>,
    n_words: usize,
    /// Whether a nickname stands in brackets before the surname, as in nothing but names.
    has_nickname: bool,
}

/// The name proper: capitalised words, initials, hyphens, particles, a nickname in brackets.
fn core_at(reading: &Reading, unit: &Unit, start: usize) -> Option<Core> {
    let mut at = start;
    let mut end = start;
    let mut n_words = 0;
    let mut has_nickname = false;
    while at < unit.tokens.end && n_words < MAX_WORDS {
        // "David May": behind a given name a month is a surname.
        let is_month_surname = n_words > 0
            && reading.has(at, Class::Calendar)
            && is_capital_word(reading, at)
            && reading.has(at - 1, Class::GivenName);
        if is_name_word(reading, at) || is_month_surname {
            n_words += 1;
            end = at + 1;
            at = end;
            let is_stop = |at: usize| at < unit.tokens.end && reading.tokens[at].kind == TokenKind::Mark('.');
            if is_stop(at) && is_initial(reading, at - 1) && leads_on(reading, unit, at + 1) {
                at += 1;
            } else if at < unit.tokens.end
                && is_tight_hyphen(reading, unit, at)
                && is_capital_word(reading, at + 1)
            {
                end = at + 2;
                at = end;
            }
        } else if n_words > 0 && is_nickname(reading, unit, at) {
            let has_surname = at + 3 < unit.tokens.end && is_name_word(reading, at + 3);
            let closes_name = n_words == 1 && !reading.has(at + 1, Class::GivenName);
            if !has_surname && !closes_name {
                break;
            }
            has_nickname |= has_surname && n_words == 1;
            n_words += usize::from(!has_surname);
            end = at + 3;
            at = end;
        } else if n_words > 0 && reading.has(at, Class::Particle) && particles_lead_on(reading, unit, at) {
            at += 1;
        } else {
            break;
        }
    }
    (n_words > 0).then_some(Core { tokens: start..end, n_words, has_nickname })
}

/// "(Jackie)" at this token.
fn is_nickname(reading: &Reading, unit: &Unit, at: usize) -> bool {
    at + 2 < unit.tokens.end
        && reading.tokens[at].kind == TokenKind::Mark('(')
        && is_name_word(reading, at + 1)
        && reading.tokens[at + 1].shape == Shape::Capital
        && reading.tokens[at + 2].kind == TokenKind::Mark(')')
}

/// Whether a name goes on here.
fn leads_on(reading: &Reading, unit: &Unit, at: usize) -> bool {
    at < unit.tokens.end && (is_name_word(reading, at) || particles_lead_on(reading, unit, at))
}

fn particles_lead_on(reading: &Reading, unit: &Unit, at: usize) -> bool {
    let mut next = at;
    while next < unit.tokens.end && next < at + 3 && reading.has(next, Class::Particle) {
        next += 1;
    }
    next < unit.tokens.end && is_name_word(reading, next) && !reading.has(next, Class::GivenName)
}

fn is_name_word(reading: &Reading, at: usize) -> bool {
    if !is_capital_word(reading, at) || is_title_word(reading, at) {
        return false;
    }
    let classes = reading.tokens[at].classes;
    let is_given = classes.has(Class::GivenName);
    let is_office = classes.has(Class::PostNominal) && reading.tokens[at].shape == Shape::AllCapitals;
    let is_plural_office = reading.words(at) == "MPs";
    let is_barred =
        classes.has(Class::NotName) || is_function_word(reading, at) && reading.words(at).len() > 1;
    // An acronym is no part of a person's name.
    let is_acronym = reading.tokens[at].shape == Shape::AllCapitals
        && reading.words(at).chars().count() <= 4
        && !reading.words(at).contains('.');
    (is_given || !is_barred) && !is_office && !is_plural_office && !is_acronym && reading.words(at) != "I"
}

fn is_title_word(reading: &Reading, at: usize) -> bool {
    reading.has(at, Class::Title)
        && !reading.has(at, Class::GivenName)
        && !reading.has(at, Class::OrganisationHead)
}

/// Whether a title and a word are a body's name, as "Justice Department" is; short titles ("Mr") belong to people alone.
fn is_body(reading: &Reading, title: usize, word: usize) -> bool {
    let is_courtesy = reading.words(title).len() <= MAX_COURTESY;
    !is_courtesy
        && reading.tokens[word].classes.has_any(&[Class::OrganisationOpener, Class::OrganisationHead])
}

/// Whether the run ends like a body's or a place's name.
fn ends_as_other(reading: &Reading, tokens: &Range<usize>) -> bool {
    let last = tokens.end - 1;
    let is_other = reading.tokens[last].classes.has_any(&[Class::OrganisationHead, Class::Place]);
    // "Charlotte Church", "Rosa Park": a given name and one word are a person.
    is_other && (tokens.len() > 2 || !reading.has(tokens.start, Class::GivenName))
}

fn has_letters_of_office(reading: &Reading, unit: &Unit, after: usize) -> bool {
    let at = match reading.tokens.get(after).map(|token| token.kind) {
        Some(TokenKind::Mark(',')) => after + 1,
        _ => after,
    };
    at < unit.tokens.end
        && reading.has(at, Class::PostNominal)
        && reading.tokens[at].shape == Shape::AllCapitals
}

/// Whether a verb that reports stands right after the name, or right before it.
fn is_beside_speech(reading: &Reading, unit: &Unit, tokens: &Range<usize>) -> bool {
    let is_finite = |at: usize| {
        reading.verb_at(at).is_some_and(|(cue, form, _)| {
            cue.takes.clause && matches!(form, Form::ThirdPerson | Form::Past | Form::PastOrParticiple)
        })
    };
    let is_name_like = tokens.clone().all(|at| {
        !reading.tokens[at].classes.has_any(&[
            Class::OrganisationHead,
            Class::OrganisationOpener,
            Class::Place,
            Class::Particle,
        ])
    });
    is_name_like
        && (tokens.end < unit.tokens.end && is_finite(tokens.end)
            || tokens.start > unit.tokens.start && is_finite(tokens.start - 1))
}

#[cfg(test)]
mod tests {
    use crate::mentions::testing::check;

    #[test]
    fn hits() {
        for (text, names) in [
            ("Then Daniel Hartigan MP spoke.", &["Daniel Hartigan/name"][..]),
            ("the MP, Ms Brandt, left", &["Ms Brandt/name"]),
            ("Dr. Sofia Hart-Lee’s view", &["Dr. Sofia Hart-Lee/name"]),
            ("J. B. van Dam wrote", &["J. B. van Dam/name"]),
            ("Pieter van der Zwan, MP, left", &["Pieter van der Zwan/name"]),
            ("Jacqueline (Jackie) Moor left", &["Jacqueline (Jackie) Moor/name"]),
            ("and to Chris (Moor) too", &["Chris (Moor)/name"]),
            ("with Zuzka (Zuzi) Hroch there", &["Zuzka (Zuzi) Hroch/name"]),
            ("the Zemlin MLA Rosa Marsh left", &["Rosa Marsh/name"]),
            ("Ian Marsh Jnr was there", &["Ian Marsh Jnr/name"]),
            ("Progress MP Maria O’Dowd", &["Progress/name", "Maria O’Dowd/name"]),
            ("Zuzka Hroch said that", &["Zuzka Hroch/name"]),
            ("Prime Minister Hroch met Senator Vance", &["Prime Minister Hroch/name", "Senator Vance/name"]),
            ("Rosa Marsh Easton MP and Rosa Marsh", &["Rosa Marsh/name", "Rosa Marsh/name"]),
            ("Rosa Hart-Marsh or Rosa Hart-marsh", &["Rosa Hart-Marsh/name", "Rosa Hart-marsh/name"]),
            ("Rosa Hart-led talks", &["Rosa Hart/name"]),
            ("Rt Hon Lord Amble said", &["Rt Hon Lord Amble/name"]),
        ] {
            check(text, names);
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "They use Krav Maga at the West Bank.",
            "The General Secretary and the Prime Minister",
            "In May Great Britain left.",
            "Victoria Street Station",
            "Last Week In Norland",
            "The Justice Department left.",
            "New Website Poll said so.",
        ] {
            check(text, &[]);
        }
    }
}
