//! Statements and stances of a dataset in the files of annotation tools, and what people have changed there as coding files.
//!
//! [`pages`] takes a dataset's rows into one form, each document a [`Page`] of statements and stances with their places; each of
//! [`FORMATS`] writes pages as files that a tool opens and reads back what the tool saved; [`compare`] tells what of it differs from
//! the dataset, in the form that hand coding has.
//!
//! This crate opens no files: contents go in, contents come out.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod error;

mod words;

mod page;

mod dataset;

mod graph;

mod loose;

mod json;

mod formats;

mod compare;

mod coding;

pub use coding::Codings;
pub use compare::compare;
pub use dataset::{Names, pages};
pub use error::{AnnotateError, Place};
pub use formats::{FORMATS, Format, Found, OutFile};
pub use page::{Chars, Page, Stance, Statement};

#[cfg(test)]
mod samples;

#[cfg(test)]
mod round_trips;

#[cfg(test)]
mod tool_edits;
