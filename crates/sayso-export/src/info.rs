//! What a dataset tells of itself beside its tables.

use serde_json::Value;

/// One input of a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// File name or URL as given.
    pub source: String,
    /// SHA-256 of the raw bytes, in hexadecimal.
    pub sha256: String,
    /// Length of the raw bytes.
    pub n_bytes: u64,
    /// Where it comes from, as its provenance file tells.
    pub provenance: Option<String>,
}

/// A file that the rows depend on: reference data or a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its name, relative to the project.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// Who made a dataset: a person, with a family name, or a body, with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Creator {
    /// Name of a body, or a person's whole name.
    pub name: Option<String>,
    /// Family name of a person.
    pub family: Option<String>,
    /// Given name of a person.
    pub given: Option<String>,
    /// ORCID of a person, with or without its address.
    pub orcid: Option<String>,
    /// Where a person works.
    pub affiliation: Option<String>,
}

/// How a dataset is to be cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// Who made it.
    pub creators: Vec<Creator>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Year of publication.
    pub year: Option<u16>,
    /// Version of the dataset.
    pub version: Option<String>,
    /// Its DOI, without an address.
    pub doi: Option<String>,
    /// Where it can be found.
    pub url: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
}

/// What was hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrivacyInfo {
    /// `mask` where words that identify people are masked, `keep` where they stay.
    pub identifiers: String,
    /// `public` where people who are private, or of whom nothing public is known, have pseudonyms, `full` where everybody has a name.
    pub profile: String,
}

/// What a dataset tells of itself beside its tables.
#[derive(Clone, Debug)]
pub struct DatasetInfo {
    /// Short name; what a data package does not allow in a name becomes `-`.
    pub name: String,
    /// Title.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// Under which terms it may be used, in words.
    pub licence: Option<String>,
    /// How to cite it.
    pub citation: Citation,
    /// What was hidden.
    pub privacy: PrivacyInfo,
    /// Name of the pipeline that made it; empty where none did.
    pub pipeline: String,
    /// Version of the program.
    pub tool_version: String,
    /// Its inputs, sorted.
    pub sources: Vec<Source>,
    /// Reference data, sorted.
    pub references: Vec<Reference>,
    /// Models, sorted.
    pub models: Vec<Reference>,
    /// SHA-256 of the configuration's text, in hexadecimal.
    pub configuration_sha256: String,
    /// Bounds that the published rows must keep, for `sayso check`.
    pub expect: Value,
    /// The networks that are to be made of it, for `sayso export`; an empty list leaves that open.
    pub networks: Value,
    /// When it was built, in ISO 8601. The only time in a dataset, and only `manifest.json` has it.
    pub built_at: String,
}
