//! The command line.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use sayso_stance::Options;

use crate::commands::actors::ActorsArguments;
use crate::commands::agree::AgreeArguments;
use crate::commands::codebook::CodebookArguments;
use crate::commands::coding::CodingArguments;
use crate::commands::export::ExportArguments;
use crate::commands::import::ImportArguments;
use crate::commands::network::NetworkArguments;
use crate::commands::predict::PredictArguments;
use crate::commands::registry::RegistryArguments;
use crate::commands::report::ReportArguments;
use crate::privacy::Profile;
use crate::reading::{Edges, Engine};

/// Turns political text into tables of who said what, who they are, and who stands for or against whom.
///
/// Texts go in as files, folders or tables; a folder of Parquet and CSV tables comes out, described by a data package. Nothing is
/// sent anywhere and nothing is downloaded.
#[derive(Debug, Parser)]
#[command(name = "sayso", version, propagate_version = true, after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    #[command(flatten)]
    pub(crate) logging: Logging,
}

const AFTER_HELP: &str = "\
Exit codes:
  0    done
  1    done, and something needs a look: a file could not be read, a check failed, two builds differ
  2    not done: wrong usage, a fault in a pipeline, registry or codebook, a folder that cannot be written
  130  interrupted; the tables that were there before are untouched

Examples:
  sayso build                               the pipeline pipelines/canterbury.toml
  sayso build --input letters/ --out tables any texts, default settings
  sayso check tables                        test what was published
  sayso show letters/first.txt              read one text with its statements marked
  sayso report tables                       a page for reading, report.html
  sayso export tables --out exports         files of other programs: DNA, Popolo, TEI
  sayso diff tables-old tables-new          which rows came, went or changed
  sayso network tables --format gexf --out network.gexf
                                            who shares positions with whom
  sayso eval attribution --text letters --gold coded
                                            how well statements agree with hand coding
  sayso agree ann.csv bo.csv                how far two coders agree";

#[derive(Debug, Args)]
pub(crate) struct Logging {
    /// Tell more on standard error (-v: each step, -vv: each document).
    #[arg(short, long, action = ArgAction::Count, global = true)]
    pub(crate) verbose: u8,

    /// Tell only what went wrong.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// How messages on standard error are written.
    #[arg(long, value_enum, default_value_t = LogFormat::Text, global = true)]
    pub(crate) log: LogFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line, for programs.
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Build a dataset from texts.
    Build(BuildArguments),
    /// Test a published dataset against its schemas.
    Check(CheckArguments),
    /// Show a text in the terminal with its statements, speakers and actors marked.
    Show(ShowArguments),
    /// Tell which rows came, went or changed between two builds.
    Diff(DiffArguments),
    /// Write a dataset as a page for reading, with its texts, actors and stances.
    Report(ReportArguments),
    /// Write a dataset as files that other programs open.
    Export(ExportArguments),
    /// Read what people have changed in an annotation tool, as coding files for the next build.
    Import(ImportArguments),
    /// Make a network of who shares positions with whom, or holds which.
    ///
    /// Takes the stances of a dataset or of any coding, and writes a network of actors, or of actors and concepts, as Discourse
    /// Network Analyzer (DNA) does and with the same figures.
    Network(NetworkArguments),
    /// Score what is found against hand coding.
    Eval(EvalArguments),
    /// Tell how far coders agree, people or programs, and on what they do not.
    Agree(AgreeArguments),
    /// Look a codebook of issues over, or list what it may lack.
    Codebook(CodebookArguments),
    /// What the model makes of single sentences.
    Predict(PredictArguments),
    /// Bring people and bodies of other collections into a registry file, or check registry files.
    Registry(RegistryArguments),
    /// List uncertain actors for a person to decide on, and read the decisions back.
    Actors(ActorsArguments),
    /// Lay statements and stances before a person, whose coding the next build takes over.
    Coding(CodingArguments),
    /// Print or write the schemas of all tables.
    Schema(SchemaArguments),
}

