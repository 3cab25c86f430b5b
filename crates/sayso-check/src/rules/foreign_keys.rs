//! Foreign keys point to rows that exist.

use polars::prelude::{
    DataFrame, Expr, IntoLazy, JoinArgs, JoinType, PolarsResult, SortMultipleOptions, col,
};

use crate::dataset::Dataset;
use crate::schema::ForeignKey;
use crate::sink::{Sink, cell, table};

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for (schema, frame) in dataset.tables() {
        for key in &schema.foreign_keys {
            let Some(target) = dataset.frame(&key.reference.resource) else { continue };
            for row in dangling(frame, key, target)? {
                let values: Vec<String> =
                    key.fields.iter().map(|name| cell(frame, row, name)).collect::<PolarsResult<_>>()?;
                sink.error(
                    table(&schema.table).row(row).column(&key.fields.join(", ")),
                    format_args!("{} is not in {}", values.join(", "), key.reference.resource),
                );
            }
        }
    }
    Ok(())
}

/// Rows, counted from 0, whose key is whole and points nowhere.
fn dangling(frame: &DataFrame, key: &ForeignKey, target: &DataFrame) -> PolarsResult<Vec<usize>> {
    let lacks = |frame: &DataFrame, names: &[String]| names.iter().any(|name| frame.column(name).is_err());
    if lacks(frame, &key.fields) || lacks(target, &key.reference.fields) || key.fields.is_empty() {
        return Ok(Vec::new());
    }
    let columns = |names: &[String]| names.iter().map(|name| col(name.as_str())).collect::<Vec<Expr>>();
    let from = columns(&key.fields);
    let is_whole = from.iter().cloned().map(Expr::is_not_null).reduce(Expr::and);
    let rows = frame.clone().lazy().select(&from).with_row_index("row", None);
    let rows = match is_whole {
        Some(is_whole) => rows.filter(is_whole),
        None => rows,
    };
    let to = columns(&key.reference.fields);
    let rows = rows
        .join(target.clone().lazy().select(&to), &from, &to, JoinArgs::new(JoinType::Anti))
        .sort(["row"], SortMultipleOptions::default())
        .collect()?;
    Ok(rows.column("row")?.u32()?.iter().flatten().map(|row| row as usize).collect())
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, Value};

    #[test]
    fn keys_that_point_nowhere() {
        for (name, column, target) in [
            ("mentions", "segment_id", "segments"),
            ("statements", "addressee_id", "actors"),
            ("stances", "derived_from", "stances"),
            ("coverage", "document_id", "documents"),
        ] {
            let mut sample = Sample::valid();
            let nowhere = if column == "document_id" { "dffffffffffff" } else { "nobody" };
            sample.set(name, 0, column, Value::from(nowhere));
            sample.join();
            let report = sample.publish().check();
            let found =
                report.findings.iter().find(|finding| finding.table.as_deref() == Some(name)).unwrap();
            assert_eq!(
                (found.rule, found.row, found.column.as_deref()),
                ("foreign_keys", Some(1), Some(column))
            );
            assert_eq!(found.message, format!("{nowhere:?} is not in {target}"));
            assert!(report.findings.iter().all(|finding| ["foreign_keys", "sorted"].contains(&finding.rule)));
        }
    }
}
