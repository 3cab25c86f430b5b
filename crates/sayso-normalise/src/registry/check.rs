//! What TOML cannot tell of an entry: ids, order, names, dates, identifiers. What points from entry to entry is in `links`.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::Vocabulary;

use super::date::{is_after, is_date};
use super::file::{IdentifierEntry, NameEntry, OrganisationEntry, PersonEntry, RegistryFile, RoleEntry};
use super::placed::Placed;
use super::{is_slug, is_wikidata_item, links};
use crate::error::{Fault, FaultKind};

/// Every fault of `files` taken together, in the order of files and lines.
pub(crate) fn faults(files: &[RegistryFile]) -> Vec<Fault> {
    let mut faults = Faults::default();
    let mut check = Check::default();
    for (at, file) in files.iter().enumerate() {
        check.file(Place { at, file }, &mut faults);
    }
    let ids: BTreeSet<&str> = check.ids.keys().copied().collect();
    links::check(files, &ids, &mut faults);
    faults.sorted()
}

/// A file and its index among the files, so that faults sort in the order in which files were given.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) at: usize,
    pub(crate) file: &'a RegistryFile,
}

impl Place<'_> {
    pub(crate) fn line_of(&self, value: &Placed) -> usize {
        self.file.line_of(value)
    }
}

/// The faults found so far.
#[derive(Default)]
pub(crate) struct Faults(Vec<(usize, Fault)>);

impl Faults {
    pub(crate) fn push(&mut self, place: Place, value: &Placed, kind: FaultKind) {
        let fault = Fault { file: place.file.name().to_owned(), line: place.line_of(value), kind };
        self.0.push((place.at, fault));
    }

    pub(crate) fn filled(&mut self, place: Place, value: &Placed, key: &'static str) {
        if !value.as_str().chars().any(char::is_alphanumeric) {
            self.push(place, value, FaultKind::Empty { key });
        }
    }

    fn sorted(mut self) -> Vec<Fault> {
        self.0.sort_by_key(|one| (one.0, one.1.line));
        self.0.into_iter().map(|(_, fault)| fault).collect()
    }
}

/// What has been seen so far.
#[derive(Default)]
struct Check<'a> {
    ids: BTreeMap<&'a str, (Place<'a>, &'a Placed)>,
    wikidata: BTreeMap<&'a str, &'a str>,
    identifiers: BTreeMap<(&'a str, &'a str), &'a str>,
}

impl<'a> Check<'a> {
    fn file(&mut self, place: Place<'a>, faults: &mut Faults) {
        let mut above: Option<&str> = None;
        for organisation in &place.file.organisations {
            let OrganisationEntry { id, name, names, wikidata_id, identifiers, evidence, .. } = organisation;
            self.entry(place, id, "org", &mut above, faults);
            check_names(place, name, names, faults);
            self.item(place, id, wikidata_id.as_ref(), faults);
            self.identifiers(place, id, identifiers, faults);
            faults.filled(place, evidence, "evidence");
        }
        above = None;
        for person in &place.file.people {
            let PersonEntry { id, name, names, wikidata_id, identifiers, evidence, .. } = person;
            self.entry(place, id, "per", &mut above, faults);
            check_names(place, name, names, faults);
            check_roles(place, &person.roles, faults);
            self.item(place, id, wikidata_id.as_ref(), faults);
            self.identifiers(place, id, identifiers, faults);
            faults.filled(place, evidence, "evidence");
        }
    }

    fn entry(
        &mut self,
        place: Place<'a>,
        id: &'a Placed,
        prefix: &'static str,
        above: &mut Option<&'a str>,
        faults: &mut Faults,
    ) {
        let slug = id.as_str();
        if !is_slug(slug, prefix) {
            faults.push(place, id, FaultKind::Slug { id: slug.to_owned(), prefix });
        }
        if let Some((first_place, first)) = self.ids.get(slug) {
            let kind = FaultKind::DuplicateId {
                id: slug.to_owned(),
                first_file: first_place.file.name().to_owned(),
                first_line: first_place.line_of(first),
            };
            faults.push(place, id, kind);
        } else {
            self.ids.insert(slug, (place, id));
            if let Some(above) = above.filter(|above| *above > slug) {
                faults.push(place, id, FaultKind::Order { id: slug.to_owned(), above: above.to_owned() });
            }
        }
        *above = Some(slug);
    }

    fn item(&mut self, place: Place, id: &'a Placed, item: Option<&'a Placed>, faults: &mut Faults) {
        let Some(item) = item else { return };
        let words = item.as_str();
        if !is_wikidata_item(words) {
            faults.push(place, item, FaultKind::Wikidata { id: words.to_owned() });
        } else if let Some(other) = self.wikidata.insert(words, id.as_str()) {
            let kind = FaultKind::DuplicateWikidata { item: words.to_owned(), other: other.to_owned() };
            faults.push(place, item, kind);
        }
    }

    fn identifiers(
        &mut self,
        place: Place,
        id: &'a Placed,
        identifiers: &'a [IdentifierEntry],
        faults: &mut Faults,
    ) {
        for IdentifierEntry { scheme, identifier } in identifiers {
            faults.filled(place, identifier, "identifier");
            if let Some(other) = self.identifiers.insert((scheme, identifier.as_str()), id.as_str()) {
                let kind = FaultKind::DuplicateIdentifier {
                    scheme: scheme.clone(),
                    identifier: identifier.as_str().to_owned(),
                    other: other.to_owned(),
                };
                faults.push(place, identifier, kind);
            }
        }
    }
}

fn check_names(place: Place, name: &Placed, names: &[NameEntry], faults: &mut Faults) {
    faults.filled(place, name, "name");
    let mut seen = BTreeSet::from([(name.as_str(), "name")]);
    for other in names {
        faults.filled(place, &other.name, "name");
        let words = other.name.as_str();
        if !seen.insert((words, other.name_type.as_str())) {
            faults.push(place, &other.name, FaultKind::DuplicateName { name: words.to_owned() });
        }
        check_dates(place, other.from.as_ref(), other.to.as_ref(), faults);
    }
}

fn check_roles(place: Place, roles: &[RoleEntry], faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for role in roles {
        check_dates(place, role.from.as_ref(), role.to.as_ref(), faults);
        if !seen.insert((&role.role, &role.organisation, &role.area, &role.from)) {
            faults.push(place, &role.organisation, FaultKind::DuplicateRole { role: role.role.clone() });
        }
    }
}

fn check_dates(place: Place, from: Option<&Placed>, to: Option<&Placed>, faults: &mut Faults) {
    let mut is_sound = true;
    for (key, date) in [("from", from), ("to", to)] {
        if let Some(date) = date.filter(|date| !is_date(date.as_str())) {
            is_sound = false;
            faults.push(place, date, FaultKind::Date { key, date: date.as_str().to_owned() });
        }
    }
    if let (Some(from), Some(to), true) = (from, to, is_sound)
        && is_after(from.as_str(), to.as_str())
    {
        let kind = FaultKind::Reversed { from: from.as_str().to_owned(), to: to.as_str().to_owned() };
        faults.push(place, to, kind);
    }
}
