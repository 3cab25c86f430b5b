//! A row of each table, with the columns that readers of datasets use. The data dictionary in `schemas/` explains them all.
//!
//! A column whose cells may be empty may also be missing as a whole.

use serde::Deserialize;

/// A text.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct DocumentRow {
    /// Key.
    pub document_id: String,
    /// File name or address, as given.
    pub source: String,
    /// Title.
    pub title: Option<String>,
    /// Kind of text.
    pub genre: String,
    /// Language, as a BCP 47 tag.
    pub lang: String,
    /// Who wrote it.
    pub author_id: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// How exact the date is.
    pub date_precision: String,
    /// Number of words.
    pub n_words: u64,
    /// Licence or rights.
    pub licence: Option<String>,
    /// The text, to which all positions refer; empty where the file held none.
    pub text: String,
}

/// A region of one voice.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct SegmentRow {
    /// Key.
    pub segment_id: String,
    /// Its document.
    pub document_id: String,
    /// The segment that holds it.
    pub parent_segment_id: Option<String>,
    /// Kind of region.
    pub segment_type: String,
    /// Whose voice it is.
    pub author_id: Option<String>,
    /// To whom it is addressed.
    pub addressee_id: Option<String>,
    /// Its own date.
    pub date: Option<String>,
    /// Start, in code points.
    pub start_char: usize,
    /// End, in code points.
    pub end_char: usize,
}

/// A person, organisation or group.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ActorRow {
    /// Key.
    pub actor_id: String,
    /// Person, organisation, group or unknown.
    pub actor_type: String,
    /// Name.
    pub name: String,
    /// The name as it is sorted.
    pub sort_name: Option<String>,
    /// Given names.
    pub given_name: Option<String>,
    /// Surname.
    pub family_name: Option<String>,
    /// Title before the name.
    pub honorific_prefix: Option<String>,
    /// Kind of body.
    pub classification: Option<String>,
    /// Public role.
    pub public_role: String,
    /// Whether the registry has it.
    pub is_registered: bool,
    /// How often it is mentioned.
    pub n_mentions: u64,
}

/// A name of an actor.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct NameRow {
    /// Whose name.
    pub actor_id: String,
    /// The name.
    pub name: String,
    /// Kind of name.
    pub name_type: String,
    /// Whether these texts use it.
    pub is_observed: bool,
}

/// An actor's identifier elsewhere.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct IdentifierRow {
    /// Whose identifier.
    pub actor_id: String,
    /// Where it is valid.
    pub scheme: String,
    /// The identifier.
    pub identifier: String,
}

/// A place that names an actor.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct MentionRow {
    /// Its document.
    pub document_id: String,
    /// Who is named, if that is known.
    pub actor_id: Option<String>,
    /// Kind of mention: a name, a pronoun and so on.
    pub mention_type: Option<String>,
    /// Start, in code points.
    pub start_char: usize,
    /// End, in code points.
    pub end_char: usize,
}

/// A report that somebody said something.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct StatementRow {
    /// Key.
    pub statement_id: String,
    /// Its document.
    pub document_id: String,
    /// Its segment.
    pub segment_id: String,
    /// The statement that holds it.
    pub inside_id: Option<String>,
    /// Who said it.
    pub speaker_id: Option<String>,
    /// The speaker in the text's words.
    pub speaker_surface: Option<String>,
    /// Whose text reports it.
    pub reported_by_id: Option<String>,
    /// To whom it was said.
    pub addressee_id: Option<String>,
    /// Direct, indirect, mixed or block.
    pub mode: String,
    /// Speech, writing, thought or attitude.
    pub act: String,
    /// The words that tell that it was said.
    pub cue: Option<String>,
    /// Whether the text says that it was not said.
    pub is_negated: bool,
    /// Whether the text only supposes it.
    pub is_hypothetical: bool,
    /// What was said, word for word.
    pub content: String,
    /// Start, in code points.
    pub start_char: usize,
    /// End, in code points.
    pub end_char: usize,
    /// Date.
    pub date: Option<String>,
    /// Rule, model or hand.
    pub method: String,
    /// Which rule or model.
    pub rule_id: String,
    /// How sure it is; missing for hand.
    pub confidence: Option<f64>,
    /// Whether somebody looked at it.
    pub review_status: String,
    /// Slurs and the like.
    pub sensitivity: Option<String>,
}

