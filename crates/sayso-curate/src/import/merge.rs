//! What sources have, brought together with what registry files have.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{Classification, PublicRole};
use sayso_normalise::{
    IdentifierEntry, NameEntry, OrganisationEntry, PersonEntry, Placed, Registry, RegistryFile, RoleEntry,
};

use super::Imported;
use super::collected::{Body, Collected, Person, Role, fault, full_name};
use super::known::{Known, Traits};
use crate::error::{CurateError, Fault, FaultKind, Place};

/// The registry file that `existing` becomes; see [`import`](super::import).
pub(crate) fn merge(
    sources: Vec<(&str, Collected)>,
    existing: RegistryFile,
    others: &[RegistryFile],
) -> Result<Imported, CurateError> {
    let mut merge = Merge {
        bodies: Known::bodies(&existing, others),
        people: Known::people(&existing, others),
        organisations: BTreeMap::new(),
        persons: BTreeMap::new(),
        n_updated: 0,
        elsewhere: BTreeSet::new(),
        notes: Vec::new(),
        faults: Vec::new(),
    };
    // entries stand in `Known` in the order of the file
    merge.organisations.extend((0..).zip(existing.organisations.iter().cloned()));
    merge.persons.extend((0..).zip(existing.people.iter().cloned()));
    let n_before = merge.organisations.len() + merge.persons.len();

    let mut sources = sources;
    let placed: Vec<Vec<usize>> =
        sources.iter_mut().map(|(name, collected)| merge.add_bodies(name, collected)).collect();
    merge.bodies.name_all();
    for ((_, collected), places) in sources.iter().zip(&placed) {
        merge.add_parents(collected, places);
    }
    for ((name, collected), places) in sources.into_iter().zip(&placed) {
        merge.add_people(name, collected, places);
    }
    merge.people.name_all();
    if !merge.faults.is_empty() {
        return Err(CurateError::new(merge.faults));
    }
    let n_all = merge.organisations.len() + merge.persons.len();
    let (n_updated, n_elsewhere) = (merge.n_updated, merge.elsewhere.len());
    let notes = std::mem::take(&mut merge.notes);
    let file = merge.finish(existing);
    check(&file, others)?;
    Ok(Imported { file, n_new: n_all - n_before, n_updated, n_elsewhere, notes })
}

/// Holds the registry that the files make together to its rules, with the lines of the file as it will be written.
fn check(file: &RegistryFile, others: &[RegistryFile]) -> Result<(), CurateError> {
    let registry_fault = |message: String| fault(file.name(), Place::File, FaultKind::Registry { message });
    let written = RegistryFile::parse(file.name(), &file.to_toml())
        .map_err(|one| CurateError::new(vec![registry_fault(one.to_string())]))?;
    let files = others.iter().cloned().chain([written]).collect();
    match Registry::from_files(files) {
        Ok(_) => Ok(()),
        Err(error) => {
            let faults = error.faults().iter().map(|one| registry_fault(one.to_string()));
            Err(CurateError::new(faults.collect()))
        }
    }
}

struct Merge {
    bodies: Known,
    people: Known,
    /// Entries of the file that is written, by their index in `bodies`.
    organisations: BTreeMap<usize, OrganisationEntry>,
    /// The same for `people`.
    persons: BTreeMap<usize, PersonEntry>,
    n_updated: usize,
    /// Ids of those whom other files have.
    elsewhere: BTreeSet<String>,
    notes: Vec<String>,
    faults: Vec<Fault>,
}

