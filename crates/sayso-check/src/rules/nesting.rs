//! What lies inside something is of the same document, within it, and not in a circle.

use std::collections::HashMap;

use polars::prelude::{DataFrame, Int64Chunked, PolarsResult, StringChunked};

use crate::dataset::{Dataset, integers, texts};
use crate::sink::{Sink, quoted, table};

/// A column that points to the row which holds this one.
struct Nest {
    table: &'static str,
    key: &'static str,
    holder: &'static str,
}

const NESTS: [Nest; 2] = [
    Nest { table: "statements", key: "statement_id", holder: "inside_id" },
    Nest { table: "segments", key: "segment_id", holder: "parent_segment_id" },
];

/// Columns that point to a row of the same document: table, column, table it points to, its key.
const WITHIN_DOCUMENT: [(&str, &str, &str, &str); 5] = [
    ("statements", "segment_id", "segments", "segment_id"),
    ("statements", "speaker_mention_id", "mentions", "mention_id"),
    ("mentions", "segment_id", "segments", "segment_id"),
    ("stances", "statement_id", "statements", "statement_id"),
    ("stances", "derived_from", "stances", "stance_id"),
];

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for nest in &NESTS {
        if let Some(rows) = dataset.frame(nest.table).and_then(|frame| Rows::of(frame, nest)) {
            contained(&rows, nest, sink);
            circles(&rows, nest, sink);
        }
    }
    for (from, column, to, key) in WITHIN_DOCUMENT {
        if let (Some(from_frame), Some(to_frame)) = (dataset.frame(from), dataset.frame(to)) {
            same_document((from, column, from_frame), (key, to_frame), sink);
        }
    }
    Ok(())
}

struct Rows<'a> {
    holders: &'a StringChunked,
    documents: &'a StringChunked,
    starts: &'a Int64Chunked,
    ends: &'a Int64Chunked,
    /// Row of each key.
    by_key: HashMap<&'a str, usize>,
}

impl<'a> Rows<'a> {
    fn of(frame: &'a DataFrame, nest: &Nest) -> Option<Self> {
        let keys = texts(frame, nest.key)?.iter().enumerate();
        Some(Self {
            holders: texts(frame, nest.holder)?,
            documents: texts(frame, "document_id")?,
            starts: integers(frame, "start_char")?,
            ends: integers(frame, "end_char")?,
            by_key: keys.filter_map(|(row, key)| Some((key?, row))).collect(),
        })
    }

    fn holder(&self, row: usize) -> Option<usize> {
        self.by_key.get(self.holders.get(row)?).copied()
    }
}

fn contained(rows: &Rows<'_>, nest: &Nest, sink: &mut Sink<'_>) {
    for row in 0..rows.holders.len() {
        let Some(holder) = rows.holder(row) else { continue };
        let at = table(nest.table).row(row).column(nest.holder);
        if rows.documents.get(row) != rows.documents.get(holder) {
            let id = rows.holders.get(row).unwrap_or_default();
            sink.error(at, format_args!("{} is of another document", quoted(id)));
            continue;
        }
        let span = |row: usize| Some((rows.starts.get(row)?, rows.ends.get(row)?));
        if let (Some((start, end)), Some((outer_start, outer_end))) = (span(row), span(holder))
            && (start < outer_start || end > outer_end)
        {
            sink.error(
                at,
                format_args!("stands from {start} to {end}, what holds it from {outer_start} to {outer_end}"),
            );
        }
    }
}

/// Goes outwards from each row; a row that is met again on the way lies in a circle. Each row is visited once.
fn circles(rows: &Rows<'_>, nest: &Nest, sink: &mut Sink<'_>) {
    let mut walk_of_row = vec![None; rows.holders.len()];
    for walk in 0..rows.holders.len() {
        let mut at = Some(walk);
        while let Some(row) = at {
            match walk_of_row[row] {
                None => walk_of_row[row] = Some(walk),
                Some(earlier) if earlier == walk => {
                    let at = table(nest.table).row(row).column(nest.holder);
                    sink.error(at, format_args!("lies inside itself"));
                    break;
                }
                Some(_) => break,
            }
            at = rows.holder(row);
        }
    }
}

fn same_document(
    (from, column, from_frame): (&str, &str, &DataFrame),
    (key, to_frame): (&str, &DataFrame),
    sink: &mut Sink<'_>,
) {
    let (Some(pointers), Some(documents)) = (texts(from_frame, column), texts(from_frame, "document_id"))
    else {
        return;
    };
    let (Some(keys), Some(to_documents)) = (texts(to_frame, key), texts(to_frame, "document_id")) else {
        return;
    };
    let pairs = keys.iter().zip(to_documents.iter());
    let document_of: HashMap<&str, Option<&str>> =
        pairs.filter_map(|(key, document)| Some((key?, document))).collect();
    for (row, (pointer, document)) in pointers.iter().zip(documents.iter()).enumerate() {
        let Some(pointer) = pointer else { continue };
        if document_of.get(pointer).is_some_and(|other| *other != document) {
            sink.error(
                table(from).row(row).column(column),
                format_args!("{} is of another document", quoted(pointer)),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    /// A table's row of the first document and one of the second.
    fn of_two_documents(sample: &Sample, name: &str) -> (usize, usize) {
        let first = sample.get(name, 0, "document_id");
        let other = (0..=sample.last_row(name)).find(|row| sample.get(name, *row, "document_id") != first);
        (0, other.unwrap())
    }

    #[test]
    fn inside_something_of_another_document() {
        for (name, key, column) in [
            ("statements", "statement_id", "inside_id"),
            ("segments", "segment_id", "parent_segment_id"),
            ("mentions", "segment_id", "segment_id"),
        ] {
            let mut sample = Sample::valid();
            let (row, other) = of_two_documents(&sample, name);
            let elsewhere = sample.get(name, other, key);
            sample.set(name, row, column, elsewhere);
            sample.join();
            let at = Some(row as u64 + 1);
            sample.publish().finds("nesting", name, at, Some(column), "is of another document");
        }
    }

    #[test]
    fn outside_what_holds_it() {
        let mut sample = Sample::valid();
        let row = sample.nested_statement_row();
        let other = (0..=sample.last_row("statements"))
            .find(|other| {
                let same = sample.get("statements", *other, "document_id")
                    == sample.get("statements", row, "document_id");
                same && *other != row
                    && sample.get("statements", row, "inside_id")
                        != sample.get("statements", *other, "statement_id")
            })
            .unwrap();
        let id = sample.get("statements", other, "statement_id");
        sample.set("statements", row, "inside_id", id);
        sample.join();
        let at = Some(row as u64 + 1);
        sample.publish().finds("nesting", "statements", at, Some("inside_id"), "what holds it from ");
    }

    #[test]
    fn circles() {
        let mut sample = Sample::valid();
        let id = sample.get("segments", 0, "segment_id");
        sample.set("segments", 0, "parent_segment_id", id);
        sample.publish().finds(
            "nesting",
            "segments",
            Some(1),
            Some("parent_segment_id"),
            "lies inside itself",
        );
    }
}
