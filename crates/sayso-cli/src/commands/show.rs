//! `sayso show`: a text with its statements, speakers and actors marked.

use std::io::{IsTerminal, Write};

use anyhow::{Context, Result};

use crate::args::{Colour, ShowArguments, Sources};
use crate::config::Config;
use crate::exit::Outcome;
use crate::marked::{self, Paint};
use crate::stages;

pub(crate) fn run(arguments: &ShowArguments) -> Result<Outcome> {
    let config = Config::load(&Sources {
        pipeline: arguments.pipeline.clone(),
        inputs: arguments.texts.clone(),
        registries: arguments.registries.clone(),
        how: arguments.how.clone(),
        ..Sources::default()
    })?;
    let paint = match arguments.colour {
        Colour::Always => Paint::Ansi,
        Colour::Never => Paint::Plain,
        Colour::Auto if std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() => {
            Paint::Ansi
        }
        Colour::Auto => Paint::Plain,
    };
    let spool = tempfile::tempdir().context("cannot make a temporary folder")?;
    let collection = sayso_ingest::open(&config.inputs, &config.read, spool.path())?;
    let mut outcome = Outcome::Done;
    for diagnostic in collection.diagnostics() {
        crate::commands::build::report(diagnostic, None);
        if diagnostic.severity == sayso_model::Severity::Error {
            outcome = Outcome::NeedsALook;
        }
    }
    let mut stdout = std::io::stdout().lock();
    for entry in collection.entries() {
        match collection.load(entry) {
            Ok(loaded) => {
                let read = stages::read(loaded.document, loaded.diagnostics, &config);
                write!(stdout, "{}", marked::mark(&read, paint))?;
            }
            Err(diagnostic) => {
                crate::commands::build::report(&diagnostic, None);
                outcome = Outcome::NeedsALook;
            }
        }
    }
    Ok(outcome)
}
