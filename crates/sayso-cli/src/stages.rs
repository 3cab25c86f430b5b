//! The order of the stages, for one document.

use std::time::{Duration, Instant};

use sayso_curate::{Coded, Known};
use sayso_model::{Diagnostic, Document, Extraction, Resolution, Segment, Stance};
use sayso_privacy::{Guard, Layers, Protection, Pseudonyms};
use sayso_stance::PolarityReader;

use crate::config::Config;
use crate::reading::Edges;

/// All layers of one document.
pub(crate) struct Read {
    pub(crate) document: Document,
    pub(crate) segments: Vec<Segment>,
    pub(crate) extraction: Extraction,
    pub(crate) resolution: Resolution,
    pub(crate) stances: Vec<Stance>,
    /// What any stage saw and could not use, in the order of the stages.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Counts of all stages: counter name, number.
    pub(crate) coverage: Vec<(&'static str, u64)>,
    /// Id and source of the document as it was read: by these a coding names it.
    pub(crate) known_as: [String; 2],
    /// What was masked, and after [`Read::publish`] what else is hidden and what is sensitive.
    pub(crate) protection: Protection,
    /// How long finding statements and mentions took.
    pub(crate) finding: Duration,
}

impl Read {
    /// Makes the layers ready to be published: with `pseudonyms`, private people are hidden.
    pub(crate) fn publish(&mut self, guard: &Guard, pseudonyms: Option<&Pseudonyms>) {
        let redactions = std::mem::take(&mut self.protection.redactions);
        let layers = Layers {
            document: &mut self.document,
            extraction: &mut self.extraction,
            resolution: &mut self.resolution,
            stances: &mut self.stances,
            diagnostics: &mut self.diagnostics,
        };
        self.protection = guard.publish(layers, redactions, pseudonyms);
    }
}

/// Runs every stage on `document`. Depends on nothing but its arguments, but for how long it took.
pub(crate) fn read(mut document: Document, found_at_ingest: Vec<Diagnostic>, config: &Config) -> Read {
    let known_as = [document.id().to_string(), document.source().to_owned()];
    let segmentation = sayso_ingest::segment(&document);
    let segments = &segmentation.segments;
    let started = Instant::now();
    let mut extraction =
        sayso_extract::extract(&document, segments, &config.language, &config.names, config.model.as_ref());
    let finding = started.elapsed();
    if config.edges == Edges::Full {
        for statement in &mut extraction.statements {
            sayso_extract::widen(&document, statement);
        }
    }
    let mut resolution = sayso_normalise::resolve(&document, segments, &extraction, &config.registry);
    let layers = sayso_stance::Layers {
        document: &document,
        segments,
        extraction: &extraction,
        resolution: &resolution,
        issues: &config.codebook.issues,
    };
    let reader = config.stance_model.as_ref().map(|model| model as &dyn PolarityReader);
    let mut found = sayso_stance::find(layers, &config.lexicon, reader, &config.stance);
    let mut diagnostics = found_at_ingest;
    diagnostics.extend(segmentation.diagnostics);
    diagnostics.append(&mut extraction.diagnostics);
    diagnostics.append(&mut resolution.diagnostics);
    // a coding names rows by ids, and those that people have seen are made from masked words
    let redactions = config.guard.mask(Layers {
        document: &mut document,
        extraction: &mut extraction,
        resolution: &mut resolution,
        stances: &mut found.stances,
        diagnostics: &mut diagnostics,
    });
    let coded = config.coding.apply(
        Coded {
            document: &document,
            segments,
            extraction: &mut extraction,
            resolution: &mut resolution,
            stances: &mut found.stances,
        },
        Known { registry: &config.registry, issues: &config.codebook.issues },
    );
    resolution.contexts = sayso_normalise::contexts(&document, &resolution);
    diagnostics.extend(coded);
    let mut coverage = segmentation.coverage;
    coverage.append(&mut extraction.coverage);
    coverage.append(&mut resolution.coverage);
    coverage.append(&mut found.coverage);
    Read {
        document,
        segments: segmentation.segments,
        extraction,
        resolution,
        stances: found.stances,
        diagnostics,
        coverage,
        known_as,
        protection: Protection { redactions, sensitivity: Vec::new() },
        finding,
    }
}
