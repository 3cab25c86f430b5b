//! `sayso registry`: people and bodies of other collections brought into a registry file; registry files checked.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};
use sayso_curate::{Format, Source};
use sayso_normalise::Registry;

use crate::exit::Outcome;
use crate::registry_files::{name_of, read_all, read_text, read_to_update, write};

#[derive(Debug, Args)]
pub(crate) struct RegistryArguments {
    #[command(subcommand)]
    command: RegistryCommand,
}

#[derive(Debug, Subcommand)]
enum RegistryCommand {
    /// Bring people, parties and chambers of other collections into a registry file.
    ///
    /// Reads Popolo JSON (persons, organizations, memberships), EveryPolitician-style CSV (id, name, group, chamber, start_date …)
    /// and Wikidata-style CSV (item, itemLabel, partyLabel, positionLabel, start …), in any order of columns. Names, parties,
    /// chambers, constituencies, dates and identifiers are taken; e-mail addresses, genders, births and pictures are not.
    ///
    /// Who is in the file already is told by identifiers and keeps its slug; nothing is ever removed from it, and importing the
    /// same again changes nothing. A new slug is made from the name; people who share one are told apart by their identifiers.
    Import(ImportArguments),
    /// Check registry files together; tell how much is in them and which names they cannot tell apart.
    Check(CheckArguments),
}

#[derive(Debug, Args)]
struct ImportArguments {
    /// Files to import.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Registry file to write; its entries keep their slugs.
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,

    /// What the files are [default: told from their contents].
    #[arg(long, value_enum)]
    format: Option<ImportFormat>,

    /// Other registry file of the same pipeline: whoever it has is not repeated; may be repeated.
    #[arg(long, value_name = "FILE")]
    known: Vec<PathBuf>,

    /// Name under which the files' own ids are kept, so that the ids of two collections are not taken for one another's [default:
    /// popolo, everypolitician].
    #[arg(long, value_name = "NAME")]
    scheme: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ImportFormat {
    /// JSON with persons, organizations and memberships.
    Popolo,
    /// CSV with id, name, group, chamber and so on.
    Everypolitician,
    /// CSV with item, itemLabel, partyLabel and so on.
    Wikidata,
}

#[derive(Debug, Args)]
struct CheckArguments {
    /// Registry files that are used together.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// What stands above the entries of a new file.
const HEADER: &str = "# Written by `sayso registry import`. Slugs are permanent: import again into this file rather than making a new one.\n";

pub(crate) fn run(arguments: &RegistryArguments) -> Result<Outcome> {
    match &arguments.command {
        RegistryCommand::Import(arguments) => import(arguments),
        RegistryCommand::Check(arguments) => check(arguments),
    }
}

fn import(arguments: &ImportArguments) -> Result<Outcome> {
    let existing = read_to_update(&arguments.out, HEADER)?;
    let known = read_all(&arguments.known)?;
    let files: Result<Vec<(String, String)>> =
        arguments.files.iter().map(|path| Ok((name_of(path), read_text(path)?))).collect();
    let format = arguments.format.map(|format| match format {
        ImportFormat::Popolo => Format::Popolo,
        ImportFormat::Everypolitician => Format::EveryPolitician,
        ImportFormat::Wikidata => Format::Wikidata,
    });
    let files = files?;
    let sources: Vec<Source> =
        files.iter().map(|(name, contents)| Source { name, contents, format }).collect();
    let imported = sayso_curate::import(&sources, existing, &known, arguments.scheme.as_deref())?;
    write(&arguments.out, &imported.file)?;
    for note in &imported.notes {
        tracing::warn!("{note}");
    }
    let mut stdout = std::io::stdout().lock();
    writeln!(
        stdout,
        "{}: {} people, {} organisations ({} new, {} seen again, {} in other files)",
        arguments.out.display(),
        imported.file.people.len(),
        imported.file.organisations.len(),
        imported.n_new,
        imported.n_updated,
        imported.n_elsewhere
    )?;
    Ok(Outcome::Done)
}

fn check(arguments: &CheckArguments) -> Result<Outcome> {
    let files = read_all(&arguments.files)?;
    let mut counts = [0; 5];
    for file in &files {
        let names = file.people.iter().map(|person| person.names.len());
        let names = names.chain(file.organisations.iter().map(|body| body.names.len()));
        let n_entries = file.people.len() + file.organisations.len();
        let of_file = [
            file.people.len(),
            file.organisations.len(),
            n_entries + names.sum::<usize>(),
            file.redirects.len(),
            file.decisions.len(),
        ];
        for (count, n) in counts.iter_mut().zip(of_file) {
            *count += n;
        }
    }
    let registry = Registry::from_files(files)?;
    let shared = registry.shared_names();
    let [n_people, n_organisations, n_names, n_redirects, n_decisions] = counts;
    let mut stdout = std::io::stdout().lock();
    writeln!(
        stdout,
        "no faults: {n_people} people, {n_organisations} organisations, {n_names} names, {n_redirects} redirects, \
         {n_decisions} decisions"
    )?;
    if !shared.is_empty() {
        writeln!(
            stdout,
            "names that several bear; texts leave them unresolved unless they tell which is meant:"
        )?;
        for one in shared {
            writeln!(stdout, "  {:?}: {}", one.name, one.ids.join(", "))?;
        }
    }
    Ok(Outcome::Done)
}
