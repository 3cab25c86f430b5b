//! A published dataset as files that other programs open.
//!
//! [`Dataset::open`] reads the CSV tables of a dataset, [`export`] writes one or more [`FORMATS`] of it into a folder, and a list of
//! what was written, [`LISTING`]. Each format tells what the tables tell and nothing else: what is masked there stays masked.
//!
//! The same dataset gives the same bytes.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod error;

mod dataset;

mod index;

mod sides;

mod formats;

mod output;

mod export;

#[cfg(test)]
mod samples;

pub use dataset::Dataset;
pub use error::ExchangeError;
pub use export::{Exported, LISTING, export};
pub use formats::{FORMATS, Format};
