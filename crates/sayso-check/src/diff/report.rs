//! What a comparison found, as data.

use serde::Serialize;

/// How two datasets differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiffReport {
    /// Whether both hold the same rows in tables of the same columns.
    pub is_same: bool,
    /// Folder of the older one, as it was given.
    pub older: String,
    /// Folder of the newer one, as it was given.
    pub newer: String,
    /// Tables and columns that only one of them has, or that have another type.
    pub schema_differences: Vec<String>,
    /// Documents whose text was edited, sorted by source.
    pub edited_documents: Vec<EditedDocument>,
    /// Each table that both have, in the order of their names.
    pub tables: Vec<TableDiff>,
}

/// A document that has the same source in both datasets and another text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditedDocument {
    /// File name or URL.
    pub source: String,
    /// Its id in the older dataset.
    pub older_id: String,
    /// Its id in the newer dataset.
    pub newer_id: String,
}

/// How one table differs. Lists are sorted by key and hold at most [`TableDiff::MAX_LISTED`] rows; the numbers count all.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TableDiff {
    /// Name of the table.
    pub table: String,
    /// Rows of the older dataset.
    pub n_older: u64,
    /// Rows of the newer dataset.
    pub n_newer: u64,
    /// Rows that only the newer one has.
    pub n_added: u64,
    /// Rows that only the older one has.
    pub n_removed: u64,
    /// Rows that say something else.
    pub n_changed: u64,
    /// Rows that say the same at another place of the text.
    pub n_moved: u64,
    /// Rows that only the newer one has.
    pub added: Vec<Row>,
    /// Rows that only the older one has.
    pub removed: Vec<Row>,
    /// Rows that say something else.
    pub changed: Vec<ChangedRow>,
}

impl TableDiff {
    /// How many rows each list holds at most.
    pub const MAX_LISTED: usize = 100;

    /// Whether no row differs.
    pub fn is_same(&self) -> bool {
        self.n_added + self.n_removed + self.n_changed + self.n_moved == 0
    }
}

/// A row that only one dataset has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Values of its key.
    pub key: String,
    /// What it says, in short: of a statement, its speaker and content.
    pub summary: String,
}

/// A row that says something else in the newer dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedRow {
    /// Values of its key in the newer dataset.
    pub key: String,
    /// What it says now, in short.
    pub summary: String,
    /// The cells that differ, in the order of the columns.
    pub cells: Vec<Cell>,
}

/// One cell that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Its column.
    pub column: String,
    /// What it was; `None` for no value.
    pub older: Option<String>,
    /// What it is; `None` for no value.
    pub newer: Option<String>,
}
