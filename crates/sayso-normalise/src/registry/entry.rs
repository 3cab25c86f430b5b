//! A person or body of the registry, as resolution uses it.

use sayso_model::{
    Actor, ActorName, ActorType, Classification, Identifier, NameSource, NameType, PublicRole,
};

use super::date::Period;
use super::file::{IdentifierEntry, NameEntry, OrganisationEntry, PersonEntry};
use super::placed::Placed;
use crate::name_key::name_key;
use crate::person_name::PersonName;

/// A person or body.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) actor_type: ActorType,
    pub(crate) name: String,
    /// Other names, in the order of the file.
    names: Vec<OtherName>,
    pub(crate) person: Option<PersonName>,
    pub(crate) honorific_prefix: Option<String>,
    pub(crate) public_role: PublicRole,
    pub(crate) classification: Option<Classification>,
    /// Index of the body that this one is part of.
    pub(crate) parent: Option<usize>,
    /// The place whose local body this is.
    pub(crate) area: Option<String>,
    /// Whether each place has a body of this kind, so that its name alone means the local one.
    pub(crate) has_local_bodies: bool,
    pub(crate) wikidata_id: Option<String>,
    pub(crate) identifiers: Vec<Identifier>,
}

/// A name besides the one that tables show.
#[derive(Clone, Debug)]
struct OtherName {
    name: String,
    name_type: NameType,
    period: Period,
}

impl Entry {
    /// All names, the one that tables show first.
    pub(crate) fn all_names(&self) -> impl Iterator<Item = (&str, NameType)> {
        let others = self.names.iter().map(|other| (other.name.as_str(), other.name_type));
        std::iter::once((self.name.as_str(), NameType::Name)).chain(others)
    }

    /// When it bears each of the names that `is_meant` picks out; the name that tables show holds at all times.
    pub(crate) fn periods<'a>(
        &'a self,
        is_meant: impl Fn(&str, NameType) -> bool + 'a,
    ) -> impl Iterator<Item = Period> + 'a {
        let names = self.all_names().zip(std::iter::once(None).chain(self.names.iter().map(Some)));
        names
            .filter(move |((name, name_type), _)| is_meant(name, *name_type))
            .map(|(_, other)| other.map(|other| other.period.clone()).unwrap_or_default())
    }

    /// The actor as tables show it where no document names it: with the registry's names, none of them observed.
    pub(crate) fn actor(&self) -> Actor {
        let name = |(name, name_type): (&str, NameType)| ActorName {
            name: name.trim_start_matches('@').to_owned(),
            name_type,
            is_observed: false,
            source: NameSource::Registry,
        };
        let identifier = |scheme: &str, identifier: &str| Identifier {
            scheme: scheme.to_owned(),
            identifier: identifier.to_owned(),
        };
        let handles = self.all_names().filter(|(_, name_type)| *name_type == NameType::Handle);
        let mut identifiers = self.identifiers.clone();
        identifiers.extend(handles.map(|(name, _)| identifier("handle", name.trim_start_matches('@'))));
        identifiers.extend(self.wikidata_id.iter().map(|item| identifier("wikidata", item)));
        identifiers.sort();
        identifiers.dedup();
        let person = self.person.as_ref();
        Actor {
            actor_id: self.id.clone(),
            actor_type: self.actor_type,
            name: self.name.clone(),
            sort_name: person.and_then(PersonName::sort_name),
            given_name: person.and_then(|person| person.given_name.clone()),
            family_name: person.and_then(|person| person.family_name.clone()),
            honorific_prefix: self.honorific_prefix.clone(),
            classification: self.classification,
            wikidata_id: self.wikidata_id.clone(),
            public_role: self.public_role,
            is_registered: true,
            names: self.all_names().map(name).collect(),
            identifiers,
        }
    }

    pub(crate) fn from_organisation(form: OrganisationEntry) -> Self {
        Self {
            id: form.id.into_string(),
            actor_type: ActorType::Organisation,
            name: form.name.into_string(),
            names: other_names(form.names),
            person: None,
            honorific_prefix: None,
            public_role: PublicRole::Unknown,
            classification: Some(form.classification),
            parent: None,
            area: form.area,
            has_local_bodies: form.has_local_bodies,
            wikidata_id: form.wikidata_id.map(Placed::into_string),
            identifiers: identifiers(form.identifiers),
        }
    }

    pub(crate) fn from_person(form: PersonEntry) -> Self {
        let name = form.name.into_string();
        let mut person = PersonName::parse(&name).unwrap_or_default();
        if form.given_name.is_some() {
            person.given_name = form.given_name;
        }
        if form.family_name.is_some() {
            person.family_name = form.family_name;
        }
        Self {
            id: form.id.into_string(),
            actor_type: ActorType::Person,
            name,
            names: other_names(form.names),
            person: Some(person),
            honorific_prefix: form.honorific_prefix,
            public_role: form.public_role,
            classification: None,
            parent: None,
            area: None,
            has_local_bodies: false,
            wikidata_id: form.wikidata_id.map(Placed::into_string),
            identifiers: identifiers(form.identifiers),
        }
    }

    /// Takes over what `other`, the same actor under an id that is given up, adds.
    pub(crate) fn absorb(&mut self, other: Self) {
        let shown = OtherName { name: other.name, name_type: NameType::FullName, period: Period::default() };
        for name in std::iter::once(shown).chain(other.names) {
            let key = name_key(&name.name);
            let is_known = self.all_names().any(|(known, known_type)| {
                let is_whole = |name_type| matches!(name_type, NameType::Name | NameType::FullName);
                (known_type == name.name_type || is_whole(known_type) && is_whole(name.name_type))
                    && name_key(known) == key
            });
            if !is_known {
                self.names.push(name);
            }
        }
        for identifier in other.identifiers {
            if !self.identifiers.contains(&identifier) {
                self.identifiers.push(identifier);
            }
        }
        self.public_role = self.public_role.min(other.public_role);
        self.has_local_bodies |= other.has_local_bodies;
        self.wikidata_id = self.wikidata_id.take().or(other.wikidata_id);
        self.honorific_prefix = self.honorific_prefix.take().or(other.honorific_prefix);
        self.area = self.area.take().or(other.area);
        self.parent = self.parent.or(other.parent);
    }
}

fn other_names(names: Vec<NameEntry>) -> Vec<OtherName> {
    let other = |entry: NameEntry| OtherName {
        period: Period::new(entry.from.as_ref(), entry.to.as_ref()),
        name: entry.name.into_string(),
        name_type: entry.name_type,
    };
    names.into_iter().map(other).collect()
}

fn identifiers(entries: Vec<IdentifierEntry>) -> Vec<Identifier> {
    let identifier = |entry: IdentifierEntry| Identifier {
        scheme: entry.scheme,
        identifier: entry.identifier.into_string(),
    };
    entries.into_iter().map(identifier).collect()
}
