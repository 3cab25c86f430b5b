//! `sayso export`: a published dataset as files of other programs.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use sayso_exchange::{Dataset, FORMATS, Format, LISTING};
use sayso_export::NewFolder;

use crate::exit::Outcome;

/// Writes a dataset as files that other programs open.
///
/// They are made from the CSV tables alone and tell nothing else; what is masked there is masked here. A list of what was written,
/// exports.json, stands beside them. FOLDER is replaced as a whole if an earlier export made it, and refused if it holds anything else.
#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    /// Folder that a build wrote.
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,

    /// Folder to write.
    #[arg(short, long, value_name = "FOLDER")]
    out: PathBuf,

    /// What to write; may be repeated [default: all].
    #[arg(long = "format", value_name = "NAME", value_parser = names())]
    formats: Vec<String>,
}

fn names() -> PossibleValuesParser {
    let name = |format: &Format| {
        PossibleValue::new(format.name).help(format!("{}: {}", format.output, format.summary))
    };
    PossibleValuesParser::new(FORMATS.iter().map(name))
}

pub(crate) fn run(arguments: &ExportArguments) -> Result<Outcome> {
    let dataset = open(&arguments.dataset)?;
    let is_asked_for = |format: &&Format| {
        arguments.formats.is_empty() || arguments.formats.iter().any(|name| name == format.name)
    };
    let formats: Vec<&Format> = FORMATS.iter().filter(is_asked_for).collect();
    let folder = NewFolder::begin(&arguments.out, LISTING)?;
    let exported = sayso_exchange::export(&dataset, &formats, folder.path())?;
    let out = folder.finish()?;
    for exported in exported {
        for note in exported.notes {
            tracing::warn!("{}: {note}", exported.format);
        }
    }
    tracing::info!("wrote {} formats to {}", formats.len(), out.display());
    Ok(Outcome::Done)
}

/// The dataset in a folder, for whatever is made from its rows.
pub(crate) fn open(folder: &Path) -> Result<Dataset> {
    Dataset::open(folder)
        .with_context(|| format!("{0} is no whole dataset; see `sayso check {0}`", folder.display()))
}
