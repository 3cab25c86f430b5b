//! Numbers lie within the schema's bounds.

use polars::prelude::PolarsResult;

use crate::dataset::{Dataset, integers, numbers};
use crate::sink::{Sink, table};

/// What is no number at all (NaN, infinite) lies within no bounds.
pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for (schema, frame) in dataset.tables() {
        for field in &schema.fields {
            let minimum = field.constraints.minimum.unwrap_or(f64::MIN);
            let maximum = field.constraints.maximum.unwrap_or(f64::MAX);
            let at = table(&schema.table).column(&field.name);
            let mut hold = |row: usize, value: f64| {
                if !(value >= minimum && value <= maximum) {
                    let bounds =
                        crate::Bounds { min: field.constraints.minimum, max: field.constraints.maximum };
                    sink.error(at.row(row), format_args!("{value} is not {bounds}"));
                }
            };
            if let Some(values) = integers(frame, &field.name) {
                let values = values.iter().enumerate();
                values
                    .filter_map(|(row, value)| Some((row, value? as f64)))
                    .for_each(|(row, value)| hold(row, value));
            }
            if let Some(values) = numbers(frame, &field.name) {
                let values = values.iter().enumerate();
                values
                    .filter_map(|(row, value)| Some((row, value?)))
                    .for_each(|(row, value)| hold(row, value));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, Value};

    #[test]
    fn out_of_bounds() {
        for (name, column, value, expected) in [
            ("stances", "score", Value::Number(1.5), "1.5 is not -1 to 1"),
            ("stances", "confidence", Value::Number(-0.1), "-0.1 is not 0 to 1"),
            ("coverage", "n", Value::Integer(-3), "-3 is not at least 0"),
            ("mentions", "confidence", Value::Number(f64::NAN), "NaN is not 0 to 1"),
        ] {
            let mut sample = Sample::valid();
            sample.set(name, 0, column, value);
            let published = sample.publish();
            let report = published.check();
            let found = report.findings.iter().find(|finding| finding.rule == "range").unwrap();
            assert_eq!((found.table.as_deref(), found.row), (Some(name), Some(1)));
            assert_eq!((found.column.as_deref(), found.message.as_str()), (Some(column), expected));
        }
    }
}
