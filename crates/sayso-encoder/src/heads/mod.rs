//! What small layers read off the encoder's word vectors.
//!
//! Some heads score every word by itself (tags, names, nominals, pronouns); some score words given a cue (`cue_roles`), a span given
//! a cue (`links`), or a mention given another (`antecedents`). All give log-probabilities or logits; deciding is the caller's.

mod roles;

mod links;

mod antecedents;

pub use antecedents::{MentionVector, Relation, WordMatch};

use crate::error::ModelError;
use crate::kernels::matrix::{PackedMatrix, QuantisedRows};
use crate::kernels::{Instructions, float};
use crate::weights::Weights;

/// Labels of the attribution tagger, in the order of its scores.
pub const TAGS: [&str; 7] = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"];

/// What a word can be to a cue, in the order of the scores.
pub const ROLES: [&str; 3] = ["O", "source", "content"];

/// Labels of the name and nominal taggers, in the order of their scores.
pub const MENTION_TAGS: [&str; 9] = [
    "O",
    "B-person",
    "I-person",
    "B-organisation",
    "I-organisation",
    "B-place",
    "I-place",
    "B-other",
    "I-other",
];

/// What a pronoun can point at, in the order of the scores; first, that the word is no pronoun.
pub const PRONOUN_TAGS: [&str; 5] = ["O", "person", "organisation", "place", "other"];

/// Width of the hidden layers of the cue-conditioned, link and mention heads.
const WIDTH: usize = 192;
const CONV_OUT: usize = 96;
const PAIR_WIDTH: usize = 128;
const PAIR_HIDDEN: usize = 64;

/// Edges of the distance buckets.
pub(crate) const BUCKETS: [usize; 8] = [1, 2, 3, 5, 8, 16, 32, 64];

/// Every head of a model.
pub(crate) struct Heads {
    hidden: usize,
    /// Tags, names, nominals, pronouns, then the word halves of the conditioned heads: everything that every word needs.
    word: PackedMatrix,
    /// The cue halves of the cue-conditioned and link heads.
    cue: PackedMatrix,
    role_distance: Vec<f32>,
    role_paragraph: Vec<f32>,
    role_between: Vec<f32>,
    /// The convolution over five words; the skip connection is part of its middle.
    role_conv: PackedMatrix,
    role_out: Dense,
    link_distance: Vec<f32>,
    link_type: Vec<f32>,
    link_between: Vec<f32>,
    link_paragraph: Vec<f32>,
    link_hidden: Dense,
    link_out: Dense,
    mention_start: Dense,
    mention_end: Dense,
    mention_kind: Vec<f32>,
    mention_pronoun: Vec<f32>,
    pair_anaphor: Dense,
    pair_candidate: Dense,
    pair_product: Dense,
    pair_rank: Vec<f32>,
    pair_paragraph: Vec<f32>,
    pair_match: Vec<f32>,
    pair_quote: Vec<f32>,
    pair_hidden: Dense,
    pair_out: Dense,
    pair_none: Dense,
}

/// A small layer kept in floats.
pub(crate) struct Dense {
    n_inputs: usize,
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Dense {
    /// The tensors `name.weight` and, where the layer has one, `name.bias`.
    pub(crate) fn load(
        weights: &Weights<'_>,
        name: &str,
        n_inputs: usize,
        n_outputs: usize,
    ) -> Result<Self, ModelError> {
        let bias =
            weights.optional(&format!("{name}.bias"), n_outputs)?.unwrap_or_else(|| vec![0.0; n_outputs]);
        Ok(Self {
            n_inputs,
            weights: weights.exactly(&format!("{name}.weight"), n_inputs * n_outputs)?,
            bias,
        })
    }

    pub(crate) fn run(&self, input: &[f32]) -> Vec<f32> {
        let rows = self.weights.chunks_exact(self.n_inputs);
        rows.zip(&self.bias).map(|(row, bias)| bias + dot(row, input)).collect()
    }
}

/// A dot product in eight partial sums, so that the order of additions is fixed and still quick.
fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    let (one_chunks, one_rest) = one.as_chunks::<8>();
    let (other_chunks, other_rest) = other.as_chunks::<8>();
    for (one, other) in one_chunks.iter().zip(other_chunks) {
        for lane in 0..8 {
            sums[lane] += one[lane] * other[lane];
        }
    }
    for ((sum, one), other) in sums.iter_mut().zip(one_rest).zip(other_rest) {
        *sum += one * other;
    }
    ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]))
}