/// How statements are found.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct How {
    /// What finds statements [default: model].
    #[arg(long, value_enum)]
    pub(crate) engine: Option<Engine>,

    /// Where contents begin and end [default: bare].
    #[arg(long, value_enum)]
    pub(crate) edges: Option<Edges>,
}

/// Where texts come from and how they are read.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Sources {
    /// Pipeline file that says what to read, with which registry and codebook, and where to write [default:
    /// pipelines/canterbury.toml, unless --input is given].
    #[arg(value_name = "PIPELINE")]
    pub(crate) pipeline: Option<PathBuf>,

    /// File, folder or glob to read instead of the pipeline's inputs; may be repeated.
    #[arg(short, long = "input", value_name = "PATH", num_args = 1..)]
    pub(crate) inputs: Vec<PathBuf>,

    /// Registry file of people and organisations, besides the pipeline's; may be repeated.
    #[arg(long = "registry", value_name = "FILE")]
    pub(crate) registries: Vec<PathBuf>,

    /// Codebook of issues instead of the pipeline's.
    #[arg(long, value_name = "FILE")]
    pub(crate) codebook: Option<PathBuf>,

    /// Coding file of statements and stances that people have looked at, besides the pipeline's; may be repeated.
    #[arg(long = "coding", value_name = "FILE")]
    pub(crate) codings: Vec<PathBuf>,

    /// Column that holds the text, for JSONL, CSV and Parquet inputs [default: text, body, content, full_text or article].
    #[arg(long, value_name = "COLUMN")]
    pub(crate) text_column: Option<String>,

    /// Encoding of plain texts, such as windows-1252 [default: told from the bytes].
    #[arg(long, value_name = "LABEL")]
    pub(crate) encoding: Option<String>,

    /// Largest text that is read, in bytes.
    #[arg(long, value_name = "N")]
    pub(crate) max_bytes: Option<u64>,

    #[command(flatten)]
    pub(crate) how: How,
}

#[derive(Debug, Args)]
pub(crate) struct BuildArguments {
    #[command(flatten)]
    pub(crate) sources: Sources,

    /// Folder for the tables, instead of the pipeline's [default without a pipeline: sayso-out].
    #[arg(short, long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @); Parquet stays as it is.
    #[arg(long)]
    pub(crate) csv_safe: bool,

    /// Leave membership and national numbers, e-mail and postal addresses and telephone numbers as they stand; they are masked in
    /// every table and file otherwise.
    #[arg(long)]
    pub(crate) keep_identifiers: bool,

    /// For whom the dataset is: `public` hides people behind pseudonyms who are private, or of whom neither the texts nor the
    /// registry tell anything public, and reads every text twice [default: full].
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub(crate) publish_profile: Option<Profile>,

    /// Key of the pseudonyms, which stay the same under one key; made if it does not exist [default: DIR.pseudonym-key beside the
    /// dataset].
    #[arg(long, value_name = "FILE")]
    pub(crate) pseudonym_key: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) stance: StanceArguments,

    /// Threads to use [default: one a core].
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

/// Which stances are published.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct StanceArguments {
    /// How sure a stance must be, from 0 to 1, instead of the pipeline's [default: 0.5, and 0.9 of what the learned
    /// reader alone says].
    #[arg(long, value_name = "P", value_parser = share)]
    pub(crate) min_confidence: Option<f64>,

    /// Keep a row without a position where no stance towards a target is sure enough; abstain_reason tells why.
    #[arg(long)]
    pub(crate) keep_abstained: bool,
}

