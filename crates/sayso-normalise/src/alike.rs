//! Actors that may be one: pairs of names that a person should look at.
//!
//! Nothing is merged here. Resolution keeps actors of different documents apart unless their full names are the same; this finds
//! what that may have split.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::ActorType;

use crate::name_key::name_key;
use crate::person_name::PersonName;
use crate::similar::{is_misspelling, is_misspelt_alone, near_keys, near_keys_alone};

/// An actor of some documents.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// What kind of actor.
    pub actor_type: ActorType,
    /// The name that tables show.
    pub name: &'a str,
    /// Acronyms by which the documents or the registry know it.
    pub acronyms: &'a [String],
}

/// Why two names may be those of one actor, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same words, one taken for a person and the other for a body.
    OtherType,
    /// One letter more, less, other or swapped.
    Misspelling,
    /// One has a middle name or initial that the other lacks.
    MiddleName,
    /// One has the initial of the other's given name.
    Initial,
    /// One is the other's initial letters.
    Acronym,
    /// One is the other's surname alone.
    Surname,
}

/// Two actors that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alike {
    /// Index of the first.
    pub one: usize,
    /// Index of the second, which is larger.
    pub other: usize,
    /// The surest reason.
    pub likeness: Likeness,
}

/// A name that more actors than this share a trait with tells nothing about any of them.
const MAX_BEARERS: usize = 5;

/// Letters that a body's name needs before one edit counts as a misspelling.
const MIN_LETTERS_OF_BODY: usize = 8;

/// Words that acronyms pass over.
const PASSED_OVER: &[&str] = &["and", "for", "in", "of", "on", "the", "to"];

/// Every pair of `actors` that may be one, sorted, each once. Takes time in proportion to the actors, not to their pairs.
///
/// # Examples
/// ```
/// use sayso_model::ActorType;
/// use sayso_normalise::{Likeness, Named, alike};
/// let named = |name| Named { actor_type: ActorType::Person, name, acronyms: &[] };
/// let found = alike(&[named("Rosie Hartley"), named("Ann Lund"), named("R. Hartley")]);
/// assert_eq!((found[0].one, found[0].other, found[0].likeness), (0, 2, Likeness::Initial));
/// ```
pub fn alike(actors: &[Named]) -> Vec<Alike> {
    let people: Vec<Option<PersonName>> =
        actors.iter().map(|actor| person(actor.actor_type).then(|| PersonName::parse(actor.name))?).collect();
    let mut keys: BTreeMap<(Likeness, String), Vec<usize>> = BTreeMap::new();
    for (at, (actor, person)) in actors.iter().zip(&people).enumerate() {
        for key in keys_of(actor, person.as_ref()) {
            keys.entry(key).or_default().push(at);
        }
    }
    let mut pairs: BTreeMap<(usize, usize), Likeness> = BTreeMap::new();
    for ((likeness, _), group) in &keys {
        // a surname alone stands in any number of documents; what counts is how many full names it may be
        let (few, others): (Vec<usize>, Vec<usize>) = match likeness {
            Likeness::Surname => {
                group.iter().partition(|at| people[**at].as_ref().is_some_and(PersonName::is_full))
            }
            _ => (group.clone(), group.clone()),
        };
        if few.len() > MAX_BEARERS {
            continue;
        }
        for &one in &few {
            for &other in others.iter().filter(|other| **other != one) {
                if holds(*likeness, (&actors[one], &people[one]), (&actors[other], &people[other])) {
                    pairs.entry((one.min(other), one.max(other))).or_insert(*likeness);
                }
            }
        }
    }
    pairs.into_iter().map(|((one, other), likeness)| Alike { one, other, likeness }).collect()
}

fn person(actor_type: ActorType) -> bool {
    matches!(actor_type, ActorType::Person | ActorType::Unknown)
}

