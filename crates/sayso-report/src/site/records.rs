//! The shape of what the page reads as JSON. Where a value is missing, its key is.

use serde::Serialize;

/// The dataset but for its texts.
#[derive(Debug, Serialize)]
pub(crate) struct Site<'a> {
    pub(super) title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    /// Address of the page of all documents, for a page of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) home: Option<&'a str>,
    pub(super) documents: Vec<Document<'a>>,
    pub(super) actors: Vec<Actor<'a>>,
    pub(super) issues: Vec<Issue<'a>>,
    pub(super) statements: Vec<Statement<'a>>,
    pub(super) stances: Vec<Stance<'a>>,
    pub(super) affiliations: Vec<Affiliation<'a>>,
    pub(super) coverage: Vec<Counter<'a>>,
    pub(super) diagnostics: Vec<Diagnostic<'a>>,
    pub(super) redactions: Vec<Redactions<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Document<'a> {
    pub(super) id: &'a str,
    pub(super) source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<&'a str>,
    pub(super) genre: &'a str,
    pub(super) lang: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<&'a str>,
    pub(super) precision: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) licence: Option<&'a str>,
    pub(super) words: u64,
    /// Address of its own page, in a split report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) href: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Actor<'a> {
    pub(super) id: &'a str,
    #[serde(rename = "type")]
    pub(super) actor_type: &'a str,
    pub(super) name: &'a str,
    /// Surname or acronym, for labels.
    pub(super) short: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) classification: Option<&'a str>,
    pub(super) role: &'a str,
    #[serde(rename = "registered")]
    pub(super) is_registered: bool,
    #[serde(rename = "mentions")]
    pub(super) n_mentions: u64,
    pub(super) names: Vec<Name<'a>>,
    pub(super) identifiers: Vec<Identifier<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Name<'a> {
    pub(super) name: &'a str,
    #[serde(rename = "type")]
    pub(super) name_type: &'a str,
    #[serde(rename = "observed")]
    pub(super) is_observed: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct Identifier<'a> {
    pub(super) scheme: &'a str,
    pub(super) identifier: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct Issue<'a> {
    pub(super) id: &'a str,
    pub(super) label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) definition: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct Statement<'a> {
    pub(super) id: &'a str,
    pub(super) document: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) inside: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) speaker: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) surface: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reporter: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) addressee: Option<usize>,
    pub(super) mode: &'a str,
    pub(super) act: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cue: Option<&'a str>,
    #[serde(rename = "negated", skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_negated: bool,
    #[serde(rename = "hypothetical", skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_hypothetical: bool,
    pub(super) words: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<&'a str>,
    #[serde(flatten)]
    pub(super) origin: Origin<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sensitivity: Option<&'a str>,
}

/// How a row was found.
#[derive(Debug, Serialize)]
pub(super) struct Origin<'a> {
    pub(super) method: &'a str,
    pub(super) rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) confidence: Option<f64>,
    pub(super) review: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct Stance<'a> {
    pub(super) document: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) statement: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) holder: Option<usize>,
    #[serde(flatten)]
    pub(super) target: Target,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) polarity: Option<&'a str>,
    #[serde(rename = "explicit")]
    pub(super) is_explicit: bool,
    pub(super) evidence: Vec<Evidence<'a>>,
    #[serde(flatten)]
    pub(super) origin: Origin<'a>,
}

/// Towards whom or what, by number.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Target {
    Actor(usize),
    Issue(usize),
}

#[derive(Debug, Serialize)]
pub(super) struct Evidence<'a> {
    pub(super) text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) polarity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) statement: Option<usize>,
}

#[derive(Debug, Serialize)]
pub(super) struct Affiliation<'a> {
    pub(super) member: usize,
    pub(super) body: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) area: Option<&'a str>,
    pub(super) status: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end: Option<&'a str>,
    #[serde(rename = "dateText", skip_serializing_if = "Option::is_none")]
    pub(super) date_text: Option<&'a str>,
    pub(super) evidence: &'a str,
}

/// A counter, summed over documents.
#[derive(Debug, Serialize)]
pub(super) struct Counter<'a> {
    pub(super) counter: &'a str,
    pub(super) n: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct Diagnostic<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) document: Option<usize>,
    pub(super) severity: &'a str,
    pub(super) code: &'a str,
    pub(super) message: &'a str,
}

/// How many identifiers of one kind were treated in one way.
#[derive(Debug, Serialize)]
pub(super) struct Redactions<'a> {
    pub(super) kind: &'a str,
    pub(super) action: &'a str,
    pub(super) n: u64,
}
