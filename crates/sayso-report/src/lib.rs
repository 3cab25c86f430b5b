//! A published dataset as one HTML page for reading: each text with its statements, who says them, and who is for or against what.
//!
//! [`Tables::read`] reads the CSV files of a dataset and nothing else; [`whole`] makes one page of them, [`split`] a page for the
//! dataset and one for each document. Each page is one file that loads nothing: its style, its script and its data are within it, and
//! its Content-Security-Policy lets nothing else run.
//!
//! What the tables say goes into the page as JSON in elements that browsers do not run, with every character escaped that could
//! end them; the script makes text nodes of it, never markup. So no document can be more than words.
//!
//! ```
//! let tables = sayso_report::Tables { title: "Letters".to_owned(), ..Default::default() };
//! let page = sayso_report::whole(&tables)?;
//! assert!(page.contains("<title>Letters</title>") && page.contains("default-src 'none'"));
//! # Ok::<(), sayso_report::ReportError>(())
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod error;

mod tables;

mod text;

mod site;

mod page;

mod split;

#[cfg(test)]
mod samples;

pub use error::ReportError;
pub use split::{Pages, SplitPage, split};
pub use tables::{
    ActorRow, AffiliationRow, CoverageRow, DiagnosticRow, DocumentRow, EvidenceRow, IdentifierRow, IssueRow,
    MentionRow, NameRow, PartRow, RedactionRow, SegmentRow, StanceRow, StatementRow, Tables,
};

/// One page with every document.
///
/// Documents come by date, then by title; the same tables give the same bytes.
///
/// # Errors
/// [`ReportError::Dangling`] and [`ReportError::OutsideText`] for rows that do not fit together.
pub fn whole(tables: &Tables) -> Result<String, ReportError> {
    page::page(tables, &page::Kind::Whole)
}