/// What the encoder and the word-wise heads made of one window. Words are those of the window, in order.
pub struct Scores {
    hidden: usize,
    /// One vector of `hidden` values a word.
    vectors: Vec<f32>,
    /// Log-probabilities of [`TAGS`], a row a word.
    pub tags: Vec<[f32; 7]>,
    /// Log-probabilities of [`MENTION_TAGS`] for names.
    pub names: Vec<[f32; 9]>,
    /// Log-probabilities of [`MENTION_TAGS`] for common nouns that point at somebody.
    pub nominals: Vec<[f32; 9]>,
    /// Log-probabilities of [`PRONOUN_TAGS`].
    pub pronouns: Vec<[f32; 5]>,
    /// `WIDTH` values a word each.
    role_word: Vec<f32>,
    role_gate: Vec<f32>,
    link_start: Vec<f32>,
    link_end: Vec<f32>,
}

/// Where each head's outputs begin in a row of [`Heads::word`].
const TAG_AT: usize = 0;
const NAME_AT: usize = TAG_AT + 7;
const NOMINAL_AT: usize = NAME_AT + 9;
const PRONOUN_AT: usize = NOMINAL_AT + 9;
const ROLE_WORD_AT: usize = PRONOUN_AT + 5;
const ROLE_GATE_AT: usize = ROLE_WORD_AT + WIDTH;
const LINK_START_AT: usize = ROLE_GATE_AT + WIDTH;
const LINK_END_AT: usize = LINK_START_AT + WIDTH;
const WORD_OUTPUTS: usize = LINK_END_AT + WIDTH;

impl Heads {
    pub(crate) fn load(weights: &Weights<'_>, hidden: usize) -> Result<Self, ModelError> {
        let dense = |name: &str, n_inputs, n_outputs| Dense::load(weights, name, n_inputs, n_outputs);
        Ok(Self {
            hidden,
            word: weights.stacked(
                &[
                    ("tag", 7),
                    ("name", 9),
                    ("nominal", 9),
                    ("pron", 5),
                    ("srl_word", WIDTH),
                    ("srl_gate", WIDTH),
                    ("link_a", WIDTH),
                    ("link_b", WIDTH),
                ],
                hidden,
            )?,
            cue: weights.stacked(&[("srl_cue", WIDTH), ("link_cue", WIDTH)], hidden)?,
            role_distance: weights.exactly("srl_dist.weight", 18 * WIDTH)?,
            role_paragraph: weights.exactly("srl_para.weight", 3 * WIDTH)?,
            role_between: weights.exactly("srl_between.weight", 4 * WIDTH)?,
            role_conv: roles::load_convolution(weights)?,
            role_out: dense("srl_out", CONV_OUT, 3)?,
            link_distance: weights.exactly("link_dist.weight", 18 * WIDTH)?,
            link_type: weights.exactly("link_type.weight", 2 * WIDTH)?,
            link_between: weights.exactly("link_between.weight", 4 * WIDTH)?,
            link_paragraph: weights.exactly("link_para.weight", 3 * WIDTH)?,
            link_hidden: dense("link_hidden", WIDTH, CONV_OUT)?,
            link_out: dense("link_out", CONV_OUT, 1)?,
            mention_start: dense("m_start", hidden, WIDTH)?,
            mention_end: dense("m_end", hidden, WIDTH)?,
            mention_kind: weights.exactly("m_kind.weight", 12 * WIDTH)?,
            mention_pronoun: weights.exactly("m_pron.weight", 11 * WIDTH)?,
            pair_anaphor: dense("p_ana", WIDTH, PAIR_WIDTH)?,
            pair_candidate: dense("p_cand", WIDTH, PAIR_WIDTH)?,
            pair_product: dense("p_mul", WIDTH, PAIR_WIDTH)?,
            pair_rank: weights.exactly("p_rank.weight", 9 * PAIR_WIDTH)?,
            pair_paragraph: weights.exactly("p_para.weight", 9 * PAIR_WIDTH)?,
            pair_match: weights.exactly("p_match.weight", 4 * PAIR_WIDTH)?,
            pair_quote: weights.exactly("p_quote.weight", 4 * PAIR_WIDTH)?,
            pair_hidden: dense("p_hidden", PAIR_WIDTH, PAIR_HIDDEN)?,
            pair_out: dense("p_out", PAIR_HIDDEN, 1)?,
            pair_none: dense("p_none", WIDTH, 1)?,
        })
    }

