//! `sayso eval`: score what is found against hand coding.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use sayso_curate::Coding;
use sayso_eval::{Attribution, CharRange, Gold, Predictions};
use sayso_ingest::Entry;
use sayso_model::{Diagnostic, Mode, Severity, Span};

use crate::args::{EvalArguments, EvalAttributionArguments, EvalTask, Sources};
use crate::commands::build::report;
use crate::commands::eval_coreference;
use crate::config::Config;
use crate::exit::Outcome;
use crate::privacy::Handling;
use crate::stages::{self, Read};

pub(crate) fn run(arguments: &EvalArguments) -> Result<Outcome> {
    match &arguments.task {
        EvalTask::Attribution(arguments) => attribution(arguments),
        EvalTask::Coreference(arguments) => eval_coreference::run(arguments),
    }
}

fn attribution(arguments: &EvalAttributionArguments) -> Result<Outcome> {
    let gold = sayso_eval::read_gold(&arguments.text, &arguments.gold)?;
    let (text, coding) = (arguments.text.display(), arguments.gold.display());
    ensure!(gold.n_documents() > 0, "{coding} holds coding of none of the texts in {text}");
    let mut config = Config::load(&Sources {
        pipeline: arguments.pipeline.clone(),
        inputs: vec![arguments.text.clone()],
        how: arguments.how.clone(),
        ..Sources::default()
    })?;
    // what people have coded is what is scored against, not what was found
    config.coding = Coding::default();
    // texts are held against those that people coded, word for word
    config.guard.set_identifiers(Handling::Keep.into());
    let (predictions, outcome) = predict(&config, &gold)?;
    let scored = gold.score(&predictions);
    let mut stdout = std::io::stdout().lock();
    if arguments.json {
        writeln!(stdout, "{}", serde_json::to_string_pretty(&scored)?)?;
    } else {
        write!(stdout, "{scored}")?;
    }
    Ok(outcome)
}

/// Reads every text, side by side, and tells what was found in each. A text that could not be read needs a look, and so does one
/// whose positions are not those of the coding.
fn predict(config: &Config, gold: &Gold) -> Result<(Predictions, Outcome)> {
    let spool = tempfile::tempdir().context("cannot make a temporary folder")?;
    let collection = sayso_ingest::open(&config.inputs, &config.read, spool.path())?;
    let find = |entry: &Entry| -> Result<Found, Diagnostic> {
        let loaded = collection.load(entry)?;
        let read = stages::read(loaded.document, loaded.diagnostics, config);
        let doc = stem(read.document.source());
        let is_coded_text = gold.is_text_of(&doc, read.document.text());
        Ok(Found { is_coded_text, attributions: attributions(&read), doc })
    };
    let found: Vec<Result<Found, Diagnostic>> = collection.entries().par_iter().map(find).collect();
    let mut outcome = Outcome::Done;
    let lost = collection.diagnostics().iter().chain(found.iter().filter_map(|found| found.as_ref().err()));
    for diagnostic in lost {
        report(diagnostic, None);
        if diagnostic.severity == Severity::Error {
            outcome = Outcome::NeedsALook;
        }
    }
    let mut predictions = Predictions::new();
    for found in found.into_iter().flatten() {
        if !found.is_coded_text {
            tracing::warn!("{}: reading changed line ends or encoding, so positions may be off", found.doc);
            outcome = Outcome::NeedsALook;
        }
        predictions.entry(found.doc).or_default().extend(found.attributions);
    }
    Ok((predictions, outcome))
}

/// What was found in one document.
struct Found {
    doc: String,
    /// Whether its text is the one that was coded, character for character.
    is_coded_text: bool,
    attributions: Vec<Attribution>,
}

/// The file name of `source` without its last extension.
fn stem(source: &str) -> String {
    Path::new(source).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The statements that a coder would code, in code points of the document's text. Their words are those of the table
/// `statement_parts`.
fn attributions(read: &Read) -> Vec<Attribution> {
    let ranges = |spans: &[Span]| -> Vec<CharRange> {
        spans.iter().map(|span| read.document.char_range(*span)).collect()
    };
    let coded = read.extraction.statements.iter().filter(|statement| statement.mode != Mode::Block);
    let attributions = coded.map(|statement| Attribution {
        source: sayso_model::speaker_words(&read.segments, statement).map(|speaker| ranges(&[speaker])),
        cue: (!statement.cue.is_empty()).then(|| ranges(&statement.cue)),
        content: ranges(&statement.content),
    });
    attributions.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_go_by_their_file_name() {
        for (source, expected) in [("texts/a.b.txt", "a.b"), ("a", "a"), ("texts/a_1.txt", "a_1"), ("", "")] {
            assert_eq!(stem(source), expected, "{source:?}");
        }
    }
}
