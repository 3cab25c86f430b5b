//! `croissant.json`: the dataset as Croissant, for catalogues and libraries of machine learning.
//!
//! Its record sets read the Parquet files; those have the types, and no text in them can be taken for a missing value.
//!
//! # Source
//! <https://docs.mlcommons.org/croissant/docs/croissant-spec.html> (1.0)

use serde_json::{Map, Value, json};

use sayso_tables::{Column, ColumnType, SCHEMA_VERSION, Table};

use crate::DatasetInfo;
use crate::citation::{self, reference};
use crate::out_file::Written;
use crate::package::{in_reading_order, slug};
use crate::table_files::{WrittenTable, csv_name, parquet_name};

/// Name of the file.
pub(crate) const CROISSANT: &str = "croissant.json";

/// The word of the format's reference library for Parquet; it does not read the registered one.
const PARQUET: &str = "application/x-parquet";

/// Tables to which the description says that columns point. They point nowhere themselves: the reference library joins tables along
/// what points on, and then gives other rows than a table has. `datapackage.json` tells every key.
const LEAVES: [&str; 3] = ["actors", "documents", "issues"];

/// The description.
pub(crate) fn croissant(about: &DatasetInfo, tables: &[WrittenTable]) -> String {
    let tables = in_reading_order(tables);
    let mut dataset = Map::new();
    let mut tell = |key: &str, value: Value| dataset.insert(key.to_owned(), value);
    tell("@context", context());
    tell("@type", json!("sc:Dataset"));
    tell("conformsTo", json!("http://mlcommons.org/croissant/1.0"));
    tell("name", json!(slug(&about.name)));
    tell("alternateName", json!(about.title));
    tell("description", json!(about.description));
    tell("citeAs", json!(reference(about)));
    tell("version", json!(version(about)));
    if let Some(licence) = &about.licence {
        tell("license", json!(licence));
    }
    if let Some(year) = about.citation.year {
        tell("datePublished", json!(format!("{year:04}")));
    }
    if let Some(url) = &about.citation.url {
        tell("url", json!(url));
    }
    if !about.citation.keywords.is_empty() {
        tell("keywords", json!(about.citation.keywords));
    }
    let creators = about.citation.creators.iter();
    let creators: Vec<Value> = creators
        .map(|creator| {
            let kind = if creator.family.is_some() { "sc:Person" } else { "sc:Organization" };
            json!({ "@type": kind, "name": citation::name(creator) })
        })
        .collect();
    if !creators.is_empty() {
        tell("creator", json!(creators));
    }
    let files = tables.iter().flat_map(|written| {
        [
            file(&parquet_name(written.table), PARQUET, &written.parquet),
            file(&csv_name(written.table), "text/csv", &written.csv),
        ]
    });
    tell("distribution", files.collect());
    tell("recordSet", tables.iter().map(|written| record_set(written.table)).collect());
    format!("{:#}\n", Value::Object(dataset))
}

/// The dataset's version as three numbers, which the format asks for; the schema's where the dataset has none of that form.
fn version(about: &DatasetInfo) -> String {
    let told = about.citation.version.as_deref().unwrap_or_default();
    let parts: Vec<&str> = told.split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    if !parts.iter().all(is_number) || parts.len() > 3 {
        return SCHEMA_VERSION.to_owned();
    }
    [parts, vec!["0"; 2]].concat()[..3].join(".")
}

fn file(name: &str, format: &str, written: &Written) -> Value {
    json!({
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "contentSize": format!("{} B", written.n_bytes),
        "encodingFormat": format,
        "sha256": written.sha256,
    })
}

fn record_set(table: &Table) -> Value {
    let mut set = Map::new();
    set.insert("@type".to_owned(), json!("cr:RecordSet"));
    set.insert("@id".to_owned(), json!(table.name));
    set.insert("name".to_owned(), json!(table.name));
    set.insert("description".to_owned(), json!(table.description));
    let id = |column: &str| json!({ "@id": format!("{}/{column}", table.name) });
    match table.primary_key {
        [] => {}
        [column] => {
            set.insert("key".to_owned(), id(column));
        }
        columns => {
            set.insert("key".to_owned(), columns.iter().map(|column| id(column)).collect());
        }
    }
    set.insert("field".to_owned(), table.columns.iter().map(|column| field(table, column)).collect());
    Value::Object(set)
}

