//! `datapackage.json` tells of every table, with the schemas, sizes and hashes that the files have.

use polars::prelude::PolarsResult;
use serde_json::Value;

use crate::dataset::{Dataset, PACKAGE, csv_name, parquet_name};
use crate::schema::TableSchema;
use crate::sink::{At, Sink, quoted, shown, table};

/// The file is a Data Package, version 2: a resource for each CSV file, with the Parquet file of the same rows among its
/// `alternates`.
///
/// # Source
/// <https://datapackage.org/standard/data-package/>
pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    let package = match &dataset.package {
        None => return Ok(()),
        Some(Err(message)) => {
            sink.error(At::default(), format_args!("{PACKAGE}: {message}"));
            return Ok(());
        }
        Some(Ok(package)) => package,
    };
    let Some(resources) = package.get("resources").and_then(Value::as_array) else {
        sink.error(At::default(), format_args!("{PACKAGE}: has no list of resources"));
        return Ok(());
    };
    for schema in &dataset.schemas {
        let name = csv_name(&schema.table);
        let Some(resource) = resources.iter().find(|resource| path_of(resource) == Some(&name)) else {
            sink.error(table(&schema.table), format_args!("{PACKAGE}: tells nothing of {name:?}"));
            continue;
        };
        schema_of(resource, schema, dataset.is_csv_safe(), sink);
        let parquet = parquet_name(&schema.table);
        if !alternates(resource).any(|alternate| path_of(alternate) == Some(&parquet)) {
            sink.error(table(&schema.table), format_args!("{PACKAGE}: tells nothing of {parquet:?}"));
        }
    }
    for resource in resources {
        for told in std::iter::once(resource).chain(alternates(resource)) {
            let Some(name) = path_of(told) else {
                sink.error(At::default(), format_args!("{PACKAGE}: a resource has no path"));
                continue;
            };
            let hash = told.get("hash").and_then(Value::as_str).and_then(|hash| hash.strip_prefix("sha256:"));
            let told = Told { bytes: told.get("bytes"), sha256: hash, rows: told.get("rows") };
            compare(dataset, PACKAGE, name, &told, sink);
        }
    }
    Ok(())
}

fn alternates(resource: &Value) -> impl Iterator<Item = &Value> {
    resource.get("alternates").and_then(Value::as_array).into_iter().flatten()
}

fn path_of(resource: &Value) -> Option<&str> {
    resource.get("path")?.as_str()
}

/// What a description says of a file.
pub(super) struct Told<'a> {
    pub(super) bytes: Option<&'a Value>,
    /// In hexadecimal.
    pub(super) sha256: Option<&'a str>,
    /// Told of tables only.
    pub(super) rows: Option<&'a Value>,
}

/// Holds what a description says of a file against the file.
pub(super) fn compare(
    dataset: &Dataset,
    description: &str,
    name: &str,
    told: &Told<'_>,
    sink: &mut Sink<'_>,
) {
    let of_table =
        |schema: &&TableSchema| name == csv_name(&schema.table) || name == parquet_name(&schema.table);
    let owner = dataset.schemas.iter().find(of_table).map(|schema| schema.table.as_str());
    let at = owner.map_or(At::default(), table);
    let Some(Some(facts)) = dataset.entries.get(name) else {
        sink.error(at, format_args!("{description}: tells of {}, which is not there", quoted(name)));
        return;
    };
    if told.bytes.and_then(Value::as_u64) != Some(facts.n_bytes) {
        let told = told.bytes.unwrap_or(&Value::Null);
        sink.error(
            at,
            format_args!("{description}: bytes of {name:?} are {told}, the file has {}", facts.n_bytes),
        );
    }
    if told.sha256 != facts.sha256.as_deref() {
        let (told, hash) = (shown(told.sha256), shown(facts.sha256.as_deref()));
        sink.error(
            at,
            format_args!("{description}: the SHA-256 of {name:?} is {told}, the file's is {hash}"),
        );
    }
    let n_rows = owner.and_then(|owner| dataset.frame(owner)).map(|frame| frame.height() as u64);
    if let (Some(told), Some(n_rows)) = (told.rows, n_rows)
        && told.as_u64() != Some(n_rows)
    {
        sink.error(at, format_args!("{description}: rows of {name:?} are {told}, the table has {n_rows}"));
    }
}

