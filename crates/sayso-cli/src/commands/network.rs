//! `sayso network`: stances projected onto a network.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use sayso_network::{
    Aggregate, Dated, Duplicates, Events, Format, Mode, Network, NetworkError, Nodes, Normalise, Period,
    Projection, Snapshot, Thresholds, Window,
};

use crate::config::DEFAULT_PIPELINE;
use crate::exit::Outcome;
use crate::pipeline::PipelineFile;
use crate::toml_file;

#[derive(Debug, Args)]
pub(crate) struct NetworkArguments {
    /// Folder that a build wrote [default: that of the pipeline pipelines/canterbury.toml].
    #[arg(value_name = "DATASET", conflicts_with = "input")]
    folder: Option<PathBuf>,

    /// The same, by name.
    #[arg(long, value_name = "DATASET", conflicts_with_all = ["folder", "input"])]
    dataset: Option<PathBuf>,

    /// CSV to read instead, with columns concept, agreement, person or organization, and document_id and time where they are needed:
    /// an event list of DNA, `statements_flat.csv`, or codings of your own.
    #[arg(short, long, value_name = "FILE")]
    input: Option<PathBuf>,

    /// Which actors are nodes.
    #[arg(long, value_enum, default_value_t = NodesWord::Organization)]
    nodes: NodesWord,

    /// Actors tied to actors, or actors tied to concepts.
    #[arg(long = "type", value_enum, default_value_t = TypeWord::Onemode)]
    mode: TypeWord,

    /// How agreement and disagreement make a weight.
    #[arg(long, value_enum, default_value_t = AggregateWord::Subtract)]
    aggregate: AggregateWord,

    /// What weights are divided by.
    #[arg(long, value_enum, default_value_t = NormaliseWord::No)]
    normalise: NormaliseWord,

    /// Within what the same stance of the same actor counts once.
    #[arg(long, value_enum, default_value_t = DuplicatesWord::Include)]
    duplicates: DuplicatesWord,

    /// First day of the stances to take: YYYY, YYYY-MM or YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    from: Option<Dated>,

    /// Last day of the stances to take; a month or year is taken whole.
    #[arg(long, value_name = "DATE")]
    to: Option<Dated>,

    /// A network for each place of a window that moves over time, such as months=3: units are days, weeks, months and years. GEXF
    /// makes them one network that changes over time, in which each stands for the last step of its window; other formats get a file
    /// each, named for its first and last day.
    #[arg(long, value_name = "UNIT=N")]
    window: Option<Window>,

    /// How many units the window moves on each time.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..), requires = "window")]
    step: u16,

    /// Leave out ties whose weight is nearer to 0 than this.
    #[arg(long, value_name = "W", default_value_t = 0.0, value_parser = weight)]
    min_weight: f64,

    /// Leave out actors with fewer statements than this, duplicates not counted.
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_statements: u64,

    /// What to write.
    #[arg(long, value_enum, default_value_t = FormatWord::Matrix)]
    format: FormatWord,

