//! The sample as files.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::{Field, Schema};
use parquet::arrow::ArrowWriter;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::{Sample, Value};
use crate::schema::FieldType;
use crate::{Report, Severity, check};

/// The schemas of the workspace: table and JSON.
pub(crate) fn schema_files() -> Vec<(String, String)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    let mut schemas = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if let Some(table) = name.strip_suffix(".schema.json") {
            schemas.push((table.to_owned(), fs::read_to_string(&path).unwrap()));
        }
    }
    schemas.sort();
    schemas
}

/// A sample in a folder of its own.
pub(crate) struct Published {
    dir: TempDir,
    sample: Sample,
}

impl Sample {
    /// Writes every table in both forms, and what describes them.
    pub(crate) fn publish(&self) -> Published {
        let published = Published { dir: tempfile::tempdir().unwrap(), sample: self.clone() };
        for table in self.tables.keys() {
            write_parquet(&published.path(&format!("{table}.parquet")), &self.arrays(table));
            self.write_csv(&published.path(&format!("{table}.csv")), table);
        }
        let version = self.schemas.values().find_map(|schema| schema.version.clone());
        fs::write(published.path("manifest.json"), json!({ "schema_version": version }).to_string()).unwrap();
        published.describe_files();
        published
    }

    fn arrays(&self, table: &str) -> Vec<(String, ArrayRef)> {
        let rows = &self.tables[table];
        let fields = self.schemas[table].fields.iter().enumerate();
        let arrays = fields.map(|(at, field)| {
            let cells = rows.iter().map(|row| &row[at]);
            let array: ArrayRef = match field.field_type {
                FieldType::String => Arc::new(
                    cells
                        .map(|cell| match cell {
                            Value::Text(value) => Some(value.as_str()),
                            _ => None,
                        })
                        .collect::<StringArray>(),
                ),
                FieldType::Integer => Arc::new(
                    cells
                        .map(|cell| match cell {
                            Value::Integer(value) => Some(*value),
                            _ => None,
                        })
                        .collect::<Int64Array>(),
                ),
                FieldType::Number => Arc::new(
                    cells
                        .map(|cell| match cell {
                            Value::Number(value) => Some(*value),
                            _ => None,
                        })
                        .collect::<Float64Array>(),
                ),
                FieldType::Boolean => Arc::new(
                    cells
                        .map(|cell| match cell {
                            Value::Boolean(value) => Some(*value),
                            _ => None,
                        })
                        .collect::<BooleanArray>(),
                ),
            };
            (field.name.clone(), array)
        });
        arrays.collect()
    }

    fn write_csv(&self, path: &Path, table: &str) {
        let mut writer = csv::Writer::from_path(path).unwrap();
        writer.write_record(self.schemas[table].fields.iter().map(|field| &field.name)).unwrap();
        for row in &self.tables[table] {
            let cells = row.iter().map(|cell| match cell {
                Value::Null => String::new(),
                Value::Text(value) => value.clone(),
                Value::Integer(value) => value.to_string(),
                Value::Number(value) => format!("{value:?}"),
                Value::Boolean(value) => value.to_string(),
            });
            writer.write_record(cells).unwrap();
        }
        writer.flush().unwrap();
    }
}

fn write_parquet(path: &Path, columns: &[(String, ArrayRef)]) {
    let fields: Vec<Field> =
        columns.iter().map(|(name, array)| Field::new(name, array.data_type().clone(), true)).collect();
    let schema = Arc::new(Schema::new(fields));
    let arrays = columns.iter().map(|(_, array)| array.clone()).collect();
    let batch = RecordBatch::try_new(schema.clone(), arrays).unwrap();
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), schema, None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

impl Published {
    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// What was written.
    pub(crate) fn sample(&self) -> &Sample {
        &self.sample
    }

    pub(crate) fn schemas(&self) -> Vec<(String, String)> {
        schema_files()
    }

    pub(crate) fn check(&self) -> Report {
        check(self.dir(), &self.schemas(), None).unwrap()
    }

    /// Asserts that `rule` and no other finds an error, first of all at that place.
    #[track_caller]
    pub(crate) fn finds(
        &self,
        rule: &str,
        table: &str,
        row: Option<u64>,
        column: Option<&str>,
        message: &str,
    ) {
        let report = self.check();
        assert!(!report.is_ok, "{report}");
        let first = &report.findings[0];
        assert_eq!(first.severity, Severity::Error);
        assert_eq!(first.table.as_deref(), Some(table), "{report}");
        assert_eq!((first.rule, first.row, first.column.as_deref()), (rule, row, column), "{report}");
        assert!(first.message.contains(message), "{report}");
        assert!(report.findings.iter().all(|finding| finding.rule == rule), "{report}");
    }

