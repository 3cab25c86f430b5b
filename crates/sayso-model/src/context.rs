//! What a document tells of somebody whom no registry knows, to tell bearers of one name apart.

use std::collections::BTreeSet;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// In which respect.
    Aspect {
        /// The party to which somebody belongs.
        Party = "party",
        /// The parliament or government in which somebody holds office.
        Chamber = "chamber",
        /// The place for which somebody holds office.
        Seat = "seat",
        /// Another body to which somebody belongs.
        Body = "body",
    }
}

/// One thing that is told: "the seat Easton".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// In which respect.
    pub aspect: Aspect,
    /// An actor's id, or a role and a place, folded.
    pub value: String,
}

/// All that one document tells of one actor.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Context {
    /// What is told; empty where nothing is.
    pub facts: BTreeSet<Fact>,
    /// The year of the document, where it is known and something is told.
    pub year: Option<u16>,
}
