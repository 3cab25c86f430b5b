//! All layers of one document, and the rows they make.

use arrow::array::RecordBatch;
use sayso_model::{
    Diagnostic, Document, Extraction, Issue, Redaction, Resolution, Segment, Sensitivity, Stance,
};

use crate::Table;
use crate::tables::DOCUMENT_TABLES;
use crate::view::View;

/// What the stages found in one document.
///
/// Rows of a document depend on these alone. Indices in one layer point into another, as the model tells.
#[derive(Clone, Copy, Debug)]
pub struct Layers<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its segments.
    pub segments: &'a [Segment],
    /// Its mentions and statements.
    pub extraction: &'a Extraction,
    /// Its actors.
    pub resolution: &'a Resolution,
    /// Its stances.
    pub stances: &'a [Stance],
    /// The codebook, for the labels of the issues that stances are towards.
    pub issues: &'a [Issue],
    /// What makes each statement sensitive; empty where nobody has looked.
    pub sensitivity: &'a [Sensitivity],
    /// What was hidden in its text, or could be.
    pub redactions: &'a [Redaction],
    /// What any stage saw and could not use. The lists in `extraction` and `resolution` are not looked at, so that a caller can
    /// hand over one list in the order of the stages.
    pub diagnostics: &'a [Diagnostic],
    /// What any stage counted. Counters of one name are added up.
    pub coverage: &'a [(&'static str, u64)],
}

impl<'a> Layers<'a> {
    /// A document's layers without stances, diagnostics and counts.
    pub fn bare(
        document: &'a Document,
        segments: &'a [Segment],
        extraction: &'a Extraction,
        resolution: &'a Resolution,
    ) -> Self {
        Self {
            document,
            segments,
            extraction,
            resolution,
            stances: &[],
            issues: &[],
            sensitivity: &[],
            redactions: &[],
            diagnostics: &[],
            coverage: &[],
        }
    }
}

/// One document's rows, table by table in the order of [`crate::TABLES`]; tables without rows are left out.
///
/// Each batch is sorted by its table's key. Ids start with the document's id, so batches of documents that come in the order of
/// their ids make a sorted table. Tables without a key are sorted too: diagnostics by position, code and message, coverage by
/// counter, `statements_flat` by statement and stance.
pub fn document_batches(layers: &Layers<'_>) -> Vec<(&'static Table, RecordBatch)> {
    let view = View::new(layers);
    let batches = DOCUMENT_TABLES.iter().map(|(table, batch)| (*table, batch(&view)));
    batches.filter(|(_, batch)| batch.num_rows() > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Sample, any_sample, column, texts};
    use crate::{TABLES, table};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// Which columns hold the words between which two positions.
    const WORDS: &[(&str, &str, &str, &str)] = &[
        ("mentions", "surface", "start_char", "end_char"),
        ("statements", "speaker_surface", "speaker_start_char", "speaker_end_char"),
        ("statement_parts", "text", "start_char", "end_char"),
        ("stance_evidence", "text", "start_char", "end_char"),
        ("stances", "evidence", "evidence_start_char", "evidence_end_char"),
        ("affiliations", "evidence", "evidence_start_char", "evidence_end_char"),
    ];

    fn by_name(sample: &Sample) -> BTreeMap<&'static str, RecordBatch> {
        document_batches(&sample.layers()).into_iter().map(|(table, batch)| (table.name, batch)).collect()
    }

    #[test]
    fn every_table_of_a_document_can_have_rows() {
        let batches = by_name(&Sample::letter());
        for (table, _) in DOCUMENT_TABLES {
            assert!(batches[table.name].num_rows() > 0, "{}", table.name);
        }
    }

    #[test]
    fn batches_come_in_the_order_of_the_tables() {
        let sample = Sample::letter();
        let order: Vec<usize> = document_batches(&sample.layers())
            .iter()
            .map(|(table, _)| TABLES.iter().position(|other| other.name == table.name).unwrap())
            .collect();
        assert!(order.is_sorted());
    }

    #[test]
    fn positions_hold_the_words() {
        check_words(&Sample::letter()).unwrap();
    }

    fn check_words(sample: &Sample) -> Result<(), TestCaseError> {
        let chars: Vec<char> = sample.document.text().chars().collect();
        let batches = by_name(sample);
        for (table, words, start, end) in WORDS {
            let Some(batch) = batches.get(table) else { continue };
            let (starts, ends) = (column(batch, start), column(batch, end));
            for (row, words) in texts(batch, words).iter().enumerate() {
                if words.is_empty() {
                    continue; // nobody is named
                }
                let slice: String = chars[starts[row] as usize..ends[row] as usize].iter().collect();
                prop_assert_eq!(&slice, *words, "{}", table);
            }
        }
        for batch in batches.values().filter(|batch| batch.schema().field_with_name("start_byte").is_ok()) {
            for row in 0..batch.num_rows() {
                let [start_byte, end_byte, start_char, end_char] =
                    ["start_byte", "end_byte", "start_char", "end_char"]
                        .map(|name| column(batch, name)[row] as usize);
                let in_bytes = &sample.document.text()[start_byte..end_byte];
                let in_chars: String = chars[start_char..end_char].iter().collect();
                prop_assert_eq!(in_bytes, in_chars);
            }
        }
        Ok(())
    }

    /// Rows are sorted by key, keys are unique, and references within the document lead to a row.
    fn check_keys(sample: &Sample) -> Result<(), TestCaseError> {
        let batches = by_name(sample);
        for (name, batch) in &batches {
            let table = table(name).unwrap();
            if let [key] = table.primary_key {
                let ids = texts(batch, key);
                prop_assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "{}", name);
            }
            for key in table.foreign_keys.iter().filter(|key| batches.contains_key(key.table)) {
                let known = texts(&batches[key.table], key.target);
                for id in texts(batch, key.column).iter().filter(|id| !id.is_empty()) {
                    prop_assert!(known.contains(id), "{}.{} {}", name, key.column, id);
                }
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_layers_make_rows_that_hold_together(sample in any_sample()) {
            check_words(&sample)?;
            check_keys(&sample)?;
            prop_assert_eq!(by_name(&sample), by_name(&sample));
        }
    }
}
