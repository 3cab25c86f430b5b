//! The reference registry: people and bodies with permanent ids and all their names.

mod form;

mod check;

mod write;

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{ActorType, Classification, Identifier, KnownName, NameType, PublicRole};

use self::form::{FileForm, IdentifierForm, NameForm, OrganisationForm, PersonForm, RegistryFile, line_at};
use crate::error::{Fault, FaultKind, RegistryError};
use crate::name_key::name_key;
use crate::person_name::PersonName;

/// People and bodies that are known beforehand.
///
/// Invariant: ids are unique slugs; parents are entries.
///
/// # Examples
/// ```
/// use sayso_normalise::Registry;
/// let file = r#"
/// [[organisation]]
/// id = "org-harbour-union"
/// name = "Harbour Union"
/// names = [
///     { name = "HU", type = "acronym" },
/// ]
/// classification = "trade_union"
/// evidence = "invented"
/// "#;
/// let registry = Registry::from_toml(&[("unions.toml".to_owned(), file.to_owned())])?;
/// assert_eq!(registry.known_names().len(), 2);
///
/// let faulty = file.replace("trade_union", "union");
/// let error = Registry::from_toml(&[("unions.toml".to_owned(), faulty)]).unwrap_err();
/// assert!(error.to_string().starts_with("unions.toml:8: unknown variant `union`"));
/// # Ok::<(), sayso_normalise::RegistryError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Registry {
    entries: Vec<Entry>,
    /// Entries by each of their names, as [`name_key`] folds them; surnames, given names and initials left out.
    by_name: BTreeMap<String, Vec<usize>>,
    /// Entries by names that are only a part of a name: surnames, given names, initials.
    by_part: BTreeMap<String, Vec<usize>>,
    /// Entries by acronym, as written.
    by_acronym: BTreeMap<String, Vec<usize>>,
    /// Entries by handle, lower case.
    by_handle: BTreeMap<String, Vec<usize>>,
    /// Places that bodies and roles belong to, folded.
    areas: BTreeSet<String>,
}

/// A person or body of the registry.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) actor_type: ActorType,
    pub(crate) name: String,
    /// Other names, in the order of the file.
    pub(crate) names: Vec<(String, NameType)>,
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

impl Registry {
    /// The registry that `files` make up: for each, the name that faults shall show, and its contents.
    ///
    /// # Errors
    /// [`RegistryError`] with every fault: `FILE:LINE: what is wrong`.
    pub fn from_toml(files: &[(String, String)]) -> Result<Self, RegistryError> {
        let mut parsed = Vec::with_capacity(files.len());
        let mut faults = Vec::new();
        for (name, contents) in files {
            match parse(name, contents) {
                Ok(file) => parsed.push(file),
                Err(fault) => faults.push(fault),
            }
        }
        // With a file missing, whatever points into it would look like a fault.
        if faults.is_empty() {
            faults = check::faults(&parsed);
        }
        if faults.is_empty() { Ok(Self::new(parsed)) } else { Err(RegistryError::new(faults)) }
    }

    /// What the extract stage looks for: every name of every entry, in the order of files and entries.
    pub fn known_names(&self) -> Vec<KnownName> {
        let mut known = Vec::new();
        for entry in &self.entries {
            for (name, name_type) in entry.all_names() {
                known.push(KnownName { name: name.to_owned(), name_type, actor_type: entry.actor_type });
            }
        }
        known
    }

    fn new(files: Vec<RegistryFile>) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut parents: Vec<Option<String>> = Vec::new();
        let mut areas = BTreeSet::new();
        for file in files {
            let roles = file.form.person.iter().flat_map(|person| &person.roles);
            let of_roles = roles.filter_map(|role| role.area.as_ref());
            let of_bodies = file.form.organisation.iter().filter_map(|body| body.area.as_ref());
            areas.extend(of_roles.chain(of_bodies).map(|area| name_key(area)));
            for organisation in file.form.organisation {
                parents.push(organisation.parent.as_ref().map(|parent| parent.get_ref().clone()));
                entries.push(Entry::from_organisation(organisation));
            }
            for person in file.form.person {
                parents.push(None);
                entries.push(Entry::from_person(person));
            }
        }
        let by_id: BTreeMap<&str, usize> =
            entries.iter().enumerate().map(|(at, entry)| (entry.id.as_str(), at)).collect();
        let parents: Vec<Option<usize>> =
            parents.iter().map(|parent| by_id.get(parent.as_deref()?).copied()).collect();
        for (entry, parent) in entries.iter_mut().zip(parents) {
            entry.parent = parent;
        }
        let mut registry = Self { entries, areas, ..Self::default() };
        registry.index();
        registry
    }

    fn index(&mut self) {
        for (at, entry) in self.entries.iter().enumerate() {
            for (name, name_type) in entry.all_names() {
                let (map, key) = match name_type {
                    NameType::Acronym => (&mut self.by_acronym, acronym_key(name)),
                    NameType::Handle => (&mut self.by_handle, handle_key(name)),
                    NameType::Surname | NameType::GivenName | NameType::Initials => {
                        (&mut self.by_part, name_key(name))
                    }
                    _ => (&mut self.by_name, name_key(name)),
                };
                let found = map.entry(key).or_default();
                if found.last() != Some(&at) {
                    found.push(at);
                }
            }
        }
    }

    pub(crate) fn entry(&self, at: usize) -> &Entry {
        &self.entries[at]
    }

    /// Entries with this whole name.
    pub(crate) fn with_name(&self, name: &str) -> &[usize] {
        self.by_name.get(&name_key(name)).map_or(&[], Vec::as_slice)
    }

    /// Entries that are known by this surname, given name or initials alone.
    pub(crate) fn with_part(&self, name: &str) -> &[usize] {
        self.by_part.get(&name_key(name)).map_or(&[], Vec::as_slice)
    }

    /// Whether a word is a place whose body or member of parliament is registered.
    pub(crate) fn is_area(&self, word: &str) -> bool {
        self.areas.contains(&name_key(word))
    }

    pub(crate) fn with_acronym(&self, acronym: &str) -> &[usize] {
        self.by_acronym.get(&acronym_key(acronym)).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn with_handle(&self, handle: &str) -> &[usize] {
        self.by_handle.get(&handle_key(handle)).map_or(&[], Vec::as_slice)
    }
}

