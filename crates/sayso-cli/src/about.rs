//! What a dataset tells of itself: its inputs, the files that shaped it, the moment it was built.

use anyhow::Result;
use sayso_export::{DatasetInfo, Reference, Source};
use sayso_ingest::Collection;
use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::model;

/// The description of a dataset whose pipeline gives none.
const DESCRIPTION: &str =
    "Statements, actors and stances found in texts. Tables record who said what; they assert none of it.";

pub(crate) fn dataset(config: &Config, collection: &Collection) -> Result<DatasetInfo> {
    let sources = collection.entries().iter().map(|entry| Source {
        source: entry.source().to_owned(),
        sha256: entry.sha256().to_owned(),
        n_bytes: entry.n_bytes(),
        provenance: entry.origin().map(str::to_owned),
    });
    let mut sources: Vec<Source> = sources.collect();
    sources.sort_by(|one, other| one.source.cmp(&other.source));
    let references = config
        .reference
        .iter()
        .map(|file| Reference { name: file.name.clone(), sha256: sha256_hex(&file.contents) });
    let files = [(model::FILE_NAME, model::WEIGHTS), (model::STANCE_FILE_NAME, model::STANCE_WEIGHTS)];
    let models = config
        .model
        .iter()
        .flat_map(|_| files)
        .map(|(name, weights)| Reference { name: name.to_owned(), sha256: sha256_hex(weights) });
    let about = &config.about;
    Ok(DatasetInfo {
        name: about.name.clone(),
        title: about.title.clone(),
        description: about.description.clone().unwrap_or_else(|| DESCRIPTION.to_owned()),
        licence: about.licence.clone(),
        pipeline: config.pipeline.as_ref().map_or_else(String::new, |file| file.name.clone()),
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        sources,
        references: references.collect(),
        models: models.collect(),
        configuration_sha256: sha256_hex(config.pipeline.as_ref().map_or("", |file| &file.contents)),
        expect: serde_json::to_value(&config.expect)?,
        built_at: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    })
}

fn sha256_hex(contents: impl AsRef<[u8]>) -> String {
    Sha256::digest(contents).iter().map(|byte| format!("{byte:02x}")).collect()
}
