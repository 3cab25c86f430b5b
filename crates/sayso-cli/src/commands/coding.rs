//! `sayso coding`: statements and stances laid before a person.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};
use sayso_curate::{PublishedRows, coding_template};

use crate::exit::Outcome;
use crate::registry_files::{open_table, write_text};

#[derive(Debug, Args)]
pub(crate) struct CodingArguments {
    #[command(subcommand)]
    command: CodingCommand,
}

#[derive(Debug, Subcommand)]
enum CodingCommand {
    /// Write a spreadsheet with a row for each statement and stance of a dataset, to be filled in.
    ///
    /// Fill in the column "review_status":
    ///
    ///   accepted   the row is right as it stands there
    ///   corrected  it is right with the values that you have changed; "(none)" takes a value away
    ///   rejected   it is wrong: the next build leaves it out
    ///
    /// Rows without it stay as they are found. Add rows of your own without an id: document_id, then content and mode, or evidence,
    /// target_id and polarity; the words as they stand in the text, with start_char or evidence_start_char where they stand there
    /// more than once. Words of found rows are corrected where the columns content_chars, cue_chars, speaker_chars or evidence_chars
    /// tell their places, such as 12..30;41..50; without them, reject the row and add one.
    ///
    /// Name the file in the pipeline's [coding] paths, or with --coding. Keep the file: each build takes it over anew, and a row that
    /// can no longer be used becomes a diagnostic with file and line. Of two files that decide about one row, the later one counts.
    #[command(verbatim_doc_comment)]
    Template(TemplateArguments),
}

#[derive(Debug, Args)]
struct TemplateArguments {
    /// Folder that a build wrote.
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,

    /// Spreadsheet to write.
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
}

pub(crate) fn run(arguments: &CodingArguments) -> Result<Outcome> {
    let CodingCommand::Template(TemplateArguments { dataset, out }) = &arguments.command;
    let (contents, [n_statements, n_stances]) = coding_template(PublishedRows {
        statements: open_table(dataset, "statements")?,
        stances: open_table(dataset, "stances")?,
        actors: open_table(dataset, "actors")?,
        issues: open_table(dataset, "issues")?,
    })?;
    write_text(out, &contents)?;
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{}: {n_statements} statements and {n_stances} stances to look at", out.display())?;
    Ok(Outcome::Done)
}