    /// Makes package and manifest tell of the files as they are now.
    pub(crate) fn describe_files(&self) {
        let manifest: Json = serde_json::from_slice(&fs::read(self.path("manifest.json")).unwrap()).unwrap();
        let is_csv_safe = manifest["csv_safe"] == true;
        let resources: Vec<Json> = schema_files()
            .into_iter()
            .map(|(table, schema)| {
                let mut schema: Json = serde_json::from_str(&schema).unwrap();
                for field in schema["fields"].as_array_mut().unwrap() {
                    if let (true, Some(Json::String(pattern))) =
                        (is_csv_safe, field.pointer_mut("/constraints/pattern"))
                    {
                        *pattern =
                            format!("^'?(?:{})$", pattern.trim_start_matches('^').trim_end_matches('$'));
                    }
                }
                let (csv, parquet) = (format!("{table}.csv"), format!("{table}.parquet"));
                let (of_csv, of_parquet) = (self.facts(&csv), self.facts(&parquet));
                json!({
                    "name": table,
                    "path": csv,
                    "bytes": of_csv.0,
                    "hash": format!("sha256:{}", of_csv.1),
                    "rows": self.sample.rows(&table).len(),
                    "schema": schema,
                    "alternates": [{
                        "path": parquet,
                        "bytes": of_parquet.0,
                        "hash": format!("sha256:{}", of_parquet.1),
                    }],
                })
            })
            .collect();
        fs::write(self.path("datapackage.json"), json!({ "resources": resources }).to_string()).unwrap();
        self.describe_in_manifest();
    }

    /// Makes the manifest alone tell of the files as they are now.
    pub(crate) fn describe_in_manifest(&self) {
        let mut outputs = serde_json::Map::new();
        for entry in fs::read_dir(self.dir()).unwrap() {
            let name = entry.unwrap().file_name().to_string_lossy().into_owned();
            if name != "manifest.json" {
                let (n_bytes, hash) = self.facts(&name);
                outputs.insert(name, json!({ "bytes": n_bytes, "sha256": hash }));
            }
        }
        for table in self.sample.tables.keys() {
            for name in [format!("{table}.csv"), format!("{table}.parquet")] {
                if let Some(told) = outputs.get_mut(&name) {
                    told["rows"] = self.sample.rows(table).len().into();
                }
            }
        }
        self.change_json("manifest.json", |manifest| manifest["outputs"] = outputs.into());
    }

    /// Length and hash of a file.
    fn facts(&self, name: &str) -> (usize, String) {
        let bytes = fs::read(self.path(name)).unwrap();
        let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        (bytes.len(), hash)
    }

    /// Writes a table's Parquet file anew, changed.
    pub(crate) fn rewrite_parquet(&self, table: &str, change: impl FnOnce(&mut Vec<(String, ArrayRef)>)) {
        let mut columns = self.sample.arrays(table);
        change(&mut columns);
        write_parquet(&self.path(&format!("{table}.parquet")), &columns);
        self.describe_files();
    }

    /// Writes a table's CSV file anew, changed.
    pub(crate) fn rewrite_csv(&self, table: &str, change: impl FnOnce(&mut Sample)) {
        let mut sample = self.sample.clone();
        change(&mut sample);
        sample.write_csv(&self.path(&format!("{table}.csv")), table);
        self.describe_files();
    }

    pub(crate) fn set_csv_safe(&self) {
        self.change_json("manifest.json", |manifest| manifest["csv_safe"] = true.into());
        self.describe_files();
    }

    pub(crate) fn set_expect(&self, json: &str) {
        let expect: Json = serde_json::from_str(json).unwrap();
        self.change_json("manifest.json", |manifest| manifest["expect"] = expect);
    }

    pub(crate) fn change_json(&self, name: &str, change: impl FnOnce(&mut Json)) {
        let mut json: Json = serde_json::from_slice(&fs::read(self.path(name)).unwrap()).unwrap();
        change(&mut json);
        fs::write(self.path(name), json.to_string()).unwrap();
    }
}
