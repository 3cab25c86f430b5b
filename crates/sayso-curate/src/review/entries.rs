//! Entries and redirects that decisions make.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{Classification, NameType, PublicRole, fold_name, unknown_actor_id};
use sayso_normalise::{
    Likeness, NameEntry, OrganisationEntry, PersonEntry, Placed, RedirectEntry, RegistryFile,
    is_unregistered_id,
};

use super::groups::Groups;
use super::kind::{Decision, Kind};
use super::sheet::Row;
use crate::error::{CurateError, FaultKind, Place};
use crate::slug::{apart, slug};

/// What is new in a registry file.
#[derive(Debug, Default)]
pub(crate) struct Made {
    pub(crate) people: Vec<PersonEntry>,
    pub(crate) organisations: Vec<OrganisationEntry>,
    pub(crate) redirects: Vec<RedirectEntry>,
}

/// An entry that has no slug yet.
#[derive(Debug)]
struct Draft {
    prefix: &'static str,
    name: String,
    names: BTreeSet<NameEntry>,
    /// Ids that it takes the place of, with what tells so.
    old_ids: BTreeMap<String, String>,
    evidence: String,
}

/// The prefix of the entry that a decision makes.
pub(crate) fn prefix(decision: Decision) -> &'static str {
    if decision == Decision::Organisation { "org" } else { "per" }
}

/// The entries and redirects that `rows` make, where `groups` tells which ids are one and `current` what stands for an id since
/// earlier reviews. What `file` has is not made again.
///
/// # Errors
/// [`CurateError`] where nothing tells whether a new entry is a person or a body.
pub(crate) fn make(
    sheet: &str,
    rows: &[Row],
    groups: &Groups,
    current: impl Fn(&str) -> String,
    file: &RegistryFile,
    mut taken: BTreeSet<String>,
) -> Result<Made, CurateError> {
    let root = |id: &str| groups.root(&current(id)).to_owned();
    let types = types(rows, &root);
    let mut redirects: BTreeMap<String, RedirectEntry> = BTreeMap::new();
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    for row in rows {
        let said = format!("{sheet}: {}{}", row.about(), row.counts);
        let mut named = |prefix: &'static str, name: &str| {
            if !has(file, prefix, name) {
                let key = format!("{prefix} {}", fold_name(name));
                drafts.entry(key).or_insert_with(|| Draft::new(prefix, name, &said));
            }
        };
        match (row.kind, row.decision) {
            (Kind::UnresolvedName, Decision::Person | Decision::Organisation) => {
                named(prefix(row.decision), &row.name);
            }
            (Kind::MergedSpelling, Decision::Different) => {
                let is_body = current(&row.actor_id).contains("org-");
                named(if is_body { "org" } else { "per" }, &row.other_name);
            }
            (Kind::Pair(_) | Kind::SharedName, Decision::Same)
            | (Kind::UnknownName, Decision::Person | Decision::Organisation) => {
                let root = root(&row.actor_id);
                if is_unregistered_id(&root) {
                    let Some(prefix) = types.get(&root) else {
                        let kind = FaultKind::Untyped { name: row.name.clone() };
                        return Err(CurateError::one(sheet, Place::Line(row.line), kind));
                    };
                    let draft = drafts.entry(root).or_insert_with(|| Draft::new(prefix, &row.name, &said));
                    draft.add(row, &said);
                    continue;
                }
                for id in [&row.actor_id, &row.other_actor_id] {
                    let id = current(id);
                    if !id.is_empty() && id != root {
                        redirects.entry(id.clone()).or_insert_with(|| redirect(&id, &root, &said));
                    }
                }
            }
            _ => {}
        }
    }
    let mut made = Made { redirects: redirects.into_values().collect(), ..Made::default() };
    let mut drafts: Vec<(String, Draft)> =
        drafts.into_values().map(|draft| (slug(draft.prefix, &draft.name), draft)).collect();
    drafts.sort_by(|(one_slug, one), (other_slug, other)| {
        (one_slug, &one.name, &one.old_ids).cmp(&(other_slug, &other.name, &other.old_ids))
    });
    for (base, draft) in drafts {
        let id = if taken.contains(&base) { apart(&base, None, &taken) } else { base };
        taken.insert(id.clone());
        draft.finish(&id, &mut made);
    }
    Ok(made)
}

