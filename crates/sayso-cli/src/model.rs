//! The models that are built into the program.

use anyhow::{Context, Result};
use sayso_extract::Model;
use sayso_stance::Learned;

/// File name of the weights, as the manifest tells it.
pub(crate) const FILE_NAME: &str = "reader-int8.safetensors";

/// The weights, with everything else that decoding needs.
pub(crate) const WEIGHTS: &[u8] = include_bytes!("../../../data/models/reader-int8.safetensors");

const TOKENISER: &[u8] = include_bytes!("../../../data/models/tokenizer.json");

/// File name of the weights that read stances.
pub(crate) const STANCE_FILE_NAME: &str = "stance-int8.safetensors";

/// The weights that read stances.
pub(crate) const STANCE_WEIGHTS: &[u8] = include_bytes!("../../../data/models/stance-int8.safetensors");

/// Loads the reader of statements.
///
/// # Errors
/// If the files that were built in are faulty.
pub(crate) fn load() -> Result<Model> {
    Model::load(WEIGHTS, TOKENISER).context("the model that is built in")
}

/// Loads the reader of stances, which shares the other's tokeniser.
///
/// # Errors
/// If the file that was built in is faulty.
pub(crate) fn load_stance(model: &Model) -> Result<Learned> {
    Learned::load(STANCE_WEIGHTS, model.reader()).context("the model of stances that is built in")
}