impl Merge {
    /// Adds the bodies of a source; gives back where each is in `bodies`.
    fn add_bodies(&mut self, source: &str, collected: &mut Collected) -> Vec<usize> {
        self.notes.append(&mut collected.notes);
        let mut placed = Vec::with_capacity(collected.bodies.len());
        for body in &collected.bodies {
            let Body { name, names, wikidata_id, identifiers, .. } = body;
            let traits = Traits { name, names, wikidata_id: wikidata_id.as_deref(), identifiers };
            let found = match self.bodies.identified(&traits) {
                Ok(Some(at)) => Some(at),
                Ok(None) => only(self.bodies.named(&traits)),
                Err(kind) => {
                    self.faults.push(fault(source, Place::File, kind));
                    None
                }
            };
            let at = found.unwrap_or_else(|| self.bodies.add("", &traits, None));
            placed.push(at);
            if self.bodies.entry(at).elsewhere.is_some() {
                self.elsewhere.insert(self.bodies.entry(at).slug.clone());
                continue;
            }
            self.bodies.learn(at, &traits);
            let is_new = self.bodies.entry(at).slug.is_empty();
            self.n_updated += usize::from(!is_new);
            let entry = self.organisations.entry(at).or_insert_with(|| OrganisationEntry {
                id: Placed::default(),
                name: Placed::from(name.as_str()),
                names: Vec::new(),
                classification: body.classification,
                parent: None,
                area: None,
                has_local_bodies: false,
                wikidata_id: None,
                identifiers: Vec::new(),
                evidence: Placed::default(),
            });
            if entry.classification == Classification::Other {
                entry.classification = body.classification;
            }
            add_names(&mut entry.names, &entry.name, Some(name), names);
            entry.area = entry.area.take().or_else(|| body.area.clone());
            entry.wikidata_id = entry.wikidata_id.take().or(wikidata_id.clone().map(Placed::from));
            add_identifiers(&mut entry.identifiers, identifiers);
            add_evidence(&mut entry.evidence, source);
        }
        placed
    }

    fn add_parents(&mut self, collected: &Collected, placed: &[usize]) {
        for (body, at) in collected.bodies.iter().zip(placed) {
            let Some(parent) = body.parent else { continue };
            let slug = self.bodies.entry(placed[parent]).slug.clone();
            if let Some(entry) = self.organisations.get_mut(at)
                && placed[parent] != *at
            {
                entry.parent.get_or_insert_with(|| Placed::from(slug));
            }
        }
    }

    fn add_people(&mut self, source: &str, collected: Collected, placed: &[usize]) {
        let roles: Vec<PublicRole> =
            collected.people.iter().map(|person| collected.public_role(person)).collect();
        let mut nameless = BTreeSet::new();
        for (person, public_role) in collected.people.into_iter().zip(roles) {
            let Person { name, names, wikidata_id, identifiers, .. } = &person;
            let traits = Traits { name, names, wikidata_id: wikidata_id.as_deref(), identifiers };
            let has_identifiers = wikidata_id.is_some() || !identifiers.is_empty();
            if !has_identifiers && !nameless.insert(name.clone()) {
                self.faults.push(fault(
                    source,
                    person.place.clone(),
                    FaultKind::Nameless { name: name.clone() },
                ));
                continue;
            }
            let found = match self.people.identified(&traits) {
                Err(kind) => {
                    self.faults.push(fault(source, person.place.clone(), kind));
                    continue;
                }
                Ok(None) if !has_identifiers => {
                    only(self.people.named(&traits).filter(|at| !self.people.has_identifiers(*at)))
                }
                Ok(found) => found,
            };
            if found.is_none() {
                let namesakes = self.people.named(&traits).map(|at| self.people.entry(at));
                for entry in namesakes.filter(|entry| !entry.slug.is_empty()) {
                    let file = entry.elsewhere.as_deref().unwrap_or("the registry");
                    self.notes.push(format!(
                        "{source}: {name:?} has the name of {} in {file}; if they are one, redirect one to the other",
                        entry.slug
                    ));
                }
            }
            let at = found.unwrap_or_else(|| self.people.add("", &traits, None));
            if self.people.entry(at).elsewhere.is_some() {
                self.elsewhere.insert(self.people.entry(at).slug.clone());
                continue;
            }
            self.people.learn(at, &traits);
            self.n_updated += usize::from(!self.people.entry(at).slug.is_empty());
            self.update_person(at, source, person, public_role, placed);
        }
    }

