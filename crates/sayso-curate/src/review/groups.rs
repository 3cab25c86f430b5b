//! Ids that decisions say are one actor's.

use std::collections::BTreeMap;

use sayso_normalise::is_unregistered_id;

/// Sets of ids, each with the lines that made it.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    /// Each id's neighbour on the way to the id that stands for its group.
    up: BTreeMap<String, String>,
    /// For the id that stands for a group: the line that made it a group, the latest one.
    lines: BTreeMap<String, u64>,
}

impl Groups {
    /// The id that stands for the group of `id`.
    pub(crate) fn root<'g>(&'g self, id: &'g str) -> &'g str {
        let mut root = id;
        while let Some(up) = self.up.get(root) {
            root = up;
        }
        root
    }

    /// The line that last added to the group of `id`.
    pub(crate) fn line(&self, id: &str) -> Option<u64> {
        self.lines.get(self.root(id)).copied()
    }

    /// Makes one group of the groups of two ids. A registered id goes on standing for its group; between two of them, the first.
    pub(crate) fn join(&mut self, one: &str, other: &str, line: u64) {
        let (one, other) = (self.root(one).to_owned(), self.root(other).to_owned());
        let (kept, given_up) =
            if is_unregistered_id(&one) && !is_unregistered_id(&other) { (other, one) } else { (one, other) };
        if kept != given_up {
            self.up.insert(given_up, kept.clone());
        }
        self.lines.insert(kept, line);
    }
}
