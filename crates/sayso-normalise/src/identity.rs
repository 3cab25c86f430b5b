//! Whether people and bodies of one name, whom no registry knows, are one: what their documents tell is held against each other.
//!
//! They are one unless what is told clearly differs. Two documents clearly differ where both tell a party, both a parliament or
//! government, or both a seat, each as it is when they were written, and it is not the same one; where they agree in no other
//! respect, be it only a club of which both tell; and where no more than three years lie between them, for people move on. So "Ann
//! Park, the Tide List MP" and "Ann Park, the Reed List MP" are two, "Ann Park, a Tide List councillor for Easton" and "Ann Park, the
//! Reed List’s councillor for Easton" are one who changed sides, and "Ann Park" of whom nothing is told is the one of whom most
//! documents speak. Being chair of one club in one document and of another one in the next is no difference: people are both.
//!
//! A document's own rows know nothing of this: it is asked once all documents are read, and only of ids that several of them share.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{Aspect, Context, Fact, unknown_actor_id};

use crate::registry::Registry;

/// Documents further apart than this many years do not contradict one another.
const MAX_YEARS: u16 = 3;

/// An unregistered actor with the contexts in which documents name it, each with the number of documents.
#[derive(Clone, Debug)]
pub struct Bearer<'a> {
    /// The id that all of them have.
    pub actor_id: &'a str,
    /// The word for its type.
    pub actor_type: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Contexts of documents that tell something.
    pub contexts: BTreeMap<&'a Context, usize>,
}

/// The ids of those who bear a name and are clearly not the one of whom most documents speak, by their contexts.
///
/// Empty where all documents may speak of one. The order of documents does not matter.
///
/// # Examples
/// ```
/// use std::collections::{BTreeMap, BTreeSet};
/// use sayso_model::{Aspect, Context, Fact};
/// use sayso_normalise::{Bearer, Registry, apart};
///
/// let seat = |place: &str| Context {
///     facts: BTreeSet::from([Fact { aspect: Aspect::Seat, value: format!("councillor {place}") }]),
///     year: Some(2019),
/// };
/// let (easton, weston) = (seat("easton"), seat("weston"));
/// let bearer = |contexts| Bearer { actor_id: "x-per-0123456789ab", actor_type: "person", name: "Ann Park", contexts };
/// let registry = Registry::default();
/// assert!(apart(&bearer(BTreeMap::from([(&easton, 3)])), &registry).is_empty());
/// let ids = apart(&bearer(BTreeMap::from([(&easton, 3), (&weston, 1)])), &registry);
/// assert_eq!(ids.keys().copied().collect::<Vec<_>>(), [&weston]);
/// ```
pub fn apart<'a>(bearer: &Bearer<'a>, registry: &Registry) -> BTreeMap<&'a Context, String> {
    let groups = groups(&bearer.contexts);
    let n_documents = |group: &[&Context]| -> usize {
        group.iter().filter_map(|context| bearer.contexts.get(context)).sum()
    };
    let differs = |one: &[&Context], other: &[&Context]| {
        one.iter().any(|one| other.iter().any(|other| clearly_differ(one, other)))
    };
    let main = groups.iter().max_by(|one, other| {
        n_documents(one).cmp(&n_documents(other)).then_with(|| other.first().cmp(&one.first()))
    });
    let Some(main) = main else { return BTreeMap::new() };
    let mut ids = BTreeMap::new();
    for group in groups.iter().filter(|group| *group != main && differs(group, main)) {
        let Some(fact) = group.iter().flat_map(|context| &context.facts).min() else { continue };
        let told = format!("{} {} {}", bearer.name, fact.aspect, fact.value);
        let id = unknown_actor_id(bearer.actor_type, &told, None);
        if registry.ruling(&id).is_none() {
            ids.extend(group.iter().map(|context| (*context, id.clone())));
        }
    }
    ids
}

/// Contexts that tell something in common, directly or by way of others.
fn groups<'a>(contexts: &BTreeMap<&'a Context, usize>) -> Vec<Vec<&'a Context>> {
    let mut groups: Vec<(BTreeSet<&Fact>, Vec<&Context>)> = Vec::new();
    for context in contexts.keys().filter(|context| !context.facts.is_empty()) {
        let mut facts: BTreeSet<&Fact> = context.facts.iter().collect();
        let mut members = vec![*context];
        let (same, others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(known, _)| known.iter().any(|fact| facts.contains(fact)));
        for (known, of_group) in same {
            facts.extend(known);
            members.extend(of_group);
        }
        members.sort_unstable();
        groups = others;
        groups.push((facts, members));
    }
    let mut groups: Vec<Vec<&Context>> = groups.into_iter().map(|(_, members)| members).collect();
    groups.sort_unstable();
    groups
}

