//! What can be wrong with a registry file.

use sayso_model::Vocabulary;
use thiserror::Error;

use crate::registry::Verdict;

/// One fault of a registry file: where it stands and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}:{line}: {kind}")]
pub struct Fault {
    /// The file, by the name under which it was handed over.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with an entry of the registry.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FaultKind {
    /// No TOML, an unknown key, a missing key, a value of the wrong type or outside its closed list.
    #[error("{message}")]
    Form {
        /// What the TOML reader says.
        message: String,
    },
    /// An id that is no slug.
    #[error("id {id:?} is no slug of the form {prefix}-name: a-z and 0-9, parts joined by single hyphens")]
    Slug {
        /// The id.
        id: String,
        /// The prefix that ids of this kind of entry have.
        prefix: &'static str,
    },
    /// An id that an earlier entry has.
    #[error("id {id:?} is taken by {first_file}:{first_line}")]
    DuplicateId {
        /// The id.
        id: String,
        /// File of the first entry with this id.
        first_file: String,
        /// Line of the first entry with this id.
        first_line: usize,
    },
    /// An entry that should stand before the one above it.
    #[error("entries are sorted by id: {id:?} should stand before {above:?}")]
    Order {
        /// The id.
        id: String,
        /// The id of the entry above.
        above: String,
    },
    /// An id that no entry has.
    #[error("{key} {id:?} is no organisation of the registry")]
    Dangling {
        /// The key that holds the id.
        key: &'static str,
        /// The id.
        id: String,
    },
    /// A body that is its own parent, directly or through others.
    #[error("{id:?} is its own parent, by way of {parent:?}")]
    Circle {
        /// The body.
        id: String,
        /// Its parent.
        parent: String,
    },
    /// A Wikidata id that is none.
    #[error("{id:?} is no Wikidata item such as \"Q42\"")]
    Wikidata {
        /// What stands there.
        id: String,
    },
    /// A Wikidata id that an earlier entry has.
    #[error("Wikidata item {item:?} is also that of {other:?}")]
    DuplicateWikidata {
        /// The item.
        item: String,
        /// The other entry.
        other: String,
    },
    /// An identifier that an earlier entry has.
    #[error("{scheme} {identifier:?} is also that of {other:?}")]
    DuplicateIdentifier {
        /// Who gives the identifier.
        scheme: String,
        /// The identifier.
        identifier: String,
        /// The other entry.
        other: String,
    },
    /// A date that is none.
    #[error("{key} {date:?} is no date such as \"2019\", \"2019-02\" or \"2019-02-27\"")]
    Date {
        /// The key.
        key: &'static str,
        /// What stands there.
        date: String,
    },
    /// A period that ends before it starts.
    #[error("{to:?} is before {from:?}")]
    Reversed {
        /// Its start.
        from: String,
        /// Its end.
        to: String,
    },
    /// The same role in the same body from the same date twice in one entry.
    #[error("role {role:?} stands twice in this entry, with the same organisation, area and start")]
    DuplicateRole {
        /// The role.
        role: String,
    },
    /// A redirect from what is no id.
    #[error("old_id {id:?} is neither a slug nor the id of an unregistered actor, x-per-… or x-org-…")]
    OldId {
        /// The id.
        id: String,
    },
    /// A second redirect of one id.
    #[error("{id:?} is redirected at {first_file}:{first_line} already")]
    DuplicateRedirect {
        /// The old id.
        id: String,
        /// File of the first redirect.
        first_file: String,
        /// Line of the first redirect.
        first_line: usize,
    },
    /// Redirects that lead back to where they start.
    #[error("{id:?} leads back to itself, by way of {new_id:?}")]
    RedirectCircle {
        /// The old id.
        id: String,
        /// The new id.
        new_id: String,
    },
    /// A redirect from a person to a body, or the other way round.
    #[error("{id:?} and {new_id:?} are not of one kind")]
    RedirectKind {
        /// The old id.
        id: String,
        /// The new id.
        new_id: String,
    },
    /// A redirect between entries with different Wikidata items.
    #[error("{id:?} and {new_id:?} have different Wikidata items, so they are two")]
    RedirectItems {
        /// The old id.
        id: String,
        /// The new id.
        new_id: String,
    },
    /// An id that no entry has, where any kind of entry would do.
    #[error("{key} {id:?} is no entry of the registry")]
    DanglingEntry {
        /// The key that holds the id.
        key: &'static str,
        /// The id.
        id: String,
    },
    /// A decision without its keys, or with one that it cannot have.
    #[error("a decision {:?} has {needed}", .verdict.as_str())]
    DecisionKeys {
        /// What was decided.
        verdict: Verdict,
        /// The keys.
        needed: &'static str,
    },
    /// A second decision about the same thing.
    #[error("{name:?} is decided at {first_file}:{first_line} already")]
    DuplicateDecision {
        /// The name.
        name: String,
        /// File of the first decision.
        first_file: String,
        /// Line of the first decision.
        first_line: usize,
    },
    /// A decision beside a redirect that says otherwise.
    #[error("this decision {:?} contradicts a redirect", .verdict.as_str())]
    RedirectDecision {
        /// What was decided.
        verdict: Verdict,
    },
    /// A value without any letter.
    #[error("{key} is empty")]
    Empty {
        /// The key.
        key: &'static str,
    },
    /// The same name of the same type twice in one entry.
    #[error("name {name:?} stands twice in this entry")]
    DuplicateName {
        /// The name.
        name: String,
    },
}

/// A registry that cannot be used, with every fault that was found.
///
/// Faults are in the order of files and lines. A file that is no TOML or breaks its form shows its first fault only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistryError {
    faults: Vec<Fault>,
}

impl RegistryError {
    pub(crate) fn new(faults: Vec<Fault>) -> Self {
        Self { faults }
    }

    /// The faults; never empty.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

impl std::fmt::Display for RegistryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (nth, fault) in self.faults.iter().enumerate() {
            if nth > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for RegistryError {}
