//! The shipped model, for tests.

use std::sync::LazyLock;

use sayso_model::{Document, Extraction};

use super::Model;
use crate::mentions::testing::registry;
use crate::testing::body;
use crate::{Language, extract};

pub(crate) static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let weights = include_bytes!("../../../../data/models/reader-int8.safetensors");
    Model::load(weights, include_bytes!("../../../../data/models/tokenizer.json")).unwrap()
});

/// Everything that is found in a text of one segment.
pub(crate) fn read(text: &str) -> (Document, Extraction) {
    let (document, segments) = body(text);
    let extraction = extract(&document, &segments, &Language::english().unwrap(), &registry(), Some(&MODEL));
    (document, extraction)
}
