//! The reference registry: people and bodies with permanent ids and all their names.

mod placed;

mod file;

mod quick;

mod write;

mod comments;

mod ids;

mod date;

mod redirects;

mod check;

mod links;

mod entry;

mod offices;

mod shared;

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{Actor, KnownName, NameType};

use self::date::Period;
use self::offices::{HeldRole, Offices, offices};
use self::redirects::Redirects;
use crate::error::{Fault, RegistryError};
use crate::name_key::name_key;

pub use self::date::is_date;
pub(crate) use self::entry::Entry;
pub use self::file::{
    DecisionEntry, IdentifierEntry, NameEntry, OrganisationEntry, PersonEntry, RedirectEntry, RegistryFile,
    RoleEntry, Verdict,
};
pub(crate) use self::ids::is_wikidata_item;
pub use self::ids::{is_slug, is_unregistered_id};
pub(crate) use self::offices::Wanted;
pub use self::placed::Placed;
pub use self::shared::SharedName;

/// People and bodies that are known beforehand.
///
/// Invariant: ids are unique slugs; parents are entries; no entry has an id that is given up.
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
    /// Roles that people hold or held.
    offices: Offices,
    /// What somebody has decided of actors that have no entry, by their ids.
    rulings: BTreeMap<String, Ruling>,
}

/// What somebody has decided of an actor that has no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ruling {
    /// It is this entry.
    Is(usize),
    /// It is no actor.
    Nobody,
}

impl Registry {
    /// The registry that `files` make up: for each, the name that faults shall show, and its contents.
    ///
    /// # Errors
    /// [`RegistryError`] with every fault: `FILE:LINE: what is wrong`.
    pub fn from_toml(files: &[(String, String)]) -> Result<Self, RegistryError> {
        let parsed: Vec<Result<RegistryFile, Fault>> =
            files.iter().map(|(name, contents)| RegistryFile::parse(name, contents)).collect();
        // With a file missing, whatever points into it would look like a fault.
        let faults: Vec<Fault> = parsed.iter().filter_map(|file| file.as_ref().err().cloned()).collect();
        if !faults.is_empty() {
            return Err(RegistryError::new(faults));
        }
        Self::from_files(parsed.into_iter().flatten().collect())
    }

