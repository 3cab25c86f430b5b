//! The published tables: each declared once, in one file, and everything else made from that declaration.
//!
//! [`TABLES`] lists them. From a [`Table`] come its Arrow schema, its Frictionless Table Schema and its part of the data dictionary;
//! [`document_batches`], [`ActorTally`], [`issue_batch`] and [`diagnostic_batch`] turn what the stages found into rows.
//!
//! Spans are bytes inside and code points in tables: this crate is where the one becomes the other. It does no I/O.
//!
//! # Examples
//! ```
//! let segments = sayso_tables::table("segments").expect("declared");
//! assert_eq!(segments.primary_key, ["segment_id"]);
//! assert!(segments.arrow_schema().field_with_name("start_char").is_ok());
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod column;

mod table;

mod tables;

mod cell;

mod layers;

mod view;

mod voices;

mod tally;

mod final_names;

mod table_schema;

mod dictionary;

mod sql;

#[cfg(test)]
mod samples;

pub use column::{Column, ColumnType};
pub use dictionary::{data_dictionary, data_dictionary_html, schema_files};
pub use final_names::{FinalNames, names_actors};
pub use layers::{Layers, document_batches};
pub use sql::{reading_order, sqlite_views};
pub use table::{ForeignKey, SCHEMA_VERSION, Table, table};
pub use tables::{TABLES, diagnostic_batch, issue_batch};
pub use tally::{ActorTally, SharedActor};
