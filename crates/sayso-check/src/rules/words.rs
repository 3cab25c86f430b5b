//! Columns with a closed list hold its words only.

use std::collections::BTreeSet;

use polars::prelude::PolarsResult;

use crate::dataset::{Dataset, texts};
use crate::sink::{Sink, quoted, table};

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for (schema, frame) in dataset.tables() {
        for field in &schema.fields {
            let Some(words) = &field.constraints.words else { continue };
            let Some(values) = texts(frame, &field.name) else { continue };
            let known: BTreeSet<&str> = words.iter().map(String::as_str).collect();
            for (row, value) in values.iter().enumerate() {
                if let Some(value) = value.filter(|value| !value.is_empty() && !known.contains(value)) {
                    sink.error(
                        table(&schema.table).row(row).column(&field.name),
                        format_args!("{} is none of {}", quoted(value), words.join(", ")),
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
    fn a_word_that_the_list_lacks() {
        let mut sample = Sample::valid();
        sample.set("statements", 0, "mode", Value::from("shouted"));
        sample.join();
        let report = sample.publish().check();
        let shown: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
        assert_eq!(report.findings[0].rule, "enum");
        assert!(shown[0].contains("statements.mode row 1 (d"), "{shown:?}");
        assert!(shown[0].contains("\"shouted\" is none of direct, indirect, mixed, block"), "{shown:?}");
        assert!(report.findings.iter().all(|finding| finding.rule == "enum"), "{shown:?}");
    }
}
