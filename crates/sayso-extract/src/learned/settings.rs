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

/// A logistic regression that turns features of an attribution into the probability that it is right, and a curve that bends it to what was found.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Calibration {
    mean: [f32; N_FEATURES],
    scale: [f32; N_FEATURES],
    weight: [f32; N_FEATURES],
    bias: f32,
    /// What the regression says and what share was right then, both rising; ends at (0, 0) and (1, 1).
    curve: Vec<[f32; 2]>,
}

impl Calibration {
    /// The probability, in 0..=1.
    pub(super) fn confidence(&self, features: &[f32; N_FEATURES]) -> f32 {
        let mut sum = self.bias;
        for (nth, feature) in features.iter().enumerate() {
            sum += self.weight[nth] * (feature - self.mean[nth]) / self.scale[nth];
        }
        self.bent(1.0 / (1.0 + libm::expf(-sum)))
    }

    /// The curve's height at `said`, on straight lines between its points.
    fn bent(&self, said: f32) -> f32 {
        let next = self.curve.partition_point(|&[x, _]| x <= said);
        let [x0, y0] = next.checked_sub(1).map_or([0.0, 0.0], |last| self.curve[last]);
        let [x1, y1] = self.curve.get(next).copied().unwrap_or([1.0, 1.0]);
        if x1 > x0 { y0 + (y1 - y0) * (said - x0) / (x1 - x0) } else { y1 }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn bent(curve: &[[f32; 2]], said: f32) -> f32 {
        Calibration {
            mean: [0.0; N_FEATURES],
            scale: [1.0; N_FEATURES],
            weight: [0.0; N_FEATURES],
            bias: 0.0,
            curve: curve.to_vec(),
        }
        .bent(said)
    }

    #[test]
    fn a_curve_bends_between_its_points_and_ends_at_nothing_and_certainty() {
        let curve = [[0.2, 0.1], [0.6, 0.5]];
        for (said, expected) in [(0.0, 0.0), (0.1, 0.05), (0.2, 0.1), (0.4, 0.3), (0.8, 0.75), (1.0, 1.0)] {
            let found = bent(&curve, said);
            assert!((found - expected).abs() < 1e-6, "{said}: {found}, not {expected}");
        }
    }

    #[test]
    fn without_points_nothing_is_bent() {
        assert!((bent(&[], 0.37) - 0.37).abs() < 1e-6);
    }
}
