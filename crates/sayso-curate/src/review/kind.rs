//! What a row of a review is about, and what can be decided of it.

use sayso_normalise::Likeness;

/// Columns of a review.
pub(crate) const COLUMNS: [&str; 10] = [
    "kind",
    "actor_id",
    "name",
    "other_actor_id",
    "other_name",
    "n_mentions",
    "n_documents",
    "example",
    "suggestion",
    "decision",
];

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Two actors that may be one, and why.
    Pair(Likeness),
    /// A form that the program took for a misspelling of the actor's name.
    MergedSpelling,
    /// A name that two entries of the registry share, so that it stays unresolved.
    SharedName,
    /// An actor that no registry knows, and that documents often name.
    UnknownName,
    /// A name that documents often use and that was resolved to nobody.
    UnresolvedName,
}

impl Kind {
    const ALL: [Self; 10] = [
        Self::Pair(Likeness::OtherType),
        Self::Pair(Likeness::Misspelling),
        Self::Pair(Likeness::MiddleName),
        Self::Pair(Likeness::Initial),
        Self::Pair(Likeness::Acronym),
        Self::Pair(Likeness::Surname),
        Self::MergedSpelling,
        Self::SharedName,
        Self::UnknownName,
        Self::UnresolvedName,
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Pair(Likeness::OtherType) => "other_type",
            Self::Pair(Likeness::Misspelling) => "misspelling",
            Self::Pair(Likeness::MiddleName) => "middle_name",
            Self::Pair(Likeness::Initial) => "initial",
            Self::Pair(Likeness::Acronym) => "acronym",
            Self::Pair(Likeness::Surname) => "surname",
            Self::MergedSpelling => "merged_spelling",
            Self::SharedName => "shared_name",
            Self::UnknownName => "unknown_name",
            Self::UnresolvedName => "unresolved_name",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Every word for a kind, for messages.
    pub(crate) fn words() -> String {
        Self::ALL.map(Self::as_str).join(", ")
    }

    /// What can be decided.
    pub(crate) fn decisions(self) -> &'static [Decision] {
        match self {
            Self::Pair(_) | Self::SharedName | Self::MergedSpelling => {
                &[Decision::Same, Decision::Different, Decision::Ignore]
            }
            Self::UnknownName => {
                &[Decision::Person, Decision::Organisation, Decision::Nobody, Decision::Ignore]
            }
            Self::UnresolvedName => &[Decision::Person, Decision::Organisation, Decision::Ignore],
        }
    }

    pub(crate) fn is_pair(self) -> bool {
        matches!(self, Self::Pair(_) | Self::SharedName)
    }
}

/// What a person decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Decision {
    /// The two are one.
    Same,
    /// The two are two.
    Different,
    /// It is a person, who gets an entry.
    Person,
    /// It is a body, which gets an entry.
    Organisation,
    /// It is neither: what looks like a name is none.
    Nobody,
    /// It is left as it is, and not asked again.
    Ignore,
}

impl Decision {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Nobody => "nobody",
            Self::Ignore => "ignore",
        }
    }
}
