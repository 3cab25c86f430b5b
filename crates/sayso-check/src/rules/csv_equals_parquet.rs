//! CSV and Parquet hold the same rows in the same order.

use polars::prelude::{
    Column, DataFrame, DataType, Expr, IntoColumn, IntoLazy, PolarsResult, StringChunked,
    StringChunkedBuilder, col,
};

use crate::dataset::{Dataset, texts};
use crate::schema::FieldType;
use crate::sink::{Sink, cell, table};

/// Characters with which a spreadsheet starts a formula.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Values are compared as they are written: whole numbers and truth values by their one spelling, decimal numbers by value.
pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    let is_safe = dataset.is_csv_safe();
    for (schema, frame) in dataset.tables() {
        let csv = match dataset.load_csv(schema) {
            None => continue,
            Some(Ok(csv)) => csv,
            Some(Err(message)) => {
                sink.error(table(&schema.table), format_args!("CSV can no longer be read: {message}"));
                continue;
            }
        };
        if frame.height() != csv.height() {
            sink.error(
                table(&schema.table),
                format_args!("CSV has {} rows, Parquet {}", csv.height(), frame.height()),
            );
            continue;
        }
        for field in schema.fields.iter().filter(|field| frame.column(&field.name).is_ok()) {
            let in_parquet = as_written(frame, &field.name, is_safe)?;
            let in_csv = csv.column(&field.name)?.clone().with_name("csv".into());
            let pair = DataFrame::new(frame.height(), vec![in_parquet.with_name("parquet".into()), in_csv])?;
            let rows = pair.lazy().with_row_index("row", None).filter(differs(field.field_type)).collect()?;
            for (nth, row) in rows.column("row")?.u32()?.iter().enumerate() {
                let Some(row) = row else { continue };
                let (csv, parquet) = (cell(&rows, nth, "csv")?, cell(&rows, nth, "parquet")?);
                sink.error(
                    table(&schema.table).row(row as usize).column(&field.name),
                    format_args!("CSV has {csv}, Parquet {parquet}"),
                );
            }
        }
    }
    Ok(())
}

fn differs(field_type: FieldType) -> Expr {
    let (parquet, csv) = (col("parquet"), col("csv"));
    match field_type {
        FieldType::String => parquet.neq_missing(csv),
        FieldType::Integer | FieldType::Boolean => parquet.cast(DataType::String).neq_missing(csv),
        FieldType::Number => {
            let one_is_missing = parquet.clone().is_null().neq(csv.clone().is_null());
            one_is_missing.or(parquet.neq_missing(csv.cast(DataType::Float64)))
        }
    }
}

/// A column as CSV writes it: an empty text as no value, formulas marked if the manifest says that they are.
fn as_written(frame: &DataFrame, name: &str, is_safe: bool) -> PolarsResult<Column> {
    match texts(frame, name) {
        Some(values) if is_safe || values.iter().any(|value| value == Some("")) => {
            Ok(written_texts(values, is_safe).into_column())
        }
        _ => Ok(frame.column(name)?.clone()),
    }
}

fn written_texts(values: &StringChunked, is_safe: bool) -> StringChunked {
    let mut builder = StringChunkedBuilder::new(values.name().clone(), values.len());
    for value in values.iter() {
        match value.filter(|value| !value.is_empty()) {
            Some(value) if is_safe && value.trim_start_matches('\'').starts_with(FORMULA_STARTS) => {
                builder.append_value(format!("'{value}"));
            }
            value => builder.append_option(value),
        }
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, Value};
    use std::fs;

    #[test]
    fn a_cell_that_differs() {
        for (name, column, value, expected) in [
            ("mentions", "surface", Value::from("Other"), "CSV has \"Other\", Parquet \""),
            ("mentions", "start_char", Value::Integer(99), "CSV has \"99\", Parquet "),
            ("mentions", "confidence", Value::Number(0.25), "CSV has \"0.25\", Parquet "),
            ("mentions", "confidence", Value::Null, "CSV has nothing, Parquet "),
            ("mentions", "confidence", Value::from("sure"), "CSV has \"sure\", Parquet "),
            ("actors", "is_registered", Value::from("TRUE"), "CSV has \"TRUE\", Parquet "),
            ("mentions", "start_char", Value::from("007"), "CSV has \"007\", Parquet "),
        ] {
            let published = Sample::valid().publish();
            published.rewrite_csv(name, |sample| sample.set(name, 1, column, value.clone()));
            published.finds("csv_equals_parquet", name, Some(2), Some(column), expected);
        }
    }

    #[test]
    fn a_row_more_and_rows_in_another_order() {
        let published = Sample::valid().publish();
        published.rewrite_csv("segments", |sample| sample.repeat("segments", 0));
        published.finds("csv_equals_parquet", "segments", None, None, "CSV has ");

        let published = Sample::valid().publish();
        published.rewrite_csv("segments", |sample| sample.swap("segments", 0, 1));
        let report = published.check();
        assert!(!report.is_ok && report.findings.iter().all(|finding| finding.rule == "csv_equals_parquet"));
    }

    /// Cells that a spreadsheet would run carry an apostrophe in CSV where the manifest says so, and only there.
    #[test]
    fn marked_formulas() {
        let mut sample = Sample::valid();
        sample.set("actors", 0, "sort_name", Value::from("=1+1"));
        sample.set("actors", 1, "sort_name", Value::from("'-2"));
        let published = sample.publish();
        assert!(published.check().is_ok);
        published.set_csv_safe();
        published.finds(
            "csv_equals_parquet",
            "actors",
            Some(1),
            Some("sort_name"),
            "CSV has \"=1+1\", Parquet \"'=1+1\"",
        );
        published.rewrite_csv("actors", |sample| {
            sample.set("actors", 0, "sort_name", Value::from("'=1+1"));
            sample.set("actors", 1, "sort_name", Value::from("''-2"));
        });
        let report = published.check();
        assert!(report.is_ok, "{report}");
    }

    #[test]
    fn texts_of_several_lines_are_equal() {
        let mut sample = Sample::valid();
        sample.set("issues", 0, "definition", Value::from("one, \"two\"\r\nthree\n"));
        let published = sample.publish();
        assert!(published.check().is_ok);
        assert!(fs::read_to_string(published.path("issues.csv")).unwrap().contains("\"\"two\"\""));
    }
}
