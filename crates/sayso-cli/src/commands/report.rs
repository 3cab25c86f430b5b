//! `sayso report`: a published dataset as a page for reading.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use sayso_published::Tables;

use crate::exit::Outcome;
use crate::registry_files::write_text;

/// From this size on, phones take long to open one file.
const LARGE_BYTES: usize = 50_000_000;

/// Writes a dataset as one HTML file: texts with their statements marked, actors, matrix, network, timeline and coverage.
///
/// The file loads nothing from anywhere and can be sent, archived or printed. It is made from the CSV tables alone.
#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    /// Folder that a build wrote.
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,

    /// File to write, or folder with --split [default: report.html, or report with --split].
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Write a folder with a page of all documents and a file for each of them, for large collections.
    #[arg(long)]
    split: bool,
}

pub(crate) fn run(arguments: &ReportArguments) -> Result<Outcome> {
    let tables = Tables::read(&arguments.dataset)?;
    let faulty = || format!("{} does not hold together; see `sayso check`", arguments.dataset.display());
    if arguments.split {
        let out = arguments.out.as_deref().unwrap_or(Path::new("report"));
        write_folder(out, sayso_report::split(tables).with_context(faulty)?)?;
    } else {
        let out = arguments.out.as_deref().unwrap_or(Path::new("report.html"));
        let page = sayso_report::whole(&tables).with_context(faulty)?;
        if page.len() > LARGE_BYTES {
            tracing::warn!(
                "{} has {} MB; --split writes a file for each document",
                out.display(),
                page.len() / 1_000_000
            );
        }
        write_text(out, &page)?;
        tracing::info!("wrote {}", out.display());
    }
    Ok(Outcome::Done)
}

/// Writes the folder under another name first, so that nobody finds half of it.
fn write_folder(out: &Path, pages: sayso_report::Pages) -> Result<()> {
    let is_free = !out.exists() || fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_none());
    ensure!(
        is_free,
        "{} is there already and not empty; remove it, or name another with --out",
        out.display()
    );
    let cannot = || format!("cannot write {}", out.display());
    let above = folder_of(out);
    fs::create_dir_all(above).with_context(cannot)?;
    let staging = tempfile::Builder::new().prefix(".report").tempdir_in(above).with_context(cannot)?;
    let whole = staging.path().join("whole");
    fs::create_dir_all(whole.join("documents")).with_context(cannot)?;
    let n_pages = pages.len();
    for page in pages {
        let page = page?;
        fs::write(whole.join(&page.path), page.html).with_context(cannot)?;
    }
    fs::rename(&whole, out).with_context(cannot)?;
    tracing::info!("wrote {n_pages} pages to {}", out.display());
    Ok(())
}

/// The folder in which `out` is to be.
fn folder_of(out: &Path) -> &Path {
    match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
