//! Parquet columns are those of the schema.

use polars::prelude::PolarsResult;

use crate::dataset::Dataset;
use crate::parquet_file::arrow_type;
use crate::sink::{Sink, table};

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for schema in &dataset.schemas {
        let Some(Ok(parquet)) = dataset.parquet(&schema.table) else { continue };
        let at = table(&schema.table);
        let mut has_all = true;
        for field in &schema.fields {
            let wanted = arrow_type(field.field_type);
            match parquet.columns.iter().find(|(name, _)| *name == field.name) {
                None => {
                    has_all = false;
                    sink.error(at.column(&field.name), format_args!("the column is missing"));
                }
                Some((_, found)) if *found != wanted => sink.error(
                    at.column(&field.name),
                    format_args!("holds {found}, the schema's {} is {wanted}", field.field_type.as_str()),
                ),
                Some(_) => {}
            }
        }
        for (nth, (name, _)) in parquet.columns.iter().enumerate() {
            if schema.field(name).is_none() {
                has_all = false;
                sink.error(at.column(name), format_args!("the schema has no such column"));
            } else if parquet.columns[..nth].iter().any(|(other, _)| other == name) {
                has_all = false;
                sink.error(at.column(name), format_args!("the column stands here twice"));
            }
        }
        let misplaced =
            schema.fields.iter().zip(&parquet.columns).find(|(field, (name, _))| field.name != *name);
        if let (true, Some((field, (name, _)))) = (has_all, misplaced) {
            sink.error(at.column(name), format_args!("stands where the schema has {:?}", field.name));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use arrow::array::{Array, ArrayRef, DictionaryArray, Int32Array};
    use arrow::datatypes::Int32Type;
    use std::sync::Arc;

    #[test]
    fn names_order_and_types() {
        let published = Sample::valid().publish();
        published.rewrite_parquet("coverage", |columns| columns[1].0 = "counted".to_owned());
        let report = published.check();
        let told: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "error [columns] coverage.counter: the column is missing",
                "error [columns] coverage.counted: the schema has no such column",
            ]
        );

        let published = Sample::valid().publish();
        published.rewrite_parquet("coverage", |columns| columns.swap(1, 2));
        published.finds("columns", "coverage", None, Some("n"), "stands where the schema has \"counter\"");

        let published = Sample::valid().publish();
        published.rewrite_parquet("coverage", |columns| {
            let narrow: Int32Array = (0..columns[2].1.len() as i32).collect();
            columns[2].1 = Arc::new(narrow);
        });
        published.finds("columns", "coverage", None, Some("n"), "holds Int32, the schema's integer is Int64");
    }

    #[test]
    fn dictionaries_are_another_type() {
        let published = Sample::valid().publish();
        published.rewrite_parquet("issues", |columns| {
            let words = vec!["word"; columns[1].1.len()];
            let dictionary: DictionaryArray<Int32Type> = words.into_iter().collect();
            columns[1].1 = Arc::new(dictionary) as ArrayRef;
        });
        published.finds("columns", "issues", None, Some("label"), "holds Dictionary(Int32, Utf8)");
    }

    #[test]
    fn a_column_that_stands_twice() {
        let published = Sample::valid().publish();
        published.rewrite_parquet("issues", |columns| columns.push(columns[1].clone()));
        published.finds("columns", "issues", None, Some("label"), "stands here twice");
    }
}
