//! What the model file says of how its scores are to be read.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Numbers of the decoder, tuned when the model was made (`training/SPEC.md`, section 7).
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Decode {
    /// Added to the log-probabilities of cue labels before the best path is taken.
    pub(super) cue_bias: f32,
    /// Weight of the tagger beside the cue-conditioned head.
    pub(super) tag_weight: f32,
    /// Cost of beginning a run of content or source.
    pub(super) switch: f32,
    /// Weight of the tagger's evidence for where a content begins.
    pub(super) edge: f32,
    /// Contents at most this many words apart are joined.
    pub(super) gap: usize,
    /// Smallest score of a source.
    pub(super) src_min: f32,
    /// Weight of the link head beside the cue-conditioned head in the choice of a source.
    pub(super) link_weight: f32,
    /// Attributions less sure than this are dropped.
    pub(super) conf_min: f32,
    /// Added to the score of "points at nothing".
    pub(super) ante_bias: f32,
}

/// Number of features from which the confidence of an attribution is made.
pub(super) const N_FEATURES: usize = 9;

/// A logistic regression that turns features of an attribution into the probability that it is right.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Calibration {
    mean: [f32; N_FEATURES],
    scale: [f32; N_FEATURES],
    weight: [f32; N_FEATURES],
    bias: f32,
}

impl Calibration {
    /// The probability, in 0..=1.
    pub(super) fn confidence(&self, features: &[f32; N_FEATURES]) -> f32 {
        let mut sum = self.bias;
        for (nth, feature) in features.iter().enumerate() {
            sum += self.weight[nth] * (feature - self.mean[nth]) / self.scale[nth];
        }
        1.0 / (1.0 + libm::expf(-sum))
    }
}

/// The part of a model's configuration that decoding needs.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Settings {
    pub(super) decode: Decode,
    pub(super) calibration: Calibration,
    /// Classes of pronouns, by the word in lower case.
    pub(super) pronouns: BTreeMap<String, usize>,
    /// How many earlier mentions are looked at as what a mention may point back at.
    pub(super) candidates: usize,
}
