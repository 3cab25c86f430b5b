//! The codes of a project: roles and, in a group for each key, values.

use std::collections::BTreeSet;

use super::guid;
use crate::dataset::Names;
use crate::graph::{Graph, Key, Role};

/// A code that is given to selections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code<'a> {
    Role(Role),
    Value(Key, &'a str),
}

impl<'a> Code<'a> {
    /// The name that people see: `content`, `mode: direct`.
    pub(super) fn name(self) -> String {
        match self {
            Self::Role(role) => role.word().to_owned(),
            Self::Value(key, value) => format!("{}: {value}", key.word()),
        }
    }

    pub(super) fn guid(self) -> String {
        guid("code", &self.name())
    }

    pub(super) fn from_name(name: &'a str) -> Option<Self> {
        let of_role = Role::from_word(name).map(Self::Role);
        of_role.or_else(|| Key::from_label(name).map(|(key, value)| Self::Value(key, value)))
    }
}

/// The values of a key: those that it may have, or the ids of the dataset and of these graphs, in order, with what they mean.
pub(super) fn values(key: Key, names: &Names, graphs: &[Graph]) -> Vec<(String, Option<String>)> {
    if !key.words().is_empty() {
        return key.words().iter().map(|word| ((*word).to_owned(), None)).collect();
    }
    let used = graphs.iter().flat_map(|graph| &graph.marks).filter_map(|mark| mark.values.get(&key));
    let mut ids: BTreeSet<&String> = used.chain(names.actors.keys()).collect();
    if key == Key::TargetId {
        ids.extend(names.issues.keys());
    }
    let name_of = |id: &String| names.actors.get(id).or_else(|| names.issues.get(id)).cloned();
    ids.into_iter().map(|id| (id.clone(), name_of(id))).collect()
}
