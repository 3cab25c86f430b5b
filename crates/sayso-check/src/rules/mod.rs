//! What is tested: one file for each rule.

mod files_present;

mod parquet_readable;

mod csv_readable;

mod columns;

mod required;

mod words;

mod range;

mod pattern;

mod primary_key;

mod sorted;

mod unique;

mod foreign_keys;

mod targets;

mod documents;

mod spans;

mod byte_spans;

mod context;

mod parts;

mod nesting;

mod counts;

mod statements_flat;

mod csv_equals_parquet;

mod sqlite;

mod package;

mod manifest;

mod expect;

mod diagnostics;

mod redactions;

use polars::prelude::PolarsResult;

use crate::dataset::Dataset;
use crate::sink::Sink;

/// One thing that a dataset promises and a check tests.
pub struct Rule {
    /// Its name in reports.
    pub id: &'static str,
    /// What it promises, for people.
    pub promise: &'static str,
    /// A rule passes over what it cannot read: the rule that reads it has reported that.
    pub(crate) test: fn(&Dataset, &mut Sink<'_>) -> PolarsResult<()>,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rule").field("id", &self.id).field("promise", &self.promise).finish_non_exhaustive()
    }
}

/// Every rule, in the order in which reports list what they found: from files over values to what tables say together.
pub static RULES: &[Rule] = &[
    Rule {
        id: "files_present",
        promise: "each table is there as Parquet and as CSV, with datapackage.json and manifest.json, and nothing else is",
        test: files_present::test,
    },
    Rule {
        id: "parquet_readable",
        promise: "each Parquet file can be read to its end and holds the rows it declares",
        test: parquet_readable::test,
    },
    Rule {
        id: "csv_readable",
        promise: "each CSV file is UTF-8 and RFC 4180, with the schema's header and as many fields in each record",
        test: csv_readable::test,
    },
    Rule {
        id: "columns",
        promise: "Parquet columns have the schema's names, order and types",
        test: columns::test,
    },
    Rule { id: "required", promise: "required columns have a value in every row", test: required::test },
    Rule { id: "enum", promise: "columns with a closed list hold its words only", test: words::test },
    Rule { id: "range", promise: "numbers lie within the schema's bounds", test: range::test },
    Rule { id: "pattern", promise: "texts match the schema's patterns", test: pattern::test },
    Rule { id: "primary_key", promise: "no two rows have the same primary key", test: primary_key::test },
    Rule { id: "sorted", promise: "rows are sorted by primary key", test: sorted::test },
    Rule { id: "unique", promise: "what the schema calls unique occurs once", test: unique::test },
    Rule { id: "foreign_keys", promise: "foreign keys point to rows that exist", test: foreign_keys::test },
    Rule { id: "targets", promise: "targets of stances exist among actors or issues", test: targets::test },
    Rule {
        id: "documents",
        promise: "documents have their ids by their hashes, and their lengths by their texts",
        test: documents::test,
    },
    Rule {
        id: "spans",
        promise: "each span lies within its text, and the text there equals the row's words",
        test: spans::test,
    },
    Rule {
        id: "byte_spans",
        promise: "spans in bytes and in code points are the same place",
        test: byte_spans::test,
    },
    Rule {
        id: "context",
        promise: "prefix and suffix are the 32 characters around a statement",
        test: context::test,
    },
    Rule {
        id: "parts",
        promise: "the parts of a statement are numbered in text order and make up its content, cue and speaker",
        test: parts::test,
    },
    Rule {
        id: "nesting",
        promise: "what lies inside something is of the same document, within it, and not in a circle",
        test: nesting::test,
    },
    Rule { id: "counts", promise: "counts equal what they count", test: counts::test },
    Rule {
        id: "statements_flat",
        promise: "the joined table has the rows and values of the tables it joins",
        test: statements_flat::test,
    },
    Rule {
        id: "csv_equals_parquet",
        promise: "CSV and Parquet hold the same rows in the same order",
        test: csv_equals_parquet::test,
    },
    Rule {
        id: "sqlite",
        promise: "dataset.sqlite is whole, and its tables have the schemas' columns and keys and the rows of the Parquet files",
        test: sqlite::test,
    },
    Rule {
        id: "package",
        promise: "datapackage.json tells of every table, with the schemas, sizes and hashes that the files have",
        test: package::test,
    },
    Rule {
        id: "manifest",
        promise: "manifest.json tells of every file, with the sizes, hashes and row counts that the files have",
        test: manifest::test,
    },
    Rule {
        id: "redactions",
        promise: "what is told as masked shows nothing but its mask, and what should be masked is",
        test: redactions::test,
    },
    Rule { id: "expect", promise: "rows and metrics lie within the expected bounds", test: expect::test },
    Rule {
        id: "diagnostics",
        promise: "no file or row was lost when the dataset was built (a warning)",
        test: diagnostics::test,
    },
];

#[cfg(test)]
mod tests {
    use super::RULES;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_told_once() {
        let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), RULES.len());
        assert!(RULES.iter().all(|rule| !rule.promise.is_empty()));
    }
}
