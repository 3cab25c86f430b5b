//! What each word of a window is to a given cue: its source, its content, or nothing.

use super::{
    CONV_OUT, Heads, Scores, WIDTH, WordRange, log_softmax, paragraph_step, rectify, signed_bucket, table_row,
};
use crate::error::ModelError;
use crate::kernels::matrix::{PackedMatrix, QuantisedRows};
use crate::kernels::{Instructions, float};
use crate::weights::Weights;
use crate::window::Word;

/// Words that the convolution sees: the one itself and two on either side.
const CONV_WORDS: usize = 5;

impl Heads {
    /// For each cue, log-probabilities of [`super::ROLES`] for every word of the window.
    pub(crate) fn cue_roles(
        &self,
        instructions: Instructions,
        words: &[Word],
        scores: &Scores,
        cues: &[WordRange],
    ) -> Vec<Vec<[f32; 3]>> {
        if cues.is_empty() || words.is_empty() {
            return Vec::new();
        }
        let rows = self.cue_rows(instructions, scores, cues);
        // Cues that begin at or before each word.
        let mut begun = vec![0usize; words.len()];
        for cue in cues {
            begun[cue.first] = 1;
        }
        for at in 1..begun.len() {
            begun[at] += begun[at - 1];
        }
        let mut quantised = QuantisedRows::default();
        let (mut padded, mut stacked, mut mixed) = (Vec::new(), Vec::new(), Vec::new());
        let roles_of = |(cue, row): (&WordRange, &[f32])| {
            let cue_half = &row[..WIDTH];
            let gate: Vec<f32> = cue_half.iter().map(|value| float::tanh(*value)).collect();
            padded.clear();
            padded.resize((words.len() + CONV_WORDS - 1) * WIDTH, 0.0f32);
            let inner = padded.chunks_exact_mut(WIDTH).skip(CONV_WORDS / 2);
            for (at, out) in inner.enumerate().take(words.len()) {
                let distance = table_row(&self.role_distance, signed_bucket(cue.signed_distance(at)), WIDTH);
                let paragraph = paragraph_step(words[at].paragraph, words[cue.first].paragraph);
                let paragraph = table_row(&self.role_paragraph, paragraph, WIDTH);
                let between = if at < cue.first {
                    begun[cue.first] - 1 - begun[at]
                } else if at > cue.last {
                    begun[at] - begun[cue.first]
                } else {
                    0
                };
                let between = table_row(&self.role_between, between.min(3), WIDTH);
                let word = &scores.role_word[at * WIDTH..][..WIDTH];
                let gated = &scores.role_gate[at * WIDTH..][..WIDTH];
                for (lane, out) in out.iter_mut().enumerate() {
                    let sum = word[lane]
                        + cue_half[lane]
                        + gated[lane] * gate[lane]
                        + distance[lane]
                        + paragraph[lane]
                        + between[lane];
                    *out = sum.max(0.0);
                }
            }
            // Each word with two words on either side: what the convolution sees.
            stacked.clear();
            for at in 0..words.len() {
                stacked.extend_from_slice(&padded[at * WIDTH..][..CONV_WORDS * WIDTH]);
            }
            quantised.set(instructions, &stacked, CONV_WORDS * WIDTH);
            self.role_conv.multiply(instructions, &quantised, &mut mixed);
            mixed
                .chunks_exact_mut(CONV_OUT)
                .map(|row| {
                    rectify(row);
                    log_softmax(&self.role_out.run(row))
                })
                .collect()
        };
        cues.iter().zip(rows.chunks_exact(2 * WIDTH)).map(roles_of).collect()
    }
}

/// The convolution, with the skip connection in its middle.
pub(super) fn load_convolution(weights: &Weights<'_>) -> Result<PackedMatrix, ModelError> {
    let convolution = weights.exactly("srl_conv.weight", CONV_OUT * WIDTH * CONV_WORDS)?;
    let skip = weights.exactly("srl_skip.weight", CONV_OUT * WIDTH)?;
    let bias_1 = weights.exactly("srl_conv.bias", CONV_OUT)?;
    let bias_2 = weights.exactly("srl_skip.bias", CONV_OUT)?;
    let mut rows = vec![0.0f32; CONV_OUT * CONV_WORDS * WIDTH];
    for output in 0..CONV_OUT {
        for input in 0..WIDTH {
            for word in 0..CONV_WORDS {
                let mut weight = convolution[(output * WIDTH + input) * CONV_WORDS + word];
                if word == CONV_WORDS / 2 {
                    weight += skip[output * WIDTH + input];
                }
                rows[(output * CONV_WORDS + word) * WIDTH + input] = weight;
            }
        }
    }
    let bias: Vec<f32> = bias_1.iter().zip(&bias_2).map(|(one, other)| one + other).collect();
    Ok(PackedMatrix::from_floats(&rows, &bias, CONV_WORDS * WIDTH))
}