    fn update_person(
        &mut self,
        at: usize,
        source: &str,
        person: Person,
        public_role: PublicRole,
        placed: &[usize],
    ) {
        let entry = self.persons.entry(at).or_insert_with(|| PersonEntry {
            id: Placed::default(),
            name: Placed::from(person.name.as_str()),
            given_name: None,
            family_name: None,
            honorific_prefix: None,
            names: Vec::new(),
            public_role,
            roles: Vec::new(),
            wikidata_id: None,
            identifiers: Vec::new(),
            evidence: Placed::default(),
        });
        entry.given_name = entry.given_name.take().or(person.given_name);
        entry.family_name = entry.family_name.take().or(person.family_name);
        entry.honorific_prefix = entry.honorific_prefix.take().or(person.honorific_prefix);
        add_names(&mut entry.names, &entry.name, Some(&person.name), &person.names);
        if entry.public_role == PublicRole::Unknown {
            entry.public_role = public_role;
        }
        for Role { role, body, area, from, to } in person.roles {
            let organisation = Placed::from(self.bodies.entry(placed[body]).slug.as_str());
            let (from, to) = (from.map(Placed::from), to.map(Placed::from));
            let new = RoleEntry { role, organisation, area, from, to };
            let is_same = |known: &&mut RoleEntry| {
                (&known.role, &known.organisation, &known.area, &known.from)
                    == (&new.role, &new.organisation, &new.area, &new.from)
            };
            match entry.roles.iter_mut().find(is_same) {
                Some(known) => known.to = new.to.or(known.to.take()),
                None => entry.roles.push(new),
            }
        }
        entry.roles.sort_by(|one, other| (&one.from, one).cmp(&(&other.from, other)));
        entry.wikidata_id = entry.wikidata_id.take().or(person.wikidata_id.map(Placed::from));
        add_identifiers(&mut entry.identifiers, &person.identifiers);
        add_evidence(&mut entry.evidence, source);
    }

    /// The file with everything in it, each entry under its slug.
    fn finish(self, mut existing: RegistryFile) -> RegistryFile {
        let with_slug = |known: &Known, at: usize| Placed::from(known.entry(at).slug.as_str());
        existing.organisations = self
            .organisations
            .into_iter()
            .map(|(at, entry)| OrganisationEntry { id: with_slug(&self.bodies, at), ..entry })
            .collect();
        existing.people = self
            .persons
            .into_iter()
            .map(|(at, entry)| PersonEntry { id: with_slug(&self.people, at), ..entry })
            .collect();
        existing.organisations.sort_by(|one, other| one.id.cmp(&other.id));
        existing.people.sort_by(|one, other| one.id.cmp(&other.id));
        existing
    }
}

/// The one item of an iterator that has no more.
fn only(mut items: impl Iterator<Item = usize>) -> Option<usize> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// Adds names that are not there yet; dates are added to those that have none.
fn add_names(known: &mut Vec<NameEntry>, shown: &Placed, also: Option<&String>, names: &BTreeSet<NameEntry>) {
    let also = also.map(|name| full_name(name));
    for name in names.iter().cloned().chain(also).filter(|name| name.name != *shown) {
        match known.iter_mut().find(|one| one.name == name.name && one.name_type == name.name_type) {
            Some(one) => {
                one.from = one.from.take().or(name.from);
                one.to = one.to.take().or(name.to);
            }
            None => known.push(name),
        }
    }
    known.sort_by(|one, other| (one.name_type, one).cmp(&(other.name_type, other)));
}

fn add_identifiers(known: &mut Vec<IdentifierEntry>, identifiers: &BTreeSet<(String, String)>) {
    for (scheme, identifier) in identifiers {
        let new = IdentifierEntry { scheme: scheme.clone(), identifier: Placed::from(identifier.as_str()) };
        if !known.contains(&new) {
            known.push(new);
        }
    }
    known.sort();
}

/// Says where an entry comes from, once for each source.
fn add_evidence(evidence: &mut Placed, source: &str) {
    let own = format!("imported from {source}");
    if evidence.as_str().split("; ").any(|known| known == own) {
        return;
    }
    let joined = if evidence.as_str().is_empty() { own } else { format!("{}; {own}", evidence.as_str()) };
    *evidence = Placed::from(joined);
}
