//! What a dataset tells of itself: its inputs, the files that shaped it, the moment it was built.

use anyhow::Result;
use sayso_export::{Citation, Creator, DatasetInfo, PrivacyInfo, Reference, Source};
use sayso_ingest::{Collection, Entry};
use sayso_model::DocumentId;
use sayso_privacy::{Guard, Pseudonyms};
use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::model;
use crate::pipeline;

/// The description of a dataset whose pipeline gives none.
const DESCRIPTION: &str =
    "Statements, actors and stances found in texts. Tables record who said what; they assert none of it.";

/// What the dataset tells of itself. What identifies people is masked in the names of inputs too.
pub(crate) fn dataset(
    config: &Config,
    pseudonyms: Option<&Pseudonyms>,
    collection: &Collection,
) -> Result<DatasetInfo> {
    let mut sources: Vec<Source> =
        collection.entries().iter().map(|entry| source(entry, &config.guard, pseudonyms)).collect();
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
        citation: citation(&about.citation),
        privacy: PrivacyInfo {
            identifiers: config.privacy.identifiers.as_str().to_owned(),
            profile: config.privacy.profile.as_str().to_owned(),
        },
        pipeline: config.pipeline.as_ref().map_or_else(String::new, |file| file.name.clone()),
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        sources,
        references: references.collect(),
        models: models.collect(),
        configuration_sha256: sha256_hex(config.pipeline.as_ref().map_or("", |file| &file.contents)),
        expect: serde_json::to_value(&config.expect)?,
        networks: serde_json::to_value(&config.networks)?,
        built_at: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    })
}

/// An input as it is published: for the public by its keyed hash alone.
fn source(entry: &Entry, guard: &Guard, pseudonyms: Option<&Pseudonyms>) -> Source {
    match pseudonyms {
        Some(pseudonyms) => {
            let sha256 = pseudonyms.document_hash(entry.sha256());
            let source = DocumentId::from_sha256(&sha256).to_string();
            Source { source, sha256, n_bytes: entry.n_bytes(), provenance: None }
        }
        None => Source {
            source: guard.text(entry.source()),
            sha256: entry.sha256().to_owned(),
            n_bytes: entry.n_bytes(),
            provenance: entry.origin().map(|origin| guard.text(origin)),
        },
    }
}

fn citation(told: &pipeline::Citation) -> Citation {
    let creators = told.creators.iter().map(|creator| Creator {
        name: creator.name.clone(),
        family: creator.family.clone(),
        given: creator.given.clone(),
        orcid: creator.orcid.clone(),
        affiliation: creator.affiliation.clone(),
    });
    Citation {
        creators: creators.collect(),
        publisher: told.publisher.clone(),
        year: told.year,
        version: told.version.clone(),
        doi: told.doi.clone(),
        url: told.url.clone(),
        keywords: told.keywords.clone(),
    }
}

fn sha256_hex(contents: impl AsRef<[u8]>) -> String {
    Sha256::digest(contents).iter().map(|byte| format!("{byte:02x}")).collect()
}
