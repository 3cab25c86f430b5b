//! Ids that are given up, and the ids that stand for the same actors now.

use std::collections::{BTreeMap, BTreeSet};

use super::file::RegistryFile;

/// Old id -> new id, over all files.
///
/// A new id may itself be given up later: [`Redirects::last`] follows such a chain to its end. Nothing here goes in circles once
/// [`Redirects::circular`] is empty.
pub(crate) struct Redirects<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Redirects<'a> {
    pub(crate) fn new(files: &'a [RegistryFile]) -> Self {
        let redirects = files.iter().flat_map(|file| &file.redirects);
        Self(redirects.map(|redirect| (redirect.old_id.as_str(), redirect.new_id.as_str())).collect())
    }

    /// The id that stands for `id` now: itself, where it is not given up.
    pub(crate) fn last<'i>(&self, id: &'i str) -> &'i str
    where
        'a: 'i,
    {
        let mut last = id;
        // no chain is longer than the list, unless it goes in circles
        for _ in 0..self.0.len() {
            match self.0.get(last) {
                Some(new) => last = new,
                None => break,
            }
        }
        last
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// Ids that lead back to themselves.
    pub(crate) fn circular(&self) -> BTreeSet<&'a str> {
        in_circles(&self.0)
    }
}

/// The ids that lie on a circle of `next`. Each id is walked over once.
pub(crate) fn in_circles<'a>(next: &BTreeMap<&'a str, &'a str>) -> BTreeSet<&'a str> {
    let mut circular = BTreeSet::new();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for &start in next.keys() {
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
            at = next.get(id).copied();
        }
        done.extend(path);
    }
    circular
}
