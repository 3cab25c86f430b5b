//! `sayso import`: what people have changed in an annotation tool, as coding files.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use sayso_annotate::{FORMATS, Format, Found, OutFile, compare, pages};

use crate::commands::export;
use crate::exit::Outcome;
use crate::registry_files::write_text;

/// Reads what an annotation tool has saved and writes what people have changed there as coding files for the next build.
///
/// PATH is the file or folder that the tool saved, made from an export of the same dataset. statements.csv and stances.csv in the
/// coding folder name each row that was corrected, rejected or added; hand them to a build with --coding, beside those that the
/// dataset was built with. Documents that the files do not have stay as they are. A file whose text is not the dataset's is refused,
/// and then nothing is written.
#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// What PATH is.
    #[arg(value_name = "FORMAT", value_parser = names())]
    format: String,

    /// File or folder that the tool saved.
    #[arg(value_name = "PATH")]
    path: PathBuf,

    /// Folder of the dataset that was exported.
    #[arg(long, value_name = "DATASET")]
    dataset: PathBuf,

    /// Folder for the coding files.
    #[arg(short, long, value_name = "CODING-FOLDER")]
    out: PathBuf,

    /// Accept what was left as it was; without it, nothing is said of such rows.
    #[arg(long)]
    accept_unchanged: bool,
}

fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about)))
}

pub(crate) fn run(arguments: &ImportArguments) -> Result<Outcome> {
    let known = |format: &&Format| format.name == arguments.format;
    let format =
        FORMATS.iter().find(known).ok_or_else(|| anyhow!("there is no format {:?}", arguments.format))?;
    let dataset = export::open(&arguments.dataset)?;
    let (published, _) = pages(dataset.tables())?;
    let files = files_in(&arguments.path)?;
    let Found { pages: found, unused } = (format.read)(&files, &published)?;
    for told in unused {
        tracing::warn!("{told}");
    }
    let n_documents = found.len();
    let codings = compare(&published, found, arguments.accept_unchanged);
    write_text(&arguments.out.join("statements.csv"), &codings.statements_csv())?;
    write_text(&arguments.out.join("stances.csv"), &codings.stances_csv())?;
    let [accepted, corrected, rejected, added] = codings.counts();
    let n_other = published.len() - n_documents;
    let mut stdout = std::io::stdout().lock();
    writeln!(
        stdout,
        "{}: {corrected} rows corrected, {rejected} rejected, {added} added, {accepted} accepted; {} unchanged in {n_documents} \
         documents, {n_other} documents not looked at",
        arguments.out.display(),
        codings.n_unchanged
    )?;
    Ok(Outcome::Done)
}

/// The file at `path`, or all files under it in the order of their names.
fn files_in(path: &Path) -> Result<Vec<OutFile>> {
    let cannot = |path: &Path| format!("cannot read {}", path.display());
    let mut files = Vec::new();
    let mut waiting = vec![path.to_owned()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).with_context(|| cannot(&path))?;
            let mut entries: Vec<PathBuf> =
                entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
            entries.sort();
            waiting.extend(entries.into_iter().rev());
        } else {
            let contents = fs::read(&path).with_context(|| cannot(&path))?;
            files.push(OutFile { path: path.display().to_string(), contents });
        }
    }
    Ok(files)
}