/// Whether two documents cannot speak of one.
fn clearly_differ(one: &Context, other: &Context) -> bool {
    let is_one_time = match (one.year, other.year) {
        (Some(one), Some(other)) => one.abs_diff(other) <= MAX_YEARS,
        _ => true,
    };
    let told = |context: &'_ Context, aspect: Aspect| context.facts.iter().any(|fact| fact.aspect == aspect);
    let exclusive = [Aspect::Party, Aspect::Chamber, Aspect::Seat];
    is_one_time
        && one.facts.is_disjoint(&other.facts)
        && exclusive.iter().any(|aspect| told(one, *aspect) && told(other, *aspect))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A context from "seat easton, party tide in 2019".
    fn context(words: &str) -> Context {
        let (facts, year) =
            words.split_once(" in ").map_or((words, None), |(facts, year)| (facts, year.parse().ok()));
        let fact = |words: &str| {
            let (aspect, value) = words.split_once(' ').unwrap();
            let aspect = <Aspect as sayso_model::Vocabulary>::from_word(aspect).unwrap();
            Fact { aspect, value: value.to_owned() }
        };
        Context { facts: facts.split(", ").map(fact).collect(), year }
    }

    /// Which of the contexts are somebody else than the one of most documents.
    fn check(contexts: &[(&str, usize)], expected: &[&str]) {
        let parsed: Vec<Context> = contexts.iter().map(|(words, _)| context(words)).collect();
        let of_bearer = parsed.iter().zip(contexts).map(|(context, (_, n))| (context, *n)).collect();
        let bearer = Bearer {
            actor_id: "x-per-0123456789ab",
            actor_type: "person",
            name: "Ann Park",
            contexts: of_bearer,
        };
        let found = apart(&bearer, &Registry::default());
        let told: Vec<&str> = contexts
            .iter()
            .zip(&parsed)
            .filter(|(_, context)| found.contains_key(context))
            .map(|((words, _), _)| *words)
            .collect();
        assert_eq!(told, expected, "{contexts:?}");
    }

    #[test]
    fn clear_differences() {
        check(&[("seat mp easton", 2), ("seat mp weston", 1)], &["seat mp weston"]);
        check(&[("party tide", 1), ("party reed", 4)], &["party tide"]);
        check(&[("chamber landsting", 2), ("chamber sudland", 1)], &["chamber sudland"]);
        check(&[("party tide in 2019", 2), ("party reed in 2021", 1)], &["party reed in 2021"]);
        // Two documents that agree are one, apart from the rest.
        check(
            &[("party tide", 5), ("party reed, body club", 1), ("body club", 1)],
            &["party reed, body club", "body club"],
        );
    }

    #[test]
    fn no_clear_difference() {
        check(&[("seat mp easton", 1)], &[]);
        check(&[("seat mp easton", 1), ("party tide", 1)], &[]);
        check(&[("party tide, seat mp easton", 1), ("party reed, seat mp easton", 1)], &[]);
        check(&[("body club", 1), ("body choir", 3)], &[]);
        check(&[("party tide in 1998", 1), ("party reed in 2019", 1)], &[]);
        // By way of a third document that tells of both.
        check(&[("party tide", 1), ("party tide, body club", 1), ("party reed, body club", 1)], &[]);
    }

    #[test]
    fn ids_tell_what_differs_and_a_decision_joins_them_again() {
        let (most, few) = (context("party tide"), context("party reed"));
        let contexts = BTreeMap::from([(&most, 2), (&few, 1)]);
        let bearer =
            Bearer { actor_id: "x-per-0123456789ab", actor_type: "person", name: "Ann Park", contexts };
        let ids = apart(&bearer, &Registry::default());
        let id = &ids[&few];
        assert_eq!(*id, unknown_actor_id("person", "Ann Park party reed", None));
        let contents = format!(
            "{}\n[[redirect]]\nold_id = \"{id}\"\nnew_id = \"per-rosie-hart\"\nevidence = \"invented\"\n",
            include_str!("../tests/invented.toml")
        );
        let registry = Registry::from_toml(&[("r.toml".to_owned(), contents)]).unwrap();
        assert!(apart(&bearer, &registry).is_empty());
    }
}
