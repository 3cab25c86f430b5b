//! The learned reader of polarity that comes with the program.

use sayso_encoder::{ModelError, Reader, TargetReader};

use crate::polarity_reader::{PolarityReader, Probabilities, Question};

/// A trained model (`training/STANCE.md`), which sees each sentence with its target masked.
pub struct Learned {
    reader: TargetReader,
    /// What rows say found them: "stance-" and the model's version.
    id: String,
}

impl Learned {
    /// Loads a model from the bytes of its file; tokeniser and vectors of word pieces are those of `reader`.
    ///
    /// # Errors
    /// [`ModelError`] tells what is missing or of another form.
    pub fn load(model: &[u8], reader: &Reader) -> Result<Self, ModelError> {
        let reader = TargetReader::load(model, reader)?;
        let id = format!("stance-{}", reader.version());
        Ok(Self { reader, id })
    }

    /// From which confidence on an answer was found to be right often enough, for rows that are published.
    pub fn threshold(&self) -> f64 {
        self.reader.threshold()
    }

    /// How a sentence speaks of what stands at `target`, in bytes of the sentence; of what it is all about where that is `None`.
    /// `None` where the sentence cannot be read.
    ///
    /// # Panics
    /// If `target` is no part of the sentence.
    pub fn polarity(&self, sentence: &str, target: Option<std::ops::Range<usize>>) -> Option<Probabilities> {
        let [support, oppose, neutral] = self.reader.read(sentence, target).ok()?;
        Some(Probabilities { support, oppose, neutral })
    }
}

impl PolarityReader for Learned {
    fn name(&self) -> &str {
        &self.id
    }

    fn read(&self, text: &str, questions: &[Question]) -> Vec<Option<Probabilities>> {
        let one = |question: &Question| {
            let sentence = text.get(question.sentence.start_byte()..question.sentence.end_byte())?;
            let start = question.target.start_byte().checked_sub(question.sentence.start_byte())?;
            let target = start..start + question.target.end_byte() - question.target.start_byte();
            sentence.get(target.clone())?;
            self.polarity(sentence, Some(target))
        };
        questions.iter().map(one).collect()
    }
}
