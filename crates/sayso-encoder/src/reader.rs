//! A model, loaded.

use std::cell::RefCell;
use std::sync::Arc;

use safetensors::SafeTensors;
use tokenizers::Tokenizer;

use crate::encoder::{Encoder, Sizes, Workspace, word_vectors};
use crate::error::ModelError;
use crate::header::{Header, unreadable, wrong};
use crate::heads::{BUCKETS, Heads, MentionVector, Relation, Scores, WordRange};
use crate::kernels::Instructions;
use crate::weights::{Rows, Weights};
use crate::window::{Window, WindowSizes, Word, windows};

/// An encoder with its heads and tokeniser.
pub struct Reader {
    tokenizer: Arc<Tokenizer>,
    windows: WindowSizes,
    encoder: Encoder,
    heads: Heads,
    hidden: usize,
    instructions: Instructions,
    version: String,
    config: serde_json::Value,
}

/// What a model file must call its form.
const FORMAT: &str = "sayso-reader";

/// The edition of the specification (`training/SPEC.md`) that this crate follows.
const SPEC: u64 = 2;

/// `[CLS]` and `[SEP]`.
const N_SPECIAL: usize = 2;

thread_local! {
    /// Buffers of this thread, used again for each window.
    static WORKSPACE: RefCell<Workspace> = RefCell::default();
}

impl Reader {
    /// Loads a model file and its tokeniser from memory.
    ///
    /// # Errors
    /// [`ModelError`] names what is missing or of another form.
    pub fn load(model: &[u8], tokeniser: &[u8]) -> Result<Self, ModelError> {
        let header = Header::read(model, FORMAT, SPEC)?;
        if header.config.get("buckets") != Some(&serde_json::json!(BUCKETS)) {
            return Err(wrong("other \"buckets\""));
        }
        let sizes: Sizes = header.part("encoder")?;
        let window_sizes: WindowSizes = header.part("encoder")?;
        let mut tokenizer = Tokenizer::from_bytes(tokeniser)
            .map_err(|error| ModelError::Tokeniser { reason: error.to_string() })?;
        tokenizer.with_padding(None);
        tokenizer
            .with_truncation(None)
            .map_err(|error| ModelError::Tokeniser { reason: error.to_string() })?;
        let weights = Weights::new(SafeTensors::deserialize(model).map_err(unreadable)?);
        let n_ids = tokenizer.get_vocab_size(true).max(window_sizes.cls.max(window_sizes.sep) as usize + 1);
        let n_pieces = window_sizes.max_pieces.max(window_sizes.packed_pieces) + N_SPECIAL;
        Ok(Self {
            tokenizer: Arc::new(tokenizer),
            windows: window_sizes,
            encoder: Encoder::load(&weights, sizes, word_vectors(&weights, n_ids)?, n_pieces)?,
            heads: Heads::load(&weights, sizes.hidden)?,
            hidden: sizes.hidden,
            instructions: Instructions::detect(),
            version: header.version,
            config: header.config,
        })
    }

    /// The same model on other instructions, where the processor has them; for tests, and for measuring.
    pub fn with_instructions(self, instructions: Instructions) -> Self {
        // Others would be undefined behaviour, not only slow.
        let is_available = Instructions::available().contains(&instructions);
        Self { instructions: if is_available { instructions } else { self.instructions }, ..self }
    }

    pub(crate) fn tokenizer(&self) -> Arc<Tokenizer> {
        Arc::clone(&self.tokenizer)
    }

    pub(crate) fn words(&self) -> Arc<Rows> {
        self.encoder.words()
    }

    pub(crate) fn instructions(&self) -> Instructions {
        self.instructions
    }

    /// The model's version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What the model file says of itself: labels, thresholds, calibration.
    pub fn config(&self) -> &serde_json::Value {
        &self.config
    }

    /// Cuts a text into windows, in text order.
    ///
    /// # Errors
    /// [`ModelError::Tokeniser`] if the tokeniser fails on the text.
    pub fn windows(&self, text: &str) -> Result<Vec<Window>, ModelError> {
        windows(&self.tokenizer, self.windows, text)
    }

    /// The pieces of a line, as the tokeniser gives them.
    #[cfg(test)]
    pub(crate) fn encode(&self, line: &str) -> Result<tokenizers::Encoding, ModelError> {
        crate::window::encode(&self.tokenizer, line)
    }

    /// Reads one window.
    pub fn read(&self, window: &Window) -> Scores {
        let vectors = WORKSPACE.with_borrow_mut(|work| {
            let pieces = self.encoder.run(self.instructions, &window.pieces, work);
            let mut vectors = Vec::with_capacity(window.words.len() * self.hidden);
            for word in &window.words {
                vectors.extend_from_slice(&pieces[word.first_piece * self.hidden..][..self.hidden]);
            }
            vectors
        });
        self.heads.score_words(self.instructions, vectors)
    }

    /// For each cue, log-probabilities of [`crate::ROLES`] for every word of the window.
    ///
    /// `cues` are all cues of the window: how many lie between a word and its cue counts. Empty where `cues` is.
    ///
    /// # Panics
    /// If a cue reaches beyond `words`, or `scores` are of another window.
    pub fn cue_roles(&self, words: &[Word], scores: &Scores, cues: &[WordRange]) -> Vec<Vec<[f32; 3]>> {
        self.heads.cue_roles(self.instructions, words, scores, cues)
    }

    /// For each cue, and each of `sources`: the probability that they belong together. `cues` are all cues of the window.
    ///
    /// # Panics
    /// If a range reaches beyond `words`, or `scores` are of another window.
    pub fn links(
        &self,
        words: &[Word],
        scores: &Scores,
        cues: &[WordRange],
        sources: &[WordRange],
    ) -> Vec<Vec<f32>> {
        self.heads.links(self.instructions, words, scores, cues, sources)
    }

    /// The vector by which a mention is compared with others; it outlives its window.
    ///
    /// `kind` is 4 times 0 for a name, 1 for a nominal, 2 for a pronoun, plus 0 for a person, 1 an organisation, 2 a place, 3 another;
    /// `pronoun` is its class in the model's `pronouns`, 10 for a word not listed there, 0 for what is no pronoun.
    ///
    /// # Panics
    /// If `words` are not of the window, or `kind` > 11, or `pronoun` > 10.
    pub fn mention(&self, scores: &Scores, words: WordRange, kind: usize, pronoun: usize) -> MentionVector {
        self.heads.mention(scores, words, kind, pronoun)
    }

    /// The logit that `candidate` is what `anaphor` points at; compare with [`MentionVector::no_antecedent`].
    pub fn pair(&self, anaphor: &MentionVector, candidate: &MentionVector, relation: Relation) -> f32 {
        self.heads.pair(anaphor, candidate, relation)
    }
}
