//! Required columns have a value in every row.

use polars::prelude::PolarsResult;

use crate::dataset::{Dataset, texts};
use crate::sink::{Sink, table};

/// An empty text counts as no value, for in CSV it is none.
pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for (schema, frame) in dataset.tables() {
        for field in schema.fields.iter().filter(|field| field.constraints.required) {
            let Ok(column) = frame.column(&field.name) else { continue };
            let at = table(&schema.table).column(&field.name);
            if let Some(values) = texts(frame, &field.name) {
                for (row, value) in values.iter().enumerate() {
                    if value.unwrap_or_default().is_empty() {
                        sink.error(at.row(row), format_args!("has no value"));
                    }
                }
            } else if column.null_count() > 0 {
                for (row, is_null) in column.is_null().iter().enumerate() {
                    if is_null == Some(true) {
                        sink.error(at.row(row), format_args!("has no value"));
                    }
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, Value};

    #[test]
    fn a_missing_value() {
        for (name, column) in [("mentions", "rule_id"), ("stances", "score"), ("actors", "is_registered")] {
            let mut sample = Sample::valid();
            sample.set(name, 1, column, Value::Null);
            sample.join();
            sample.publish().finds("required", name, Some(2), Some(column), "has no value");
        }
    }

    #[test]
    fn an_empty_text_is_no_value() {
        let mut sample = Sample::valid();
        sample.set("mentions", 0, "rule_id", Value::from(""));
        sample.publish().finds("required", "mentions", Some(1), Some("rule_id"), "has no value");
    }
}
