//! Everything a run needs, put together from a pipeline file and the command line before any text is read.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sayso_check::Expect;
use sayso_curate::{Coding, Sheet};
use sayso_extract::{Language, Model, Names};
use sayso_ingest::ReadOptions;
use sayso_network::Plan;
use sayso_normalise::Registry;
use sayso_privacy::Guard;
use sayso_stance::{Learned, Lexicon, Options};
use toml::Spanned;

use crate::args::Sources;
use crate::codebook::{self, Codebook};
use crate::model;
use crate::pipeline::{self, Citation, Extract, PipelineFile};
use crate::privacy::Privacy;
use crate::reading::{Edges, Engine};
use crate::toml_file;

/// The pipeline that is built when nothing else is said.
pub(crate) const DEFAULT_PIPELINE: &str = "pipelines/canterbury.toml";

/// Where tables go when neither a pipeline nor `--out` says so.
const DEFAULT_OUT: &str = "sayso-out";

/// A file that shapes the rows without being a text: pipeline, registry, codebook, coding.
#[derive(Clone, Debug)]
pub(crate) struct ConfigFile {
    /// File name without its folders.
    pub(crate) name: String,
    pub(crate) contents: String,
}

/// What the dataset says of itself.
#[derive(Clone, Debug)]
pub(crate) struct About {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) licence: Option<String>,
    pub(crate) citation: Citation,
}

/// All that a run needs.
pub(crate) struct Config {
    pub(crate) about: About,
    pub(crate) inputs: Vec<PathBuf>,
    pub(crate) read: ReadOptions,
    pub(crate) language: Language,
    /// What finds statements besides rules; none where rules alone do.
    pub(crate) model: Option<Model>,
    /// The learned reader of stances, where statements are read by a model.
    pub(crate) stance_model: Option<Learned>,
    pub(crate) edges: Edges,
    pub(crate) registry: Registry,
    pub(crate) names: Names,
    pub(crate) codebook: Codebook,
    pub(crate) privacy: Privacy,
    /// What masks identifiers, as `privacy` tells.
    pub(crate) guard: Guard,
    /// What people have coded.
    pub(crate) coding: Coding,
    /// The words by which stances are told.
    pub(crate) lexicon: Lexicon,
    pub(crate) stance: Options,
    pub(crate) expect: Expect,
    /// The networks that the pipeline asks for.
    pub(crate) networks: Vec<Plan>,
    pub(crate) out: PathBuf,
    pub(crate) is_csv_safe: bool,
    /// The pipeline file, where there is one.
    pub(crate) pipeline: Option<ConfigFile>,
    /// Registry, codebook and coding files, in the order of their names.
    pub(crate) reference: Vec<ConfigFile>,
}

impl Config {
    /// Reads pipeline, registry, codebook and coding.
    ///
    /// # Errors
    /// `FILE:LINE: what is wrong` for any fault in them; nothing has been written by then.
    pub(crate) fn load(sources: &Sources) -> Result<Self> {
        let base = match pipeline_path(sources)? {
            Some(path) => Base::from_pipeline(&path)?,
            None => Base::default(),
        };
        let registry_files = read_all(base.registries.iter().chain(&sources.registries))?;
        let named: Vec<(String, String)> =
            registry_files.iter().map(|file| (file.name.clone(), file.contents.clone())).collect();
        let registry = Registry::from_toml(&named)?;
        let mut reference = registry_files;
        let mut codebook = Codebook::default();
        if let Some(path) = sources.codebook.as_ref().or(base.codebook.as_ref()) {
            let (read, contents) = codebook::read(path)?;
            codebook = read;
            reference.push(ConfigFile { name: file_name(path), contents });
        }
        let codings = read_all(base.codings.iter().chain(&sources.codings))?;
        let sheets = codings.iter().map(|file| Sheet { name: &file.name, contents: &file.contents });
        let coding = Coding::read(&sheets.collect::<Vec<_>>())?;
        reference.extend(codings);
        reference.sort_by(|one, other| one.name.cmp(&other.name));
        let mut read = base.read;
        read.text_column = sources.text_column.clone().or(read.text_column);
        read.encoding = sources.encoding.clone().or(read.encoding);
        read.max_bytes = sources.max_bytes.unwrap_or(read.max_bytes);
        let model = match sources.how.engine.unwrap_or(base.extract.engine) {
            Engine::Model => Some(model::load()?),
            Engine::Rules => None,
        };
        Ok(Self {
            about: base.about,
            inputs: if sources.inputs.is_empty() { base.inputs } else { sources.inputs.clone() },
            read,
            language: Language::english()?,
            stance_model: model.as_ref().map(model::load_stance).transpose()?,
            model,
            edges: sources.how.edges.unwrap_or(base.extract.edges),
            names: Names::new(&registry.known_names()).with_roles(&registry.known_roles()),
            registry,
            codebook,
            guard: base.privacy.guard()?,
            privacy: base.privacy,
            coding,
            lexicon: Lexicon::english()?,
            stance: base.stance,
            expect: base.expect,
            networks: base.networks,
            out: base.out,
            is_csv_safe: base.is_csv_safe,
            pipeline: base.pipeline,
            reference,
        })
    }
}