    /// The registry that `files` make up together.
    ///
    /// # Errors
    /// [`RegistryError`] with every fault: `FILE:LINE: what is wrong`.
    pub fn from_files(files: Vec<RegistryFile>) -> Result<Self, RegistryError> {
        let faults = check::faults(&files);
        if faults.is_empty() { Ok(Self::new(files)) } else { Err(RegistryError::new(faults)) }
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

    /// The entry with this id, or the one to which this id of an unregistered actor is redirected, as tables show it where no document
    /// names it.
    pub fn actor(&self, actor_id: &str) -> Option<Actor> {
        let entry = self.entries.iter().find(|entry| entry.id == actor_id).or_else(|| {
            match self.ruling(actor_id)? {
                Ruling::Is(at) => Some(self.entry(at)),
                Ruling::Nobody => None,
            }
        });
        entry.map(Entry::actor)
    }

    fn new(mut files: Vec<RegistryFile>) -> Self {
        let mut registry = Self::default();
        let mut parents: Vec<Option<Placed>> = Vec::new();
        let mut entries: Vec<Entry> = Vec::new();
        let mut roles: Vec<(String, Vec<RoleEntry>)> = Vec::new();
        for file in &mut files {
            let held = file.people.iter().flat_map(|person| &person.roles);
            let of_roles = held.filter_map(|role| role.area.as_ref());
            let of_bodies = file.organisations.iter().filter_map(|body| body.area.as_ref());
            registry.areas.extend(of_roles.chain(of_bodies).map(|area| name_key(area)));
            for mut organisation in std::mem::take(&mut file.organisations) {
                parents.push(organisation.parent.take());
                entries.push(Entry::from_organisation(organisation));
            }
            for mut person in std::mem::take(&mut file.people) {
                parents.push(None);
                if !person.roles.is_empty() {
                    roles.push((person.id.as_str().to_owned(), std::mem::take(&mut person.roles)));
                }
                entries.push(Entry::from_person(person));
            }
        }
        let redirects = Redirects::new(&files);
        let (kept, given_up): (Vec<_>, Vec<_>) =
            entries.into_iter().zip(parents).partition(|(entry, _)| !redirects.has(&entry.id));
        let (mut entries, mut parents): (Vec<Entry>, Vec<Option<Placed>>) = kept.into_iter().unzip();
        let by_id: BTreeMap<String, usize> =
            entries.iter().enumerate().map(|(at, entry)| (entry.id.clone(), at)).collect();
        for (entry, parent) in given_up {
            if let Some(&at) = by_id.get(redirects.last(&entry.id)) {
                entries[at].absorb(entry);
                parents[at] = parents[at].take().or(parent);
            }
        }
        for (at, parent) in parents.iter().enumerate() {
            let parent = parent.as_ref().map(|parent| redirects.last(parent.as_str()));
            // what was two bodies before a merge may have been part of the other
            entries[at].parent = parent.and_then(|id| by_id.get(id)).copied().filter(|parent| *parent != at);
        }
        let at = |id: &str| by_id.get(redirects.last(id)).copied();
        let held = roles.into_iter().filter_map(|(id, roles)| Some((at(&id)?, roles)));
        let held = held.flat_map(|(holder, roles)| roles.into_iter().map(move |role| (holder, role)));
        registry.offices = offices(
            held.filter_map(|(holder, role)| {
                Some(HeldRole {
                    holder,
                    organisation: at(role.organisation.as_str())?,
                    period: Period::new(role.from.as_ref(), role.to.as_ref()),
                    role: role.role,
                    area: role.area,
                })
            })
            .collect(),
        );
        registry.entries = entries;
        registry.rulings = rulings(&files, &redirects, &by_id);
        registry.index();
        registry
    }

    fn index(&mut self) {
        for (at, entry) in self.entries.iter().enumerate() {
            for (name, name_type) in entry.all_names() {
                let (map, key) = match name_type {
                    NameType::Acronym => (&mut self.by_acronym, acronym_key(name)),
                    NameType::Handle => (&mut self.by_handle, handle_key(name)),
                    _ if is_part(name_type) => (&mut self.by_part, name_key(name)),
                    _ => (&mut self.by_name, name_key(name)),
                };
                let found = map.entry(key).or_default();
                if found.last() != Some(&at) {
                    found.push(at);
                }
            }
        }
    }

    /// Those of `entries` that bear one of the names that `is_meant` picks out on `date`; all of them where none or nobody does.
    ///
    /// So a name is known at any time, and of two that bore it one after the other the date tells which is meant.
    fn on_date(
        &self,
        entries: &[usize],
        is_meant: impl Fn(&str, NameType) -> bool,
        date: Option<&str>,
    ) -> Vec<usize> {
        if let (Some(date), [_, _, ..]) = (date, entries) {
            let bears = |at: &usize| self.entry(*at).periods(&is_meant).any(|period| period.holds_on(date));
            let borne: Vec<usize> = entries.iter().copied().filter(bears).collect();
            if !borne.is_empty() {
                return borne;
            }
        }
        entries.to_vec()
    }

    /// Entries with this whole name, those that bear it on the date before others.
    pub(crate) fn with_name_on(&self, name: &str, date: Option<&str>) -> Vec<usize> {
        let key = name_key(name);
        let is_meant = |name: &str, name_type| is_whole(name_type) && name_key(name) == key;
        self.on_date(self.with_name(name), is_meant, date)
    }

    /// Entries with this acronym, those that bear it on the date before others.
    pub(crate) fn with_acronym_on(&self, acronym: &str, date: Option<&str>) -> Vec<usize> {
        let key = acronym_key(acronym);
        let is_meant = |name: &str, name_type| name_type == NameType::Acronym && acronym_key(name) == key;
        self.on_date(self.with_acronym(acronym), is_meant, date)
    }

    /// Entries with this account, those that have it on the date before others.
    pub(crate) fn with_handle_on(&self, handle: &str, date: Option<&str>) -> Vec<usize> {
        let key = handle_key(handle);
        let is_meant = |name: &str, name_type| name_type == NameType::Handle && handle_key(name) == key;
        self.on_date(self.with_handle(handle), is_meant, date)
    }

    /// Entries known by this surname, given name or initials alone, those that bear it on the date before others.
    pub(crate) fn with_part_on(&self, name: &str, date: Option<&str>) -> Vec<usize> {
        let key = name_key(name);
        let is_meant = |name: &str, name_type| is_part(name_type) && name_key(name) == key;
        self.on_date(self.with_part(name), is_meant, date)
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

    /// What somebody has decided of the unregistered actor with this id.
    pub(crate) fn ruling(&self, actor_id: &str) -> Option<Ruling> {
        self.rulings.get(actor_id).copied()
    }
}

fn rulings(
    files: &[RegistryFile],
    redirects: &Redirects,
    by_id: &BTreeMap<String, usize>,
) -> BTreeMap<String, Ruling> {
    let mut rulings = BTreeMap::new();
    for redirect in files.iter().flat_map(|file| &file.redirects) {
        let old_id = redirect.old_id.as_str();
        if let Some(&at) = by_id.get(redirects.last(old_id)).filter(|_| is_unregistered_id(old_id)) {
            rulings.insert(old_id.to_owned(), Ruling::Is(at));
        }
    }
    for decision in files.iter().flat_map(|file| &file.decisions) {
        if let Some(actor_id) = decision.actor_id.as_ref().filter(|_| decision.verdict == Verdict::Nobody) {
            rulings.insert(actor_id.as_str().to_owned(), Ruling::Nobody);
        }
    }
    rulings
}

/// The same registry file in canonical form, see [`RegistryFile::to_toml`].
///
/// # Errors
/// [`RegistryError`] for a file that is no TOML or breaks its form. Faults across entries are [`Registry::from_toml`]'s to find.
pub fn canonical_toml(file: &str, contents: &str) -> Result<String, RegistryError> {
    let file =
        RegistryFile::parse_with_comments(file, contents).map_err(|fault| RegistryError::new(vec![fault]))?;
    Ok(file.to_toml())
}

/// Whether a name of this type is only a part of a name.
fn is_part(name_type: NameType) -> bool {
    matches!(name_type, NameType::Surname | NameType::GivenName | NameType::Initials)
}

/// Whether names of this type are looked up among whole names.
fn is_whole(name_type: NameType) -> bool {
    !is_part(name_type) && !matches!(name_type, NameType::Acronym | NameType::Handle)
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
