//! Who is for or against whom or what.
//!
//! The holder is known before anything is read: a statement's speaker, or the author of a segment. So is the target: an actor whom
//! the text mentions there, or an issue of the researcher's codebook. What is left to find is the polarity.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod learned;

mod polarity_reader;

pub use learned::Learned;
pub use polarity_reader::{PolarityReader, Probabilities, Question};