impl StanceArguments {
    /// These options where they are given, or else those of the pipeline.
    pub(crate) fn over(&self, of_pipeline: Options) -> Options {
        Options {
            min_confidence: self.min_confidence.unwrap_or(of_pipeline.min_confidence),
            reader_min_confidence: self.min_confidence.unwrap_or(of_pipeline.reader_min_confidence),
            keep_abstained: self.keep_abstained || of_pipeline.keep_abstained,
        }
    }
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("it is no number from 0 to 1".to_owned()),
    }
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Folder that a build wrote.
    #[arg(value_name = "DIR")]
    pub(crate) dataset: PathBuf,

    /// Folder of schemas to test against, instead of this program's own.
    #[arg(long, value_name = "DIR")]
    pub(crate) schemas: Option<PathBuf>,

    /// Pipeline whose [expect] bounds apply, instead of those recorded in the dataset's manifest.
    #[arg(long, value_name = "FILE")]
    pub(crate) pipeline: Option<PathBuf>,

    /// Print the report as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArguments {
    /// Text files to show; without any, the inputs of the pipeline.
    #[arg(value_name = "TEXT")]
    pub(crate) texts: Vec<PathBuf>,

    /// Pipeline whose registry, codebook and reading options apply.
    #[arg(long, value_name = "FILE")]
    pub(crate) pipeline: Option<PathBuf>,

    /// Registry file of people and organisations; may be repeated.
    #[arg(long = "registry", value_name = "FILE")]
    pub(crate) registries: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) how: How,

    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub(crate) colour: Colour,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// Folder of the older build.
    #[arg(value_name = "A")]
    pub(crate) older: PathBuf,

    /// Folder of the newer build.
    #[arg(value_name = "B")]
    pub(crate) newer: PathBuf,

    /// Print the differences as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct EvalArguments {
    #[command(subcommand)]
    pub(crate) task: EvalTask,
}

#[derive(Debug, Subcommand)]
pub(crate) enum EvalTask {
    /// Who said what: precision and recall of contents, cues and speakers.
    ///
    /// Texts are read as a build reads them. Every statement counts as a prediction but those of mode `block`. The table shows
    /// precision, recall and F1 in per cent, then the predictions that are right, all predictions, and what was coded.
    Attribution(EvalAttributionArguments),

    /// Names, and what pronouns and nominals point back at, beside the nearest mention that they may mean.
    ///
    /// Rows are told in per cent for "reader" (every link that the model sees), "tables" (mentions of one actor as the tables show
    /// them, so only what belongs to somebody with a name) and "baseline" (given the coded mentions: the nearest that a pronoun may
    /// mean, the nearest with the same last word for a nominal). "links" asks whether a word points at something of its chain,
    /// "chains" compares chains by the links that hold them together (MUC), "pronouns" and "third_person" are the share of pronouns
    /// with the right antecedent.
    Coreference(EvalCoreferenceArguments),
}

#[derive(Debug, Args)]
pub(crate) struct EvalCoreferenceArguments {
    /// Hand coding: a CoNLL-U file with Entity= and a "# global.Entity" line, as GUM has it; .gz is read too.
    #[arg(long, value_name = "FILE")]
    pub(crate) gold: PathBuf,

    /// Pipeline whose registry, codebook and reading options apply.
    #[arg(long, value_name = "FILE")]
    pub(crate) pipeline: Option<PathBuf>,

    /// Registry file of people and organisations; may be repeated.
    #[arg(long = "registry", value_name = "FILE")]
    pub(crate) registries: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) how: How,

    /// Print the figures as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct EvalAttributionArguments {
    /// Folder of the texts, as STEM.txt.
    #[arg(long, value_name = "DIR")]
    pub(crate) text: PathBuf,

    /// Their hand coding: a folder of brat files STEM_CODER.ann, of which the first coder's counts, or a file of JSON lines
    /// {"doc": STEM, "attributions": [{"source", "cue", "content", "sure"}]} with its name ending in .jsonl.
    #[arg(long, value_name = "DIR|FILE")]
    pub(crate) gold: PathBuf,

    /// Pipeline whose registry, codebook and reading options apply.
    #[arg(long, value_name = "FILE")]
    pub(crate) pipeline: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) how: How,

    /// Print every metric as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    /// Table to print; without it, the names of all tables.
    #[arg(value_name = "TABLE")]
    pub(crate) table: Option<String>,

    /// Write all schemas and the data dictionary to this folder.
    #[arg(long, value_name = "DIR", conflicts_with = "table")]
    pub(crate) write: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
