//! What people know better than the program: registry files made and kept, uncertain names laid before a person, rows coded by hand.
//!
//! [`import`](fn@import) turns Popolo JSON, EveryPolitician-style and Wikidata-style CSV into a registry file, keeping the slugs of
//! whomever the file knows. [`Review`] gathers from published tables what nobody but a person can settle and writes it as a
//! spreadsheet; [`apply`] reads the filled spreadsheet and adds its decisions to a registry file. [`Coding`] takes over what people
//! have coded of statements and stances, and [`coding_template`] lays them before people.
//!
//! This crate opens no files: contents go in, contents come out.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod error;

mod slug;

mod csv_rows;

mod published_table;

mod import;

mod review;

mod coding;

pub use coding::{Coded, Coding, Known, PublishedRows, coding_template};
pub use error::{CurateError, Fault, FaultKind, Place};
pub use import::{Format, Imported, Source, import};
pub use review::{Applied, Published, Review, Sheet, apply};
