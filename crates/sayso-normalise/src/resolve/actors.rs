//! What the document's actors look like once all names are resolved.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{
    Actor, ActorName, ActorType, Identifier, NameSource, NameType, PublicRole, Vocabulary, unknown_actor_id,
};

use super::cast::Member;
use super::scene::Scene;
use crate::name_key::{composed, name_key};
use crate::registry::{Entry, acronym_key, handle_key};

/// The members in `used` as actors, sorted by id, and for each member of the cast its index among them.
pub(crate) fn build(scene: &Scene, used: &BTreeSet<usize>) -> (Vec<Actor>, Vec<Option<usize>>) {
    let mut built: BTreeMap<String, (usize, Actor)> = BTreeMap::new();
    for &at in used {
        let member = scene.cast.member(at);
        let actor = match member.entry {
            Some(entry) => registered(member, scene.registry.entry(entry)),
            None => unregistered(scene, member),
        };
        built.insert(actor.actor_id.clone(), (at, actor));
    }
    let mut index_of = vec![None; scene.cast.members().len()];
    let mut actors = Vec::with_capacity(built.len());
    for (at, actor) in built.into_values() {
        index_of[at] = Some(actors.len());
        actors.push(actor);
    }
    (actors, index_of)
}

fn registered(member: &Member, entry: &Entry) -> Actor {
    let mut names: BTreeMap<(String, NameType), ActorName> = BTreeMap::new();
    for (name, name_type) in entry.all_names() {
        let is_observed =
            member.observed.iter().any(|(form, form_type)| is_same_form(name, name_type, form, *form_type));
        add_name(&mut names, name, name_type, is_observed, NameSource::Registry);
    }
    for (form, form_type) in &member.observed {
        let is_listed =
            entry.all_names().any(|(name, name_type)| is_same_form(name, name_type, form, *form_type));
        if !is_listed {
            add_name(&mut names, form, *form_type, true, NameSource::Text);
        }
    }
    let mut identifiers: BTreeSet<Identifier> = entry.identifiers.iter().cloned().collect();
    if let Some(item) = &entry.wikidata_id {
        identifiers.insert(identifier("wikidata", item));
    }
    let registered_handles = entry.all_names().filter(|(_, name_type)| *name_type == NameType::Handle);
    identifiers
        .extend(registered_handles.map(|(name, _)| identifier("handle", name.trim_start_matches('@'))));
    add_handles(&mut identifiers, member);
    let person = entry.person.as_ref();
    Actor {
        actor_id: entry.id.clone(),
        actor_type: entry.actor_type,
        name: entry.name.clone(),
        sort_name: person.and_then(|person| person.sort_name()),
        given_name: person.and_then(|person| person.given_name.clone()),
        family_name: person.and_then(|person| person.family_name.clone()),
        honorific_prefix: entry.honorific_prefix.clone(),
        classification: entry.classification,
        wikidata_id: entry.wikidata_id.clone(),
        // what the registry leaves open, the text may tell
        public_role: if entry.public_role == PublicRole::Unknown {
            member.standing
        } else {
            entry.public_role
        },
        is_registered: true,
        names: names.into_values().collect(),
        identifiers: identifiers.into_iter().collect(),
    }
}

fn unregistered(scene: &Scene, member: &Member) -> Actor {
    let scope = member.is_of_document.then(|| scene.document.id());
    let mut names = BTreeMap::new();
    let is_observed = member.observed.iter().any(|(form, _)| name_key(form) == name_key(&member.name));
    add_name(&mut names, &member.name, NameType::Name, is_observed, NameSource::Text);
    for (form, form_type) in &member.observed {
        if name_key(form) != name_key(&member.name) || *form_type == NameType::Misspelling {
            add_name(&mut names, form, *form_type, true, NameSource::Text);
        }
    }
    let mut identifiers = BTreeSet::new();
    add_handles(&mut identifiers, member);
    let person = member.person.as_ref();
    Actor {
        actor_id: unknown_actor_id(member.actor_type.as_str(), &composed(&member.name), scope),
        actor_type: member.actor_type,
        name: member.name.clone(),
        sort_name: person.and_then(|person| person.sort_name()),
        given_name: person.and_then(|person| person.given_name.clone()),
        family_name: person.and_then(|person| person.family_name.clone()),
        honorific_prefix: only_title(member),
        classification: None,
        wikidata_id: None,
        public_role: member.standing,
        is_registered: false,
        names: names.into_values().collect(),
        identifiers: identifiers.into_iter().collect(),
    }
}

/// The title of a person to whom the document gives no other.
fn only_title(member: &Member) -> Option<String> {
    member
        .titles
        .first()
        .filter(|_| member.titles.len() == 1 && member.actor_type == ActorType::Person)
        .cloned()
}

fn add_name(
    names: &mut BTreeMap<(String, NameType), ActorName>,
    name: &str,
    name_type: NameType,
    is_observed: bool,
    source: NameSource,
) {
    let name = if name_type == NameType::Handle { name.trim_start_matches('@') } else { name };
    let new = ActorName { name: name.to_owned(), name_type, is_observed, source };
    names
        .entry((name.to_owned(), name_type))
        .and_modify(|known| known.is_observed |= is_observed)
        .or_insert(new);
}

/// Whether a form of the text is one of the registry's names: the same words, and no slip where the registry has none.
fn is_same_form(name: &str, name_type: NameType, form: &str, form_type: NameType) -> bool {
    match (name_type, form_type) {
        (NameType::Acronym, NameType::Acronym) => acronym_key(name) == acronym_key(form),
        (NameType::Acronym, _) | (_, NameType::Acronym) => false,
        (NameType::Handle, NameType::Handle) => handle_key(name) == handle_key(form),
        (NameType::Handle, _) | (_, NameType::Handle) => false,
        (_, NameType::Misspelling) if name_type != NameType::Misspelling => false,
        _ => name_key(name) == name_key(form),
    }
}

fn add_handles(identifiers: &mut BTreeSet<Identifier>, member: &Member) {
    for handle in &member.handles {
        let is_known = identifiers
            .iter()
            .any(|known| known.scheme == "handle" && handle_key(&known.identifier) == handle_key(handle));
        if !is_known {
            identifiers.insert(identifier("handle", handle));
        }
    }
}

fn identifier(scheme: &str, identifier: &str) -> Identifier {
    Identifier { scheme: scheme.to_owned(), identifier: identifier.to_owned() }
}
