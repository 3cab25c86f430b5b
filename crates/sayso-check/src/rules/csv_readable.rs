//! Each CSV file can be read and has the schema's header.

use polars::prelude::PolarsResult;

use crate::dataset::{Dataset, csv_name};
use crate::sink::{Sink, table};

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for schema in &dataset.schemas {
        let at = table(&schema.table);
        match dataset.csv(&schema.table) {
            None => {}
            Some(Err(message)) => sink.error(at, format_args!("{}: {message}", csv_name(&schema.table))),
            Some(Ok(csv)) if !csv.is_as_wanted => {
                let names: Vec<&str> = schema.fields.iter().map(|field| field.name.as_str()).collect();
                sink.error(
                    at,
                    format_args!(
                        "{}: its header is {:?}, the schema's is {:?}",
                        csv_name(&schema.table),
                        csv.names.join(","),
                        names.join(",")
                    ),
                );
            }
            Some(Ok(_)) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use std::fs;

    fn damaged(damage: impl Fn(&str) -> String, expected: &str) {
        let published = Sample::valid().publish();
        let path = published.path("issues.csv");
        let text = fs::read_to_string(&path).unwrap();
        let changed = damage(&text);
        assert_ne!(text, changed);
        fs::write(&path, changed).unwrap();
        published.describe_files();
        published.finds("csv_readable", "issues", None, None, expected);
    }

    #[test]
    fn syntax_fields_and_header() {
        damaged(|text| text.replacen("bridge", "br\"idge", 1), "line 2: a quotation mark inside");
        damaged(|text| format!("{text}x,y\n"), "found record with 2 fields");
        damaged(|text| text.replacen("label", "title", 1), "its header is \"issue_id,title");
        damaged(|_| String::new(), "its header is \"\"");
    }
}
