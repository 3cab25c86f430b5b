//! `sayso actors`: what a program cannot settle about actors, laid before a person, and what that person decides.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use sayso_curate::{Published, Review, Sheet};
use sayso_normalise::{Registry, RegistryFile};

use crate::config::DEFAULT_PIPELINE;
use crate::exit::Outcome;
use crate::pipeline::PipelineFile;
use crate::registry_files::{name_of, open_table, read_all, read_text, read_to_update, write, write_text};
use crate::toml_file;

#[derive(Debug, Args)]
pub(crate) struct ActorsArguments {
    #[command(subcommand)]
    command: ActorsCommand,
}

#[derive(Debug, Subcommand)]
enum ActorsCommand {
    /// Write a spreadsheet of uncertain actors, or read a filled one back into a registry file.
    ///
    /// With --out, lists pairs of actors that may be one (misspelt names, middle names, initials, acronyms, surnames alone), forms
    /// that were taken for misspellings, names that several entries of the registry share, and frequent names that the registry
    /// does not know, each with the words around its first mention. Counts and example are those of the name in doubt: other_name
    /// where there is one. A suggestion is never applied by itself: fill in the column "decision".
    ///
    ///   same          the two are one: other_actor_id leads to actor_id from now on
    ///   different     the two are two, and not asked again
    ///   person        the name gets an entry as a person
    ///   organisation  the name gets an entry as a body
    ///   nobody        it is neither: the next build leaves it out
    ///   ignore        it is left as it is, and not asked again
    ///
    /// With --apply, writes the decisions into the --registry file: entries, redirects from the ids they replace, and decisions. Add
    /// that file to the pipeline's [registry], and the next build uses it. Rows without a decision stay open. Decisions that
    /// contradict one another or the registry are told with their lines, and nothing is written.
    #[command(verbatim_doc_comment)]
    Review(ReviewArguments),
}

#[derive(Debug, Args)]
#[group(id = "mode", required = true)]
struct Mode {
    /// Spreadsheet to write.
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Filled spreadsheet to read.
    #[arg(long, value_name = "FILE", requires = "registry", conflicts_with_all = ["dataset", "out"])]
    apply: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct ReviewArguments {
    /// Folder that a build wrote [default: that of the pipeline].
    #[arg(value_name = "DATASET")]
    dataset: Option<PathBuf>,

    #[command(flatten)]
    mode: Mode,

    /// Registry file of decisions: written by --apply; with --out, what it decides is not asked again.
    #[arg(long, value_name = "FILE")]
    registry: Option<PathBuf>,

    /// Other registry file of the same pipeline; may be repeated.
    #[arg(long, value_name = "FILE")]
    known: Vec<PathBuf>,

    /// Pipeline whose dataset and registry files are meant [default: pipelines/canterbury.toml, unless DATASET or --known is given].
    #[arg(long, value_name = "FILE")]
    pipeline: Option<PathBuf>,

    /// Times that a name must stand in the documents to be listed as unknown.
    #[arg(long, value_name = "N", default_value_t = 3)]
    min_mentions: usize,
}

/// What stands above the entries of a new file.
const HEADER: &str = "# Decisions about actors, written by `sayso actors review --apply`. Take one back by deleting its entry.\n";

pub(crate) fn run(arguments: &ActorsArguments) -> Result<Outcome> {
    let ActorsCommand::Review(arguments) = &arguments.command;
    let (dataset, known) = surroundings(arguments)?;
    match (&arguments.mode.apply, &arguments.mode.out, &arguments.registry) {
        (Some(sheet), _, Some(registry)) => apply(sheet, registry, &known),
        (_, Some(out), _) => match arguments.dataset.as_ref().or(dataset.as_ref()) {
            Some(dataset) => list(dataset, out, arguments, &known),
            None => bail!("name the folder of a dataset, or a pipeline with --pipeline"),
        },
        // the command line is not accepted without one of the two
        _ => bail!("give --out, or --apply with --registry"),
    }
}

/// The dataset of the pipeline, and the registry files besides the one of decisions.
fn surroundings(arguments: &ReviewArguments) -> Result<(Option<PathBuf>, Vec<PathBuf>)> {
    let is_default_meant = arguments.dataset.is_none() && arguments.known.is_empty();
    let default = Some(PathBuf::from(DEFAULT_PIPELINE)).filter(|path| is_default_meant && path.exists());
    let mut known = arguments.known.clone();
    let mut dataset = None;
    if let Some(path) = arguments.pipeline.clone().or(default) {
        let (pipeline, _): (PipelineFile, String) = toml_file::read(&path)?;
        known.extend(pipeline.registry.paths.iter().map(|entry| toml_file::beside(&path, entry)));
        dataset = Some(toml_file::beside(&path, &pipeline.output.dir));
    }
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let own = arguments.registry.as_deref().and_then(real);
    known.retain(|path| own.is_none() || real(path) != own);
    Ok((dataset, known))
}

fn list(dataset: &Path, out: &Path, arguments: &ReviewArguments, known: &[PathBuf]) -> Result<Outcome> {
    let mut files = read_all(known)?;
    if let Some(registry) = &arguments.registry {
        files.push(read_to_update(registry, HEADER)?);
    }
    let registry = Registry::from_files(files.clone())?;
    let published = Published {
        actors: open_table(dataset, "actors")?,
        actor_names: open_table(dataset, "actor_names")?,
        mentions: open_table(dataset, "mentions")?,
    };
    let mut review = Review::new(published, &registry, &files, arguments.min_mentions)?;
    review.add_examples(open_table(dataset, "documents")?)?;
    write_text(out, &review.to_csv())?;
    writeln!(std::io::stdout().lock(), "{}: {} rows to decide on", out.display(), review.n_rows())?;
    Ok(Outcome::Done)
}

fn apply(sheet: &Path, registry: &Path, known: &[PathBuf]) -> Result<Outcome> {
    let known: Vec<RegistryFile> = read_all(known)?;
    let file = read_to_update(registry, HEADER)?;
    let contents = read_text(sheet)?;
    let applied = sayso_curate::apply(Sheet { name: &name_of(sheet), contents: &contents }, file, &known)?;
    write(registry, &applied.file)?;
    writeln!(
        std::io::stdout().lock(),
        "{}: {} new entries, {} new redirects, {} other new decisions; {} rows are open",
        registry.display(),
        applied.n_entries,
        applied.n_redirects,
        applied.n_decisions,
        applied.n_open
    )?;
    Ok(Outcome::Done)
}
