//! REFI-QDA: one project that MAXQDA, NVivo, ATLAS.ti and QualCoder open.
//!
//! `project.qde` is XML in the namespace `urn:QDA-XML:project:1.0`; each text is a source of its own, UTF-8 without a byte-order mark.
//! Marks are selections, what is told of them are codes, and links are links. Positions are code points. Ids are made from those of
//! rows, so they are the same in every file of a dataset; a program that gives new ones is followed by the places of its selections.

mod code_book;

mod read;

mod write;

pub(super) use read::read;
pub(super) use write::write;

use super::uuid;

const NAMESPACE: &str = "urn:QDA-XML:project:1.0";
const PROJECT: &str = "project.qde";

/// The id of something in a project.
fn guid(kind: &str, name: &str) -> String {
    uuid::of_address(&format!("urn:sayso:{kind}:{name}"))
}
