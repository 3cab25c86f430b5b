//! How a sentence speaks of somebody in it: a second encoder, which sees the sentence with that somebody masked.
//!
//! It follows `training/STANCE.md`. Because the target's words are replaced by one mask before anything is read, nothing that was
//! ever written about a name can colour the answer.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use safetensors::SafeTensors;
use tokenizers::Tokenizer;

use crate::encoder::{Encoder, Pieces, Sizes, Workspace};
use crate::error::ModelError;
use crate::header::{Header, unreadable, wrong};
use crate::heads::Dense;
use crate::kernels::Instructions;
use crate::quotes;
use crate::reader::Reader;
use crate::weights::Weights;
use crate::window::{SPECIAL_CASE, words_of};

/// The answers, in the order of their probabilities.
pub const POLARITIES: [&str; 3] = ["support", "oppose", "neutral"];

/// What a model file must call its form, and the edition of its specification.
const FORMAT: &str = "sayso-stance";
const SPEC: u64 = 1;

/// Letter case that the mask is given: a name's.
const MASK_CASE: u8 = 1;

/// Sizes and special pieces of a question that the model file states.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
struct QuestionSizes {
    /// Pieces of a question, besides the two special ones.
    max_pieces: usize,
    /// Of these, at most so many before the target where a sentence is too long.
    max_before: usize,
    cls: u32,
    sep: u32,
    mask: u32,
}

/// An encoder that reads how sentences speak of their targets.
pub struct TargetReader {
    tokenizer: Arc<Tokenizer>,
    sizes: QuestionSizes,
    encoder: Encoder,
    width: usize,
    hidden: Dense,
    out: Dense,
    temperature: f32,
    threshold: f64,
    instructions: Instructions,
    version: String,
}

thread_local! {
    /// Buffers of this thread, used again for each question.
    static WORKSPACE: RefCell<Workspace> = RefCell::default();
}

impl TargetReader {
    /// Loads a model file from memory; tokeniser and vectors of word pieces are those of `reader`.
    ///
    /// # Errors
    /// [`ModelError`] names what is missing or of another form.
    pub fn load(model: &[u8], reader: &Reader) -> Result<Self, ModelError> {
        let header = Header::read(model, FORMAT, SPEC)?;
        if header.config.get("labels") != Some(&serde_json::json!(POLARITIES)) {
            return Err(wrong("other \"labels\""));
        }
        let sizes: Sizes = header.part("encoder")?;
        let question: QuestionSizes = header.part("question")?;
        if question.max_before >= question.max_pieces {
            return Err(wrong("\"max_before\" is not below \"max_pieces\""));
        }
        let weights = Weights::new(SafeTensors::deserialize(model).map_err(unreadable)?);
        let n_pieces = question.max_pieces + 2;
        Ok(Self {
            tokenizer: reader.tokenizer(),
            sizes: question,
            encoder: Encoder::load(&weights, sizes, reader.words(), n_pieces)?,
            width: sizes.hidden,
            hidden: Dense::load(&weights, "st_hidden", 2 * sizes.hidden, sizes.hidden)?,
            out: Dense::load(&weights, "st_out", sizes.hidden, POLARITIES.len())?,
            temperature: header.part("temperature")?,
            threshold: header.part("threshold")?,
            instructions: reader.instructions(),
            version: header.version,
        })
    }

    /// The model's version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// From which probability on a support or oppose was found to be right often enough to be published.
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// Probabilities of [`POLARITIES`] of `sentence` towards what stands at `target`, in bytes of the sentence; towards what it is all
    /// about where `target` is `None`.
    ///
    /// # Errors
    /// [`ModelError::Tokeniser`] if the tokeniser fails on the sentence.
    ///
    /// # Panics
    /// If `target` is not a part of the sentence.
    pub fn read(&self, sentence: &str, target: Option<Range<usize>>) -> Result<[f32; 3], ModelError> {
        let (pieces, at) = self.question(sentence, target)?;
        let both = WORKSPACE.with_borrow_mut(|work| {
            let states = self.encoder.run(self.instructions, &pieces, work);
            let mut both = states[..self.width].to_vec();
            both.extend_from_slice(&states[at * self.width..][..self.width]);
            both
        });
        let hidden: Vec<f32> = self.hidden.run(&both).into_iter().map(f32::tanh).collect();
        let logits = self.out.run(&hidden);
        let scaled = [0, 1, 2].map(|nth| logits[nth] / self.temperature);
        let largest = scaled.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let powers = scaled.map(|value| (value - largest).exp());
        let sum: f32 = powers.iter().sum();
        Ok(powers.map(|power| power / sum))
    }

