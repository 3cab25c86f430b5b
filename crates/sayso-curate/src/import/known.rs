//! Whom registry files know already: by identifier and by name.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{NameType, fold_name};
use sayso_normalise::{IdentifierEntry, NameEntry, OrganisationEntry, PersonEntry, Placed, RegistryFile};

use crate::error::FaultKind;
use crate::slug::{apart, slug, suffix};

/// An entry, or one in the making.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Empty as long as it is in the making.
    pub(crate) slug: String,
    pub(crate) name: String,
    /// The registry file that has it, where that is not the one that is written.
    pub(crate) elsewhere: Option<String>,
    wikidata_id: Option<String>,
    identifiers: BTreeSet<(String, String)>,
    /// Words of its names, folded.
    words: BTreeSet<String>,
}

/// What tells one actor from another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Traits<'a> {
    pub(crate) name: &'a str,
    pub(crate) names: &'a BTreeSet<NameEntry>,
    pub(crate) wikidata_id: Option<&'a str>,
    pub(crate) identifiers: &'a BTreeSet<(String, String)>,
}

/// Entries of one kind, people or bodies.
#[derive(Debug)]
pub(crate) struct Known {
    prefix: &'static str,
    entries: Vec<Entry>,
    by_wikidata: BTreeMap<String, usize>,
    by_identifier: BTreeMap<(String, String), usize>,
    by_name: BTreeMap<String, BTreeSet<usize>>,
    /// Slugs that are used, or were once.
    taken: BTreeSet<String>,
}

impl Known {
    pub(crate) fn people(existing: &RegistryFile, others: &[RegistryFile]) -> Self {
        let mut known = Self::new("per", existing, others);
        known.add_files(
            existing,
            others,
            |file| &file.people,
            |one: &PersonEntry| (&one.id, &one.name, &one.names, &one.wikidata_id, &one.identifiers),
        );
        known
    }

    pub(crate) fn bodies(existing: &RegistryFile, others: &[RegistryFile]) -> Self {
        let mut known = Self::new("org", existing, others);
        known.add_files(
            existing,
            others,
            |file| &file.organisations,
            |one: &OrganisationEntry| (&one.id, &one.name, &one.names, &one.wikidata_id, &one.identifiers),
        );
        known
    }

    fn new(prefix: &'static str, existing: &RegistryFile, others: &[RegistryFile]) -> Self {
        let redirects = std::iter::once(existing).chain(others).flat_map(|file| &file.redirects);
        Self {
            prefix,
            entries: Vec::new(),
            by_wikidata: BTreeMap::new(),
            by_identifier: BTreeMap::new(),
            by_name: BTreeMap::new(),
            taken: redirects.map(|redirect| redirect.old_id.as_str().to_owned()).collect(),
        }
    }

    #[expect(clippy::type_complexity, reason = "the fields that both kinds of entry have")]
    fn add_files<T>(
        &mut self,
        existing: &RegistryFile,
        others: &[RegistryFile],
        entries: fn(&RegistryFile) -> &Vec<T>,
        fields: fn(&T) -> (&Placed, &Placed, &Vec<NameEntry>, &Option<Placed>, &Vec<IdentifierEntry>),
    ) {
        let others = others.iter().map(|file| (file, Some(file.name().to_owned())));
        for (file, elsewhere) in std::iter::once((existing, None)).chain(others) {
            for (id, name, names, item, identifiers) in entries(file).iter().map(fields) {
                let pair = |one: &IdentifierEntry| (one.scheme.clone(), one.identifier.as_str().to_owned());
                let identifiers = identifiers.iter().map(pair).collect();
                let names = names.iter().cloned().collect();
                let wikidata_id = item.as_ref().map(Placed::as_str);
                let traits =
                    Traits { name: name.as_str(), names: &names, wikidata_id, identifiers: &identifiers };
                self.add(id.as_str(), &traits, elsewhere.clone());
            }
        }
    }

    /// Adds an entry and gives back its index. Without a slug it is in the making until [`Known::name_all`].
    pub(crate) fn add(&mut self, slug: &str, traits: &Traits, elsewhere: Option<String>) -> usize {
        let at = self.entries.len();
        self.entries.push(Entry {
            slug: slug.to_owned(),
            name: traits.name.to_owned(),
            elsewhere,
            wikidata_id: None,
            identifiers: BTreeSet::new(),
            words: BTreeSet::new(),
        });
        self.taken.extend(Some(slug.to_owned()).filter(|slug| !slug.is_empty()));
        self.learn(at, traits);
        at
    }

