//! Bytes to documents, and documents to a tree of segments with bylines.
//!
//! [`open`] looks through files, folders and globs and says which documents there are, without keeping their texts;
//! [`Collection::load`] reads one of them; [`segment`] cuts it into regions of one voice. What cannot be read becomes a
//! [`sayso_model::Diagnostic`] and never stops the rest; only a bad configuration is an error.
//!
//! The formats are listed in [`FORMATS`], one file each.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod collection;

mod inputs;

mod formats;

mod decode;

mod clean;

mod stream;

mod csv_records;

mod fields;

mod date;

mod sidecar;

mod language;

mod spool;

mod note;

mod options;

mod error;

mod segments;

pub use collection::{Collection, Entry, Loaded, open};
pub use error::IngestError;
pub use formats::{FORMATS, Format};
pub use options::ReadOptions;
pub use segments::{Segmentation, segment};
