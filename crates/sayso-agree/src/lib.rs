//! How far coders agree, people or programs: figures for each variable, and a list of what they disagree on.
//!
//! A [`Source`] is what one coder handed in: published tables, or a coding with the columns `unit_id`, `variable`, `value`.
//! [`agree`] finds out which rows are about the same thing, and gives back a [`Report`] with Krippendorff's alpha and its
//! interval, Cohen's and Fleiss' kappa and the share of agreeing pairs, which prints itself as a table.
//!
//! This crate opens no files and uses no other crate of ours: what is compared need not have been made by sayso.
//!
//! # Examples
//! ```
//! use sayso_agree::{Options, Source, Statistic, agree};
//! use std::collections::BTreeMap;
//!
//! let coding = "coder_id,unit_id,variable,value\nann,1,tone,calm\nbo,1,tone,calm\nann,2,tone,calm\nbo,2,tone,sharp\n";
//! let source = Source { name: "coding".to_owned(), files: vec![("coding.csv".to_owned(), coding.to_owned())] };
//! let options = Options { scales: BTreeMap::new(), n_samples: 1000, seed: 1, min_overlap: 0.5 };
//! let report = agree(&[source], &options)?;
//! assert_eq!(report.figure("tone", Statistic::ObservedAgreement).and_then(|figure| figure.value), Some(0.5));
//! assert_eq!(report.disagreements[0].unit_id, "2");
//! # Ok::<(), sayso_agree::AgreeError>(())
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod level;

mod figures;

mod input;

mod matching;

mod words;

mod compare;

mod disagreements;

mod report;

mod table;

mod error;

pub use compare::{Options, agree};
pub use disagreements::{Coded, Disagreement};
pub use error::AgreeError;
pub use input::Source;
pub use level::{Level, Scale};
pub use report::{Figure, Report, Section, Statistic};
