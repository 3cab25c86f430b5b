//! Registry files made and kept: other collections brought in, uncertain names laid before a person, decisions written back.
//!
//! [`import`](fn@import) turns Popolo JSON, EveryPolitician-style and Wikidata-style CSV into a registry file, keeping the slugs of
//! whomever the file knows. [`Review`] gathers from published tables what nobody but a person can settle and writes it as a
//! spreadsheet; [`apply`] reads the filled spreadsheet and adds its decisions to a registry file.
//!
//! This crate opens no files: contents go in, contents come out.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod error;

mod slug;

mod csv_rows;

mod import;

mod review;

pub use error::{CurateError, Fault, FaultKind, Place};
pub use import::{Format, Imported, Source, import};
pub use review::{Applied, Published, Review, Sheet, apply};