/// One stretch of a statement's content, cue or speaker.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PartRow {
    /// Its statement.
    pub statement_id: String,
    /// Content, cue or speaker.
    pub role: String,
    /// Which piece, from 1.
    pub part: usize,
    /// Start, in code points.
    pub start_char: usize,
    /// End, in code points.
    pub end_char: usize,
}

/// Somebody for or against an actor or issue.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct StanceRow {
    /// Key.
    pub stance_id: String,
    /// Its document.
    pub document_id: String,
    /// The statement that expresses it.
    pub statement_id: Option<String>,
    /// Who holds it.
    pub holder_id: Option<String>,
    /// Actor or issue.
    pub target_type: String,
    /// Towards whom or what.
    pub target_id: String,
    /// Support, oppose, neutral or mixed; missing where no position was given.
    pub polarity: Option<String>,
    /// Whether it is said outright.
    pub is_explicit: bool,
    /// The words that it rests on.
    pub evidence: String,
    /// Their start, in code points.
    pub evidence_start_char: usize,
    /// Their end, in code points.
    pub evidence_end_char: usize,
    /// Rule, model or hand.
    pub method: String,
    /// Which rule or model.
    pub rule_id: String,
    /// How sure it is; missing for hand.
    pub confidence: Option<f64>,
    /// Whether somebody looked at it.
    pub review_status: String,
    /// The stance from which it follows.
    pub derived_from: Option<String>,
}

/// One place of the words that a stance rests on.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct EvidenceRow {
    /// Its stance.
    pub stance_id: String,
    /// Its document.
    pub document_id: String,
    /// The statement in which it stands.
    pub statement_id: Option<String>,
    /// What these words alone tell.
    pub polarity: Option<String>,
    /// The words.
    pub text: String,
    /// Start, in code points.
    pub start_char: usize,
    /// End, in code points.
    pub end_char: usize,
}

/// An issue of the codebook.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct IssueRow {
    /// Key.
    pub issue_id: String,
    /// Name.
    pub label: String,
    /// What is meant by it.
    pub definition: Option<String>,
}

/// Somebody's place in a body.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct AffiliationRow {
    /// Key; missing in datasets that do not tell it.
    pub affiliation_id: Option<String>,
    /// Its document.
    pub document_id: String,
    /// Who belongs.
    pub member_id: String,
    /// To what.
    pub organisation_id: String,
    /// As what.
    pub role: Option<String>,
    /// The seat or place that goes with the role.
    pub area: Option<String>,
    /// Current, former or claimed.
    pub status: String,
    /// Since when.
    pub start_date: Option<String>,
    /// Until when.
    pub end_date: Option<String>,
    /// The date in the text's words.
    pub date_text: Option<String>,
    /// The words that tell it.
    pub evidence: String,
}

/// A direct identifier that was seen, and what was done with it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct RedactionRow {
    /// Its document.
    pub document_id: String,
    /// Kind of identifier.
    pub kind: String,
    /// Masked or kept.
    pub action: String,
}

/// Something seen and not understood.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct DiagnosticRow {
    /// Its document, if it is about one that was read.
    pub document_id: Option<String>,
    /// Info, warning or error.
    pub severity: String,
    /// Kind, as a word.
    pub code: String,
    /// The stage that saw it.
    pub stage: String,
    /// What was seen.
    pub message: String,
}

/// A count of things seen or used.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct CoverageRow {
    /// Its document.
    pub document_id: String,
    /// What was counted.
    pub counter: String,
    /// How many there are.
    pub n: u64,
}
