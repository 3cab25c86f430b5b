//! Texts match the schema's patterns.

use polars::prelude::{PolarsError, PolarsResult};
use regex::Regex;

use crate::dataset::{Dataset, texts};
use crate::sink::{Sink, quoted, table};

/// The whole value must match, as the standard has it.
pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for (schema, frame) in dataset.tables() {
        for field in &schema.fields {
            let Some(pattern) = &field.constraints.pattern else { continue };
            let Some(values) = texts(frame, &field.name) else { continue };
            let whole = Regex::new(&format!("^(?:{pattern})$"))
                .map_err(|error| PolarsError::ComputeError(error.to_string().into()))?;
            for (row, value) in values.iter().enumerate() {
                if let Some(value) = value.filter(|value| !value.is_empty() && !whole.is_match(value)) {
                    sink.error(
                        table(&schema.table).row(row).column(&field.name),
                        format_args!("{} does not match {pattern}", quoted(value)),
                    );
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
    fn a_value_of_another_form() {
        let mut sample = Sample::valid();
        sample.set("statements", 1, "date", Value::from("4 March 2019"));
        sample.publish().finds(
            "pattern",
            "statements",
            Some(2),
            Some("date"),
            "\"4 March 2019\" does not match ^",
        );
    }
}
