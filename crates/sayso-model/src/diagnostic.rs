//! What was seen and not understood.

use crate::Span;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How much a diagnostic matters.
    Severity {
        /// Worth knowing; nothing is lost.
        Info = "info",
        /// Something was passed over or is uncertain.
        Warning = "warning",
        /// Data was lost: a file or a row could not be read.
        Error = "error",
    }
}

vocabulary! {
    /// The stage that saw it.
    Stage {
        /// Reading bytes and segments.
        Ingest = "ingest",
        /// Finding mentions and statements.
        Extract = "extract",
        /// Resolving actors.
        Normalise = "normalise",
        /// Finding stances.
        Stance = "stance",
        /// Taking over what a person has coded.
        Coding = "coding",
        /// Writing tables.
        Export = "export",
    }
}

/// One thing that a stage saw and could not use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What kind of thing it is: a short word in snake case that programs can count.
    pub code: &'static str,
    /// The stage that saw it.
    pub stage: Stage,
    /// What was seen, for people.
    pub message: String,
    /// Where, if it is about a place in a text.
    pub span: Option<Span>,
}

impl Diagnostic {
    /// A diagnostic about a whole document or file.
    pub fn new(severity: Severity, stage: Stage, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity, code, stage, message: message.into(), span: None }
    }

    /// The same, about one place.
    pub fn at(self, span: Span) -> Self {
        Self { span: Some(span), ..self }
    }
}
