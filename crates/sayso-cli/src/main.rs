//! The `sayso` program: opens inputs, runs the stages in order, and turns what happens into messages and exit codes.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod about;
mod args;
mod codebook;
mod commands;
mod config;
mod exit;
mod interrupt;
mod logging;
mod marked;
mod model;
mod pipeline;
mod privacy;
mod progress;
mod reading;
mod registry_files;
mod schemas;
mod stages;
mod toml_file;
mod wordings;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    logging::start(&arguments.logging);
    let outcome = match &arguments.command {
        Command::Build(build) => commands::build::run(build, arguments.logging.quiet),
        Command::Check(check) => commands::check::run(check),
        Command::Show(show) => commands::show::run(show),
        Command::Diff(diff) => commands::diff::run(diff),
        Command::Report(report) => commands::report::run(report),
        Command::Export(export) => commands::export::run(export),
        Command::Import(import) => commands::import::run(import),
        Command::Network(network) => commands::network::run(network),
        Command::Eval(eval) => commands::eval::run(eval),
        Command::Agree(agree) => commands::agree::run(agree),
        Command::Codebook(codebook) => commands::codebook::run(codebook),
        Command::Predict(predict) => commands::predict::run(predict),
        Command::Registry(registry) => commands::registry::run(registry),
        Command::Actors(actors) => commands::actors::run(actors),
        Command::Coding(coding) => commands::coding::run(coding),
        Command::Schema(schema) => commands::schema::run(schema),
    };
    match outcome {
        Ok(outcome) => outcome.into(),
        Err(error) if exit::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{}", exit::told(&error));
            ExitCode::from(exit::FAILED)
        }
    }
}