/// Keys of which two actors share one wherever [`holds`] is true for them.
fn keys_of(actor: &Named, person: Option<&PersonName>) -> BTreeSet<(Likeness, String)> {
    let mut keys = BTreeSet::from([(Likeness::OtherType, name_key(actor.name))]);
    if let Some(person) = person {
        keys.extend(near_keys(person).into_iter().map(|key| (Likeness::Misspelling, key)));
        if let Some(family) = person.family_name.as_ref().or(person.single.as_ref()) {
            let family = name_key(family);
            if let Some(given) = person.first_name().map(name_key) {
                keys.insert((Likeness::MiddleName, format!("{given} {family}")));
                let initial: String = given.chars().take(1).collect();
                keys.insert((Likeness::Initial, format!("{initial} {family}")));
            }
            keys.insert((Likeness::Surname, family));
        }
    }
    if actor.actor_type == ActorType::Organisation {
        keys.extend(near_keys_alone(actor.name).into_iter().map(|key| (Likeness::Misspelling, key)));
        keys.insert((Likeness::Acronym, first_letters(actor.name)));
        keys.extend(acronyms(actor).into_iter().map(|acronym| (Likeness::Acronym, acronym)));
    }
    keys
}

fn holds(
    likeness: Likeness,
    (one, one_person): (&Named, &Option<PersonName>),
    (other, other_person): (&Named, &Option<PersonName>),
) -> bool {
    if likeness == Likeness::OtherType {
        return one.actor_type != other.actor_type;
    }
    if one.actor_type == ActorType::Organisation && other.actor_type == ActorType::Organisation {
        return match likeness {
            Likeness::Misspelling => {
                one.name.chars().count().min(other.name.chars().count()) >= MIN_LETTERS_OF_BODY
                    && is_misspelt_alone(one.name, other.name)
            }
            Likeness::Acronym => {
                acronyms(one).contains(&first_letters(other.name))
                    || acronyms(other).contains(&first_letters(one.name))
            }
            _ => false,
        };
    }
    let (Some(one), Some(other)) = (one_person, other_person) else { return false };
    let given = |person: &PersonName| person.given_name.as_deref().map(name_key);
    match likeness {
        Likeness::Misspelling => is_misspelling(one, other),
        Likeness::MiddleName => match (given(one), given(other)) {
            (Some(one), Some(other)) => one != other && is_shorter_or_initials(&one, &other),
            _ => false,
        },
        Likeness::Initial => match (one.first_name().map(name_key), other.first_name().map(name_key)) {
            (Some(one), Some(other)) => {
                one != other && (one.chars().count() == 1 || other.chars().count() == 1)
            }
            _ => false,
        },
        Likeness::Surname => one.is_full() != other.is_full(),
        Likeness::OtherType | Likeness::Acronym => false,
    }
}

/// Whether one list of given names is the start of the other, initials standing for names.
fn is_shorter_or_initials(one: &str, other: &str) -> bool {
    let is_same = |one: &str, other: &str| {
        one == other
            || one.chars().count() == 1 && other.starts_with(one)
            || other.chars().count() == 1 && one.starts_with(other)
    };
    one.split(' ').zip(other.split(' ')).all(|(one, other)| is_same(one, other))
}

/// The acronyms of a body, its name among them where that is one, in lower case.
fn acronyms(actor: &Named) -> BTreeSet<String> {
    let letters = |acronym: &str| acronym.replace('.', "").to_lowercase();
    let is_acronym = |name: &str| {
        let n_letters = name.chars().filter(|symbol| symbol.is_alphabetic()).count();
        (2..=8).contains(&n_letters) && name.chars().all(|symbol| symbol.is_uppercase() || symbol == '.')
    };
    let of_name = Some(actor.name).filter(|name| is_acronym(name));
    of_name.into_iter().chain(actor.acronyms.iter().map(String::as_str)).map(letters).collect()
}

