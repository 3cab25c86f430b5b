//! `sayso agree`: how far coders agree, and on what they do not.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};
use clap::Args;
use sayso_agree::{Options, Scale, Source};

use crate::exit::Outcome;
use crate::registry_files::{name_of, read_text, write_text};

#[derive(Debug, Args)]
pub(crate) struct AgreeArguments {
    /// What each coder handed in: a folder that a build wrote, a CSV file with the columns of statements or stances, or a coding with
    /// the columns unit_id, variable, value and perhaps coder_id (then one file may hold several coders), document_id and text.
    ///
    /// Rows are about the same thing where their ids are the same, or else where their words overlap. An empty value tells nothing;
    /// an empty speaker_id, addressee_id or holder_id tells that there is nobody. Rows with review_status "rejected" are left out.
    /// Words are compared one by one where a folder holds the texts.
    #[arg(value_name = "CODER", required = true)]
    coders: Vec<PathBuf>,

    /// Level of measurement of a variable: nominal, ordinal, interval or ratio; may be repeated. An order of words goes with it:
    /// strength=ordinal:weak,medium,strong [default: nominal; score: interval].
    #[arg(long = "level", value_name = "VARIABLE=LEVEL", value_parser = scale)]
    scales: Vec<(String, Scale)>,

    /// Times that units are drawn anew for the interval of alpha; 0 for no intervals.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    samples: usize,

    /// Where drawing starts: the same number gives the same intervals.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// Share of the words of two rows that both must have to be about the same thing, if their ids differ.
    #[arg(long, value_name = "SHARE", default_value_t = 0.5)]
    min_overlap: f64,

    /// Disagreements to print.
    #[arg(long, value_name = "N", default_value_t = 10)]
    show: usize,

    /// Folder for agreement.csv and disagreements.csv, which have everything.
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Print everything as JSON.
    #[arg(long)]
    json: bool,
}

/// The tables of a dataset that are compared.
const TABLES: [&str; 4] = ["statements.csv", "statement_parts.csv", "stances.csv", "documents.csv"];

pub(crate) fn run(arguments: &AgreeArguments) -> Result<Outcome> {
    ensure!((0.0..=1.0).contains(&arguments.min_overlap), "--min-overlap is a share from 0 to 1");
    let names = names(&arguments.coders);
    let sources: Result<Vec<Source>> =
        arguments.coders.iter().zip(names).map(|(path, name)| read(path, name)).collect();
    let mut scales: BTreeMap<String, Vec<Scale>> = BTreeMap::new();
    for (variable, scale) in &arguments.scales {
        scales.entry(variable.clone()).or_default().push(scale.clone());
    }
    let options = Options {
        scales,
        n_samples: arguments.samples,
        seed: arguments.seed,
        min_overlap: arguments.min_overlap,
    };
    let report = sayso_agree::agree(&sources?, &options)?;
    if let Some(out) = &arguments.out {
        write_text(&out.join("agreement.csv"), &report.agreement_csv())?;
        write_text(&out.join("disagreements.csv"), &report.disagreements_csv())?;
    }
    let mut stdout = std::io::stdout().lock();
    if arguments.json {
        writeln!(stdout, "{}", serde_json::to_string_pretty(&report)?)?;
    } else {
        write!(stdout, "{report}")?;
        let n_all = report.disagreements.len();
        writeln!(
            stdout,
            "\n{n_all} disagreements{}",
            if n_all > arguments.show { ", the first:" } else { "" }
        )?;
        write!(stdout, "{}", report.tell_disagreements(arguments.show))?;
    }
    if report.is_empty() {
        tracing::warn!("nothing was coded by two coders: are ids, documents and variables the same?");
        return Ok(Outcome::NeedsALook);
    }
    Ok(Outcome::Done)
}

/// Names of coders: those of their files or folders, or where two have the same, their paths.
fn names(paths: &[PathBuf]) -> Vec<String> {
    let short = |path: &PathBuf| {
        let name = if path.is_dir() { path.file_name() } else { path.file_stem() };
        name.unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
    };
    let all: Vec<String> = paths.iter().map(short).collect();
    let is_shared = |name: &String| all.iter().filter(|other| *other == name).count() > 1;
    let names = all.iter().zip(paths);
    names
        .map(|(name, path)| if is_shared(name) { path.display().to_string() } else { name.clone() })
        .collect()
}

fn read(path: &Path, name: String) -> Result<Source> {
    let mut files = Vec::new();
    if path.is_dir() {
        for table in TABLES.map(|table| path.join(table)).into_iter().filter(|table| table.exists()) {
            files.push((table.display().to_string(), read_text(&table)?));
        }
        let has_rows = |(file, _): &(String, String)| {
            let file = name_of(Path::new(file));
            file == "statements.csv" || file == "stances.csv"
        };
        if !files.iter().any(has_rows) {
            bail!("{} holds neither statements.csv nor stances.csv: is it a dataset?", path.display());
        }
    } else {
        files.push((path.display().to_string(), read_text(path)?));
    }
    Ok(Source { name, files })
}

fn scale(words: &str) -> Result<(String, Scale), String> {
    let (variable, scale) = words.split_once('=').ok_or("write VARIABLE=LEVEL, such as strength=ordinal")?;
    Ok((variable.to_owned(), scale.parse()?))
}