    /// The pieces of a question, and which of them stands for the target: the first one where it is not in the sentence.
    pub(crate) fn question(
        &self,
        sentence: &str,
        target: Option<Range<usize>>,
    ) -> Result<(Pieces, usize), ModelError> {
        let masked = target.as_ref().map_or_else(Vec::new, |target| places(sentence, target));
        let mut drafts: Vec<(u32, u8, u8)> = Vec::new();
        let (mut at, mut n_seen) = (0, 0);
        for word in words_of(&self.tokenizer, sentence, 0..sentence.len())? {
            let hit =
                masked.iter().position(|place| word.span.start < place.end && word.span.end > place.start);
            let Some(nth) = hit else {
                let case = crate::window::case_class(&sentence[word.span.clone()]);
                drafts.extend(word.pieces.iter().map(|&(id, quote)| (id, case, quote)));
                continue;
            };
            if nth < n_seen {
                continue;
            }
            n_seen = nth + 1;
            if target.as_ref() == Some(&masked[nth]) {
                at = drafts.len();
            }
            let quote = word.pieces.first().map_or(quotes::OUTSIDE, |(_, quote)| *quote);
            drafts.push((self.sizes.mask, MASK_CASE, quote));
        }
        if drafts.len() > self.sizes.max_pieces {
            let last = drafts.len() - self.sizes.max_pieces;
            let first = at.saturating_sub(self.sizes.max_before).min(last);
            drafts = drafts[first..first + self.sizes.max_pieces].to_vec();
            at -= first;
        }
        let mut pieces = Pieces::default();
        pieces.push(self.sizes.cls, SPECIAL_CASE, quotes::SPECIAL, 0);
        for (id, case, quote) in drafts {
            pieces.push(id, case, quote, 0);
        }
        pieces.push(self.sizes.sep, SPECIAL_CASE, quotes::SPECIAL, 0);
        Ok((pieces, if masked.is_empty() { 0 } else { at + 1 }))
    }
}

/// Where the target stands and, if it is a name, every other place with the same words; in text order, not overlapping.
fn places(sentence: &str, target: &Range<usize>) -> Vec<Range<usize>> {
    let name = &sentence[target.clone()];
    if name.is_empty() {
        return Vec::new();
    }
    let mut found = vec![target.clone()];
    if name.chars().any(char::is_uppercase) {
        let is_word = |symbol: char| symbol.is_alphanumeric() || symbol == '_';
        let others = sentence.match_indices(name).map(|(start, _)| start..start + name.len());
        found.extend(others.filter(|place| {
            !sentence[..place.start].chars().next_back().is_some_and(is_word)
                && !sentence[place.end..].chars().next().is_some_and(is_word)
                && (place.end <= target.start || place.start >= target.end)
        }));
    }
    found.sort_by_key(|place| place.start);
    found
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    const REPOSITORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");

    /// What the trained model in 32-bit floats makes of an invented sentence.
    #[derive(Deserialize)]
    struct Case {
        text: String,
        target: Option<(usize, usize)>,
        ids: Vec<u32>,
        case: Vec<u8>,
        quote: Vec<u8>,
        at: usize,
        probabilities: Vec<f32>,
    }

    fn file(name: &str) -> Vec<u8> {
        std::fs::read(format!("{REPOSITORY}{name}")).unwrap()
    }

    fn load() -> TargetReader {
        let (weights, tokeniser) =
            (file("data/models/reader-int8.safetensors"), file("data/models/tokenizer.json"));
        let reader = Reader::load(&weights, &tokeniser).unwrap();
        TargetReader::load(&file("data/models/stance-int8.safetensors"), &reader).unwrap()
    }

    /// Largest difference that rounding weights and activations makes on the cases.
    const BOUND: f32 = 0.1;

    #[test]
    fn questions_and_answers_are_those_of_the_fixtures() {
        let reader = load();
        let cases: Vec<Case> = serde_json::from_slice(&file("training/fixtures/stance/cases.json")).unwrap();
        assert!(cases.len() > 5);
        for case in cases {
            let target = case.target.map(|(start, end)| start..end);
            let (pieces, at) = reader.question(&case.text, target.clone()).unwrap();
            assert_eq!(
                (&pieces.ids, &pieces.case, &pieces.quote, at),
                (&case.ids, &case.case, &case.quote, case.at)
            );
            let found = reader.read(&case.text, target).unwrap();
            for (found, expected) in found.iter().zip(&case.probabilities) {
                assert!((found - expected).abs() < BOUND, "{} {found} {expected}", case.text);
            }
        }
    }

    #[test]
    fn the_name_makes_no_difference() {
        let reader = load();
        let ask = |name: &str| {
            let sentence = format!("Nobody trusts {name} after that vote.");
            reader.read(&sentence, Some(14..14 + name.len())).unwrap()
        };
        assert_eq!(ask("Anita Brandt"), ask("the Harbour Party"));
        assert_ne!(ask("Anita Brandt"), reader.read("Everybody trusts Brandt.", Some(17..23)).unwrap());
    }

    #[test]
    fn a_name_is_masked_wherever_it_stands_as_a_whole_word() {
        let sentence = "Quell said Quell's Quellers like Quell.";
        let found = places(sentence, &(11..16));
        assert_eq!(found, [0..5, 11..16, 33..38]);
        assert_eq!(places("she said she", &(9..12)), vec![9..12; 1], "a pronoun only where it stands");
    }
}
