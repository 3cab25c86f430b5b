//! Who is for or against whom or what.

use crate::vocabulary::vocabulary;
use crate::{Method, ReviewStatus, Span};

vocabulary! {
    /// What kind of thing a stance is towards.
    TargetType {
        /// A person or body.
        Actor = "actor",
        /// An issue of the codebook.
        Issue = "issue",
    }
}

vocabulary! {
    /// For or against.
    Polarity {
        /// For.
        Support = "support",
        /// Against.
        Oppose = "oppose",
        /// Neither.
        Neutral = "neutral",
        /// Both.
        Mixed = "mixed",
    }
}

/// An issue of the researcher's codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its slug.
    pub issue_id: String,
    /// What tables show.
    pub label: String,
    /// What counts as support and what as opposition.
    pub definition: Option<String>,
    /// Slug of the issue it is part of.
    pub parent_id: Option<String>,
    /// Wordings that name it.
    pub wordings: Vec<String>,
    /// Wordings that name its contrary: who is for what they name is against the issue.
    pub against: Vec<String>,
    /// Wordings that take a side by themselves: who says them is for the issue.
    pub says_for: Vec<String>,
    /// Wordings that take a side by themselves: who says them is against the issue.
    pub says_against: Vec<String>,
}

/// Words on which a stance rests.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Index of the statement in which they stand; `None` for the narrator's own voice.
    pub statement: Option<usize>,
    /// What they tell: for or against, or neither; `None` where the reader could not say.
    pub polarity: Option<Polarity>,
    /// The words.
    pub span: Span,
    /// How they were found.
    pub method: Method,
    /// The rule or model that found them.
    pub rule_id: String,
    /// How sure, in 0..=1; `None` for hand coding.
    pub confidence: Option<f64>,
}

/// That somebody is for or against somebody or something.
#[derive(Clone, Debug, PartialEq)]
pub struct Stance {
    /// Index of the statement that expresses it; `None` for the narrator's own voice.
    pub statement: Option<usize>,
    /// Index into [`crate::Resolution::actors`].
    pub holder: Option<usize>,
    /// What kind of target.
    pub target_type: TargetType,
    /// Actor id or issue id.
    pub target_id: String,
    /// For or against; `None` where no position was given, for the reason that `abstain_reason` tells.
    pub polarity: Option<Polarity>,
    /// From −1 (against) to 1 (for).
    pub score: f64,
    /// Whether it is said outright.
    pub is_explicit: bool,
    /// The words it rests on, those that tell it most surely.
    pub evidence: Span,
    /// Whatever else in the document tells of it, for it and against it, surest first.
    pub further: Vec<Evidence>,
    /// How it was found.
    pub method: Method,
    /// The rule or model that found it.
    pub rule_id: String,
    /// How sure, in 0..=1; `None` for hand coding.
    pub confidence: Option<f64>,
    /// What a person has said of it.
    pub review_status: ReviewStatus,
    /// Index of the stance from which this one follows.
    pub derived_from: Option<usize>,
    /// Why no polarity was given.
    pub abstain_reason: Option<String>,
}