/// What a pipeline file settles, or the defaults where there is none.
struct Base {
    about: About,
    inputs: Vec<PathBuf>,
    read: ReadOptions,
    extract: Extract,
    registries: Vec<PathBuf>,
    codebook: Option<PathBuf>,
    privacy: Privacy,
    codings: Vec<PathBuf>,
    stance: Options,
    expect: Expect,
    networks: Vec<Plan>,
    out: PathBuf,
    is_csv_safe: bool,
    pipeline: Option<ConfigFile>,
}

impl Default for Base {
    fn default() -> Self {
        Self {
            about: About {
                name: "sayso-dataset".to_owned(),
                title: "Statements, actors and stances".to_owned(),
                description: None,
                licence: None,
                citation: Citation::default(),
            },
            inputs: Vec::new(),
            read: ReadOptions::default(),
            extract: Extract::default(),
            registries: Vec::new(),
            codebook: None,
            privacy: Privacy::default(),
            codings: Vec::new(),
            stance: Options::default(),
            expect: Expect::default(),
            networks: Vec::new(),
            out: PathBuf::from(DEFAULT_OUT),
            is_csv_safe: false,
            pipeline: None,
        }
    }
}

impl Base {
    fn from_pipeline(path: &Path) -> Result<Self> {
        let (file, contents): (PipelineFile, String) = toml_file::read(path)?;
        if !is_package_name(&file.name) {
            bail!("{}: name {:?} is no package name of a-z, 0-9, - and _", path.display(), file.name);
        }
        let stance = stance_options(path, &contents, &file.stance)?;
        let networks = networks(path, &contents, file.networks)?;
        let defaults = ReadOptions::default();
        Ok(Self {
            about: About {
                title: file.title.unwrap_or_else(|| file.name.clone()),
                name: file.name,
                description: file.description,
                licence: file.licence,
                citation: file.citation,
            },
            inputs: file.input.paths.iter().map(|input| toml_file::beside(path, input)).collect(),
            read: ReadOptions {
                text_column: file.input.text_column,
                columns: file.input.columns,
                encoding: file.input.encoding,
                max_bytes: file.input.max_bytes.unwrap_or(defaults.max_bytes),
            },
            extract: file.extract,
            registries: file.registry.paths.iter().map(|entry| toml_file::beside(path, entry)).collect(),
            stance,
            codebook: file.codebook.map(|codebook| toml_file::beside(path, &codebook.path)),
            privacy: Privacy {
                key: file.privacy.key.as_ref().map(|key| toml_file::beside(path, key)),
                ..file.privacy
            },
            codings: file.coding.paths.iter().map(|entry| toml_file::beside(path, entry)).collect(),
            expect: file.expect,
            networks,
            out: toml_file::beside(path, &file.output.dir),
            is_csv_safe: file.output.is_csv_safe,
            pipeline: Some(ConfigFile { name: file_name(path), contents }),
        })
    }
}

/// Which stances a pipeline wants.
fn stance_options(path: &Path, contents: &str, file: &pipeline::Stance) -> Result<Options> {
    let usual = Options { keep_abstained: file.keep_abstained, ..Options::default() };
    match &file.min_confidence {
        None => Ok(usual),
        Some(entry) if (0.0..=1.0).contains(entry.get_ref()) => {
            let least = *entry.get_ref();
            Ok(Options { min_confidence: least, reader_min_confidence: least, ..usual })
        }
        Some(entry) => bail!(
            "{}:{}: min_confidence {} is no number from 0 to 1",
            path.display(),
            toml_file::line_of(contents, entry.span().start),
            entry.get_ref()
        ),
    }
}

/// The networks that a pipeline asks for, each of which can be made and has a name of its own.
fn networks(path: &Path, contents: &str, told: Vec<Spanned<Plan>>) -> Result<Vec<Plan>> {
    let mut plans: Vec<Plan> = Vec::new();
    for entry in told {
        let at = format!("{}:{}", path.display(), toml_file::line_of(contents, entry.span().start));
        let plan = entry.into_inner();
        plan.projection().with_context(|| at.clone())?;
        if plans.iter().any(|other| other.file_name() == plan.file_name()) {
            bail!("{at}: there is another network {:?}; give one of them a name", plan.file_name());
        }
        plans.push(plan);
    }
    Ok(plans)
}

/// The pipeline to read: the one that is named, or the default one where no inputs are named either.
fn pipeline_path(sources: &Sources) -> Result<Option<PathBuf>> {
    if let Some(path) = &sources.pipeline {
        return Ok(Some(path.clone()));
    }
    if !sources.inputs.is_empty() {
        return Ok(None);
    }
    let path = PathBuf::from(DEFAULT_PIPELINE);
    if !path.exists() {
        bail!("there is no {DEFAULT_PIPELINE} here; name a pipeline, or texts with --input");
    }
    Ok(Some(path))
}

fn read_all<'a>(paths: impl Iterator<Item = &'a PathBuf>) -> Result<Vec<ConfigFile>> {
    paths
        .map(|path| {
            let contents =
                std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            Ok(ConfigFile { name: file_name(path), contents })
        })
        .collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn is_package_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte))
}
