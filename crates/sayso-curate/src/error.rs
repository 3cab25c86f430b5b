//! What can be wrong with a file that is imported or a review that is filled in.

use thiserror::Error;

/// Where a fault is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line, from 1.
    Line(u64),
    /// A value of a JSON file: `memberships[3]`, counted from 0.
    Value(String),
    /// The file as a whole.
    File,
}

/// One fault of a file: where it stands and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, by the name under which it was handed over.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// What is wrong.
    pub kind: FaultKind,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            Place::Line(line) => write!(f, "{}:{line}: {}", self.file, self.kind),
            Place::Value(path) => write!(f, "{}: {path}: {}", self.file, self.kind),
            Place::File => write!(f, "{}: {}", self.file, self.kind),
        }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FaultKind {
    /// No JSON, or no Popolo.
    #[error("{message}")]
    Json {
        /// What the JSON reader says.
        message: String,
    },
    /// No CSV.
    #[error("{message}")]
    Csv {
        /// What the CSV reader says.
        message: String,
    },
    /// A file in none of the formats.
    #[error(
        "this is no Popolo JSON (persons), EveryPolitician CSV (id, name) or Wikidata CSV (item, itemLabel)"
    )]
    UnknownFormat,
    /// A table without a column that it needs.
    #[error("there is no column {columns}; the columns are {found}")]
    MissingColumn {
        /// The names under which it is looked for.
        columns: String,
        /// The names that there are.
        found: String,
    },
    /// An empty cell or value where one is needed.
    #[error("{key} is empty")]
    Empty {
        /// Column or key.
        key: String,
    },
    /// A date that is none.
    #[error("{key} {date:?} is no date such as \"2019\", \"2019-02\" or \"2019-02-27\"")]
    Date {
        /// Column or key.
        key: String,
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
    /// A Wikidata item that is none.
    #[error("{item:?} is no Wikidata item such as \"Q42\"")]
    Wikidata {
        /// What stands there.
        item: String,
    },
    /// An id that nothing in the file has.
    #[error("{key} {id:?} is nothing in this file")]
    Dangling {
        /// Column or key.
        key: &'static str,
        /// The id.
        id: String,
    },
    /// An id that two entries of the file have.
    #[error("id {id:?} is taken by another entry of this file")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// People whom neither an id nor their name tells apart.
    #[error("several people are named {name:?} and have no id, so they cannot be told apart")]
    Nameless {
        /// Their name.
        name: String,
    },
    /// An identifier that belongs to somebody else already.
    #[error(
        "{scheme} {identifier:?} is {name:?} here and {known_name:?} ({slug}) in the registry; give these ids a scheme of their own"
    )]
    OtherActor {
        /// Who gives the identifier.
        scheme: String,
        /// The identifier.
        identifier: String,
        /// Name in the file that is imported.
        name: String,
        /// Name in the registry.
        known_name: String,
        /// Id in the registry.
        slug: String,
    },
    /// One who would be two entries of the registry.
    #[error("{name:?} has the identifiers of both {one} and {other}; redirect one of them to the other")]
    TwoEntries {
        /// The name.
        name: String,
        /// The first entry.
        one: String,
        /// The second entry.
        other: String,
    },
    /// A registry that the outcome would make faulty.
    #[error("{message}")]
    Registry {
        /// `FILE:LINE: what is wrong`.
        message: String,
    },
    /// A word in a column of a closed list.
    #[error("{key} {word:?} is none of {words}")]
    Word {
        /// The column.
        key: &'static str,
        /// What stands there.
        word: String,
        /// What may stand there.
        words: String,
    },
    /// An id of a review that is no actor's.
    #[error("{key} {id:?} is no id of an actor")]
    ActorId {
        /// The column.
        key: &'static str,
        /// What stands there.
        id: String,
    },
    /// A decision that makes no sense for its row.
    #[error("{decision:?} is no decision about a row of kind {kind:?}; it takes {words}")]
    Decision {
        /// What was decided.
        decision: String,
        /// The kind of row.
        kind: String,
        /// What may be decided.
        words: String,
    },
    /// A new entry of which nothing tells whether it is a person or a body.
    #[error(
        "nothing tells whether {name:?} is a person or an organisation; decide that in its row of kind \"unknown_name\""
    )]
    Untyped {
        /// The name.
        name: String,
    },
    /// An id that is not of the form of published rows.
    #[error("{key} {id:?} is no id of a row of that table")]
    RowId {
        /// The column.
        key: &'static str,
        /// What stands there.
        id: String,
    },
    /// A number that is none, or out of bounds.
    #[error("{key} {words:?} is no {what}")]
    Number {
        /// The column.
        key: &'static str,
        /// What stands there.
        words: String,
        /// What may stand there.
        what: &'static str,
    },
    /// A row that says of nothing that it is wrong.
    #[error("a row without an id rejects nothing")]
    RejectedNothing,
    /// Two decisions that cannot both hold.
    #[error("this contradicts {earlier}: {what}")]
    Contradiction {
        /// `line 3`, or `FILE:LINE` of the registry file.
        earlier: String,
        /// In what.
        what: String,
    },
}

/// Everything that is wrong, in the order of files and places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurateError {
    faults: Vec<Fault>,
}

impl CurateError {
    pub(crate) fn new(faults: Vec<Fault>) -> Self {
        Self { faults }
    }

    /// One fault.
    pub(crate) fn one(file: &str, place: Place, kind: FaultKind) -> Self {
        Self::new(vec![Fault { file: file.to_owned(), place, kind }])
    }

    pub(crate) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// The faults; never empty.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

impl std::fmt::Display for CurateError {
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

impl std::error::Error for CurateError {}
