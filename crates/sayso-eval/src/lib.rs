//! Scores what is found against hand coding: statements with their words and speakers, names, and what pronouns point back at.
//!
//! [`read_gold`] reads texts and their hand coding, in the form of PolNeAR (a folder of brat `.ann` files) or as JSON lines;
//! [`Gold::score`] holds [`Predictions`] against it and gives back a [`Report`], which prints itself as a table and as JSON.
//! The figures are those of the scorers that PolNeAR results are told by, to the last printed digit; the files under
//! `tests/fixtures` hold what those printed.
//!
//! [`CodedEntities`] reads names and coreference coded in CoNLL-U and scores [`FoundEntities`] beside a baseline.
//!
//! All positions are code points of the text as it stands in its file.
//!
//! # Examples
//! ```
//! use sayso_eval::{Attribution, Predictions, read_gold};
//!
//! let dir = std::env::temp_dir().join("sayso-eval-example");
//! std::fs::create_dir_all(&dir)?;
//! std::fs::write(dir.join("a.txt"), "“We shall see,” said Ann.\n")?;
//! std::fs::write(
//!     dir.join("a_coder1.ann"),
//!     "T1\tContent 0 15\t“We shall see,”\nT2\tCue 16 20\tsaid\nT3\tSource 21 24\tAnn\nT4\tAttribution 16 20\tsaid\n\
//!      E1\tAttribution:T4 Source:T3 Cue:T2 Content:T1\n",
//! )?;
//! let gold = read_gold(&dir, &dir)?;
//!
//! let found = Attribution { source: Some(vec![(21, 24)]), cue: None, content: vec![(1, 13)] };
//! let report = gold.score(&Predictions::from([("a".to_owned(), vec![found])]));
//! assert_eq!(report.figures("attr.any").map(|figures| figures.f1), Some(1.0));
//! assert_eq!(report.figures("content.exact").map(|figures| figures.f1), Some(0.0));
//! # std::fs::remove_dir_all(&dir)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod attribution;

mod text;

mod gold;

mod class;

mod pairing;

mod counts;

mod score;

mod report;

mod entities;

mod error;

pub use attribution::{Attribution, CharRange, Predictions};
pub use counts::Figures;
pub use entities::{CodedEntities, EntityReport, FoundEntities, NameKind};
pub use error::EvalError;
pub use gold::{Gold, read_gold};
pub use report::Report;
