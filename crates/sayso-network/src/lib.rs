//! Discourse networks: who shares positions with whom, and who holds which.
//!
//! [`read_event_list`] and [`read_dataset`] give [`Events`]: who was for or against which concept, in which document, when.
//! [`project`] makes them a [`Network`]: of actors (one-mode) or of actors and concepts (two-mode). [`windows`] cuts the time they
//! span, and [`Format`] lists the files that [`write()`] can write.
//!
//! Rows are filtered and counted with polars; products of counts are summed actor by actor, so memory grows with the ties of the
//! network and not with their products.
//!
//! # Source
//! Aggregations and normalisations are those of Discourse Network Analyzer (DNA); `tests/conformance/dna` holds figures of its own
//! exporter, which these equal. Its week and month filters compare the number of the week or month without the year; here a week
//! or month of another year is another one.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod error;

mod options;

mod calendar;

mod agreement;

mod events;

mod event_list;

mod parquet_columns;

mod dataset;

mod counts;

mod one_mode;

mod two_mode;

mod network;

mod windows;

mod write;

mod plan;

pub use calendar::{Dated, Period, Unit};
pub use dataset::read_dataset;
pub use error::NetworkError;
pub use event_list::read_event_list;
pub use events::{Events, LeftOut, Nodes};
pub use network::{Network, Node, Tie, project};
pub use options::{Aggregate, Duplicates, Mode, Normalise, Projection, Thresholds};
pub use plan::Plan;
pub use windows::{Snapshot, Window, windows};
pub use write::{Format, write, write_dynamic, write_nodes};