/// What each group of unregistered actors is: as decided, or else as its first id of a known type says.
fn types(rows: &[Row], root: &impl Fn(&str) -> String) -> BTreeMap<String, &'static str> {
    let mut types = BTreeMap::new();
    for row in rows.iter().filter(|row| row.kind == Kind::UnknownName) {
        if matches!(row.decision, Decision::Person | Decision::Organisation) {
            types.insert(root(&row.actor_id), prefix(row.decision));
        }
    }
    for row in rows.iter().filter(|row| row.kind.is_pair() && row.decision == Decision::Same) {
        for id in [&row.actor_id, &row.other_actor_id] {
            let prefix = match id.get(..6) {
                Some("x-per-") => "per",
                Some("x-org-") => "org",
                _ => continue,
            };
            types.entry(root(id)).or_insert(prefix);
        }
    }
    types
}

/// Whether a file has an entry with this name.
fn has(file: &RegistryFile, prefix: &str, name: &str) -> bool {
    let key = fold_name(name);
    let is_it = |entry: &Placed| fold_name(entry.as_str()) == key;
    match prefix {
        "org" => file.organisations.iter().any(|body| is_it(&body.name)),
        _ => file.people.iter().any(|person| is_it(&person.name)),
    }
}

fn redirect(old_id: &str, new_id: &str, evidence: &str) -> RedirectEntry {
    RedirectEntry {
        old_id: Placed::from(old_id),
        new_id: Placed::from(new_id),
        evidence: Placed::from(evidence),
    }
}

impl Draft {
    fn new(prefix: &'static str, name: &str, evidence: &str) -> Self {
        Self {
            prefix,
            name: name.to_owned(),
            names: BTreeSet::new(),
            old_ids: BTreeMap::new(),
            evidence: evidence.to_owned(),
        }
    }

    /// Adds the ids and names of a row that belongs to it.
    fn add(&mut self, row: &Row, said: &str) {
        for id in [&row.actor_id, &row.other_actor_id].into_iter().filter(|id| is_unregistered_id(id)) {
            self.old_ids.entry(id.clone()).or_insert_with(|| said.to_owned());
        }
        let other_type = match row.kind {
            Kind::Pair(Likeness::Misspelling) => NameType::Misspelling,
            Kind::Pair(Likeness::Acronym) => NameType::Acronym,
            _ => NameType::FullName,
        };
        for (id, name, name_type) in [
            (&row.actor_id, &row.name, NameType::FullName),
            (&row.other_actor_id, &row.other_name, other_type),
        ] {
            // a name that does not tell its bearer from others is for redirects alone
            let is_telling = ["person", "organisation", "unknown"]
                .iter()
                .any(|actor_type| unknown_actor_id(actor_type, name, None) == *id);
            if is_telling && *name != self.name {
                self.names.insert(NameEntry {
                    name: Placed::from(name.as_str()),
                    name_type,
                    from: None,
                    to: None,
                });
            }
        }
    }

    /// Adds the entry and its redirects to what is made.
    fn finish(self, id: &str, made: &mut Made) {
        let (name, evidence) = (Placed::from(self.name), Placed::from(self.evidence));
        let names = self.names.into_iter().filter(|other| other.name != name).collect();
        if self.prefix == "org" {
            made.organisations.push(OrganisationEntry {
                id: Placed::from(id),
                name,
                names,
                classification: Classification::Other,
                parent: None,
                area: None,
                has_local_bodies: false,
                wikidata_id: None,
                identifiers: Vec::new(),
                evidence,
            });
        } else {
            made.people.push(PersonEntry {
                id: Placed::from(id),
                name,
                given_name: None,
                family_name: None,
                honorific_prefix: None,
                names,
                public_role: PublicRole::Unknown,
                roles: Vec::new(),
                wikidata_id: None,
                identifiers: Vec::new(),
                evidence,
            });
        }
        made.redirects.extend(self.old_ids.iter().map(|(old_id, said)| redirect(old_id, id, said)));
    }
}