/// The same registry file in canonical form: entries sorted by id, keys in a fixed order, the comment above the first entry kept.
/// A file in canonical form comes back byte for byte.
///
/// # Errors
/// [`RegistryError`] for a file that is no TOML or breaks its form. Faults across entries are [`Registry::from_toml`]'s to find.
pub fn canonical_toml(file: &str, contents: &str) -> Result<String, RegistryError> {
    let file = parse(file, contents).map_err(|fault| RegistryError::new(vec![fault]))?;
    Ok(write::canonical(&file))
}

fn parse<'a>(name: &'a str, contents: &'a str) -> Result<RegistryFile<'a>, Fault> {
    match toml::from_str::<FileForm>(contents) {
        Ok(form) => Ok(RegistryFile { name, contents, form }),
        Err(error) => {
            let at_byte = error.span().map_or(0, |span| span.start);
            let message = error.message().trim().replace('\n', ", ");
            Err(Fault {
                file: name.to_owned(),
                line: line_at(contents, at_byte),
                kind: FaultKind::Form { message },
            })
        }
    }
}

impl Entry {
    /// All names, the one that tables show first.
    pub(crate) fn all_names(&self) -> impl Iterator<Item = (&str, NameType)> {
        let others = self.names.iter().map(|(name, name_type)| (name.as_str(), *name_type));
        std::iter::once((self.name.as_str(), NameType::Name)).chain(others)
    }

    fn from_organisation(form: OrganisationForm) -> Self {
        Self {
            id: form.id.into_inner(),
            actor_type: ActorType::Organisation,
            name: form.name.into_inner(),
            names: name_pairs(form.names),
            person: None,
            honorific_prefix: None,
            public_role: PublicRole::Unknown,
            classification: Some(form.classification.0),
            parent: None,
            area: form.area,
            has_local_bodies: form.has_local_bodies,
            wikidata_id: form.wikidata_id.map(toml::Spanned::into_inner),
            identifiers: identifiers(form.identifiers),
        }
    }

    fn from_person(form: PersonForm) -> Self {
        let name = form.name.into_inner();
        let mut person = PersonName::parse(&name).unwrap_or_default();
        if form.given_name.is_some() {
            person.given_name = form.given_name;
        }
        if form.family_name.is_some() {
            person.family_name = form.family_name;
        }
        Self {
            id: form.id.into_inner(),
            actor_type: ActorType::Person,
            name,
            names: name_pairs(form.names),
            person: Some(person),
            honorific_prefix: form.honorific_prefix,
            public_role: form.public_role.0,
            classification: None,
            parent: None,
            area: None,
            has_local_bodies: false,
            wikidata_id: form.wikidata_id.map(toml::Spanned::into_inner),
            identifiers: identifiers(form.identifiers),
        }
    }
}

fn name_pairs(names: Vec<NameForm>) -> Vec<(String, NameType)> {
    names.into_iter().map(|name| (name.name.into_inner(), name.name_type.0)).collect()
}

fn identifiers(forms: Vec<IdentifierForm>) -> Vec<Identifier> {
    forms.into_iter().map(|form| Identifier { scheme: form.scheme, identifier: form.identifier }).collect()
}

/// An acronym as written, without full stops.
pub(crate) fn acronym_key(acronym: &str) -> String {
    acronym.trim().replace('.', "")
}

/// A handle in lower case, without `@` or `#`.
pub(crate) fn handle_key(handle: &str) -> String {
    handle.trim().trim_start_matches(['@', '#']).to_lowercase()
}

#[cfg(test)]
mod tests;
