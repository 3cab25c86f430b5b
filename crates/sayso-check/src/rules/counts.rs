//! Counts equal what they count.

use polars::prelude::{DataFrame, IntoLazy, PolarsResult, SortMultipleOptions, col, len, lit};
use polars::prelude::{DataType, JoinArgs, JoinType};

use crate::dataset::Dataset;
use crate::sink::{Sink, table};

/// Column of `actors`, table whose rows it counts, column that names the actor there.
const COUNTS: [(&str, &str, &str); 2] =
    [("n_mentions", "mentions", "actor_id"), ("n_statements", "statements", "speaker_id")];

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    let Some(actors) = dataset.frame("actors") else { return Ok(()) };
    for (column, counted, by) in COUNTS {
        let Some(frame) = dataset.frame(counted) else { continue };
        if frame.column(by).is_err() || ["actor_id", column].iter().any(|name| actors.column(name).is_err()) {
            continue;
        }
        for (row, told, n_rows) in differences(actors, column, frame, by)? {
            sink.error(
                table("actors").row(row).column(column),
                format_args!("is {told}, {counted} has {n_rows} such rows"),
            );
        }
    }
    Ok(())
}

/// Rows of `actors` whose count is wrong: the row, counted from 0, its count, the right one.
fn differences(
    actors: &DataFrame,
    column: &str,
    counted: &DataFrame,
    by: &str,
) -> PolarsResult<Vec<(usize, i64, i64)>> {
    let tally = counted
        .clone()
        .lazy()
        .select([col(by).alias("actor_id")])
        .group_by([col("actor_id")])
        .agg([len().cast(DataType::Int64).alias("n")]);
    let rows = actors
        .clone()
        .lazy()
        .select([col("actor_id"), col(column).alias("told")])
        .with_row_index("row", None)
        .join(tally, [col("actor_id")], [col("actor_id")], JoinArgs::new(JoinType::Left))
        .with_columns([col("n").fill_null(lit(0i64))])
        .filter(col("told").is_not_null().and(col("told").neq(col("n"))))
        .sort(["row"], SortMultipleOptions::default())
        .collect()?;
    let (told, n_rows) = (rows.column("told")?.i64()?, rows.column("n")?.i64()?);
    let triples = rows.column("row")?.u32()?.iter().zip(told.iter().zip(n_rows.iter()));
    Ok(triples.filter_map(|(row, (told, n))| Some((row? as usize, told?, n?))).collect())
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, Value};

    #[test]
    fn a_count_that_is_wrong() {
        for (column, counted) in [("n_mentions", "mentions"), ("n_statements", "statements")] {
            let mut sample = Sample::valid();
            sample.set("actors", 1, column, Value::Integer(1234));
            let expected = format!("is 1234, {counted} has ");
            sample.publish().finds("counts", "actors", Some(2), Some(column), &expected);
        }
    }
}
