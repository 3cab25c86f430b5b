//! Popolo JSON: people, organisations, and the memberships between them.
//!
//! An object with `persons`, and `organizations`, `memberships`, `posts`, `areas` and `events` where it has them; memberships may
//! also stand inside people and organisations. Unknown keys are passed over: the standard is open. What says nothing about who is
//! who (pictures, births, genders, addresses) is not taken.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{Classification, NameType, Vocabulary};
use sayso_normalise::{NameEntry, Placed};

use super::collected::{
    Body, Collected, Person, Role, fault, filled, full_name, handle, item, other_name, period, sorted_parts,
};
use super::popolo_form::{
    EventForm, FileForm, IdentifierForm, LabelForm, MembershipForm, OtherNameForm, PostForm,
};
use crate::error::{Fault, FaultKind, Place};

/// The people and bodies of a file, whose own ids are kept under `scheme`.
pub(crate) fn collect(
    file: &str,
    contents: &str,
    scheme: &str,
    faults: &mut Vec<Fault>,
) -> Option<Collected> {
    match serde_json::from_str::<FileForm>(contents) {
        Ok(form) => {
            let mut reading = Reading::new(file, scheme, &form, faults);
            reading.bodies();
            reading.people();
            reading.memberships();
            Some(reading.collected)
        }
        Err(error) => {
            let place = Place::Line(error.line() as u64);
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
            faults.push(fault(file, place, FaultKind::Json { message }));
            None
        }
    }
}

