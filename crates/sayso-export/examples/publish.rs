//! Publishes texts as a dataset: `publish DIR TEXT…`, or `publish DIR --repeat N TEXT` for N texts that start alike.
//!
//! The test that kills builds runs it; with a large N it shows how much memory a build takes.

use std::path::Path;
use std::process::ExitCode;

use sayso_export::{Citation, DatasetInfo, ExportError, PrivacyInfo, Publication, PublishOptions};
use sayso_model::{Document, Extraction, Resolution};
use sayso_tables::{ActorTally, Layers, document_batches};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let published = match &arguments[..] {
        [out, repeat, n, text] if repeat == "--repeat" => {
            let n = n.parse().unwrap_or(1);
            publish(Path::new(out), (0..n).map(|nth| format!("{text} ({nth})")))
        }
        [out, texts @ ..] => publish(Path::new(out), texts.iter().cloned()),
        [] => {
            eprintln!("usage: publish DIR TEXT…");
            return ExitCode::from(2);
        }
    };
    match published {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn publish(out: &Path, texts: impl Iterator<Item = String>) -> Result<(), ExportError> {
    let mut publication = Publication::begin(out, &PublishOptions::default())?;
    let mut tally = ActorTally::default();
    for text in texts {
        let document = Document::from_text("argument", text);
        let (extraction, resolution) = (Extraction::default(), Resolution::default());
        let layers = Layers::bare(&document, &[], &extraction, &resolution);
        tally.add(&layers);
        for (table, batch) in document_batches(&layers) {
            publication.write(table, &batch)?;
        }
    }
    for (table, batch) in tally.batches() {
        publication.write(table, &batch)?;
    }
    publication.finish(&about()).map(|_| ())
}

fn about() -> DatasetInfo {
    DatasetInfo {
        name: "example".to_owned(),
        title: "Texts from the command line".to_owned(),
        description: "Nothing but the texts that were given.".to_owned(),
        licence: None,
        citation: Citation::default(),
        privacy: PrivacyInfo::default(),
        pipeline: String::new(),
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        sources: Vec::new(),
        references: Vec::new(),
        models: Vec::new(),
        configuration_sha256: String::new(),
        expect: serde_json::Value::Null,
        networks: serde_json::json!([]),
        built_at: "1970-01-01T00:00:00Z".to_owned(),
    }
}
