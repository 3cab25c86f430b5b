//! Names of bodies that no registry knows, and short forms of names that the document gives in full.

use std::collections::BTreeMap;

use sayso_model::{ActorType, EntityKind};

use super::acronyms::is_acronym;
use super::cast::only;
use super::scene::{Form, Scene, without_article};
use crate::name_key::name_key;
use crate::person_name::without_possessive;

/// Settles every name of a body: longer names first, so that the end of one ("Friends of Harmony" for "Northwick Friends of
/// Harmony") finds it. A single word such as "the Party" is left for [`super::head_words`].
pub(crate) fn resolve(scene: &mut Scene) {
    let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in scene.open_names() {
        let occurrence = &scene.occurrences[at];
        let is_body = occurrence.kind == Some(EntityKind::Organisation) && !scene.choices.contains_key(&at);
        if is_body && !is_acronym(occurrence) {
            names.entry(name_key(occurrence.words)).or_default().push(at);
        }
    }
    let mut names: Vec<(String, Vec<usize>)> = names.into_iter().collect();
    names.sort_by_key(|(key, places)| (std::cmp::Reverse(key.split(' ').count()), places.first().copied()));
    for (key, places) in names {
        if !key.contains(' ') {
            continue;
        }
        let longer = only(&scene.cast.with_ending(&key));
        for at in places {
            let member = longer.unwrap_or_else(|| body_for(scene, at));
            scene.settle(at, member, Form::Whole);
        }
    }
}

/// The unregistered body of the name at an occurrence.
pub(crate) fn body_for(scene: &mut Scene, at: usize) -> usize {
    let words = scene.occurrences[at].words;
    scene.cast.other(ActorType::Organisation, &tidy(words), false)
}

/// A body's name without article, possessive and line breaks.
pub(crate) fn tidy(words: &str) -> String {
    let words = without_article(without_possessive(words));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
