//! All tables of a dataset.

use std::path::Path;

use crate::PublishedError;
use crate::read::Folder;
use crate::rows::{
    ActorRow, AffiliationRow, CoverageRow, DiagnosticRow, DocumentRow, EvidenceRow, IdentifierRow, IssueRow,
    MentionRow, NameRow, PartRow, RedactionRow, SegmentRow, StanceRow, StatementRow,
};

/// The rows of a dataset, each table in the order of its file.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// Title of the dataset.
    pub title: String,
    /// What the dataset is, if its data package tells.
    pub description: Option<String>,
    /// `documents`.
    pub documents: Vec<DocumentRow>,
    /// `segments`.
    pub segments: Vec<SegmentRow>,
    /// `actors`.
    pub actors: Vec<ActorRow>,
    /// `actor_names`.
    pub actor_names: Vec<NameRow>,
    /// `actor_identifiers`.
    pub actor_identifiers: Vec<IdentifierRow>,
    /// `mentions`.
    pub mentions: Vec<MentionRow>,
    /// `statements`.
    pub statements: Vec<StatementRow>,
    /// `statement_parts`.
    pub statement_parts: Vec<PartRow>,
    /// `stances`.
    pub stances: Vec<StanceRow>,
    /// `stance_evidence`; empty where the dataset has no such table, and then each stance's own evidence counts.
    pub stance_evidence: Vec<EvidenceRow>,
    /// `issues`.
    pub issues: Vec<IssueRow>,
    /// `affiliations`.
    pub affiliations: Vec<AffiliationRow>,
    /// `redactions`.
    pub redactions: Vec<RedactionRow>,
    /// `diagnostics`.
    pub diagnostics: Vec<DiagnosticRow>,
    /// `coverage`.
    pub coverage: Vec<CoverageRow>,
}

impl Tables {
    /// Reads the CSV files of the dataset in `folder`, and its title from `datapackage.json` where there is one.
    ///
    /// Columns may stand in any order, and others beside them are passed over. `stance_evidence.csv` may be missing.
    ///
    /// # Errors
    /// [`PublishedError::Read`], [`PublishedError::Csv`] and [`PublishedError::Json`], each with its file.
    pub fn read(folder: &Path) -> Result<Self, PublishedError> {
        let folder = Folder::open(folder)?;
        Ok(Self {
            title: folder.title().to_owned(),
            description: folder.description().map(str::to_owned),
            documents: folder.rows("documents")?,
            segments: folder.rows("segments")?,
            actors: folder.rows("actors")?,
            actor_names: folder.rows("actor_names")?,
            actor_identifiers: folder.rows("actor_identifiers")?,
            mentions: folder.rows("mentions")?,
            statements: folder.rows("statements")?,
            statement_parts: folder.rows("statement_parts")?,
            stances: folder.rows("stances")?,
            stance_evidence: folder.rows_if_there("stance_evidence")?,
            issues: folder.rows("issues")?,
            affiliations: folder.rows("affiliations")?,
            redactions: folder.rows("redactions")?,
            diagnostics: folder.rows("diagnostics")?,
            coverage: folder.rows("coverage")?,
        })
    }
}
