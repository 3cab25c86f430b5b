//! Text to mentions and statements.
//!
//! Pure functions: text, segments, language and names go in, an [`Extraction`] comes out. Nothing here fails on text; what cannot
//! be read becomes a diagnostic.
//!
//! The way through: the document is cut into tokens, units, quotations and streams (`reading`); mention rules find names
//! (`mentions`); statement rules read the streams (`rules`); what they found is ordered, nested and counted (`assemble`).
//! To add a rule, add its file and its line in `mentions::RULES` or `rules::RULES`. To add a language, add a folder
//! `data/reference/lang/<code>`.
//!
//! # Examples
//! ```
//! use sayso_extract::{Language, Names, extract};
//! use sayso_model::{Document, Segment, SegmentType, Voice};
//!
//! let document = Document::from_text("a.txt", "“The vote was late,” said Nora Hart.");
//! let body = Segment {
//!     segment_type: SegmentType::Body,
//!     span: document.whole(),
//!     parent: None,
//!     author: Voice::DocumentAuthor,
//!     addressee: None,
//!     content: document.whole(),
//!     cue: None,
//!     date: None,
//!     rule_id: "hand",
//! };
//! let extraction = extract(&document, &[body], &Language::english()?, &Names::default());
//! let statement = &extraction.statements[0];
//! assert_eq!(document.slice(statement.content[0]), "The vote was late");
//! assert_eq!(statement.cue_lemma.as_deref(), Some("say"));
//! # Ok::<(), sayso_extract::ExtractError>(())
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod language;

mod names;

mod reading;

mod mentions;

mod rules;

mod assemble;

mod error;

#[cfg(test)]
mod testing;

use sayso_model::{Document, Extraction, Segment};

pub use error::ExtractError;
pub use language::Language;
pub use names::Names;

use reading::Reading;

/// Every mention and statement of a document, with what was seen and not understood.
///
/// Shape: mentions in text order, no two with the same span; statements in text order of their content, each before those inside
/// it. Both are empty where there is no segment.
/// Units: spans are bytes of the document's text.
pub fn extract(document: &Document, segments: &[Segment], language: &Language, names: &Names) -> Extraction {
    let reading = Reading::new(document, segments, language);
    let mut mentions = mentions::find(&reading, names);
    let statements = assemble::nest(rules::find(&rules::Scene::new(&reading, &mentions)));
    assemble::speaker_mentions(&reading, &statements, &mut mentions);
    let mut extraction =
        Extraction { mentions, statements, coverage: Vec::new(), diagnostics: assemble::diagnostics(&reading) };
    extraction.coverage = assemble::coverage(&reading, &extraction);
    extraction
}
