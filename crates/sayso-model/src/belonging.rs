//! What the words of a text tell of people's roles, before it is known who those people are.

use crate::{AffiliationStatus, PublicRole, Span};

/// Words that tell that somebody belongs to a body.
#[derive(Clone, Debug, PartialEq)]
pub struct AffiliationDraft {
    /// The words for the one who belongs: a name or a pronoun.
    pub member: Span,
    /// What the body is called.
    pub organisation: BodyWords,
    /// Member, chair, MP and so on; `None` where only "of" tells ("Ann Park of the Harbour Union").
    pub role: Option<String>,
    /// The seat or place that goes with the role: "Northwick" of "Northwick MP".
    pub area: Option<Span>,
    /// Whether it holds.
    pub status: AffiliationStatus,
    /// ISO 8601, whole or partial.
    pub start_date: Option<String>,
    /// ISO 8601, whole or partial.
    pub end_date: Option<String>,
    /// The words that give the date.
    pub date: Option<Span>,
    /// The words it rests on, from the first that counts to the last.
    pub evidence: Span,
    /// The rule that found it.
    pub rule_id: &'static str,
    /// How sure, in 0..=1.
    pub confidence: f64,
}

/// How a text names the body to which somebody belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyWords {
    /// By these words.
    Named(Span),
    /// By an office alone ("Ann Park MP"): what the body of that office is generally called ("Parliament").
    ByOffice(String),
}

/// Words that tell how public a person is: "the film director, Ann Park", "a resident".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The words for the person: a name or a pronoun.
    pub person: Span,
    /// What they tell.
    pub public_role: PublicRole,
}
