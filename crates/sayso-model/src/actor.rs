//! People and bodies.

use crate::vocabulary::vocabulary;
use crate::{Context, Diagnostic, Method, Span};

vocabulary! {
    /// What kind of actor it is.
    ActorType {
        /// A human being.
        Person = "person",
        /// A body with a name.
        Organisation = "organisation",
        /// People without a name of their own.
        Group = "group",
        /// Not told.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// What kind of body an organisation is.
    Classification {
        /// A political party.
        Party = "party",
        /// A part of a party: a local branch, a parliamentary group, an affiliated society.
        PartyBody = "party_body",
        /// A group that campaigns.
        PressureGroup = "pressure_group",
        /// A trade union or trades council.
        TradeUnion = "trade_union",
        /// A parliament or one of its houses.
        Parliament = "parliament",
        /// A newspaper, broadcaster or site.
        Media = "media",
        /// A government, ministry, embassy or state.
        Government = "government",
        /// A community or movement without a formal body.
        Community = "community",
        /// Anything else.
        Other = "other",
    }
}

vocabulary! {
    /// How public an actor is, from evidence in the registry or the text only.
    PublicRole {
        /// Holds or has held elected office.
        Elected = "elected",
        /// Holds an office without election.
        Official = "official",
        /// Known to the public.
        PublicFigure = "public_figure",
        /// A private person.
        Private = "private",
        /// Not told.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// What kind of name a name is.
    NameType {
        /// The name that tables show.
        Name = "name",
        /// A longer or other full name.
        FullName = "full_name",
        /// Family name alone.
        Surname = "surname",
        /// Given name alone.
        GivenName = "given_name",
        /// Initial letters of a body's name.
        Acronym = "acronym",
        /// A person's initials.
        Initials = "initials",
        /// An account name, with or without `@`.
        Handle = "handle",
        /// A title with a name ("Ms Doe").
        Title = "title",
        /// A misspelt form.
        Misspelling = "misspelling",
        /// A name no longer used.
        Former = "former",
    }
}

vocabulary! {
    /// Where a name is known from.
    NameSource {
        /// The reference registry.
        Registry = "registry",
        /// The documents.
        Text = "text",
    }
}

vocabulary! {
    /// Whether an affiliation holds.
    AffiliationStatus {
        /// It holds when the text is written.
        Current = "current",
        /// It held before.
        Former = "former",
        /// Somebody says so.
        Claimed = "claimed",
    }
}

/// A name by which the registry knows an actor: what the extract stage looks for in texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// The name.
    pub name: String,
    /// What kind of name.
    pub name_type: NameType,
    /// What kind of actor bears it.
    pub actor_type: ActorType,
}

/// A role that the registry knows one person at a time to hold: words such as "the leader of the League" that name somebody
/// without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownRole {
    /// The role, in lower case: "general secretary".
    pub role: String,
    /// Whether it names somebody without a body beside it: "the prime minister".
    pub stands_alone: bool,
}

/// A name of one actor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActorName {
    /// The name.
    pub name: String,
    /// What kind of name.
    pub name_type: NameType,
    /// Whether the documents use it.
    pub is_observed: bool,
    /// Where it is known from.
    pub source: NameSource,
}

/// An actor's identifier in some scheme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identifier {
    /// `wikidata`, `handle`, `parliament` and so on.
    pub scheme: String,
    /// The identifier.
    pub identifier: String,
}

/// A person or body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Permanent slug of a registered actor, or a hash for others.
    pub actor_id: String,
    /// What kind of actor.
    pub actor_type: ActorType,
    /// The name that tables show.
    pub name: String,
    /// The name as lists sort it.
    pub sort_name: Option<String>,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Title before the name.
    pub honorific_prefix: Option<String>,
    /// What kind of body.
    pub classification: Option<Classification>,
    /// Wikidata item.
    pub wikidata_id: Option<String>,
    /// How public.
    pub public_role: PublicRole,
    /// Whether the reference registry has it.
    pub is_registered: bool,
    /// Its names, sorted, without repeats.
    pub names: Vec<ActorName>,
    /// Its identifiers, sorted, without repeats.
    pub identifiers: Vec<Identifier>,
}

/// Who belongs, or is said to belong, to which body.
#[derive(Clone, Debug, PartialEq)]
pub struct Affiliation {
    /// Index into [`Resolution::actors`].
    pub member: usize,
    /// Index into [`Resolution::actors`].
    pub organisation: usize,
    /// Member, chair, MP, …
    pub role: Option<String>,
    /// The seat or place that goes with the role.
    pub area: Option<String>,
    /// Whether it holds.
    pub status: AffiliationStatus,
    /// ISO 8601, whole or partial.
    pub start_date: Option<String>,
    /// ISO 8601, whole or partial.
    pub end_date: Option<String>,
    /// The date in the text's own words.
    pub date_text: Option<String>,
    /// The words it rests on.
    pub evidence: Span,
    /// How it was found.
    pub method: Method,
    /// The rule or model that found it.
    pub rule_id: String,
    /// How sure, in 0..=1; `None` for hand coding.
    pub confidence: Option<f64>,
}

/// What the normalise stage made of one document.
///
/// The three `…_actors` lists of indices run parallel to the document's layers; each index points into `actors`.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    /// Actors that this document mentions or that speak in it, sorted by id, without repeats.
    pub actors: Vec<Actor>,
    /// For each mention of the extraction: its actor.
    pub mention_actors: Vec<Option<usize>>,
    /// For each segment: its author.
    pub author_actors: Vec<Option<usize>>,
    /// For each segment: the one it addresses.
    pub addressee_actors: Vec<Option<usize>>,
    /// For each statement: its speaker.
    pub speaker_actors: Vec<Option<usize>>,
    /// For each statement: the one it is said to.
    pub statement_addressee_actors: Vec<Option<usize>>,
    /// The document's author.
    pub document_author: Option<usize>,
    /// Affiliations, in text order of their evidence.
    pub affiliations: Vec<Affiliation>,
    /// For each actor, in their order: what the document tells by which bearers of one name differ. Empty until that is asked, once no
    /// more actors come.
    pub contexts: Vec<Context>,
    /// Counts for the coverage table: counter name, number.
    pub coverage: Vec<(&'static str, u64)>,
    /// What was seen and not understood.
    pub diagnostics: Vec<Diagnostic>,
}
