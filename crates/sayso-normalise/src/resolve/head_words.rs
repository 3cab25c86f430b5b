//! Bodies named by one word: "the Party", "Momentum".

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{ActorType, EntityKind, MentionType, NameType};

use super::bodies::{body_for, tidy};
use super::cast::only;
use super::scene::{Form, Found, Scene};
use crate::name_key::name_key;
use crate::words::KINDS_OF_BODIES;

/// Settles a single word: one for a kind of body ("the Party") by the body named last before it whose name ends with it; another
/// ("Harmony") by the party of that name, else it makes a body of its own.
pub(crate) fn resolve(scene: &mut Scene) {
    let is_open = |at: &usize| scene.found[*at] == Found::Open && is_one_word_body(scene, *at);
    let open: BTreeSet<usize> = (0..scene.occurrences.len()).filter(is_open).collect();
    let heads_of: Vec<BTreeSet<String>> =
        (0..scene.cast.members().len()).map(|member| heads(scene, member)).collect();
    let parties = parties(scene);
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    for at in 0..scene.occurrences.len() {
        if open.contains(&at) {
            let word = name_key(&tidy(scene.occurrences[at].words));
            if KINDS_OF_BODIES.contains(&word.as_str()) || is_nominal(scene, at) {
                if let Some(&member) = last.get(&word) {
                    scene.settle(at, member, Form::Passing);
                }
            } else if let Some(party) = parties.get(&word).and_then(only) {
                scene.settle(at, party, Form::Whole);
            } else {
                let member = body_for(scene, at);
                scene.settle(at, member, Form::Whole);
            }
        } else if let Some(member) = scene.member_of(at) {
            for head in heads_of.get(member).into_iter().flatten() {
                last.insert(head.clone(), member);
            }
        }
    }
}

fn is_one_word_body(scene: &Scene, at: usize) -> bool {
    let occurrence = &scene.occurrences[at];
    let words = tidy(occurrence.words);
    occurrence.kind == Some(EntityKind::Organisation)
        && !super::acronyms::is_acronym(occurrence)
        && words.chars().any(char::is_alphabetic)
        && !words.contains(' ')
        && (!is_nominal(scene, at) || words.starts_with(char::is_uppercase))
}

/// The parties of the document by the words before "party" in their names.
fn parties(scene: &Scene) -> BTreeMap<String, BTreeSet<usize>> {
    let mut parties: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, member) in scene.cast.members().iter().enumerate() {
        let key = name_key(&member.name);
        let short = key.strip_suffix(" party").filter(|_| member.actor_type == ActorType::Organisation);
        if let Some(short) = short {
            parties.entry(short.to_owned()).or_default().insert(at);
        }
    }
    parties
}

fn is_nominal(scene: &Scene, at: usize) -> bool {
    scene.occurrences[at].mention_type == MentionType::Nominal
}

/// The last words of a body's full names, where there is more than one word.
fn heads(scene: &Scene, member: usize) -> BTreeSet<String> {
    let member = scene.cast.member(member);
    if member.actor_type != ActorType::Organisation {
        return BTreeSet::new();
    }
    let mut names = vec![member.name.as_str()];
    if let Some(entry) = member.entry {
        let full = |name_type| matches!(name_type, NameType::Name | NameType::FullName);
        names.extend(
            scene
                .registry
                .entry(entry)
                .all_names()
                .filter(|(_, name_type)| full(*name_type))
                .map(|(name, _)| name),
        );
    }
    names.iter().filter_map(|name| name_key(name).rsplit_once(' ').map(|(_, head)| head.to_owned())).collect()
}
