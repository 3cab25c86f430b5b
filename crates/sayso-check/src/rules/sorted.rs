//! Rows are sorted by primary key.

use std::cmp::Ordering;

use polars::prelude::{DataFrame, PolarsResult};

use crate::dataset::{Dataset, integers, texts};
use crate::sink::{Sink, table};

/// Texts are sorted by their bytes, so that every language sorts them alike. Only the first row out of place is told of a table.
pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for (schema, frame) in dataset.tables() {
        if schema.primary_key.iter().any(|name| frame.column(name).is_err()) || schema.primary_key.is_empty()
        {
            continue;
        }
        let misplaced = (1..frame.height())
            .find(|row| compare(frame, &schema.primary_key, row - 1, *row) == Ordering::Greater);
        if let Some(row) = misplaced {
            sink.error(
                table(&schema.table).row(row).column(&schema.primary_key.join(", ")),
                format_args!("comes after a row with a greater key"),
            );
        }
    }
    Ok(())
}

fn compare(frame: &DataFrame, key: &[String], one: usize, other: usize) -> Ordering {
    let of_column = |name: &String| match (texts(frame, name), integers(frame, name)) {
        (Some(values), _) => values.get(one).cmp(&values.get(other)),
        (None, Some(values)) => values.get(one).cmp(&values.get(other)),
        (None, None) => Ordering::Equal,
    };
    key.iter().map(of_column).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    #[test]
    fn two_rows_in_the_wrong_order() {
        for (name, column) in [("mentions", "mention_id"), ("statement_parts", "statement_id, role, part")] {
            let mut sample = Sample::valid();
            sample.swap(name, 0, 1);
            sample.publish().finds("sorted", name, Some(2), Some(column), "a greater key");
        }
    }
}
