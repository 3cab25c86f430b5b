//! The order of the stages, for one document.

use sayso_model::{Diagnostic, Document, Extraction, Resolution, Segment};
use sayso_privacy::{Guard, Layers, Protection};

use crate::config::Config;
use crate::reading::Edges;

/// All layers of one document.
pub(crate) struct Read {
    pub(crate) document: Document,
    pub(crate) segments: Vec<Segment>,
    pub(crate) extraction: Extraction,
    pub(crate) resolution: Resolution,
    /// What any stage saw and could not use, in the order of the stages.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Counts of all stages: counter name, number.
    pub(crate) coverage: Vec<(&'static str, u64)>,
    /// What was hidden for publication; nothing before [`Read::protect`].
    pub(crate) protection: Protection,
}

impl Read {
    /// Hides in every layer what a publication must not show.
    pub(crate) fn protect(&mut self, guard: &Guard) {
        self.protection = guard.protect(Layers {
            document: &mut self.document,
            extraction: &mut self.extraction,
            resolution: &mut self.resolution,
            stances: &mut [],
            diagnostics: &mut self.diagnostics,
        });
    }
}

/// Runs every stage on `document`. Depends on nothing but its arguments.
pub(crate) fn read(document: Document, found_at_ingest: Vec<Diagnostic>, config: &Config) -> Read {
    let segmentation = sayso_ingest::segment(&document);
    let segments = &segmentation.segments;
    let mut extraction =
        sayso_extract::extract(&document, segments, &config.language, &config.names, config.model.as_ref());
    if config.edges == Edges::Full {
        for statement in &mut extraction.statements {
            sayso_extract::widen(&document, statement);
        }
    }
    let mut resolution = sayso_normalise::resolve(&document, segments, &extraction, &config.registry);
    let mut diagnostics = found_at_ingest;
    diagnostics.extend(segmentation.diagnostics);
    diagnostics.append(&mut extraction.diagnostics);
    diagnostics.append(&mut resolution.diagnostics);
    let mut coverage = segmentation.coverage;
    coverage.append(&mut extraction.coverage);
    coverage.append(&mut resolution.coverage);
    Read {
        document,
        segments: segmentation.segments,
        extraction,
        resolution,
        diagnostics,
        coverage,
        protection: Protection::default(),
    }
}
