//! What is counted of a dataset while it is written, for its datasheet.

use std::collections::BTreeMap;

use arrow::array::{Array, AsArray, RecordBatch, StringArray};
use arrow::datatypes::Int64Type;
use sayso_tables::Table;

/// Table, columns whose values are counted together, and the column whose numbers are added up in place of rows.
const COUNTED: &[(&str, &[&str], Option<&str>)] = &[
    ("documents", &["genre"], None),
    ("documents", &["lang"], None),
    ("segments", &["segment_type"], None),
    ("mentions", &["mention_type"], None),
    ("statements", &["mode"], None),
    ("statements", &["act"], None),
    ("statements", &["method"], None),
    ("statements", &["review_status"], None),
    ("statements", &["sensitivity"], None),
    ("actors", &["actor_type"], None),
    ("actors", &["actor_type", "public_role"], None),
    ("stances", &["polarity"], None),
    ("affiliations", &["status"], None),
    ("redactions", &["kind", "action"], None),
    ("diagnostics", &["severity", "code"], None),
    ("coverage", &["counter"], Some("n")),
];

/// Table and column: how many rows have no value there.
const MISSING: &[(&str, &str)] = &[
    ("documents", "date"),
    ("documents", "author_id"),
    ("documents", "licence"),
    ("mentions", "actor_id"),
    ("statements", "speaker_surface"),
    ("statements", "speaker_id"),
    ("statements", "addressee_id"),
    ("stances", "holder_id"),
    ("statements_flat", "organization"),
];

/// Table and column: the sum of its numbers.
const SUMMED: &[(&str, &str)] = &[("documents", "n_words"), ("documents", "n_chars")];

/// A table and some of its columns.
type Columns = (&'static str, &'static [&'static str]);

/// Counts of a dataset, by table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counted {
    values: BTreeMap<Columns, BTreeMap<Vec<String>, u64>>,
    missing: BTreeMap<(&'static str, &'static str), u64>,
    sums: BTreeMap<(&'static str, &'static str), u64>,
    dates: Option<(String, String)>,
}

impl Counted {
    /// Adds rows of a table.
    pub(crate) fn add(&mut self, table: &Table, batch: &RecordBatch) {
        for (name, columns, sum) in COUNTED.iter().filter(|(name, ..)| *name == table.name) {
            let texts: Vec<&StringArray> = columns.iter().filter_map(|column| texts(batch, column)).collect();
            let counts = self.values.entry((name, columns)).or_default();
            for row in 0..batch.num_rows() {
                let values = texts.iter().map(|array| if array.is_null(row) { "" } else { array.value(row) });
                let n = sum.map_or(1, |sum| number(batch, sum, row));
                *counts.entry(values.map(str::to_owned).collect()).or_default() += n;
            }
        }
        for (name, column) in MISSING.iter().filter(|(name, _)| *name == table.name) {
            let n = batch.column_by_name(column).map_or(0, |array| array.null_count() as u64);
            *self.missing.entry((name, column)).or_default() += n;
        }
        for (name, column) in SUMMED.iter().filter(|(name, _)| *name == table.name) {
            let sum: u64 = (0..batch.num_rows()).map(|row| number(batch, column, row)).sum();
            *self.sums.entry((name, column)).or_default() += sum;
        }
        if table.name == "documents" {
            self.add_dates(batch);
        }
    }

    fn add_dates(&mut self, batch: &RecordBatch) {
        for date in texts(batch, "date").into_iter().flatten().flatten() {
            let (first, last) = self.dates.get_or_insert_with(|| (date.to_owned(), date.to_owned()));
            if date < first.as_str() {
                date.clone_into(first);
            }
            if date > last.as_str() {
                date.clone_into(last);
            }
        }
    }

    /// Counts of the values of columns that are counted together; in the order of the values.
    pub(crate) fn values(&self, table: &str, columns: &[&str]) -> Vec<(&[String], u64)> {
        let found = self.values.iter().find(|((name, counted), _)| *name == table && *counted == columns);
        found
            .map(|(_, counts)| counts.iter().map(|(values, n)| (values.as_slice(), *n)).collect())
            .unwrap_or_default()
    }

    /// How often one value of a column stands.
    pub(crate) fn n(&self, table: &str, column: &str, value: &str) -> u64 {
        let values = self.values(table, &[column]);
        values.iter().find(|(values, _)| *values == [value]).map_or(0, |(_, n)| *n)
    }

    /// How many rows have no value in a column.
    pub(crate) fn missing(&self, table: &str, column: &str) -> u64 {
        self.missing
            .iter()
            .find(|((name, counted), _)| (*name, *counted) == (table, column))
            .map_or(0, |(_, n)| *n)
    }

    /// The sum of a column's numbers.
    pub(crate) fn sum(&self, table: &str, column: &str) -> u64 {
        self.sums
            .iter()
            .find(|((name, counted), _)| (*name, *counted) == (table, column))
            .map_or(0, |(_, n)| *n)
    }

    /// First and last date of the documents that have one.
    pub(crate) fn dates(&self) -> Option<(&str, &str)> {
        self.dates.as_ref().map(|(first, last)| (first.as_str(), last.as_str()))
    }
}

fn texts<'a>(batch: &'a RecordBatch, column: &str) -> Option<&'a StringArray> {
    batch.column_by_name(column)?.as_string_opt()
}

fn number(batch: &RecordBatch, column: &str, row: usize) -> u64 {
    let array = batch.column_by_name(column).and_then(|array| array.as_primitive_opt::<Int64Type>());
    let value = array.filter(|array| array.is_valid(row)).map_or(0, |array| array.value(row));
    u64::try_from(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_model::{Document, Extraction, Resolution};
    use sayso_tables::{Layers, document_batches, table};

    #[test]
    fn what_is_counted_are_columns() {
        for (name, columns, sum) in COUNTED {
            let table = table(name).unwrap();
            for column in columns.iter().chain(sum) {
                assert!(table.columns.iter().any(|known| known.name == *column), "{name}.{column}");
            }
        }
        for (name, column) in MISSING.iter().chain(SUMMED) {
            assert!(
                table(name).unwrap().columns.iter().any(|known| known.name == *column),
                "{name}.{column}"
            );
        }
    }

    #[test]
    fn counts_add_up_over_batches() {
        let mut counted = Counted::default();
        for text in ["one two", "three"] {
            let document = Document::from_text("a.txt", text);
            let (extraction, resolution) = (Extraction::default(), Resolution::default());
            let coverage = [("names_seen", 4)];
            let layers =
                Layers { coverage: &coverage, ..Layers::bare(&document, &[], &extraction, &resolution) };
            for (table, batch) in document_batches(&layers) {
                counted.add(table, &batch);
            }
        }
        assert_eq!(counted.sum("documents", "n_words"), 3);
        assert_eq!((counted.n("documents", "genre", "other"), counted.missing("documents", "date")), (2, 2));
        assert_eq!(counted.n("coverage", "counter", "names_seen"), 8);
        assert_eq!(counted.dates(), None);
    }
}
