//! Plain text to a tree of regions of one voice.
//!
//! A text is read as lines. Rules claim runs of lines in a fixed order ([`rules::RULES`]); a line has one owner. What no rule
//! claims is the author's running text: one body segment for each uninterrupted run of lines, so that a researcher can count
//! and compare stretches of one voice, all of them by the same author. Inside comments, posts, letters and quotations the
//! rules that make sense there run again on the lines of that region.
//!
//! Every step is linear in the length of the text: look-ahead and look-behind are bounded, and so is nesting.

use regex::Regex;
use sayso_model::{Diagnostic, Document, Segment};

mod lines;

mod level;

mod rules;

mod assemble;

mod names;

mod words;

mod introduction;

mod quotes;

mod signature;

mod dates;

mod passages;

mod comments;

#[cfg(test)]
mod outline;

#[cfg(test)]
mod genres;

#[cfg(test)]
mod tests;

/// The regions of one document.
#[derive(Clone, Debug, Default)]
pub struct Segmentation {
    /// Segments in text order, parents before their children.
    pub segments: Vec<Segment>,
    /// Counts for the coverage table: counter name, number.
    pub coverage: Vec<(&'static str, u64)>,
    /// What was seen and not understood.
    pub diagnostics: Vec<Diagnostic>,
}

/// Cuts a document into a tree of regions of one voice.
///
/// Shape: in text order, parents first; segments of one level do not overlap, and those of the outermost level cover all
/// text that is not blank. Empty for a blank text.
///
/// # Examples
/// ```
/// use sayso_ingest::segment;
/// use sayso_model::{Document, SegmentType, Voice};
///
/// let document = Document::from_text("echo.txt", "Ann Park wrote:\n“We say no.”\nThat was that.");
/// let segments = segment(&document).segments;
/// assert_eq!(segments[1].segment_type, SegmentType::BlockQuote);
/// let Voice::Named(author) = segments[1].author else { panic!("the quotation has an author") };
/// assert_eq!(document.slice(author), "Ann Park");
/// assert_eq!(document.slice(segments[1].content), "We say no.");
/// ```
pub fn segment(document: &Document) -> Segmentation {
    assemble::assemble(document)
}

/// A pattern of ours.
#[expect(
    clippy::expect_used,
    reason = "the patterns are constants, and a test of each rule compiles its own"
)]
pub(crate) fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("pattern compiles")
}
