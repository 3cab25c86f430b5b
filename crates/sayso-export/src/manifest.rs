//! `manifest.json`: what the dataset was made from, and by what.

use serde_json::{Map, Value, json};

use sayso_tables::SCHEMA_VERSION;

use crate::{DatasetInfo, PublishOptions, PublishedFile, Reference};

/// Name of the file.
pub(crate) const MANIFEST: &str = "manifest.json";

/// What `tool` says, by which a dataset of ours is known.
pub(crate) const TOOL: &str = "sayso";

/// The manifest. `outputs` are the other files of the dataset.
pub(crate) fn manifest(about: &DatasetInfo, options: PublishOptions, outputs: &[PublishedFile]) -> String {
    let inputs: Vec<Value> = about
        .sources
        .iter()
        .map(|source| {
            json!({
                "source": source.source,
                "sha256": source.sha256,
                "bytes": source.n_bytes,
                "provenance": source.provenance,
            })
        })
        .collect();
    let manifest = json!({
        "tool": TOOL,
        "tool_version": about.tool_version,
        "schema_version": SCHEMA_VERSION,
        "built_at": about.built_at,
        "pipeline": about.pipeline,
        "configuration_sha256": about.configuration_sha256,
        "csv_safe": options.csv_safe,
        "privacy": { "identifiers": about.privacy.identifiers, "profile": about.privacy.profile },
        "inputs": inputs,
        "references": references(&about.references),
        "models": references(&about.models),
        "outputs": outputs.iter().map(output).collect::<Map<String, Value>>(),
        "expect": about.expect,
        "networks": about.networks,
    });
    format!("{manifest:#}\n")
}

fn references(references: &[Reference]) -> Value {
    references.iter().map(|file| json!({ "name": file.name, "sha256": file.sha256 })).collect()
}

fn output(file: &PublishedFile) -> (String, Value) {
    let mut told = json!({ "sha256": file.sha256, "bytes": file.n_bytes });
    if let Some(n_rows) = file.n_rows {
        told["rows"] = json!(n_rows);
    }
    (file.name.clone(), told)
}
