//! `coverage`: what was counted, so that gaps can be seen.

use std::collections::BTreeMap;

use arrow::array::RecordBatch;

use super::common::{DOCUMENT_ID, to_document};
use crate::cell::{Cell, Row, batch_of};
use crate::view::View;
use crate::{Column, Table};

pub(crate) static COVERAGE: Table = Table {
    name: "coverage",
    title: "Coverage",
    description: "One row for each thing that was counted in a document, such as quotation marks seen and quotation marks \
                  attributed to a speaker, sorted by document and counter.",
    columns: &[
        DOCUMENT_ID,
        Column::text("counter", "Counter", "What was counted.").pattern("^[a-z][a-z0-9_]*$"),
        Column::integer("n", "Number", "How many there are."),
    ],
    primary_key: &[],
    foreign_keys: &[to_document()],
    unique_keys: &[&["document_id", "counter"]],
};

struct CoverageRow<'a> {
    document_id: &'a str,
    counter: &'static str,
    n: i64,
}

impl Row for CoverageRow<'_> {
    const TABLE: &'static Table = &COVERAGE;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![self.document_id.into(), self.counter.into(), self.n.into()]
    }
}

pub(super) fn batch(view: &View<'_>) -> RecordBatch {
    let mut sums: BTreeMap<&'static str, u64> = BTreeMap::new();
    for (counter, n) in view.layers.coverage {
        *sums.entry(counter).or_default() += n;
    }
    let document_id = view.layers.document.id().as_str();
    let rows: Vec<CoverageRow<'_>> = sums
        .into_iter()
        .map(|(counter, n)| CoverageRow { document_id, counter, n: i64::try_from(n).unwrap_or(i64::MAX) })
        .collect();
    batch_of(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Sample, column, texts};

    #[test]
    fn counters_of_one_name_are_added_up() {
        let sample = Sample::letter();
        let batch = batch(&View::new(&sample.layers()));
        assert_eq!(texts(&batch, "counter"), ["names_seen", "quotation_marks_seen"]);
        assert_eq!(column(&batch, "n"), [5, 4]);
    }
}