struct Reading<'a> {
    file: &'a str,
    scheme: &'a str,
    form: &'a FileForm,
    collected: Collected,
    body_of: BTreeMap<&'a str, usize>,
    person_of: BTreeMap<&'a str, usize>,
    post_of: BTreeMap<&'a str, &'a PostForm>,
    area_of: BTreeMap<&'a str, &'a LabelForm>,
    event_of: BTreeMap<&'a str, &'a EventForm>,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Reading<'a> {
    fn new(file: &'a str, scheme: &'a str, form: &'a FileForm, faults: &'a mut Vec<Fault>) -> Self {
        Self {
            file,
            scheme,
            form,
            collected: Collected::default(),
            body_of: BTreeMap::new(),
            person_of: BTreeMap::new(),
            post_of: by_id(&form.posts, |post| &post.id),
            area_of: by_id(&form.areas, |area| &area.id),
            event_of: by_id(&form.events, |event| &event.id),
            faults,
        }
    }

    fn push(&mut self, path: &str, kind: FaultKind) {
        self.faults.push(fault(self.file, Place::Value(path.to_owned()), kind));
    }

    fn bodies(&mut self) {
        for (nth, form) in self.form.organizations.iter().enumerate() {
            let path = format!("organizations[{nth}]");
            let Some(name) = form.name.as_deref().and_then(filled) else {
                self.push(&path, FaultKind::Empty { key: "name".to_owned() });
                continue;
            };
            let id = form.id.as_deref().filter(|id| !id.is_empty());
            if let Some(id) = id.filter(|id| self.body_of.contains_key(id)) {
                self.push(&path, FaultKind::DuplicateId { id: id.to_owned() });
                continue;
            }
            let (wikidata_id, identifiers) = self.identifiers(&path, id, &form.identifiers);
            let names = self.other_names(&path, &form.other_names, false);
            if let Some(id) = id {
                self.body_of.insert(id, self.collected.bodies.len());
            }
            let classification = classification(form.classification.as_deref().unwrap_or_default());
            let (parent, area) = (None, None);
            self.collected.bodies.push(Body {
                name,
                names,
                classification,
                parent,
                area,
                wikidata_id,
                identifiers,
            });
        }
        for (nth, form) in self.form.organizations.iter().enumerate() {
            let (Some(id), Some(parent)) = (form.id.as_deref(), form.parent_id.as_deref()) else { continue };
            match (self.body_of.get(id), self.body_of.get(parent)) {
                (Some(&at), Some(&parent)) => self.collected.bodies[at].parent = Some(parent),
                (Some(_), None) => {
                    let kind = FaultKind::Dangling { key: "parent_id", id: parent.to_owned() };
                    self.push(&format!("organizations[{nth}]"), kind);
                }
                (None, _) => {}
            }
        }
    }

    fn people(&mut self) {
        for (nth, form) in self.form.persons.iter().enumerate() {
            let path = format!("persons[{nth}]");
            let Some(name) = form.name.as_deref().and_then(filled) else {
                self.push(&path, FaultKind::Empty { key: "name".to_owned() });
                continue;
            };
            let id = form.id.as_deref().filter(|id| !id.is_empty());
            if let Some(id) = id.filter(|id| self.person_of.contains_key(id)) {
                self.push(&path, FaultKind::DuplicateId { id: id.to_owned() });
                continue;
            }
            let (wikidata_id, identifiers) = self.identifiers(&path, id, &form.identifiers);
            let mut names = self.other_names(&path, &form.other_names, true);
            let accounts =
                form.contact_details.iter().filter(|contact| contact.kind.as_deref() == Some("twitter"));
            names.extend(accounts.filter_map(|contact| handle(contact.value.as_deref()?)));
            names.remove(&full_name(&name));
            let (sorted_given, sorted_family) = sorted_parts(form.sort_name.as_deref().unwrap_or_default());
            if let Some(id) = id {
                self.person_of.insert(id, self.collected.people.len());
            }
            let words = |words: &Option<String>| words.as_deref().and_then(filled);
            self.collected.people.push(Person {
                name,
                given_name: words(&form.given_name).or(sorted_given),
                family_name: words(&form.family_name).or(sorted_family),
                honorific_prefix: words(&form.honorific_prefix),
                names,
                roles: BTreeSet::new(),
                wikidata_id,
                identifiers,
                place: Place::Value(path.clone()),
            });
            let at = self.collected.people.len() - 1;
            for (nth, membership) in form.memberships.iter().enumerate() {
                self.membership(&format!("{path}.memberships[{nth}]"), membership, Some(at), None);
            }
        }
    }

    fn memberships(&mut self) {
        for (nth, membership) in self.form.memberships.iter().enumerate() {
            self.membership(&format!("memberships[{nth}]"), membership, None, None);
        }
        for (at, form) in self.form.organizations.iter().enumerate() {
            for (nth, membership) in form.memberships.iter().enumerate() {
                let path = format!("organizations[{at}].memberships[{nth}]");
                self.membership(&path, membership, None, form.id.as_deref());
            }
        }
    }

    /// Adds the roles of a membership, whose person or organisation may be the one that it stands in.
    fn membership(&mut self, path: &str, form: &MembershipForm, person: Option<usize>, body: Option<&str>) {
        let person = match (person, form.person_id.as_deref()) {
            (Some(person), _) => person,
            (None, Some(id)) => match self.person_of.get(id) {
                Some(&person) => person,
                None => return self.push(path, FaultKind::Dangling { key: "person_id", id: id.to_owned() }),
            },
            (None, None) => return self.push(path, FaultKind::Empty { key: "person_id".to_owned() }),
        };
        let post = match form.post_id.as_deref() {
            None => None,
            Some(id) => match self.post_of.get(id) {
                Some(post) => Some(*post),
                None => return self.push(path, FaultKind::Dangling { key: "post_id", id: id.to_owned() }),
            },
        };
        let of_post = post.and_then(|post| post.organization_id.as_deref());
        let Some(body) = form.organization_id.as_deref().or(body).or(of_post) else {
            return self.push(path, FaultKind::Empty { key: "organization_id".to_owned() });
        };
        let area_id = form.area_id.as_deref().or(post.and_then(|post| post.area_id.as_deref()));
        let area = match (&form.area, area_id) {
            (Some(area), _) => area.name.as_deref().and_then(filled),
            (None, Some(id)) => match self.area_of.get(id) {
                Some(area) => area.name.as_deref().and_then(filled),
                None => return self.push(path, FaultKind::Dangling { key: "area_id", id: id.to_owned() }),
            },
            (None, None) => None,
        };
        let event = form.legislative_period_id.as_deref().and_then(|id| self.event_of.get(id));
        let start = form.start_date.as_deref().or(event.and_then(|event| event.start_date.as_deref()));
        let end = form.end_date.as_deref().or(event.and_then(|event| event.end_date.as_deref()));
        let mut kinds = Vec::new();
        let (from, to) = period(
            ("start_date", start.unwrap_or_default()),
            ("end_date", end.unwrap_or_default()),
            |kind| kinds.push(kind),
        );
        for kind in kinds {
            self.push(path, kind);
        }
        let label = post.and_then(|post| post.label.as_deref());
        let role = form.role.as_deref().or(label).and_then(filled).unwrap_or_else(|| "member".to_owned());
        let seat = ("organization_id", Some(body), role, area);
        let party = ("on_behalf_of_id", form.on_behalf_of_id.as_deref(), "member".to_owned(), None);
        for (key, body, role, area) in [seat, party] {
            let Some(id) = body else { continue };
            let Some(&body) = self.body_of.get(id) else {
                self.push(path, FaultKind::Dangling { key, id: id.to_owned() });
                continue;
            };
            let (from, to) = (from.clone(), to.clone());
            self.collected.people[person].roles.insert(Role { role, body, area, from, to });
        }
    }

    /// The Wikidata item and the other identifiers, the file's own `id` among them.
    fn identifiers(
        &mut self,
        path: &str,
        id: Option<&str>,
        forms: &[IdentifierForm],
    ) -> (Option<String>, BTreeSet<(String, String)>) {
        let mut wikidata_id = None;
        let mut identifiers = BTreeSet::new();
        identifiers.extend(id.map(|id| (self.scheme.to_owned(), id.to_owned())));
        for form in forms {
            let words = |words: &Option<String>| words.as_deref().and_then(filled);
            let (Some(scheme), Some(identifier)) = (words(&form.scheme), words(&form.identifier)) else {
                self.push(path, FaultKind::Empty { key: "identifiers".to_owned() });
                continue;
            };
            if scheme != "wikidata" {
                identifiers.insert((scheme, identifier));
                continue;
            }
            match item(&identifier) {
                Ok(found) => wikidata_id = wikidata_id.or(found),
                Err(kind) => self.push(path, kind),
            }
        }
        (wikidata_id, identifiers)
    }

    fn other_names(&mut self, path: &str, forms: &[OtherNameForm], is_person: bool) -> BTreeSet<NameEntry> {
        let mut names = BTreeSet::new();
        for form in forms {
            let mut kinds = Vec::new();
            let (from, to) = period(
                ("start_date", form.start_date.as_deref().unwrap_or_default()),
                ("end_date", form.end_date.as_deref().unwrap_or_default()),
                |kind| kinds.push(kind),
            );
            for kind in kinds {
                self.push(path, kind);
            }
            let Some(name) = form.name.as_deref().and_then(|name| other_name(name, is_person)) else {
                continue;
            };
            let is_former = to.is_some() && name.name_type == NameType::FullName;
            names.insert(NameEntry {
                name_type: if is_former { NameType::Former } else { name.name_type },
                from: from.map(Placed::from),
                to: to.map(Placed::from),
                ..name
            });
        }
        names
    }
}

fn by_id<T>(forms: &[T], id: fn(&T) -> &Option<String>) -> BTreeMap<&str, &T> {
    forms.iter().filter_map(|form| Some((id(form).as_deref()?, form))).collect()
}

/// What kind of body a free word for it means.
fn classification(word: &str) -> Classification {
    let word = word.trim().to_lowercase().replace(' ', "_");
    match word.as_str() {
        "political_party" | "faction" | "group" => Classification::Party,
        "legislature" | "chamber" | "house" | "upper_house" | "lower_house" | "assembly" | "council" => {
            Classification::Parliament
        }
        "ministry" | "department" | "executive" | "cabinet" => Classification::Government,
        "union" => Classification::TradeUnion,
        "newspaper" | "broadcaster" => Classification::Media,
        _ => Classification::from_word(&word).unwrap_or(Classification::Other),
    }
}
