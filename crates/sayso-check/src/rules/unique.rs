//! What the schema calls unique occurs once.

use polars::prelude::PolarsResult;

use super::primary_key::repeated;
use crate::dataset::Dataset;
use crate::sink::{Sink, table};

/// Columns that are unique on their own may lack values; in a unique set of columns, no value is a value like any other.
pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for (schema, frame) in dataset.tables() {
        let alone = schema
            .fields
            .iter()
            .filter(|field| field.constraints.unique)
            .map(|field| vec![field.name.clone()]);
        let keys = alone.chain(schema.unique_keys.iter().cloned()).filter(|key| *key != schema.primary_key);
        for key in keys {
            for (row, first) in repeated(frame, &key)? {
                if let [name] = key.as_slice()
                    && frame.column(name)?.get(row)?.is_null()
                {
                    continue;
                }
                sink.error(
                    table(&schema.table).row(row).column(&key.join(", ")),
                    format_args!("has the same values as row {}", first + 1),
                );
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, Value};

    #[test]
    fn values_that_stand_twice() {
        let mut sample = Sample::valid();
        let ordinal = sample.get("segments", 0, "ordinal");
        assert_ne!(sample.get("segments", 1, "ordinal"), ordinal);
        sample.set("segments", 1, "ordinal", ordinal);
        let column = Some("document_id, ordinal");
        sample.publish().finds("unique", "segments", Some(2), column, "has the same values as row 1");
    }

    #[test]
    fn no_value_is_not_a_repeated_value() {
        let mut sample = Sample::valid();
        for row in 0..2 {
            sample.set("segments", row, "date", Value::Null);
        }
        let published = sample.publish();
        let mut schemas = published.schemas();
        let at = schemas.iter().position(|(name, _)| name == "segments").unwrap();
        let mut json: serde_json::Value = serde_json::from_str(&schemas[at].1).unwrap();
        let fields = json["fields"].as_array_mut().unwrap();
        let date = fields.iter_mut().find(|field| field["name"] == "date").unwrap();
        date["constraints"]["unique"] = true.into();
        schemas[at].1 = json.to_string();
        let report = crate::check(published.dir(), &schemas, None).unwrap();
        assert!(report.findings.iter().all(|finding| finding.rule != "unique"), "{report}");
    }
}
