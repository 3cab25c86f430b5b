//! The CSV tables of a published dataset as rows, for whatever is made from a dataset: pages, files of other programs.
//!
//! [`Tables::read`] reads the CSV files of a dataset and what its data package tells of it, and nothing else. Columns are known by
//! their names, so datasets of other versions are read as long as they have them. [`Tables::check`] tells whether rows hold together.
//!
//! ```
//! let tables = sayso_published::Tables { title: "Letters".to_owned(), ..Default::default() };
//! assert!(tables.documents.is_empty());
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod error;

mod rows;

mod read;

mod tables;

mod check;

mod positions;

pub use error::PublishedError;
pub use positions::Positions;
pub use rows::{
    ActorRow, AffiliationRow, CoverageRow, DiagnosticRow, DocumentRow, EvidenceRow, IdentifierRow, IssueRow,
    MentionRow, NameRow, PartRow, RedactionRow, SegmentRow, StanceRow, StatementRow,
};
pub use tables::Tables;
