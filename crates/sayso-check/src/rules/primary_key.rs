//! No two rows have the same primary key.

use polars::prelude::{DataFrame, IntoLazy, PolarsResult, SortMultipleOptions, col, len, lit};

use crate::dataset::Dataset;
use crate::sink::{Sink, table};

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for (schema, frame) in dataset.tables() {
        for (row, first) in repeated(frame, &schema.primary_key)? {
            sink.error(
                table(&schema.table).row(row).column(&schema.primary_key.join(", ")),
                format_args!("has the same key as row {}", first + 1),
            );
        }
    }
    Ok(())
}

/// For each set of rows that have the same values in `key` (no value being one of them): the second row and the first, counted from
/// 0. Empty where the table lacks one of the columns.
pub(super) fn repeated(frame: &DataFrame, key: &[String]) -> PolarsResult<Vec<(usize, usize)>> {
    if key.is_empty() || key.iter().any(|name| frame.column(name).is_err()) {
        return Ok(Vec::new());
    }
    let columns: Vec<_> = key.iter().map(|name| col(name.as_str())).collect();
    let rows = frame
        .clone()
        .lazy()
        .select(&columns)
        .with_row_index("row", None)
        .group_by(&columns)
        .agg([
            len().alias("n"),
            col("row").min().alias("first"),
            col("row").filter(col("row").gt(col("row").min())).min().alias("second"),
        ])
        .filter(col("n").gt(lit(1)))
        .sort(["second"], SortMultipleOptions::default())
        .collect()?;
    let (first, second) = (rows.column("first")?.u32()?, rows.column("second")?.u32()?);
    let pairs = second.iter().zip(first.iter());
    Ok(pairs.filter_map(|(second, first)| Some((second? as usize, first? as usize))).collect())
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    #[test]
    fn a_row_that_stands_twice() {
        let mut sample = Sample::valid();
        sample.repeat("actor_names", 1);
        let column = Some("actor_id, name, name_type");
        sample.publish().finds("primary_key", "actor_names", Some(3), column, "has the same key as row 2");
    }
}
