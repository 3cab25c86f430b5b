//! Who said what, in which words.

use crate::vocabulary::vocabulary;
use crate::{
    AffiliationDraft, Diagnostic, Document, Mention, Method, ReviewStatus, Segment, Span, Standing, Voice,
};

vocabulary! {
    /// How words are reported.
    Mode {
        /// In quotation marks.
        Direct = "direct",
        /// In the reporter's words.
        Indirect = "indirect",
        /// Both.
        Mixed = "mixed",
        /// As a region of its own: a post, a letter, a displayed quotation.
        Block = "block",
    }
}

vocabulary! {
    /// What the cue reports.
    Act {
        /// Something said.
        Speech = "speech",
        /// Something written.
        Writing = "writing",
        /// A thought told as a claim.
        Thought = "thought",
        /// Wanting, hoping, planning, without anything said.
        Attitude = "attitude",
    }
}

/// Whose words a statement reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The one whom these words name.
    Named(Span),
    /// The author of the segment with this index.
    SegmentAuthor(usize),
    /// Nobody is named ("it was claimed that").
    Unknown,
}

/// One report that somebody said, wrote, asked or claimed something.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Index of the segment in which it is reported; for a block statement, the block itself.
    pub segment: usize,
    /// Index of the statement whose content holds this one.
    pub inside: Option<usize>,
    /// What was said: one or more spans in text order, not empty.
    pub content: Vec<Span>,
    /// The words that carry the report, in text order; empty where nothing but layout does.
    pub cue: Vec<Span>,
    /// Dictionary form of the cue's verb or noun.
    pub cue_lemma: Option<String>,
    /// Who said it.
    pub speaker: Speaker,
    /// The words that name whom it was said to.
    pub addressee: Option<Span>,
    /// How it is reported.
    pub mode: Mode,
    /// What the cue reports.
    pub act: Act,
    /// Whether the text says that it was not said.
    pub is_negated: bool,
    /// Whether the text only supposes that it was said.
    pub is_hypothetical: bool,
    /// How it was found.
    pub method: Method,
    /// The rule or model that found it.
    pub rule_id: String,
    /// How sure, in 0..=1; `None` for hand coding.
    pub confidence: Option<f64>,
    /// What a person has said of it.
    pub review_status: ReviewStatus,
}

impl Statement {
    /// The span from the first word of the content to its last.
    pub fn outer(&self) -> Span {
        let first = self.content.first().copied().unwrap_or(Span::of_length(0, 0));
        self.content.iter().fold(first, |outer, part| outer.cover(*part))
    }
}

/// The words of the text that name a statement's speaker. A block's speaker is named where the block names its author.
pub fn speaker_words(segments: &[Segment], statement: &Statement) -> Option<Span> {
    match &statement.speaker {
        Speaker::Named(span) => Some(*span),
        Speaker::SegmentAuthor(segment) => match segments.get(*segment)?.author {
            Voice::Named(span) => Some(span),
            Voice::DocumentAuthor | Voice::UnnamedCommenter(_) | Voice::Unknown => None,
        },
        Speaker::Unknown => None,
    }
}

/// The words of several parts as tables show them: joined by ` … `.
pub fn join_parts(document: &Document, parts: &[Span]) -> String {
    let words: Vec<&str> = parts.iter().map(|part| document.slice(*part)).collect();
    words.join(" … ")
}

/// A mention that points back at another one, as the text alone tells: "she", "the party's leader".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Antecedent {
    /// Index of the mention that points back.
    pub anaphor: usize,
    /// Index of the earlier mention at which it points.
    pub antecedent: usize,
    /// How sure, in 0..=1.
    pub confidence: f64,
}

/// What the extract stage found in one document.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Mentions, in text order; no two have the same span.
    pub mentions: Vec<Mention>,
    /// In text order of their anaphors, at most one each.
    pub antecedents: Vec<Antecedent>,
    /// Statements, in text order of their content, a statement before those inside it.
    pub statements: Vec<Statement>,
    /// Who is told to belong to which body, in text order of the evidence.
    pub affiliations: Vec<AffiliationDraft>,
    /// How public people are told to be, in text order.
    pub standings: Vec<Standing>,
    /// Counts for the coverage table: counter name, number.
    pub coverage: Vec<(&'static str, u64)>,
    /// What was seen and not understood.
    pub diagnostics: Vec<Diagnostic>,
}