/// The first letters of the words of a name of three words or more, small words left out; empty for shorter names.
fn first_letters(name: &str) -> String {
    let key = name_key(name);
    let words: Vec<&str> =
        key.split([' ', '-']).filter(|word| !word.is_empty() && !PASSED_OVER.contains(word)).collect();
    if words.len() < 3 {
        String::new()
    } else {
        words.iter().filter_map(|word| word.chars().next()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(actors: &[(&str, &str)], expected: &[&str]) {
        let acronyms: Vec<Vec<String>> = actors
            .iter()
            .map(|(_, name)| {
                name.split_once(" = ").map(|(_, acronym)| acronym.to_owned()).into_iter().collect()
            })
            .collect();
        let named: Vec<Named> = actors
            .iter()
            .zip(&acronyms)
            .map(|((kind, name), acronyms)| Named {
                actor_type: if *kind == "p" { ActorType::Person } else { ActorType::Organisation },
                name: name.split(" = ").next().unwrap(),
                acronyms,
            })
            .collect();
        let found: Vec<String> = alike(&named)
            .iter()
            .map(|pair| format!("{} ~ {}: {:?}", named[pair.one].name, named[pair.other].name, pair.likeness))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn people() {
        check(
            &[("p", "Rosie Hartley"), ("p", "Rosie Hartly")],
            &["Rosie Hartley ~ Rosie Hartly: Misspelling"],
        );
        check(&[("p", "Ann Mary Park"), ("p", "Ann Park")], &["Ann Mary Park ~ Ann Park: MiddleName"]);
        check(&[("p", "Ann M. Park"), ("p", "Ann Mary Park")], &["Ann M. Park ~ Ann Mary Park: MiddleName"]);
        check(&[("p", "A. Park"), ("p", "Ann Park")], &["A. Park ~ Ann Park: Initial"]);
        check(&[("p", "Ms Park"), ("p", "Ann Park")], &["Ms Park ~ Ann Park: Surname"]);
        check(&[("p", "Park"), ("p", "Ann Park")], &["Park ~ Ann Park: Surname"]);
        check(&[("p", "Merry Mayday"), ("o", "Merry Mayday")], &["Merry Mayday ~ Merry Mayday: OtherType"]);
    }

    #[test]
    fn bodies() {
        check(
            &[("o", "Harbour Union"), ("o", "Habour Union")],
            &["Harbour Union ~ Habour Union: Misspelling"],
        );
        check(
            &[("o", "Friends of the Old Harbour"), ("o", "FOH")],
            &["Friends of the Old Harbour ~ FOH: Acronym"],
        );
        check(
            &[("o", "Norland Union of Teachers"), ("o", "Teachers First = NUT")],
            &["Norland Union of Teachers ~ Teachers First: Acronym"],
        );
    }

    #[test]
    fn near_misses() {
        check(&[("p", "Ann Mary Park"), ("p", "Ann Lucy Park")], &[]);
        check(&[("p", "Ann Park"), ("p", "Bo Park")], &[]);
        check(&[("p", "B. Park"), ("p", "Ann Park")], &[]);
        check(&[("p", "Park"), ("p", "Park")], &[]);
        check(&[("o", "Harbour Union"), ("o", "Harbour Club")], &[]);
        check(&[("o", "Unity"), ("o", "Unite")], &[]);
        check(&[("p", "Harbour Union"), ("o", "Habour Union")], &[]);
    }

    #[test]
    fn a_surname_that_many_bear_tells_nothing() {
        let names = ["Ann", "Bo", "Cy", "Dot", "Ed", "Flo"].map(|given| format!("{given} Park"));
        let mut actors: Vec<(&str, &str)> = names.iter().map(|name| ("p", name.as_str())).collect();
        actors.push(("p", "Park"));
        check(&actors, &[]);
        let mut documents = vec![("p", "Park"); 20];
        documents.push(("p", "Ann Park"));
        check(&documents, &["Park ~ Ann Park: Surname"; 20]);
    }
}
