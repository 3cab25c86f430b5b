//! `sayso check`: test a published dataset.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

use crate::args::CheckArguments;
use crate::exit::Outcome;
use crate::pipeline::PipelineFile;
use crate::schemas;
use crate::toml_file;

pub(crate) fn run(arguments: &CheckArguments) -> Result<Outcome> {
    let schemas = match &arguments.schemas {
        Some(folder) => read_schemas(folder)?,
        None => schemas::own(),
    };
    let expect = match &arguments.pipeline {
        Some(path) => Some(toml_file::read::<PipelineFile>(path)?.0.expect),
        None => None,
    };
    let report = sayso_check::check(&arguments.dataset, &schemas, expect.as_ref())?;
    let mut stdout = std::io::stdout().lock();
    if arguments.json {
        writeln!(stdout, "{}", serde_json::to_string_pretty(&report)?)?;
    } else {
        write!(stdout, "{report}")?;
    }
    Ok(if report.is_ok { Outcome::Done } else { Outcome::NeedsALook })
}

/// Every `NAME.schema.json` of `folder`, in the order of the names.
fn read_schemas(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut schemas = Vec::new();
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(table) = name.strip_suffix(".schema.json") {
            let contents =
                std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            schemas.push((table.to_owned(), contents));
        }
    }
    anyhow::ensure!(!schemas.is_empty(), "{} holds no NAME.schema.json", folder.display());
    schemas.sort();
    Ok(schemas)
}
