//! `sayso codebook check`: what may be wrong with a codebook.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::faults::{Finding, IssueWording, findings};
use crate::args::{How, Sources};
use crate::commands::build::report;
use crate::config::Config;
use crate::exit::Outcome;
use crate::reading::Engine;
use crate::registry_files::read_text;
use crate::wordings::Wording;

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Codebook to look over.
    #[arg(value_name = "CODEBOOK")]
    codebook: PathBuf,

    /// Pipeline in whose texts wordings are looked for.
    #[arg(long, value_name = "FILE")]
    pipeline: Option<PathBuf>,

    /// File, folder or glob in whose texts wordings are looked for; may be repeated.
    #[arg(short, long = "input", value_name = "PATH", num_args = 1..)]
    inputs: Vec<PathBuf>,
}

pub(super) fn run(arguments: &CheckArguments) -> Result<Outcome> {
    let path = arguments.codebook.display();
    let contents = read_text(&arguments.codebook)?;
    let (mut found, wordings) = match findings(&contents) {
        Ok(found) => found,
        Err(Finding { line, what }) => bail!("{path}:{line}: {what}"),
    };
    let mut outcome = Outcome::Done;
    if arguments.pipeline.is_some() || !arguments.inputs.is_empty() {
        outcome = look_for(&wordings, arguments, &mut found)?;
        found.sort();
    }
    let mut stdout = std::io::stdout().lock();
    for Finding { line, what } in &found {
        writeln!(stdout, "{path}:{line}: {what}")?;
    }
    if found.is_empty() {
        writeln!(stdout, "{path}: nothing to look at, {} wordings", wordings.len())?;
        return Ok(outcome);
    }
    Ok(Outcome::NeedsALook)
}

/// Adds the wordings that stand in none of the texts.
fn look_for(
    wordings: &[IssueWording],
    arguments: &CheckArguments,
    found: &mut Vec<Finding>,
) -> Result<Outcome> {
    let config = Config::load(&Sources {
        pipeline: arguments.pipeline.clone(),
        inputs: arguments.inputs.clone(),
        how: How { engine: Some(Engine::Rules), edges: None },
        ..Sources::default()
    })?;
    let spool = tempfile::tempdir().context("cannot make a temporary folder")?;
    let collection = sayso_ingest::open(&config.inputs, &config.read, spool.path())?;
    let mut outcome = Outcome::Done;
    let mut missing: Vec<&IssueWording> = wordings.iter().collect();
    for diagnostic in collection.diagnostics() {
        report(diagnostic, None);
        outcome = Outcome::NeedsALook;
    }
    for entry in collection.entries() {
        match collection.load(entry) {
            Ok(loaded) => {
                let text = Wording::new(loaded.document.text());
                missing.retain(|wording| !text.has(&wording.wording));
            }
            Err(diagnostic) => {
                report(&diagnostic, None);
                outcome = Outcome::NeedsALook;
            }
        }
    }
    found.extend(missing.iter().filter(|wording| !wording.wording.is_empty()).map(|wording| Finding {
        line: wording.line,
        what: format!(
            "wording {:?} of issue {:?} stands in none of the {} texts",
            wording.words,
            wording.issue,
            collection.entries().len()
        ),
    }));
    Ok(outcome)
}
