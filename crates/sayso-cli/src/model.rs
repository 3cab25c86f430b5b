//! The learned reader that is built into the program.

use anyhow::{Context, Result};
use sayso_extract::Model;

/// File name of the weights, as the manifest tells it.
pub(crate) const FILE_NAME: &str = "reader-int8.safetensors";

/// The weights, with everything else that decoding needs.
pub(crate) const WEIGHTS: &[u8] = include_bytes!("../../../data/models/reader-int8.safetensors");

const TOKENISER: &[u8] = include_bytes!("../../../data/models/tokenizer.json");

/// Loads it.
///
/// # Errors
/// If the files that were built in are faulty.
pub(crate) fn load() -> Result<Model> {
    Model::load(WEIGHTS, TOKENISER).context("the model that is built in")
}
