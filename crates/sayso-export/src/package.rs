//! `datapackage.json`: the dataset as a Data Package, version 2.
//!
//! Its resources are the CSV files, each with its whole Table Schema; the Parquet file with the same rows stands beside them under
//! `alternates`. As resources of their own, Parquet files would fail a validation by frictionless 5, which reads missing whole
//! numbers in them as "not a number".
//!
//! # Source
//! <https://datapackage.org/standard/data-package/>

use serde_json::{Map, Value, json};

use sayso_tables::{SCHEMA_VERSION, Table, reading_order};

use crate::table_files::{WrittenTable, csv_name, parquet_name};
use crate::{DatasetInfo, PublishOptions};

/// Name of the file.
pub(crate) const PACKAGE: &str = "datapackage.json";

const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// The package.
pub(crate) fn data_package(about: &DatasetInfo, options: PublishOptions, tables: &[WrittenTable]) -> String {
    let mut package = Map::new();
    package.insert("$schema".to_owned(), json!(PROFILE));
    package.insert("name".to_owned(), json!(slug(&about.name)));
    package.insert("title".to_owned(), json!(about.title));
    package.insert("description".to_owned(), json!(about.description));
    package.insert("version".to_owned(), json!(SCHEMA_VERSION));
    if let Some(licence) = &about.licence {
        package.insert("licenses".to_owned(), json!([{ "name": "notspecified", "title": licence }]));
    }
    if !about.sources.is_empty() {
        let sources = about.sources.iter().map(|source| json!({ "title": source.source })).collect();
        package.insert("sources".to_owned(), sources);
    }
    let resources = in_reading_order(tables).into_iter().map(|table| resource(table, options)).collect();
    package.insert("resources".to_owned(), resources);
    format!("{:#}\n", Value::Object(package))
}

fn resource(written: &WrittenTable, options: PublishOptions) -> Value {
    let table = written.table;
    json!({
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": csv_name(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.csv.n_bytes,
        "hash": format!("sha256:{}", written.csv.sha256),
        "rows": written.n_rows,
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "header": true,
        },
        "schema": schema(table, options),
        "alternates": [{
            "path": parquet_name(table),
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "bytes": written.parquet.n_bytes,
            "hash": format!("sha256:{}", written.parquet.sha256),
        }],
    })
}

/// The table's schema; where formulas are marked, every pattern allows the mark before the value.
fn schema(table: &Table, options: PublishOptions) -> Value {
    let mut schema = table.table_schema();
    if !options.csv_safe {
        return schema;
    }
    for field in schema["fields"].as_array_mut().into_iter().flatten() {
        if let Some(Value::String(pattern)) = field.pointer_mut("/constraints/pattern") {
            *pattern = format!("^'?(?:{})$", pattern.trim_start_matches('^').trim_end_matches('$'));
        }
    }
    schema
}

/// Tables with the joined one first, which people who open one file want.
pub(crate) fn in_reading_order(tables: &[WrittenTable]) -> Vec<&WrittenTable> {
    reading_order()
        .filter_map(|table| tables.iter().find(|written| written.table.name == table.name))
        .collect()
}

/// `name` as data packages allow it: small letters, digits, and `.`, `_`, `-` between them.
pub(crate) fn slug(name: &str) -> String {
    let is_allowed = |symbol: &char| symbol.is_ascii_alphanumeric() || matches!(symbol, '.' | '_');
    let slug: String = name.chars().map(|symbol| if is_allowed(&symbol) { symbol } else { '-' }).collect();
    let slug = slug.trim_matches('-').to_ascii_lowercase();
    if slug.is_empty() { "dataset".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::out_file::Written;
    use crate::samples::info;
    use sayso_tables::{TABLES, table};

    fn written(table: &'static Table) -> WrittenTable {
        let file = Written { sha256: "ab".to_owned(), n_bytes: 7 };
        WrittenTable { table, csv: file.clone(), parquet: file, n_rows: 3 }
    }

    #[test]
    fn each_table_is_a_resource_with_its_schema() {
        let tables: Vec<WrittenTable> = TABLES.iter().map(|table| written(table)).collect();
        let package = data_package(&info(), PublishOptions::default(), &tables);
        let package: Value = serde_json::from_str(&package).unwrap();
        assert_eq!(package["name"], "made-up-texts");
        assert_eq!(package["resources"].as_array().unwrap().len(), TABLES.len());
        for (resource, table) in package["resources"].as_array().unwrap().iter().zip(reading_order()) {
            assert_eq!(resource["path"], format!("{}.csv", table.name));
            assert_eq!(resource["hash"], "sha256:ab");
            assert_eq!(resource["rows"], 3);
            assert_eq!(resource["schema"], table.table_schema());
            assert_eq!(resource["alternates"][0]["path"], format!("{}.parquet", table.name));
        }
        assert!(package.get("created").is_none(), "only the manifest tells a time");
    }

    #[test]
    fn patterns_allow_the_mark_of_a_formula() {
        let schema = schema(table("documents").unwrap(), PublishOptions { csv_safe: true });
        let fields = schema["fields"].as_array().unwrap();
        let id = fields.iter().find(|field| field["name"] == "document_id").unwrap();
        assert_eq!(id["constraints"]["pattern"], "^'?(?:d[0-9a-f]{12})$");
    }

    #[test]
    fn names_become_slugs() {
        for (name, expected) in
            [("Made-up Texts", "made-up-texts"), ("Ünal", "nal"), ("🚌", "dataset"), ("a.b_c", "a.b_c")]
        {
            assert_eq!(slug(name), expected);
        }
    }
}
