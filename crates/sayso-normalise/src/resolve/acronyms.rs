//! Acronyms: those that the text spells out, and those of the registry.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{ActorType, Diagnostic, EntityKind, MentionType, Severity, Span, Stage};

use super::bodies::tidy;
use super::cast::only;
use super::scene::{Form, Found, Occurrence, Scene};
use crate::person_name::without_possessive;
use crate::registry::acronym_key;

/// Settles acronyms. What the text spells out holds for the whole document, and goes before the registry.
pub(crate) fn resolve(scene: &mut Scene) {
    let definitions = define(scene);
    for at in scene.open_names() {
        if !is_acronym(&scene.occurrences[at]) {
            continue;
        }
        let key = key_of(scene.occurrences[at].words);
        match definitions.get(&key) {
            Some(members) => match only(members) {
                Some(member) => scene.settle(at, member, Form::Acronym),
                None => {
                    let names =
                        members.iter().map(|member| scene.cast.member(*member).name.clone()).collect();
                    scene.found[at] = Found::Ambiguous(names);
                }
            },
            None => look_up(scene, at, &key),
        }
    }
}

/// The acronyms that the text spells out, each with the bodies it is spelt out as.
fn define(scene: &mut Scene) -> BTreeMap<String, BTreeSet<usize>> {
    let mut definitions: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for at in scene.open_names() {
        let occurrence = &scene.occurrences[at];
        let (Some(spelt_out), key) = (occurrence.stands_for, key_of(occurrence.words)) else { continue };
        let span = occurrence.span.unwrap_or(spelt_out);
        let member = spelt_out_member(scene, spelt_out);
        report_conflict(scene, &key, member, span);
        scene.settle(at, member, Form::Acronym);
        definitions.entry(key).or_default().insert(member);
    }
    definitions
}

/// The body that the words at `span` name.
fn spelt_out_member(scene: &mut Scene, span: Span) -> usize {
    if let Some(member) = scene.by_span.get(&span).and_then(|at| scene.member_of(*at)) {
        return member;
    }
    let words = scene.document.slice(span);
    match scene.registry.with_name_on(words, scene.date)[..] {
        [entry] => scene.cast.registered(scene.registry, entry),
        _ => scene.cast.other(ActorType::Organisation, &tidy(words), false),
    }
}

/// Warns where the registry knows the acronym, but not as this body's.
fn report_conflict(scene: &mut Scene, key: &str, member: usize, span: Span) {
    let entries = scene.registry.with_acronym(key);
    let entry = scene.cast.member(member).entry;
    if entries.is_empty() || entry.is_some_and(|entry| entries.contains(&entry)) {
        return;
    }
    let registered: Vec<&str> =
        entries.iter().map(|entry| scene.registry.entry(*entry).name.as_str()).collect();
    let message = format!(
        "{key:?} stands for {:?} in this text and for {:?} in the registry; the text's meaning is used",
        scene.cast.member(member).name,
        registered.join(", ")
    );
    scene
        .diagnostics
        .push(Diagnostic::new(Severity::Warning, Stage::Normalise, "acronym_conflict", message).at(span));
}

fn look_up(scene: &mut Scene, at: usize, key: &str) {
    let entries = scene.registry.with_acronym_on(key, scene.date);
    match entries[..] {
        [] if scene.occurrences[at].kind == Some(EntityKind::Organisation) => {
            let member = scene.cast.other(ActorType::Organisation, key, true);
            scene.settle(at, member, Form::Acronym);
        }
        [] => {}
        [entry] => {
            let member = scene.cast.registered(scene.registry, entry);
            scene.settle(at, member, Form::Acronym);
        }
        _ => {
            scene.choices.insert(at, entries);
        }
    }
}

/// Whether an occurrence is an acronym, by its type or by its form: one word with two capitals or more and no small letters but a
/// plural's.
pub(crate) fn is_acronym(occurrence: &Occurrence) -> bool {
    match occurrence.mention_type {
        MentionType::Acronym => true,
        MentionType::Name if occurrence.kind != Some(EntityKind::Person) => {
            let key = key_of(occurrence.words);
            key.chars().filter(|symbol| symbol.is_uppercase()).count() >= 2
                && key
                    .chars()
                    .all(|symbol| symbol.is_uppercase() || symbol.is_numeric() || "&-/".contains(symbol))
        }
        _ => false,
    }
}

/// An acronym without article, possessive, plural ending and full stops.
fn key_of(words: &str) -> String {
    let key = acronym_key(super::scene::without_article(without_possessive(words)));
    match key.strip_suffix('s') {
        Some(singular)
            if singular.chars().any(char::is_uppercase) && !singular.chars().any(char::is_lowercase) =>
        {
            singular.to_owned()
        }
        _ => key,
    }
}
