//! The transformer: features of word pieces in, one vector a word out.

use std::sync::Arc;

use crate::error::ModelError;
use crate::kernels::matrix::{PackedMatrix, QuantisedRows};
use crate::kernels::{Instructions, attention, float};
use crate::weights::{Rows, Weights};

/// Sizes that a model file states.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
pub(crate) struct Sizes {
    pub(crate) layers: usize,
    pub(crate) hidden: usize,
    pub(crate) heads: usize,
    pub(crate) ffn: usize,
    pub(crate) eps: f32,
}

/// What the encoder is told of each word piece of a window, `[CLS]` and `[SEP]` included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pieces {
    pub(crate) ids: Vec<u32>,
    pub(crate) case: Vec<u8>,
    pub(crate) quote: Vec<u8>,
    pub(crate) start: Vec<u8>,
}

/// A BERT-style encoder with three extra embeddings for each piece.
pub(crate) struct Encoder {
    sizes: Sizes,
    word: Arc<Rows>,
    position: Vec<f32>,
    case: Vec<f32>,
    quote: Vec<f32>,
    start: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
    layers: Vec<Layer>,
}

struct Layer {
    queries_keys_values: PackedMatrix,
    out: PackedMatrix,
    gain_1: Vec<f32>,
    shift_1: Vec<f32>,
    up: PackedMatrix,
    down: PackedMatrix,
    gain_2: Vec<f32>,
    shift_2: Vec<f32>,
}

/// Buffers that are used again for each window.
#[derive(Default)]
pub(crate) struct Workspace {
    quantised: QuantisedRows,
    wide: Vec<f32>,
    mixed: Vec<f32>,
    attended: Vec<f32>,
    attention: attention::Work,
}

/// The tensor of the vectors of word pieces.
const WORDS: &str = "enc.word.weight";

/// The vectors of word pieces with ids below `n_ids`.
pub(crate) fn word_vectors(weights: &Weights<'_>, n_ids: usize) -> Result<Arc<Rows>, ModelError> {
    let rows = weights.rows(WORDS)?;
    if rows.scales.len() < n_ids {
        let expected = n_ids * rows.width;
        return Err(ModelError::WrongSize { name: WORDS.to_owned(), expected, found: rows.weights.len() });
    }
    Ok(Arc::new(rows))
}

impl Encoder {
    /// Loads the encoder and makes sure that every id that `word` knows and windows of `n_pieces` have their embeddings.
    pub(crate) fn load(
        weights: &Weights<'_>,
        sizes: Sizes,
        word: Arc<Rows>,
        n_pieces: usize,
    ) -> Result<Self, ModelError> {
        let hidden = sizes.hidden;
        if sizes.heads == 0 || hidden == 0 || !hidden.is_multiple_of(sizes.heads) {
            let reason = format!("{hidden} dimensions for {} heads", sizes.heads);
            return Err(ModelError::WrongConfig { reason });
        }
        if word.width != hidden {
            let name = WORDS.to_owned();
            return Err(ModelError::WrongSize { name, expected: hidden, found: word.width });
        }
        let (position, expected) = (weights.floats("enc.pos.weight")?, n_pieces * hidden);
        if position.len() < expected {
            let name = "enc.pos.weight".to_owned();
            return Err(ModelError::WrongSize { name, expected, found: position.len() });
        }
        let layers = (0..sizes.layers).map(|nth| {
            let at = |part: &str| format!("enc.layers.{nth}.{part}");
            Ok(Layer {
                queries_keys_values: weights.layer(&at("qkv"), hidden, 3 * hidden)?,
                out: weights.layer(&at("out"), hidden, hidden)?,
                gain_1: weights.exactly(&at("ln1.weight"), hidden)?,
                shift_1: weights.exactly(&at("ln1.bias"), hidden)?,
                up: weights.layer(&at("up"), hidden, sizes.ffn)?,
                down: weights.layer(&at("down"), sizes.ffn, hidden)?,
                gain_2: weights.exactly(&at("ln2.weight"), hidden)?,
                shift_2: weights.exactly(&at("ln2.bias"), hidden)?,
            })
        });
        Ok(Self {
            sizes,
            word,
            position,
            case: weights.exactly("enc.case.weight", 7 * hidden)?,
            quote: weights.exactly("enc.quote.weight", 5 * hidden)?,
            start: weights.exactly("enc.pstart.weight", 3 * hidden)?,
            gain: weights.exactly("enc.ln.weight", hidden)?,
            shift: weights.exactly("enc.ln.bias", hidden)?,
            layers: layers.collect::<Result<_, ModelError>>()?,
        })
    }

    /// The vectors of word pieces, for another encoder that was trained with the same ones.
    pub(crate) fn words(&self) -> Arc<Rows> {
        Arc::clone(&self.word)
    }

    /// The last layer: a vector of `hidden` values for each piece.
    pub(crate) fn run(&self, instructions: Instructions, pieces: &Pieces, work: &mut Workspace) -> Vec<f32> {
        let hidden = self.sizes.hidden;
        let mut state = self.embed(instructions, pieces);
        for layer in &self.layers {
            work.quantised.set(instructions, &state, hidden);
            layer.queries_keys_values.multiply(instructions, &work.quantised, &mut work.wide);
            work.attended.resize(state.len(), 0.0);
            attention::attend(
                instructions,
                &work.wide,
                self.sizes.heads,
                hidden,
                &mut work.attention,
                &mut work.attended,
            );
            work.quantised.set(instructions, &work.attended, hidden);
            layer.out.multiply(instructions, &work.quantised, &mut work.mixed);
            float::add_and_normalise(
                instructions,
                &mut state,
                &work.mixed,
                &layer.gain_1,
                &layer.shift_1,
                self.sizes.eps,
            );
            work.quantised.set(instructions, &state, hidden);
            layer.up.multiply(instructions, &work.quantised, &mut work.wide);
            float::gelu(instructions, &mut work.wide);
            work.quantised.set(instructions, &work.wide, self.sizes.ffn);
            layer.down.multiply(instructions, &work.quantised, &mut work.mixed);
            float::add_and_normalise(
                instructions,
                &mut state,
                &work.mixed,
                &layer.gain_2,
                &layer.shift_2,
                self.sizes.eps,
            );
        }
        state
    }

    fn embed(&self, instructions: Instructions, pieces: &Pieces) -> Vec<f32> {
        let hidden = self.sizes.hidden;
        let mut state = vec![0.0f32; pieces.ids.len() * hidden];
        for (nth, row) in state.chunks_exact_mut(hidden).enumerate() {
            let id = pieces.ids[nth] as usize;
            let (word, scale) = (&self.word.weights[id * hidden..][..hidden], self.word.scales[id]);
            let of = |at: usize| at * hidden..(at + 1) * hidden;
            let position = &self.position[of(nth)];
            let case = &self.case[of(usize::from(pieces.case[nth]))];
            let quote = &self.quote[of(usize::from(pieces.quote[nth]))];
            let start = &self.start[of(usize::from(pieces.start[nth]))];
            for (at, value) in row.iter_mut().enumerate() {
                *value = f32::from(word[at]) * scale + position[at] + case[at] + quote[at] + start[at];
            }
        }
        float::normalise(instructions, &mut state, &self.gain, &self.shift, self.sizes.eps);
        state
    }
}
