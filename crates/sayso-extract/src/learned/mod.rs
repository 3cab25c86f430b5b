//! Statements and mentions that a trained model finds: a transformer encoder scores words (`sayso-encoder`), the best paths through
//! its scores are attributions and mentions, and constraints make statements of the first.
//!
//! What the numbers mean is written in `training/SPEC.md`, how the model was made in `training/`.

mod best_path;

mod settings;

mod attributions;

mod mentions;

mod anaphors;

mod coreference;

mod relatives;

mod marks;

mod content;

mod statements;

#[cfg(test)]
mod agreement;

#[cfg(test)]
mod examples;

#[cfg(test)]
pub(crate) mod testing;

use sayso_encoder::{Reader, Window};
use sayso_model::{Mention, Statement};
use serde::Deserialize;

use crate::error::ExtractError;
use crate::reading::Reading;
use crate::rules::Scene;
use attributions::Attribution;
use mentions::Found;
use settings::Settings;
use statements::Converter;

pub(crate) use anaphors::link;
pub(crate) use relatives::relatives;

/// A trained model, ready to read.
pub struct Model {
    reader: Reader,
    settings: Settings,
    /// What rows say found them: "reader-" and the model's version.
    id: String,
}

impl Model {
    /// Loads a model and its tokeniser from the bytes of their files.
    ///
    /// # Errors
    /// [`ExtractError::Model`] tells what is missing or of another form.
    pub fn load(model: &[u8], tokeniser: &[u8]) -> Result<Self, ExtractError> {
        let reader = Reader::load(model, tokeniser)?;
        let settings = Settings::deserialize(reader.config())
            .map_err(|error| ExtractError::ModelSettings { reason: error.to_string() })?;
        let id = format!("reader-{}", reader.version());
        Ok(Self { reader, settings, id })
    }

    /// What rows say found them.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The encoder, for models that share its tokeniser and its vectors of word pieces.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Reads a whole text.
    pub(crate) fn read(&self, text: &str) -> Result<Findings<'_>, ExtractError> {
        let mut windows = Vec::new();
        let mut found = Vec::new();
        for window in self.reader.windows(text)? {
            let scores = self.reader.read(&window);
            found.extend(mentions::find(&self.reader, &self.settings, text, &window, &scores));
            let attributions = attributions::find(&self.reader, &self.settings, &window, &scores);
            if !attributions.is_empty() {
                windows.push((window, attributions));
            }
        }
        Ok(Findings { model: self, windows, mentions: found })
    }
}

/// A probability as tables show it: four digits say all that it can tell.
fn rounded(probability: f32) -> f64 {
    (f64::from(probability) * 1e4).round() / 1e4
}

/// What the model sees in a text.
pub(crate) struct Findings<'a> {
    model: &'a Model,
    windows: Vec<(Window, Vec<Attribution>)>,
    /// In text order.
    mentions: Vec<Found>,
}

impl Findings<'_> {
    /// Its statements, in no particular order.
    pub(crate) fn statements(&self, scene: &Scene) -> Vec<Statement> {
        let converter = Converter::new(scene, &self.model.id);
        let each = self.windows.iter().flat_map(|(window, found)| found.iter().map(move |one| (window, one)));
        each.filter_map(|(window, found)| converter.statement(window, found)).collect()
    }

    /// The mention that one points back at, and how sure that is.
    fn antecedent(&self, mention: usize) -> Option<(usize, f32)> {
        mentions::antecedent(&self.model.reader, &self.model.settings, &self.mentions, mention)
    }

    /// Adds the names of people and bodies that overlap none of `known`, and keeps text order.
    pub(crate) fn add_names(&self, known: &mut Vec<Mention>) {
        anaphors::add_names(self, known);
    }

    /// Words that point back, in the end, at one of the names `known`, which are in text order.
    pub(crate) fn anaphors(&self, reading: &Reading, known: &[Mention]) -> Vec<anaphors::Anaphor> {
        anaphors::find(reading, self, known)
    }
}