fn field(table: &Table, column: &Column) -> Value {
    let mut field = json!({
        "@type": "cr:Field",
        "@id": format!("{}/{}", table.name, column.name),
        "name": column.name,
        "description": column.description,
        "dataType": data_type(column),
        "source": {
            "fileObject": { "@id": parquet_name(table) },
            "extract": { "column": column.name },
        },
    });
    let mut keys = table.foreign_keys.iter();
    let key = keys.find(|key| key.column == column.name && LEAVES.contains(&key.table));
    if let Some(key) = key.filter(|_| !LEAVES.contains(&table.name)) {
        field["references"] = json!({ "field": { "@id": format!("{}/{}", key.table, key.target) } });
    }
    field
}

/// Numbers that may be missing are told as decimal ones: readers of the format hold them so.
fn data_type(column: &Column) -> &'static str {
    match column.column_type {
        ColumnType::Text | ColumnType::Closed(_) => "sc:Text",
        ColumnType::Integer if column.is_nullable => "sc:Float",
        ColumnType::Integer => "sc:Integer",
        ColumnType::Number => "sc:Float",
        ColumnType::Boolean => "sc:Boolean",
    }
}

/// The words of the format; its specification wants them told in every file.
fn context() -> Value {
    json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "arrayShape": "cr:arrayShape",
        "citeAs": "cr:citeAs",
        "column": "cr:column",
        "conformsTo": "dct:conformsTo",
        "containedIn": "cr:containedIn",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "data": { "@id": "cr:data", "@type": "@json" },
        "dataType": { "@id": "cr:dataType", "@type": "@vocab" },
        "dct": "http://purl.org/dc/terms/",
        "equivalentProperty": "cr:equivalentProperty",
        "examples": { "@id": "cr:examples", "@type": "@json" },
        "extract": "cr:extract",
        "field": "cr:field",
        "fileObject": "cr:fileObject",
        "fileProperty": "cr:fileProperty",
        "fileSet": "cr:fileSet",
        "format": "cr:format",
        "includes": "cr:includes",
        "isArray": "cr:isArray",
        "isLiveDataset": "cr:isLiveDataset",
        "jsonPath": "cr:jsonPath",
        "key": "cr:key",
        "md5": "cr:md5",
        "parentField": "cr:parentField",
        "path": "cr:path",
        "recordSet": "cr:recordSet",
        "references": "cr:references",
        "regex": "cr:regex",
        "repeated": "cr:repeated",
        "replace": "cr:replace",
        "samplingRate": "cr:samplingRate",
        "sc": "https://schema.org/",
        "separator": "cr:separator",
        "source": "cr:source",
        "subField": "cr:subField",
        "transform": "cr:transform",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::info;
    use crate::{Citation, Creator};
    use sayso_tables::TABLES;

    fn told(about: &DatasetInfo) -> Value {
        let file = Written { sha256: "ab".to_owned(), n_bytes: 7 };
        let tables: Vec<WrittenTable> = TABLES
            .iter()
            .map(|table| WrittenTable { table, csv: file.clone(), parquet: file.clone(), n_rows: 3 })
            .collect();
        serde_json::from_str(&croissant(about, &tables)).unwrap()
    }

    #[test]
    fn tells_files_tables_and_keys() {
        let about = told(&info());
        assert_eq!(about["distribution"].as_array().unwrap().len(), 2 * TABLES.len());
        let sets = about["recordSet"].as_array().unwrap();
        assert_eq!(sets[0]["name"], "statements_flat");
        let statements = sets.iter().find(|set| set["name"] == "statements").unwrap();
        assert_eq!(statements["key"]["@id"], "statements/statement_id");
        let fields = statements["field"].as_array().unwrap();
        let speaker = fields.iter().find(|field| field["name"] == "speaker_id").unwrap();
        assert_eq!(speaker["source"]["fileObject"]["@id"], "statements.parquet");
        assert!(about.get("creator").is_none());
    }

    #[test]
    fn versions_have_three_numbers() {
        for (version, expected) in
            [("2", "2.0.0"), ("1.4", "1.4.0"), ("1.2.3", "1.2.3"), ("spring", SCHEMA_VERSION)]
        {
            let creators = vec![Creator { name: Some("Northwick Archive".to_owned()), ..Creator::default() }];
            let citation = Citation { version: Some(version.to_owned()), creators, ..Citation::default() };
            let about = told(&DatasetInfo { citation, ..info() });
            assert_eq!(
                (about["version"].as_str(), about["creator"][0]["@type"].as_str()),
                (Some(expected), Some("sc:Organization"))
            );
        }
    }
}
