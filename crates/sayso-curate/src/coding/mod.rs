//! Statements and stances that people have looked at: what they say wins over what the program found.

mod row;

mod place;

mod work;

mod statements;

mod stances;

mod finish;

mod template;

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{Diagnostic, Document, Extraction, Issue, Resolution, Segment, Severity, Stage, Stance};
use sayso_normalise::Registry;

use self::row::{Of, Row};
use self::work::Work;
use crate::error::CurateError;
use crate::review::Sheet;

pub use self::template::{PublishedRows, coding_template};

#[cfg(test)]
mod tests;

/// Coding files, read.
///
/// Each row is about one statement or stance, under the names of the published columns. With an id and `review_status` it confirms
/// (`accepted`), changes (`corrected`) or takes away (`rejected`) the row with that id; without an id it adds one. An empty cell
/// leaves what is found, `(none)` takes it away.
#[derive(Clone, Debug, Default)]
pub struct Coding {
    /// In the order of files and lines.
    rows: Vec<Row>,
    /// Rows by the document that they name: its id, or else its source.
    of_documents: BTreeMap<String, Vec<usize>>,
    n_files: usize,
}

/// One document's layers, to be changed.
#[derive(Debug)]
pub struct Coded<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its segments.
    pub segments: &'a [Segment],
    /// Its statements.
    pub extraction: &'a mut Extraction,
    /// Its actors.
    pub resolution: &'a mut Resolution,
    /// Its stances.
    pub stances: &'a mut Vec<Stance>,
}

/// What ids in a coding may refer to besides a document's own actors.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// People and bodies.
    pub registry: &'a Registry,
    /// Issues of the codebook.
    pub issues: &'a [Issue],
}

impl Coding {
    /// Reads coding files. Where two files decide about the same row, the later one counts.
    ///
    /// # Errors
    /// [`CurateError`] with every fault of every file: words of closed lists, numbers, ids, rows that lack what they need, rows of one
    /// file that are about the same id.
    pub fn read(files: &[Sheet]) -> Result<Self, CurateError> {
        let mut coding = Self { n_files: files.len(), ..Self::default() };
        let mut faults = Vec::new();
        for (nth, file) in files.iter().enumerate() {
            row::read(*file, nth, &mut coding.rows, &mut faults);
        }
        for (at, row) in coding.rows.iter().enumerate() {
            coding.of_documents.entry(row.document().to_owned()).or_default().push(at);
        }
        if faults.is_empty() { Ok(coding) } else { Err(CurateError::new(faults)) }
    }

    /// Whether there is nothing to take over.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Changes a document's layers as its rows say, and tells what came of them that somebody should know: each row that was
    /// rejected, and each that could not be taken over or whose id is not found any more, with file and line.
    ///
    /// Layers are as they are documented afterwards: statements in text order, actors by id, every index right.
    pub fn apply(&self, coded: Coded<'_>, known: Known<'_>) -> Vec<Diagnostic> {
        let names = [coded.document.id().as_str(), coded.document.source()];
        let of_document = names.iter().filter_map(|name| self.of_documents.get(*name)).flatten();
        let mut rows: Vec<&Row> = of_document.map(|at| &self.rows[*at]).collect();
        if rows.is_empty() {
            return Vec::new();
        }
        rows.sort_by_key(|row| (row.file, row.line));
        let mut work = Work::new(coded, known);
        for file in 0..self.n_files {
            let of_file = || rows.iter().filter(|row| row.file == file);
            // ids of rows that earlier files have changed are names of theirs too
            work.name_rows();
            for row in of_file() {
                if let Of::Statement(cells) = &row.of {
                    work.take_statement(row, cells);
                }
            }
            work.name_rows();
            for row in of_file() {
                if let Of::Stance(cells) = &row.of {
                    work.take_stance(row, cells);
                }
            }
        }
        work.finish()
    }

    /// Rows about documents that a build did not have, given the ids and sources of those that it had.
    pub fn without_document(&self, documents: &BTreeSet<String>) -> Vec<Diagnostic> {
        let tell = |row: &Row| {
            let document = row.document();
            let message = format!(
                "{}: {document:?} is no document of this build, so this row is not used",
                row.place()
            );
            Diagnostic::new(Severity::Warning, Stage::Coding, "coded_document_missing", message)
        };
        self.rows.iter().filter(|row| !documents.contains(row.document())).map(tell).collect()
    }
}