    /// Adds to what is known of an entry.
    pub(crate) fn learn(&mut self, at: usize, traits: &Traits) {
        let entry = &mut self.entries[at];
        if let Some(item) = traits.wikidata_id {
            entry.wikidata_id.get_or_insert_with(|| item.to_owned());
            self.by_wikidata.entry(item.to_owned()).or_insert(at);
        }
        for identifier in traits.identifiers {
            entry.identifiers.insert(identifier.clone());
            self.by_identifier.entry(identifier.clone()).or_insert(at);
        }
        for name in whole_names(traits) {
            let key = fold_name(name);
            entry.words.extend(key.split(' ').map(str::to_owned));
            self.by_name.entry(key).or_default().insert(at);
        }
    }

    pub(crate) fn entry(&self, at: usize) -> &Entry {
        &self.entries[at]
    }

    /// The entry that identifiers tell.
    ///
    /// # Errors
    /// [`FaultKind`] where they tell several, or one that has nothing else in common.
    pub(crate) fn identified(&self, traits: &Traits) -> Result<Option<usize>, FaultKind> {
        let by_item = traits.wikidata_id.and_then(|item| self.by_wikidata.get(item)).copied();
        let mut found = by_item;
        for identifier in traits.identifiers {
            let Some(&at) = self.by_identifier.get(identifier) else { continue };
            let entry = &self.entries[at];
            let has_other_item =
                traits.wikidata_id.zip(entry.wikidata_id.as_deref()).is_some_and(|(one, other)| one != other);
            let shares_word = whole_names(traits)
                .any(|name| fold_name(name).split(' ').any(|word| entry.words.contains(word)));
            if has_other_item || !shares_word && by_item != Some(at) {
                return Err(FaultKind::OtherActor {
                    scheme: identifier.0.clone(),
                    identifier: identifier.1.clone(),
                    name: traits.name.to_owned(),
                    known_name: entry.name.clone(),
                    slug: entry.slug.clone(),
                });
            }
            if let Some(other) = found.filter(|other| *other != at) {
                return Err(FaultKind::TwoEntries {
                    name: traits.name.to_owned(),
                    one: self.entries[other].slug.clone(),
                    other: entry.slug.clone(),
                });
            }
            found = Some(at);
        }
        Ok(found)
    }

    /// Entries with this whole name that no different Wikidata item tells apart from `traits`.
    pub(crate) fn named<'k>(&'k self, traits: &Traits<'k>) -> impl Iterator<Item = usize> + 'k {
        let item = traits.wikidata_id;
        let named = self.by_name.get(&fold_name(traits.name)).into_iter().flatten().copied();
        named.filter(move |at| {
            item.zip(self.entries[*at].wikidata_id.as_deref()).is_none_or(|(one, other)| one == other)
        })
    }

    /// Whether the entry has any identifier.
    pub(crate) fn has_identifiers(&self, at: usize) -> bool {
        self.entries[at].wikidata_id.is_some() || !self.entries[at].identifiers.is_empty()
    }

    /// Gives every entry in the making its slug. One whose name several of them have, or whose slug is used, gets a suffix made of
    /// its identifiers, so that it does not matter who comes first.
    pub(crate) fn name_all(&mut self) {
        let mut new: Vec<(String, Option<String>, usize)> = Vec::new();
        for (at, entry) in self.entries.iter().enumerate().filter(|(_, entry)| entry.slug.is_empty()) {
            let suffix = suffix(entry.wikidata_id.as_deref(), &entry.identifiers);
            new.push((slug(self.prefix, &entry.name), suffix, at));
        }
        new.sort();
        let mut n_bearers: BTreeMap<String, usize> = BTreeMap::new();
        for (base, _, _) in &new {
            *n_bearers.entry(base.clone()).or_default() += 1;
        }
        for (base, suffix, at) in new {
            let is_free = n_bearers[&base] == 1 && !self.taken.contains(&base);
            let slug = if is_free { base } else { apart(&base, suffix.as_deref(), &self.taken) };
            self.taken.insert(slug.clone());
            self.entries[at].slug = slug;
        }
    }
}

/// The names that are no mere parts, acronyms or accounts.
fn whole_names<'a>(traits: &Traits<'a>) -> impl Iterator<Item = &'a str> {
    let is_whole = |name: &&NameEntry| {
        matches!(name.name_type, NameType::Name | NameType::FullName | NameType::Former | NameType::Title)
    };
    let others = traits.names.iter().filter(is_whole).map(|name| name.name.as_str());
    std::iter::once(traits.name).chain(others)
}
