//! A small table and a small dataset for tests.

use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
use sayso_model::{Document, Extraction, Issue, Resolution};
use sayso_tables::{Column, ColumnType, Layers, Table, document_batches, issue_batch};

use crate::{
    Citation, DatasetInfo, ExportError, PrivacyInfo, Publication, PublishOptions, Published, Reference,
    Source,
};

const fn column(
    name: &'static str,
    description: &'static str,
    column_type: ColumnType,
    is_nullable: bool,
) -> Column {
    Column {
        name,
        title: name,
        description,
        column_type,
        is_nullable,
        is_unique: false,
        unit: None,
        pattern: None,
        minimum: None,
        maximum: None,
    }
}

pub(crate) static PETS: Table = Table {
    name: "pets",
    title: "Pets",
    description: "One row for each pet.",
    columns: &[
        column("name", "Its name.", ColumnType::Text, true),
        column("age", "Its age in years.", ColumnType::Integer, true),
        column("weight", "Its weight in kilograms.", ColumnType::Number, true),
        column("is_tame", "Whether it is tame.", ColumnType::Boolean, false),
    ],
    primary_key: &[],
    foreign_keys: &[],
    unique_keys: &[],
};

/// Rows of [`PETS`]: every second one, from the second on, has neither age nor weight.
pub(crate) fn pets(names: &[Option<&str>]) -> RecordBatch {
    let numbers = 0..names.len() as i64;
    let ages: Vec<Option<i64>> = numbers.clone().map(|nth| (nth % 2 == 0).then_some(nth)).collect();
    let weights: Vec<Option<f64>> = ages.iter().map(|age| age.map(|age| age as f64 / 2.0)).collect();
    let tame: Vec<bool> = numbers.map(|nth| nth % 2 == 0).collect();
    let columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from(names.to_vec())),
        Arc::new(Int64Array::from(ages)),
        Arc::new(Float64Array::from(weights)),
        Arc::new(BooleanArray::from(tame)),
    ];
    RecordBatch::try_new(PETS.arrow_schema(), columns).unwrap()
}

pub(crate) fn info() -> DatasetInfo {
    DatasetInfo {
        name: "Made-up Texts".to_owned(),
        title: "Made-up texts".to_owned(),
        description: "Texts for tests.".to_owned(),
        licence: Some("Free for any use.".to_owned()),
        citation: Citation::default(),
        privacy: PrivacyInfo { identifiers: "mask".to_owned(), profile: "full".to_owned() },
        pipeline: "made-up".to_owned(),
        tool_version: "9.9.9".to_owned(),
        sources: vec![Source {
            source: "a.txt".to_owned(),
            sha256: "0".repeat(64),
            n_bytes: 3,
            provenance: None,
        }],
        references: vec![Reference { name: "people.toml".to_owned(), sha256: "1".repeat(64) }],
        models: Vec::new(),
        configuration_sha256: "2".repeat(64),
        expect: serde_json::json!({ "documents": { "min": 1 } }),
        networks: serde_json::json!([]),
        built_at: "2026-01-02T03:04:05Z".to_owned(),
    }
}

/// Publishes texts at `out`, with one issue.
pub(crate) fn publish(out: &Path, texts: &[&str]) -> Result<Published, ExportError> {
    publish_with(out, texts, &PublishOptions { csv_safe: false })
}

pub(crate) fn publish_with(
    out: &Path,
    texts: &[&str],
    options: &PublishOptions,
) -> Result<Published, ExportError> {
    let mut publication = Publication::begin(out, options)?;
    let issue = Issue {
        issue_id: "bus-lanes".to_owned(),
        label: "bus lanes".to_owned(),
        definition: None,
        parent_id: None,
        wordings: Vec::new(),
        against: Vec::new(),
        says_for: Vec::new(),
        says_against: Vec::new(),
    };
    let (issues, batch) = issue_batch(&[issue], "1");
    publication.write(issues, &batch)?;
    let mut documents: Vec<Document> = texts.iter().map(|text| Document::from_text("a.txt", *text)).collect();
    documents.sort_by(|one, other| one.id().cmp(other.id()));
    let (extraction, resolution) = (Extraction::default(), Resolution::default());
    for document in &documents {
        for (table, batch) in document_batches(&Layers::bare(document, &[], &extraction, &resolution)) {
            publication.write(table, &batch)?;
        }
    }
    publication.finish(&info())
}
