//! Full names of people whom no registry knows.

use std::collections::BTreeMap;

use sayso_model::EntityKind;

use super::scene::{Form, Scene};
use crate::name_key::name_key;
use crate::person_name::PersonName;

/// A full name with every place where it stands.
struct FullName {
    person: PersonName,
    places: Vec<usize>,
}

/// Settles every full name of a person: the most frequent spelling makes the actor, rarer ones that differ by a slip join it.
pub(crate) fn resolve(scene: &mut Scene) {
    let mut names: BTreeMap<String, FullName> = BTreeMap::new();
    for at in scene.open_names() {
        let occurrence = &scene.occurrences[at];
        if occurrence.kind != Some(EntityKind::Person) || scene.choices.contains_key(&at) {
            continue;
        }
        let Some(person) = PersonName::parse(occurrence.words).filter(PersonName::is_full) else { continue };
        let name = names.entry(name_key(&person.plain()));
        name.or_insert_with(|| FullName { person, places: Vec::new() }).places.push(at);
    }
    let mut names: Vec<FullName> = names.into_values().collect();
    // The surname that the document writes most is the right one. A title with two words may be a double surname ("Mr Lloyd
    // George"): bare names come first, then frequent ones.
    let family_names = family_names(scene);
    let n_family = |name: &FullName| {
        let family = name.person.family_name.as_deref().map(name_key).unwrap_or_default();
        family_names.get(&family).copied().unwrap_or_default()
    };
    names.sort_by_key(|name| {
        let n_places = std::cmp::Reverse(name.places.len());
        (
            std::cmp::Reverse(n_family(name)),
            name.person.title.is_some(),
            n_places,
            name.places.first().copied(),
        )
    });
    for name in names {
        let (member, form) = member_for(scene, &name.person);
        if form == Form::Misspelling {
            scene.cast.add_spelling(member, &name.person);
        }
        for at in name.places {
            scene.settle(at, member, form);
        }
    }
}

/// How often each surname stands in the document, with a given name, with a title or alone.
fn family_names(scene: &Scene) -> BTreeMap<String, usize> {
    let mut n_places = BTreeMap::new();
    for occurrence in scene.occurrences.iter().filter(|one| one.kind == Some(EntityKind::Person)) {
        let name = PersonName::parse(occurrence.words);
        if let Some(family) = name.and_then(|name| name.family_name.or(name.single)) {
            *n_places.entry(name_key(&family)).or_insert(0) += 1;
        }
    }
    n_places
}

fn member_for(scene: &mut Scene, person: &PersonName) -> (usize, Form) {
    let double_surname = scene.cast.with_surname(&person.plain());
    if person.title.is_some()
        && let Some(member) = super::cast::only(&double_surname)
    {
        return (member, Form::Surname);
    }
    if let Some(member) = scene.cast.with_shorter_name(person) {
        return (member, Form::Passing);
    }
    if let Some(member) = scene.cast.misspelt(person) {
        return (member, Form::Misspelling);
    }
    if let Some(member) = scene.cast.without_middle_names(person) {
        let known = scene.cast.member(member).person.as_ref();
        let has_middle_names =
            |name: &PersonName| name.given_name.as_deref().is_some_and(|given| given.contains(' '));
        let is_one_without = known.is_some_and(|known| {
            has_middle_names(known) != has_middle_names(person) && known.generation == person.generation
        });
        if is_one_without {
            return (member, Form::Whole);
        }
    }
    (scene.cast.person(person.clone()), Form::Whole)
}
