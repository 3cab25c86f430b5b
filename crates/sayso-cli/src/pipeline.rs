//! Pipeline files: which texts to read, with which registry and codebook, where to write, what to expect.

use std::collections::BTreeMap;
use std::path::PathBuf;

use sayso_check::Expect;
use sayso_network::Plan;
use serde::Deserialize;
use toml::Spanned;

use crate::privacy::Privacy;
use crate::reading::{Edges, Engine};

/// A pipeline as its file states it. Paths are seen from the file's own folder.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PipelineFile {
    /// Short name in lower case; the name of the data package.
    pub(crate) name: String,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    /// Terms under which the tables may be used.
    pub(crate) licence: Option<String>,
    pub(crate) input: Input,
    #[serde(default)]
    pub(crate) extract: Extract,
    #[serde(default)]
    pub(crate) registry: Registry,
    #[serde(default)]
    pub(crate) stance: Stance,
    pub(crate) codebook: Option<CodebookPath>,
    #[serde(default)]
    pub(crate) privacy: Privacy,
    #[serde(default)]
    pub(crate) citation: Citation,
    #[serde(default)]
    pub(crate) coding: Coding,
    pub(crate) output: Output,
    /// The networks that `sayso export` makes of the dataset; the usual ones where there are none.
    #[serde(default, rename = "network")]
    pub(crate) networks: Vec<Spanned<Plan>>,
    #[serde(default)]
    pub(crate) expect: Expect,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Input {
    /// Files, folders and globs.
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) text_column: Option<String>,
    /// Metadata field -> name of the column that holds it.
    #[serde(default)]
    pub(crate) columns: BTreeMap<String, String>,
    pub(crate) encoding: Option<String>,
    pub(crate) max_bytes: Option<u64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Extract {
    #[serde(default)]
    pub(crate) engine: Engine,
    #[serde(default)]
    pub(crate) edges: Edges,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stance {
    /// How sure a stance must be, from 0 to 1.
    pub(crate) min_confidence: Option<Spanned<f64>>,
    /// Whether what is not sure enough is kept without a position.
    #[serde(default)]
    pub(crate) keep_abstained: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Registry {
    pub(crate) paths: Vec<PathBuf>,
}

/// What people have coded, which wins over what is found.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Coding {
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodebookPath {
    pub(crate) path: PathBuf,
}

/// How the dataset is to be cited.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Citation {
    #[serde(default)]
    pub(crate) creators: Vec<Creator>,
    pub(crate) publisher: Option<String>,
    /// Year of publication.
    pub(crate) year: Option<u16>,
    pub(crate) version: Option<String>,
    pub(crate) doi: Option<String>,
    pub(crate) url: Option<String>,
    #[serde(default)]
    pub(crate) keywords: Vec<String>,
}

/// A person, with `family` and `given`, or a body, with `name`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Creator {
    pub(crate) name: Option<String>,
    pub(crate) family: Option<String>,
    pub(crate) given: Option<String>,
    pub(crate) orcid: Option<String>,
    pub(crate) affiliation: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Output {
    pub(crate) dir: PathBuf,
    #[serde(default, rename = "csv_safe")]
    pub(crate) is_csv_safe: bool,
}