/// The schema within the package is that of the table, but that its patterns allow the mark of a formula where CSV has those.
fn schema_of(resource: &Value, schema: &TableSchema, is_csv_safe: bool, sink: &mut Sink<'_>) {
    let at = table(&schema.table);
    let Some(json) = resource.get("schema").filter(|json| json.is_object()) else {
        sink.error(at, format_args!("{PACKAGE}: its resource has no schema"));
        return;
    };
    let found = match TableSchema::parse(&schema.table, &json.to_string()) {
        Err(error) => {
            sink.error(at, format_args!("{PACKAGE}: {error}"));
            return;
        }
        Ok(found) => found,
    };
    let mut wanted = schema.clone();
    if is_csv_safe {
        for pattern in wanted.fields.iter_mut().filter_map(|field| field.constraints.pattern.as_mut()) {
            *pattern = format!("^'?(?:{})$", pattern.trim_start_matches('^').trim_end_matches('$'));
        }
    }
    if found != wanted {
        let column = wanted.fields.iter().find(|field| found.field(&field.name) != Some(field));
        let what = column.map_or("its keys or order".to_owned(), |field| format!("column {:?}", field.name));
        sink.error(at, format_args!("{PACKAGE}: the schema of its resource is another: {what}"));
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use serde_json::{Value, json};
    use std::fs;

    fn damaged(damage: impl FnOnce(&mut Value), table: Option<&str>, expected: &str) {
        let published = Sample::valid().publish();
        published.change_json("datapackage.json", damage);
        published.describe_in_manifest();
        let report = published.check();
        assert_eq!(report.findings.len(), 1, "{report}");
        assert_eq!((report.findings[0].rule, report.findings[0].table.as_deref()), ("package", table));
        assert!(report.findings[0].message.contains(expected), "{report}");
    }

    fn resource<'a>(package: &'a mut Value, path: &str) -> &'a mut Value {
        let resources = package["resources"].as_array_mut().unwrap();
        resources.iter_mut().find(|resource| resource["path"] == path).unwrap()
    }

    #[test]
    fn sizes_hashes_rows_and_schemas() {
        for (path, value, expected) in [
            ("/bytes", json!(1), "bytes of \"mentions.csv\" are 1"),
            ("/rows", json!(1), "rows of \"mentions.csv\" are 1, the table has 6"),
            ("/hash", json!("sha256:00"), "the SHA-256 of \"mentions.csv\" is \"00\""),
            ("/hash", json!("00"), "the SHA-256 of \"mentions.csv\" is nothing"),
            ("/alternates/0/bytes", json!(1), "bytes of \"mentions.parquet\" are 1"),
            ("/alternates/0/hash", json!("sha256:00"), "the SHA-256 of \"mentions.parquet\" is \"00\""),
            ("/schema", json!("mentions.json"), "its resource has no schema"),
            ("/schema/fields/4/constraints/required", json!(false), "is another: column \"surface\""),
            ("/schema/fields/4/type", json!("date"), "unknown variant `date`"),
            ("/schema/primaryKey", json!("surface"), "is another: its keys or order"),
        ] {
            let damage = |package: &mut Value| {
                *resource(package, "mentions.csv").pointer_mut(path).unwrap() = value;
            };
            damaged(damage, Some("mentions"), expected);
        }
    }

    #[test]
    fn resources() {
        damaged(
            |package| package["resources"].as_array_mut().unwrap().retain(|one| one["path"] != "issues.csv"),
            Some("issues"),
            "tells nothing of \"issues.csv\"",
        );
        damaged(
            |package| resource(package, "issues.csv")["alternates"] = json!([]),
            Some("issues"),
            "tells nothing of \"issues.parquet\"",
        );
        damaged(
            |package| {
                let other = json!({"path": "speeches.csv", "bytes": 1, "hash": "sha256:00"});
                package["resources"].as_array_mut().unwrap().push(other);
            },
            None,
            "tells of \"speeches.csv\", which is not there",
        );
        damaged(
            |package| package["resources"].as_array_mut().unwrap().push(json!({})),
            None,
            "a resource has no path",
        );
        damaged(|package| *package = json!([]), None, "has no list of resources");
    }

    #[test]
    fn a_file_that_was_changed_afterwards() {
        let published = Sample::valid().publish();
        let csv = published.path("issues.csv");
        let text = fs::read_to_string(&csv).unwrap();
        fs::write(&csv, text.replace('\n', "\r\n")).unwrap();
        let report = published.check();
        assert!(!report.is_ok);
        assert!(
            report.findings.iter().all(|finding| ["package", "manifest"].contains(&finding.rule)),
            "{report}"
        );
    }

    #[test]
    fn no_json() {
        let published = Sample::valid().publish();
        fs::write(published.path("datapackage.json"), "{\"resources\": [").unwrap();
        let report = published.check();
        assert_eq!(report.findings[0].rule, "package");
        assert!(report.findings[0].message.starts_with("datapackage.json: EOF while parsing"), "{report}");
    }
}
