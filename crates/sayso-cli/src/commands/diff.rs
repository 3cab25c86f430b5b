//! `sayso diff`: which rows came, went or changed between two builds.

use std::io::Write;

use anyhow::Result;

use crate::args::DiffArguments;
use crate::exit::Outcome;
use crate::schemas;

pub(crate) fn run(arguments: &DiffArguments) -> Result<Outcome> {
    let report = sayso_check::diff(&arguments.older, &arguments.newer, &schemas::own())?;
    let mut stdout = std::io::stdout().lock();
    if arguments.json {
        writeln!(stdout, "{}", serde_json::to_string_pretty(&report)?)?;
    } else {
        write!(stdout, "{report}")?;
    }
    Ok(if report.is_same { Outcome::Done } else { Outcome::NeedsALook })
}
