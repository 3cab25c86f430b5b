//! Whole names and accounts that the registry knows.

use sayso_model::{ActorType, EntityKind, MentionType};

use super::scene::{Form, Scene};
use crate::person_name::PersonName;

/// Settles every occurrence whose whole name one registered actor bears; where several bear it, the choice is kept for later.
pub(crate) fn resolve(scene: &mut Scene) {
    for at in scene.open_names() {
        let is_handle = scene.occurrences[at].mention_type == MentionType::Handle;
        let entries = if is_handle { with_handle(scene, at) } else { with_name(scene, at) };
        match entries.as_slice() {
            [] => {}
            [entry] => {
                let member = scene.cast.registered(scene.registry, *entry);
                let form = match scene.occurrences[at].words.trim().starts_with('@') {
                    true => Form::Handle,
                    false if is_handle => Form::Passing,
                    false => Form::Whole,
                };
                scene.settle(at, member, form);
            }
            _ => {
                scene.choices.insert(at, entries);
            }
        }
    }
}

fn with_handle(scene: &Scene, at: usize) -> Vec<usize> {
    scene.registry.with_handle_on(scene.occurrences[at].words, scene.date)
}

fn with_name(scene: &Scene, at: usize) -> Vec<usize> {
    let occurrence = &scene.occurrences[at];
    let mut entries = scene.registry.with_name_on(occurrence.words, scene.date);
    let parsed = PersonName::parse(occurrence.words);
    if entries.is_empty()
        && occurrence.kind != Some(EntityKind::Organisation)
        && let Some(person) = parsed.filter(PersonName::is_full)
    {
        for key in person.keys() {
            let people = scene.registry.with_name_on(&key, scene.date).into_iter();
            entries
                .extend(people.filter(|entry| scene.registry.entry(*entry).actor_type == ActorType::Person));
        }
        entries.sort_unstable();
        entries.dedup();
    }
    let is_one_word = occurrence.words.split_whitespace().count() == 1;
    entries.retain(|entry| {
        let is_body = scene.registry.entry(*entry).actor_type == ActorType::Organisation;
        match occurrence.kind {
            // "Rose" may be a person's surname and a body's name; "Northwick" a town and a newspaper.
            Some(EntityKind::Person) => !(is_one_word && is_body),
            Some(EntityKind::Place) => !is_one_word,
            _ => true,
        }
    });
    entries
}
