//! Choices of how texts are read, which both a pipeline and the command line can make.

use clap::ValueEnum;
use serde::Deserialize;

/// What finds statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Engine {
    /// A trained model, besides rules about layout.
    #[default]
    Model,
    /// Rules about layout and sentences alone: they find less, some twenty times as fast.
    Rules,
}

/// Where contents begin and end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Edges {
    /// Without the quotation marks around them, and without "that".
    #[default]
    Bare,
    /// With both, as corpora coded by the PARC scheme have them.
    Full,
}
