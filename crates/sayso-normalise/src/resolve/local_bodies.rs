//! Bodies of which each place has its own: "the branch" is the one that the document names.

use std::collections::BTreeSet;

use sayso_model::ActorType;

use super::cast::only;
use super::scene::{Form, Found, Scene};
use crate::name_key::name_key;
use crate::person_name::without_possessive;

/// Where the registry tells that a body has local ones, and the document names one of them, the general name alone means that one;
/// with several, it stays unresolved. In the plural it means the body in general.
pub(crate) fn resolve(scene: &mut Scene) {
    let members = scene.cast.members().iter().enumerate();
    let general: Vec<(usize, usize)> = members
        .filter_map(|(at, member)| Some((at, member.entry?)))
        .filter(|(_, entry)| scene.registry.entry(*entry).has_local_bodies)
        .collect();
    for (member, entry) in general {
        let local = local_bodies(scene, entry);
        if local.is_empty() {
            continue;
        }
        for at in 0..scene.occurrences.len() {
            if scene.found[at] != Found::Member(member) || is_plural(scene.occurrences[at].words) {
                continue;
            }
            match only(&local) {
                Some(one) => scene.settle(at, one, Form::Passing),
                None => {
                    let names = local.iter().map(|one| scene.cast.member(*one).name.clone()).collect();
                    scene.found[at] = Found::Ambiguous(names);
                }
            }
        }
    }
}

/// The bodies of the document that are local ones of `entry`: by the registry's parent and area, or by a name that ends with one of
/// its names ("Northwick LCP").
fn local_bodies(scene: &Scene, entry: usize) -> BTreeSet<usize> {
    let endings: Vec<String> =
        scene.registry.entry(entry).all_names().map(|(name, _)| format!(" {}", name_key(name))).collect();
    let is_local = |at: &usize| {
        let member = scene.cast.member(*at);
        match member.entry.map(|entry| scene.registry.entry(entry)) {
            Some(known) => known.area.is_some() && known.parent == Some(entry),
            None => {
                let name = name_key(&member.name);
                member.actor_type == ActorType::Organisation
                    && endings.iter().any(|ending| name.ends_with(ending.as_str()))
            }
        }
    };
    (0..scene.cast.members().len()).filter(is_local).collect()
}

fn is_plural(words: &str) -> bool {
    let words = without_possessive(words);
    words.ends_with("ies") || words.strip_suffix('s').is_some_and(|one| one.ends_with(char::is_uppercase))
}
