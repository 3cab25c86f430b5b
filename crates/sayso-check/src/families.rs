//! Which columns of which tables are places in a text.

use std::collections::HashMap;

use polars::prelude::{DataFrame, Int64Chunked, StringChunked};

use crate::dataset::{Dataset, integers, texts};
use crate::texts::Text;

/// Columns that together tell one place, and where the words stand that the text has there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Family {
    pub(crate) table: &'static str,
    pub(crate) start_char: &'static str,
    pub(crate) end_char: &'static str,
    /// Start and end in bytes.
    pub(crate) bytes: Option<(&'static str, &'static str)>,
    /// The column that has the words.
    pub(crate) words: Option<&'static str>,
    /// Role of the parts in `statement_parts`: where there are several, the place goes from the start of the first to the end of
    /// the last, and the words are theirs, joined.
    pub(crate) parts: Option<&'static str>,
}

const fn family(table: &'static str, start_char: &'static str, end_char: &'static str) -> Family {
    Family { table, start_char, end_char, bytes: None, words: None, parts: None }
}

impl Family {
    const fn bytes(self) -> Self {
        Self { bytes: Some(("start_byte", "end_byte")), ..self }
    }

    const fn words(self, column: &'static str) -> Self {
        Self { words: Some(column), ..self }
    }

    const fn parts(self, role: &'static str) -> Self {
        Self { parts: Some(role), ..self }
    }
}

/// Every place that tables tell of.
pub(crate) static FAMILIES: &[Family] = &[
    family("segments", "start_char", "end_char").bytes(),
    family("mentions", "start_char", "end_char").bytes().words("surface"),
    family("statements", "start_char", "end_char").bytes().words("content").parts("content"),
    family("statements", "speaker_start_char", "speaker_end_char").words("speaker_surface").parts("speaker"),
    family("statements", "cue_start_char", "cue_end_char").words("cue").parts("cue"),
    family("statement_parts", "start_char", "end_char").bytes().words("text"),
    family("stances", "evidence_start_char", "evidence_end_char").words("evidence"),
    family("stance_evidence", "start_char", "end_char").bytes().words("text"),
    family("affiliations", "evidence_start_char", "evidence_end_char").words("evidence"),
    family("redactions", "start_char", "end_char"),
    family("diagnostics", "start_char", "end_char"),
];

/// One family's columns, and the text of each row.
pub(crate) struct Places<'a> {
    pub(crate) starts: &'a Int64Chunked,
    pub(crate) ends: &'a Int64Chunked,
    documents: DocumentOfRow<'a>,
    dataset: &'a Dataset,
}

impl<'a> Places<'a> {
    /// `None` where one of the columns is missing, which another rule reports.
    pub(crate) fn of(dataset: &'a Dataset, family: &Family) -> Option<Self> {
        let frame = dataset.frame(family.table)?;
        Some(Self {
            starts: integers(frame, family.start_char)?,
            ends: integers(frame, family.end_char)?,
            documents: DocumentOfRow::of(dataset, frame)?,
            dataset,
        })
    }

    /// The text that a row is about; `None` for a row without a document.
    pub(crate) fn text(&self, row: usize) -> Option<Text<'a>> {
        self.dataset.texts.get(self.documents.get(row)?)
    }
}

/// Tells the document of each row: by its own column, or by the statement that it belongs to.
enum DocumentOfRow<'a> {
    Own(&'a StringChunked),
    OfStatement(&'a StringChunked, HashMap<&'a str, &'a str>),
}

impl<'a> DocumentOfRow<'a> {
    fn of(dataset: &'a Dataset, frame: &'a DataFrame) -> Option<Self> {
        if let Some(ids) = texts(frame, "document_id") {
            return Some(Self::Own(ids));
        }
        let statements = dataset.frame("statements")?;
        let rows = texts(statements, "statement_id")?.iter().zip(texts(statements, "document_id")?.iter());
        let documents = rows.filter_map(|(statement, document)| Some((statement?, document?))).collect();
        Some(Self::OfStatement(texts(frame, "statement_id")?, documents))
    }

    fn get(&self, row: usize) -> Option<&'a str> {
        match self {
            Self::Own(ids) => ids.get(row),
            Self::OfStatement(statements, documents) => documents.get(statements.get(row)?).copied(),
        }
    }
}

/// The rows of `statement_parts` of each statement and role, in the table's order.
#[derive(Default)]
pub(crate) struct Parts<'a> {
    rows: HashMap<(&'a str, &'a str), Vec<usize>>,
}

impl<'a> Parts<'a> {
    pub(crate) fn of(dataset: &'a Dataset) -> Option<Self> {
        let frame = dataset.frame("statement_parts")?;
        let mut rows: HashMap<_, Vec<usize>> = HashMap::new();
        let keys = texts(frame, "statement_id")?.iter().zip(texts(frame, "role")?.iter());
        for (row, (statement, role)) in keys.enumerate() {
            if let (Some(statement), Some(role)) = (statement, role) {
                rows.entry((statement, role)).or_default().push(row);
            }
        }
        Some(Self { rows })
    }

    /// Rows of one statement's parts of one role, counted from 0.
    pub(crate) fn get(&self, statement_id: &'a str, role: &'a str) -> &[usize] {
        self.rows.get(&(statement_id, role)).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::FAMILIES;
    use crate::sample::schema_files;
    use std::collections::BTreeSet;

    /// A table with a new place in a text is not tested until it is declared here.
    #[test]
    fn every_place_in_the_schemas_is_declared() {
        let declared: BTreeSet<(String, String)> = FAMILIES
            .iter()
            .flat_map(|family| [(family.table, family.start_char), (family.table, family.end_char)])
            .map(|(table, column)| (table.to_owned(), column.to_owned()))
            .collect();
        let mut found = BTreeSet::new();
        for (table, json) in schema_files() {
            let json: serde_json::Value = serde_json::from_str(&json).unwrap();
            for field in json["fields"].as_array().unwrap() {
                let name = field["name"].as_str().unwrap();
                if name.ends_with("_char") {
                    found.insert((table.clone(), name.to_owned()));
                }
            }
        }
        assert_eq!(found, declared);
    }
}
