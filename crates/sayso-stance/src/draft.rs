//! What one place of the text tells, before the document's places are put together.

use sayso_model::{Method, Span};

use crate::lexicon::Sign;
use crate::scene::Target;

/// One holder's position towards one target, as one place tells it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    /// Index into the actors of the resolution.
    pub(crate) holder: usize,
    pub(crate) target: Target,
    /// For, against or neither; `None` where a reader could not say.
    pub(crate) sign: Option<Sign>,
    /// From −1 to 1.
    pub(crate) score: f64,
    pub(crate) confidence: f64,
    pub(crate) is_explicit: bool,
    pub(crate) evidence: Span,
    pub(crate) statement: Option<usize>,
    pub(crate) method: Method,
    pub(crate) rule_id: String,
    /// Index of the draft from which this one follows.
    pub(crate) derived_from: Option<usize>,
    pub(crate) abstain_reason: Option<String>,
}
