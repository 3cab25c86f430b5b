//! What TOML cannot tell of a registry: ids, order, parents, names.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::Vocabulary;
use toml::Spanned;

use super::form::{NameForm, OrganisationForm, PersonForm, RegistryFile};
use crate::error::{Fault, FaultKind};

/// Every fault of `files` taken together, in the order of files and lines.
pub(crate) fn faults(files: &[RegistryFile]) -> Vec<Fault> {
    let mut check = Check::default();
    for (at, file) in files.iter().enumerate() {
        check.file(at, file);
    }
    check.parents(files);
    check.faults.sort_by_key(|one| (one.0, one.1.line));
    check.faults.into_iter().map(|(_, fault)| fault).collect()
}

/// What has been seen so far. Faults carry the index of their file, so that they sort in the order in which files were given.
#[derive(Default)]
struct Check<'a> {
    faults: Vec<(usize, Fault)>,
    ids: BTreeMap<&'a str, (&'a RegistryFile<'a>, &'a Spanned<String>)>,
    wikidata: BTreeMap<&'a str, &'a str>,
}

impl<'a> Check<'a> {
    fn push<T>(&mut self, at: usize, file: &RegistryFile, value: &Spanned<T>, kind: FaultKind) {
        let fault = Fault { file: file.name.to_owned(), line: file.line_of(value), kind };
        self.faults.push((at, fault));
    }

    fn file(&mut self, at: usize, file: &'a RegistryFile<'a>) {
        let mut above: Option<&str> = None;
        for organisation in &file.form.organisation {
            let OrganisationForm { id, name, names, wikidata_id, evidence, .. } = organisation;
            self.entry(at, file, id, "org", &mut above);
            self.names(at, file, name, names);
            self.item(at, file, id, wikidata_id.as_ref());
            self.filled(at, file, evidence, "evidence");
        }
        above = None;
        for person in &file.form.person {
            let PersonForm { id, name, names, wikidata_id, evidence, .. } = person;
            self.entry(at, file, id, "per", &mut above);
            self.names(at, file, name, names);
            self.item(at, file, id, wikidata_id.as_ref());
            self.filled(at, file, evidence, "evidence");
        }
    }

    fn entry(
        &mut self,
        at: usize,
        file: &'a RegistryFile<'a>,
        id: &'a Spanned<String>,
        prefix: &'static str,
        above: &mut Option<&'a str>,
    ) {
        let slug = id.get_ref().as_str();
        if !is_slug(slug, prefix) {
            self.push(at, file, id, FaultKind::Slug { id: slug.to_owned(), prefix });
        }
        if let Some((first_file, first)) = self.ids.get(slug) {
            let kind = FaultKind::DuplicateId {
                id: slug.to_owned(),
                first_file: first_file.name.to_owned(),
                first_line: first_file.line_of(first),
            };
            self.push(at, file, id, kind);
        } else {
            self.ids.insert(slug, (file, id));
            if let Some(above) = above.filter(|above| *above > slug) {
                self.push(at, file, id, FaultKind::Order { id: slug.to_owned(), above: above.to_owned() });
            }
        }
        *above = Some(slug);
    }

    fn names(&mut self, at: usize, file: &RegistryFile, name: &Spanned<String>, names: &'a [NameForm]) {
        self.filled(at, file, name, "name");
        let mut seen = BTreeSet::from([(name.get_ref().as_str(), "name")]);
        for other in names {
            self.filled(at, file, &other.name, "name");
            let words = other.name.get_ref().as_str();
            if !seen.insert((words, other.name_type.0.as_str())) {
                self.push(at, file, &other.name, FaultKind::DuplicateName { name: words.to_owned() });
            }
        }
    }

    fn item(
        &mut self,
        at: usize,
        file: &RegistryFile,
        id: &'a Spanned<String>,
        item: Option<&'a Spanned<String>>,
    ) {
        let Some(item) = item else { return };
        let words = item.get_ref().as_str();
        if !is_wikidata_item(words) {
            self.push(at, file, item, FaultKind::Wikidata { id: words.to_owned() });
        } else if let Some(other) = self.wikidata.insert(words, id.get_ref()) {
            let kind = FaultKind::DuplicateWikidata { item: words.to_owned(), other: other.to_owned() };
            self.push(at, file, item, kind);
        }
    }

    fn filled(&mut self, at: usize, file: &RegistryFile, value: &Spanned<String>, key: &'static str) {
        if !value.get_ref().chars().any(char::is_alphanumeric) {
            self.push(at, file, value, FaultKind::Empty { key });
        }
    }

    /// Organisations that entries point at: each must exist, and nobody may be their own parent.
    fn parents(&mut self, files: &'a [RegistryFile<'a>]) {
        let mut parent_of: BTreeMap<&str, &str> = BTreeMap::new();
        for organisation in files.iter().flat_map(|file| &file.form.organisation) {
            if let Some(parent) = &organisation.parent {
                parent_of.insert(organisation.id.get_ref(), parent.get_ref());
            }
        }
        let circular = in_circles(&parent_of);
        for (at, file) in files.iter().enumerate() {
            for organisation in &file.form.organisation {
                let Some(parent) = &organisation.parent else { continue };
                self.known(at, file, parent, "parent");
                let id = organisation.id.get_ref();
                if circular.contains(id.as_str()) {
                    let kind = FaultKind::Circle { id: id.clone(), parent: parent.get_ref().clone() };
                    self.push(at, file, parent, kind);
                }
            }
            for role in file.form.person.iter().flat_map(|person| &person.roles) {
                self.known(at, file, &role.organisation, "organisation");
            }
        }
    }

    fn known(&mut self, at: usize, file: &RegistryFile, id: &Spanned<String>, key: &'static str) {
        if !id.get_ref().starts_with("org-") || !self.ids.contains_key(id.get_ref().as_str()) {
            self.push(at, file, id, FaultKind::Dangling { key, id: id.get_ref().clone() });
        }
    }
}

/// The ids that lie on a circle of parents. Each id is walked over once.
fn in_circles<'a>(parent_of: &BTreeMap<&'a str, &'a str>) -> BTreeSet<&'a str> {
    let mut circular = BTreeSet::new();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for &start in parent_of.keys() {
        let mut path: Vec<&str> = Vec::new();
        let mut on_path: BTreeMap<&str, usize> = BTreeMap::new();
        let mut at = Some(start);
        while let Some(id) = at {
            if let Some(&from) = on_path.get(id) {
                circular.extend(&path[from..]);
                break;
            }
            if done.contains(id) {
                break;
            }
            on_path.insert(id, path.len());
            path.push(id);
            at = parent_of.get(id).copied();
        }
        done.extend(path);
    }
    circular
}

fn is_slug(id: &str, prefix: &str) -> bool {
    let mut parts = id.split('-');
    parts.next() == Some(prefix)
        && parts.clone().next().is_some()
        && parts.all(|part| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

fn is_wikidata_item(item: &str) -> bool {
    item.strip_prefix('Q').is_some_and(|number| {
        !number.starts_with('0') && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}
