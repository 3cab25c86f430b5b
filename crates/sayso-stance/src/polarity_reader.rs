//! What a learned reader of polarity is asked, and what it answers.

use sayso_model::Span;

/// One target mention in its sentence: is whoever speaks there for or against it?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The sentence, without white space at its edges.
    pub sentence: Span,
    /// The words that name the target, within the sentence.
    pub target: Span,
}

/// How likely each answer is; the three add up to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probabilities {
    /// For the target.
    pub support: f32,
    /// Against it.
    pub oppose: f32,
    /// Neither.
    pub neutral: f32,
}

/// A learned reader of polarity.
///
/// It must be pure: the same text and questions give the same answers, bit for bit, in whatever company a question is asked.
pub trait PolarityReader: Sync {
    /// Name and version, for `rule_id` of the rows that rest on it.
    fn name(&self) -> &str;

    /// One answer for each question, in the same order; `None` where a question cannot be read, as when its sentence is too long.
    ///
    /// Units: spans are bytes of `text`.
    fn read(&self, text: &str, questions: &[Question]) -> Vec<Option<Probabilities>>;
}
