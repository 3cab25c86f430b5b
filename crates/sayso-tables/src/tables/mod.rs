//! One file for each table: its declaration, its row, and how rows come from what the stages found.

mod common;

mod actors;

mod actor_names;

mod actor_identifiers;

mod issues;

mod documents;

mod segments;

mod mentions;

mod statements;

mod statement_parts;

mod stances;

mod stance_evidence;

mod affiliations;

mod redactions;

mod diagnostics;

mod coverage;

mod statements_flat;

pub(crate) use actor_identifiers::IdentifierRow;
pub(crate) use actor_names::ActorNameRow;
pub(crate) use actors::ActorRow;
pub use diagnostics::diagnostic_batch;
pub use issues::issue_batch;

use arrow::array::RecordBatch;

use crate::Table;
use crate::view::View;

/// Every table. A table comes after those it points to; the joined one comes last.
pub static TABLES: &[&Table] = &[
    &actors::ACTORS,
    &actor_names::ACTOR_NAMES,
    &actor_identifiers::ACTOR_IDENTIFIERS,
    &issues::ISSUES,
    &documents::DOCUMENTS,
    &segments::SEGMENTS,
    &mentions::MENTIONS,
    &statements::STATEMENTS,
    &statement_parts::STATEMENT_PARTS,
    &stances::STANCES,
    &stance_evidence::STANCE_EVIDENCE,
    &affiliations::AFFILIATIONS,
    &redactions::REDACTIONS,
    &diagnostics::DIAGNOSTICS,
    &coverage::COVERAGE,
    &statements_flat::STATEMENTS_FLAT,
];

/// Makes one table's rows of one document.
type DocumentTable = fn(&View<'_>) -> RecordBatch;

/// The tables that have rows of their own for each document, in the order of [`TABLES`].
pub(crate) static DOCUMENT_TABLES: &[(&Table, DocumentTable)] = &[
    (&documents::DOCUMENTS, documents::batch),
    (&segments::SEGMENTS, segments::batch),
    (&mentions::MENTIONS, mentions::batch),
    (&statements::STATEMENTS, statements::batch),
    (&statement_parts::STATEMENT_PARTS, statement_parts::batch),
    (&stances::STANCES, stances::batch),
    (&stance_evidence::STANCE_EVIDENCE, stance_evidence::batch),
    (&affiliations::AFFILIATIONS, affiliations::batch),
    (&redactions::REDACTIONS, redactions::batch),
    (&diagnostics::DIAGNOSTICS, diagnostics::batch),
    (&coverage::COVERAGE, coverage::batch),
    (&statements_flat::STATEMENTS_FLAT, statements_flat::batch),
];