    /// Scores every word of a window whose words have these vectors.
    pub(crate) fn score_words(&self, instructions: Instructions, vectors: Vec<f32>) -> Scores {
        let n_words = vectors.len() / self.hidden;
        let mut quantised = QuantisedRows::default();
        quantised.set(instructions, &vectors, self.hidden);
        let mut rows = Vec::new();
        self.word.multiply(instructions, &quantised, &mut rows);
        let mut scores = Scores {
            hidden: self.hidden,
            vectors,
            tags: Vec::with_capacity(n_words),
            names: Vec::with_capacity(n_words),
            nominals: Vec::with_capacity(n_words),
            pronouns: Vec::with_capacity(n_words),
            role_word: Vec::with_capacity(n_words * WIDTH),
            role_gate: Vec::with_capacity(n_words * WIDTH),
            link_start: Vec::with_capacity(n_words * WIDTH),
            link_end: Vec::with_capacity(n_words * WIDTH),
        };
        for row in rows.chunks_exact(WORD_OUTPUTS) {
            scores.tags.push(log_softmax(&row[TAG_AT..NAME_AT]));
            scores.names.push(log_softmax(&row[NAME_AT..NOMINAL_AT]));
            scores.nominals.push(log_softmax(&row[NOMINAL_AT..PRONOUN_AT]));
            scores.pronouns.push(log_softmax(&row[PRONOUN_AT..ROLE_WORD_AT]));
            scores.role_word.extend_from_slice(&row[ROLE_WORD_AT..ROLE_GATE_AT]);
            scores.role_gate.extend_from_slice(&row[ROLE_GATE_AT..LINK_START_AT]);
            scores.link_start.extend_from_slice(&row[LINK_START_AT..LINK_END_AT]);
            scores.link_end.extend_from_slice(&row[LINK_END_AT..]);
        }
        scores
    }

    /// The mean of the first and last word's vectors of each cue, through the cue halves of both heads: `2 · WIDTH` values each.
    pub(super) fn cue_rows(
        &self,
        instructions: Instructions,
        scores: &Scores,
        cues: &[WordRange],
    ) -> Vec<f32> {
        let mut means = Vec::with_capacity(cues.len() * self.hidden);
        for cue in cues {
            let (first, last) = (scores.vector(cue.first), scores.vector(cue.last));
            means.extend(first.iter().zip(last).map(|(one, other)| (one + other) * 0.5));
        }
        let mut quantised = QuantisedRows::default();
        quantised.set(instructions, &means, self.hidden);
        let mut rows = Vec::new();
        self.cue.multiply(instructions, &quantised, &mut rows);
        rows
    }
}

impl Scores {
    /// How many words the window has.
    pub fn n_words(&self) -> usize {
        self.tags.len()
    }

    /// The last layer at a word.
    fn vector(&self, word: usize) -> &[f32] {
        &self.vectors[word * self.hidden..][..self.hidden]
    }
}

/// Words of a window, the last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordRange {
    /// First word.
    pub first: usize,
    /// Last word, not before the first.
    pub last: usize,
}

impl WordRange {
    /// Words from the range to `word`: negative to the left, 0 within.
    fn signed_distance(self, word: usize) -> isize {
        if word < self.first {
            -((self.first - word) as isize)
        } else if word > self.last {
            (word - self.last) as isize
        } else {
            0
        }
    }

    /// Whether the two share a word.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// The row `at` of an embedding table.
fn table_row(table: &[f32], at: usize, width: usize) -> &[f32] {
    &table[at * width..][..width]
}

fn add_all(sum: &mut [f32], parts: &[&[f32]]) {
    for part in parts {
        for (value, more) in sum.iter_mut().zip(*part) {
            *value += more;
        }
    }
}

fn rectify(values: &mut [f32]) {
    for value in values {
        *value = value.max(0.0);
    }
}

/// 0 for 0, up to 8 for 64 and more.
fn bucket(distance: usize) -> usize {
    BUCKETS.iter().filter(|edge| distance >= **edge).count()
}

fn log_softmax<const N: usize>(logits: &[f32]) -> [f32; N] {
    let mut out = [0.0f32; N];
    out.copy_from_slice(&logits[..N]);
    let largest = out.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let total: f32 = out.iter().map(|value| float::exp(value - largest)).sum();
    let shift = largest + float::ln(total);
    for value in &mut out {
        *value -= shift;
    }
    out
}

/// 9 for 0, lower to the left, higher to the right.
fn signed_bucket(distance: isize) -> usize {
    let n = bucket(distance.unsigned_abs());
    if distance < 0 { 9 - n } else { 9 + n }
}

/// 0, 1 or 2: in an earlier paragraph than the cue, in the same one, in a later one.
fn paragraph_step(word: usize, cue: usize) -> usize {
    match word.cmp(&cue) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Equal => 1,
        std::cmp::Ordering::Greater => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_fall_into_their_buckets() {
        for (distance, expected) in
            [(0, 9), (1, 10), (-1, 8), (4, 12), (-5, 5), (63, 16), (64, 17), (-999, 1)]
        {
            assert_eq!(signed_bucket(distance), expected, "{distance}");
        }
    }

    #[test]
    fn log_probabilities_add_up() {
        let scores: [f32; 3] = log_softmax(&[1.0, 2.0, -300.0]);
        let total: f32 = scores.iter().map(|score| score.exp()).sum();
        assert!((total - 1.0).abs() < 1e-6);
    }
}
