//! Words that point at a person or body.

use crate::vocabulary::vocabulary;
use crate::{Method, Span};

vocabulary! {
    /// In which way words point at somebody.
    MentionType {
        /// A name, full or in part, with or without a title.
        Name = "name",
        /// A name's initial letters, used as a name.
        Acronym = "acronym",
        /// A person's initials ("RD").
        Initials = "initials",
        /// An account name or hashtag.
        Handle = "handle",
        /// A common noun ("our MP").
        Nominal = "nominal",
        /// A pronoun.
        Pronoun = "pronoun",
        /// A name at the end of a letter, post or comment.
        Signature = "signature",
    }
}

vocabulary! {
    /// What kind of thing a mention points at, as far as its form and place tell.
    EntityKind {
        /// A human being.
        Person = "person",
        /// A body with a name: party, union, company, parliament.
        Organisation = "organisation",
        /// People without a name of their own.
        Group = "group",
        /// A place.
        Place = "place",
        /// Anything else with a name.
        Other = "other",
    }
}

/// Words that point at a person or body.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// How they point.
    pub mention_type: MentionType,
    /// What they point at; `None` where neither form nor place tells.
    pub kind: Option<EntityKind>,
    /// How the mention was found.
    pub method: Method,
    /// The rule or model that found it.
    pub rule_id: String,
    /// How sure, in 0..=1; `None` for hand coding.
    pub confidence: Option<f64>,
    /// The spelt-out name that the text itself gives for an acronym: "Public and Commercial Services Union" for "(PCS)".
    pub stands_for: Option<Span>,
}
