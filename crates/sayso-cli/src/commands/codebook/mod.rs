//! `sayso codebook`: a codebook looked over, and what it may lack.

mod faults;

mod check;

mod suggest;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::exit::Outcome;

#[derive(Debug, Args)]
pub(crate) struct CodebookArguments {
    #[command(subcommand)]
    command: CodebookCommand,
}

#[derive(Debug, Subcommand)]
enum CodebookCommand {
    /// Look a codebook over: ids, labels, definitions, parents, wordings that overlap or are never found.
    ///
    /// Tells of labels and ids that are empty or stand twice, definitions that are missing, parents that are not there or lead in a
    /// circle, wordings that name two issues or stand within one another. With --pipeline or --input, also of wordings that are not
    /// found in the texts word for word, whatever their case and marks; other forms of a word are not looked for.
    Check(check::CheckArguments),
    /// List what people often speak of and no issue covers.
    ///
    /// Noun phrases within statements and the words on which stances rest, counted once in each, with two examples. Left out are phrases that hold a label or wording of
    /// an issue or stand within one, and names of people and bodies.
    Suggest(suggest::SuggestArguments),
}

pub(crate) fn run(arguments: &CodebookArguments) -> Result<Outcome> {
    match &arguments.command {
        CodebookCommand::Check(arguments) => check::run(arguments),
        CodebookCommand::Suggest(arguments) => suggest::run(arguments),
    }
}