    /// File to write [default: standard output].
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum NodesWord {
    /// Persons.
    Person,
    /// Organisations; whoever belongs to one speaks for it.
    Organization,
    /// Persons, and organisations where no person is named.
    Actor,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypeWord {
    /// Actors.
    Onemode,
    /// Actors in rows, concepts in columns.
    Twomode,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum AggregateWord {
    /// Statements on the same concept, whether they agree or not.
    Ignore,
    /// onemode: products of counts on the same side.
    Congruence,
    /// onemode: products of counts on different sides.
    Conflict,
    /// onemode: congruence less conflict; twomode: agreement less disagreement.
    Subtract,
    /// twomode: 1 agreement only, 2 disagreement only, 3 both.
    Combine,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum NormaliseWord {
    /// Nothing.
    No,
    /// onemode: mean number of statements of the two.
    Average,
    /// onemode: statements that only one of them makes, and the congruence.
    Jaccard,
    /// onemode: lengths of the vectors (the usual cosine).
    Cosine,
    /// onemode: product of the numbers of statements (what DNA calls cosine).
    CosineDna,
    /// twomode: statements of the actor.
    Activity,
    /// twomode: statements on the concept.
    Prominence,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DuplicatesWord {
    /// Nothing: all count.
    Include,
    /// A document.
    Document,
    /// A week, from Monday.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
    /// All that is read, or the window.
    Acrossrange,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatWord {
    /// CSV with names of rows in the first column and of columns in the first row.
    Matrix,
    /// CSV of ties, and beside it FILE.nodes.csv.
    Edges,
    /// GraphML, for networkx and igraph.
    Graphml,
    /// GEXF 1.3, for Gephi.
    Gexf,
    /// UCINET DL.
    Dl,
}

pub(crate) fn run(arguments: &NetworkArguments) -> Result<Outcome> {
    let projection = projection(arguments)?;
    if arguments.window.is_some() && arguments.format != FormatWord::Gexf && arguments.out.is_none() {
        bail!("with --window, name the files with --out, or write --format gexf");
    }
    let events = events(arguments)?;
    let Some(window) = arguments.window else {
        let network = sayso_network::project(&events, &projection)?;
        warn_undated(network.n_undated(), "does not tell the period of --duplicates");
        return write_one(&network, arguments.format.into(), arguments.out.as_deref());
    };
    warn_undated(events.n_undated()? as u64, "is missing");
    let snapshots = sayso_network::windows(&events, window, arguments.step, &projection)?;
    match (&arguments.out, arguments.format) {
        (out, FormatWord::Gexf) => {
            to(out.as_deref(), |file| sayso_network::write_dynamic(&snapshots, file))?;
            tell(out.as_deref(), &format!("{} windows", snapshots.len()));
        }
        (Some(out), format) => {
            for Snapshot { period, network, .. } in &snapshots {
                write_one(network, format.into(), Some(&named_for(out, &period.to_string())))?;
            }
        }
        // refused above
        (None, _) => {}
    }
    Ok(Outcome::Done)
}

fn projection(arguments: &NetworkArguments) -> Result<Projection> {
    let projection =
        Projection::new(arguments.mode.into(), arguments.aggregate.into(), arguments.normalise.into())?;
    let (min_weight, min_statements) = (arguments.min_weight, arguments.min_statements);
    let thresholds = Thresholds { min_weight, min_statements };
    Ok(projection.duplicates(arguments.duplicates.into()).thresholds(thresholds))
}

/// The stances between --from and --to. What is left out is told.
fn events(arguments: &NetworkArguments) -> Result<Events> {
    let nodes = arguments.nodes.into();
    let events = match &arguments.input {
        Some(path) => {
            let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.display().to_string();
            sayso_network::read_event_list(file, &name, nodes, arguments.duplicates.into())?
        }
        None => sayso_network::read_dataset(&dataset(arguments)?, nodes)?,
    };
    let left_out = events.left_out();
    tracing::info!("{} stances, {} rows without one", events.n_events(), left_out.no_concept);
    for (n, why) in [
        (left_out.no_agreement, "are neither for nor against"),
        (left_out.no_actor, "are of nobody who is a node: see --nodes"),
    ] {
        if n > 0 {
            tracing::warn!("{n} rows left out: they {why}");
        }
    }
    if arguments.from.is_none() && arguments.to.is_none() {
        return Ok(events);
    }
    let within = events.within(Period::between(arguments.from, arguments.to))?;
    let n_outside = events.n_events() - within.n_events();
    tracing::info!(
        "{n_outside} stances left out: their dates do not tell that they lie in the time asked for"
    );
    Ok(within)
}

fn dataset(arguments: &NetworkArguments) -> Result<PathBuf> {
    if let Some(folder) = arguments.folder.as_ref().or(arguments.dataset.as_ref()) {
        return Ok(folder.clone());
    }
    let path = Path::new(DEFAULT_PIPELINE);
    if !path.exists() {
        bail!("name the folder of a dataset, or a CSV with --input");
    }
    let (pipeline, _): (PipelineFile, String) = toml_file::read(path)?;
    Ok(toml_file::beside(path, &pipeline.output.dir))
}

fn warn_undated(n: u64, why: &str) {
    if n > 0 {
        tracing::warn!("{n} stances left out: their date {why}");
    }
}

fn write_one(network: &Network, format: Format, out: Option<&Path>) -> Result<Outcome> {
    to(out, |file| sayso_network::write(network, format, file))?;
    if format == Format::Edges
        && let Some(out) = out
    {
        to(Some(&named_for(out, "nodes")), |file| sayso_network::write_nodes(network, file))?;
    }
    let (n_rows, n_columns, n_ties) = (network.rows().len(), network.columns().len(), network.ties().len());
    tell(
        out,
        &match network.mode() {
            Mode::OneMode => format!("{n_rows} actors, {n_ties} ties"),
            Mode::TwoMode => format!("{n_rows} actors, {n_columns} concepts, {n_ties} ties"),
        },
    );
    Ok(Outcome::Done)
}

/// Writes to a file, or to standard output where none is named.
fn to(out: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> Result<(), NetworkError>) -> Result<()> {
    match out {
        Some(path) => {
            let failed = || format!("cannot write {}", path.display());
            let file = File::create(path).with_context(failed)?;
            write(&mut BufWriter::new(file)).with_context(failed)
        }
        // errors are told as they are, so that a reader who stops reading is not one
        None => Ok(write(&mut BufWriter::new(std::io::stdout().lock()))?),
    }
}

fn tell(out: Option<&Path>, what: &str) {
    if let Some(out) = out {
        tracing::info!("{}: {what}", out.display());
    }
}

/// `net.csv` as `net.WORD.csv`.
fn named_for(path: &Path, word: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().map(|extension| format!(".{}", extension.to_string_lossy()));
    path.with_file_name(format!("{stem}.{word}{}", extension.unwrap_or_default()))
}

fn weight(value: &str) -> Result<f64, String> {
    let weight = value.parse().ok().filter(|weight: &f64| weight.is_finite() && *weight >= 0.0);
    weight.ok_or_else(|| "must be a number from 0".to_owned())
}

impl From<NodesWord> for Nodes {
    fn from(word: NodesWord) -> Self {
        match word {
            NodesWord::Person => Self::Person,
            NodesWord::Organization => Self::Organization,
            NodesWord::Actor => Self::Actor,
        }
    }
}

impl From<TypeWord> for Mode {
    fn from(word: TypeWord) -> Self {
        match word {
            TypeWord::Onemode => Self::OneMode,
            TypeWord::Twomode => Self::TwoMode,
        }
    }
}

impl From<AggregateWord> for Aggregate {
    fn from(word: AggregateWord) -> Self {
        match word {
            AggregateWord::Ignore => Self::Ignore,
            AggregateWord::Congruence => Self::Congruence,
            AggregateWord::Conflict => Self::Conflict,
            AggregateWord::Subtract => Self::Subtract,
            AggregateWord::Combine => Self::Combine,
        }
    }
}

impl From<NormaliseWord> for Normalise {
    fn from(word: NormaliseWord) -> Self {
        match word {
            NormaliseWord::No => Self::No,
            NormaliseWord::Average => Self::Average,
            NormaliseWord::Jaccard => Self::Jaccard,
            NormaliseWord::Cosine => Self::Cosine,
            NormaliseWord::CosineDna => Self::CosineDna,
            NormaliseWord::Activity => Self::Activity,
            NormaliseWord::Prominence => Self::Prominence,
        }
    }
}

impl From<DuplicatesWord> for Duplicates {
    fn from(word: DuplicatesWord) -> Self {
        match word {
            DuplicatesWord::Include => Self::Include,
            DuplicatesWord::Document => Self::Document,
            DuplicatesWord::Week => Self::Week,
            DuplicatesWord::Month => Self::Month,
            DuplicatesWord::Year => Self::Year,
            DuplicatesWord::Acrossrange => Self::AcrossRange,
        }
    }
}

impl From<FormatWord> for Format {
    fn from(word: FormatWord) -> Self {
        match word {
            FormatWord::Matrix => Self::Matrix,
            FormatWord::Edges => Self::Edges,
            FormatWord::Graphml => Self::Graphml,
            FormatWord::Gexf => Self::Gexf,
            FormatWord::Dl => Self::Dl,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_windows_and_nodes_are_named_for_them() {
        for (path, expected) in
            [("a/net.csv", "a/net.nodes.csv"), ("net", "net.nodes"), ("a.b.gexf", "a.b.nodes.gexf")]
        {
            assert_eq!(named_for(Path::new(path), "nodes"), Path::new(expected));
        }
    }
}
