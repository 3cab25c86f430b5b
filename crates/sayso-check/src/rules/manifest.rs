//! `manifest.json` tells of every file, with the sizes, hashes and row counts that the files have.

use polars::prelude::PolarsResult;
use serde_json::Value;

use super::package::{Told, compare};
use crate::dataset::{Dataset, MANIFEST};
use crate::sink::{At, Sink, quoted};

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    let manifest = match &dataset.manifest {
        None => return Ok(()),
        Some(Err(message)) => {
            sink.error(At::default(), format_args!("{MANIFEST}: {message}"));
            return Ok(());
        }
        Some(Ok(manifest)) => manifest,
    };
    version(dataset, manifest, sink);
    let Some(outputs) = manifest.get("outputs").and_then(Value::as_object) else {
        sink.error(At::default(), format_args!("{MANIFEST}: has no outputs"));
        return Ok(());
    };
    for (name, told) in outputs {
        let told = Told {
            bytes: told.get("bytes"),
            sha256: told.get("sha256").and_then(Value::as_str),
            rows: told.get("rows"),
        };
        compare(dataset, MANIFEST, name, &told, sink);
    }
    for (name, facts) in &dataset.entries {
        if facts.is_some() && name != MANIFEST && dataset.is_known(name) && !outputs.contains_key(name) {
            sink.error(At::default(), format_args!("{MANIFEST}: tells nothing of {}", quoted(name)));
        }
    }
    Ok(())
}

/// The tables were built by the version of the schemas against which they are tested.
fn version(dataset: &Dataset, manifest: &Value, sink: &mut Sink<'_>) {
    let told = manifest.get("schema_version").and_then(Value::as_str);
    let wanted = dataset.schemas.iter().find_map(|schema| schema.version.as_deref());
    if let Some(wanted) = wanted
        && told != Some(wanted)
    {
        let told = manifest.get("schema_version").unwrap_or(&Value::Null);
        sink.error(
            At::default(),
            format_args!("{MANIFEST}: schema_version is {told}, the schemas' is {wanted:?}"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use serde_json::{Value, json};
    use std::fs;

    fn damaged(damage: impl FnOnce(&mut Value), table: Option<&str>, expected: &str) {
        let published = Sample::valid().publish();
        published.change_json("manifest.json", damage);
        let report = published.check();
        assert_eq!(report.findings.len(), 1, "{report}");
        assert_eq!((report.findings[0].rule, report.findings[0].table.as_deref()), ("manifest", table));
        assert!(report.findings[0].message.contains(expected), "{report}");
    }

    #[test]
    fn sizes_hashes_and_rows() {
        let issues = Some("issues");
        damaged(
            |told| told["outputs"]["issues.csv"]["rows"] = 7.into(),
            issues,
            "rows of \"issues.csv\" are 7, the table has 1",
        );
        damaged(
            |told| told["outputs"]["issues.csv"]["bytes"] = 7.into(),
            issues,
            "bytes of \"issues.csv\" are 7",
        );
        damaged(
            |told| told["outputs"]["issues.parquet"]["sha256"] = "00".into(),
            issues,
            "the SHA-256 of \"issues.parquet\" is \"00\"",
        );
        damaged(
            |told| told["outputs"]["datapackage.json"]["bytes"] = 7.into(),
            None,
            "bytes of \"datapackage.json\" are 7",
        );
    }

    #[test]
    fn files_and_version() {
        damaged(
            |told| {
                told["outputs"].as_object_mut().unwrap().remove("issues.csv");
            },
            None,
            "tells nothing of \"issues.csv\"",
        );
        damaged(
            |told| told["outputs"]["gone.csv"] = json!({"bytes": 1, "sha256": "00"}),
            None,
            "tells of \"gone.csv\", which is not there",
        );
        damaged(|told| told["schema_version"] = "0.1.0".into(), None, "schema_version is \"0.1.0\"");
        damaged(|told| told["outputs"] = Value::Null, None, "has no outputs");
        let published = Sample::valid().publish();
        fs::write(published.path("manifest.json"), "none").unwrap();
        let report = published.check();
        assert_eq!((report.findings.len(), report.findings[0].rule), (1, "manifest"), "{report}");
    }
}
