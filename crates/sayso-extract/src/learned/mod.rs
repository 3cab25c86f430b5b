//! Statements and mentions that a trained model finds: a transformer encoder scores words (`sayso-encoder`), the best paths through
//! its scores are attributions and mentions, and constraints make statements of the first.
//!
//! What the numbers mean is written in `training/SPEC.md`, how the model was made in `training/`.

mod best_path;

mod settings;

mod attributions;

mod mentions;

mod again;

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
use sayso_model::{Mention, Span, Speaker, Statement};
use serde::Deserialize;

use crate::error::ExtractError;
use crate::reading::Reading;
use crate::rules::Scene;
use again::Passages;
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

    /// Reads a whole text, then passages of it as texts of their own (`again`).
    pub(crate) fn read(&self, reading: &Reading) -> Result<Findings<'_>, ExtractError> {
        let text = reading.document.text();
        let mut findings = self.read_whole(text)?;
        for passages in again::passages(reading) {
            let mut windows = Vec::new();
            for passage in &passages.spans {
                windows.extend(self.read_passage(text, *passage)?);
            }
            findings.again.push((passages, windows));
        }
        Ok(findings)
    }

    /// Reads a text as it stands.
    fn read_whole(&self, text: &str) -> Result<Findings<'_>, ExtractError> {
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
        Ok(Findings { model: self, windows, again: Vec::new(), mentions: found })
    }

    /// The attributions of a passage; words have their places in the whole text.
    fn read_passage(&self, text: &str, passage: Span) -> Result<Vec<Read>, ExtractError> {
        let start = passage.start_byte();
        let windows = self.reader.windows(&text[start..passage.end_byte()])?;
        let read = windows.into_iter().filter_map(|mut window| {
            let scores = self.reader.read(&window);
            let attributions = attributions::find(&self.reader, &self.settings, &window, &scores);
            for word in &mut window.words {
                word.span = start + word.span.start..start + word.span.end;
            }
            (!attributions.is_empty()).then_some((window, attributions))
        });
        Ok(read.collect())
    }
}

/// A probability as tables show it: four digits say all that it can tell.
fn rounded(probability: f32) -> f64 {
    (f64::from(probability) * 1e4).round() / 1e4
}

/// A window with what is reported there.
type Read = (Window, Vec<Attribution>);

/// What the model sees in a text.
pub(crate) struct Findings<'a> {
    model: &'a Model,
    /// Of the whole text; those without reports are left out.
    windows: Vec<Read>,
    /// Of passages that were read again, outer ones first.
    again: Vec<(Passages, Vec<Read>)>,
    /// In text order.
    mentions: Vec<Found>,
}

impl Findings<'_> {
    /// The statements of each reading, in no particular order: the whole text's first, then those of passages read again.
    pub(crate) fn statements(&self, scene: &Scene) -> Vec<Vec<Statement>> {
        let converter = Converter::new(scene, &self.model.id);
        let statements = |windows: &[Read]| -> Vec<Statement> {
            let each = windows.iter().flat_map(|(window, found)| found.iter().map(move |one| (window, one)));
            each.filter_map(|(window, found)| converter.statement(window, found)).collect()
        };
        let mut all = vec![statements(&self.windows)];
        for (passages, windows) in &self.again {
            let mut reports = statements(windows);
            reports.retain(|statement| passages.reports(statement));
            all.push(reports);
        }
        all
    }

    /// The mention that one points back at, and how sure that is.
    fn antecedent(&self, mention: usize) -> Option<(usize, f32)> {
        mentions::antecedent(&self.model.reader, &self.model.settings, &self.mentions, mention)
    }

    /// Adds the names of people and bodies that overlap none of `known`, and keeps text order.
    pub(crate) fn add_names(&self, known: &mut Vec<Mention>) {
        anaphors::add_names(self, known);
    }

    /// Names of places, in text order.
    pub(crate) fn places(&self) -> Vec<Span> {
        anaphors::places(self)
    }

    /// Words that point back, in the end, at one of the names `known`, which are in text order; of those of the statements' speakers
    /// also those that point at somebody without a name.
    pub(crate) fn anaphors(
        &self,
        reading: &Reading,
        known: &[Mention],
        statements: &[Statement],
    ) -> Vec<anaphors::Anaphor> {
        let named = statements.iter().filter_map(|statement| match statement.speaker {
            Speaker::Named(span) => Some(span),
            Speaker::SegmentAuthor(_) | Speaker::Unknown => None,
        });
        let mut speakers: Vec<Span> = named.collect();
        speakers.sort_unstable();
        anaphors::find(reading, self, known, &speakers)
    }
}
