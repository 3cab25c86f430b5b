//! What the tests of reading share.

use std::fs;
use std::path::{Path, PathBuf};

use sayso_ingest::{Collection, IngestError, Loaded, ReadOptions, open};
use tempfile::TempDir;

/// A folder `in` to fill with texts and a folder for the spool.
pub(crate) struct Bench {
    dir: TempDir,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("in")).unwrap();
        fs::create_dir_all(dir.path().join("spool")).unwrap();
        Self { dir }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join("in").join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn spool(&self) -> PathBuf {
        self.dir.path().join("spool")
    }

    /// Opens the whole folder with the default options.
    pub(crate) fn open(&self) -> Collection {
        self.open_with(&ReadOptions::default()).unwrap()
    }

    pub(crate) fn open_with(&self, options: &ReadOptions) -> Result<Collection, IngestError> {
        open(&[self.path("")], options, &self.spool())
    }

    pub(crate) fn open_only(&self, names: &[&str]) -> Collection {
        let inputs: Vec<PathBuf> = names.iter().map(|name| self.path(name)).collect();
        open(&inputs, &ReadOptions::default(), &self.spool()).unwrap()
    }
}

/// Every document, sorted by source.
pub(crate) fn load_all(collection: &Collection) -> Vec<Loaded> {
    let mut loaded: Vec<Loaded> =
        collection.entries().iter().map(|entry| collection.load(entry).unwrap()).collect();
    loaded.sort_by(|one, other| one.document.source().cmp(other.document.source()));
    loaded
}

/// The sources of all documents, sorted.
pub(crate) fn sources(collection: &Collection) -> Vec<String> {
    let mut sources: Vec<String> =
        collection.entries().iter().map(|entry| entry.source().to_owned()).collect();
    sources.sort();
    sources
}

/// `severity code message` of what the collection could not read, sorted by nothing: in the order in which it tells.
pub(crate) fn told(collection: &Collection) -> Vec<String> {
    collection
        .diagnostics()
        .iter()
        .map(|found| format!("{} {} {}", found.severity, found.code, found.message))
        .collect()
}

/// Asserts that `told` are as many as `expected`, each starting with its expected words.
pub(crate) fn assert_told(collection: &Collection, expected: &[&str]) {
    let found = told(collection);
    let is_equal = found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, expected)| found.starts_with(expected));
    assert!(is_equal, "found {found:#?}\nexpected {expected:#?}");
}

/// The text of the one document of the project's own corpus.
pub(crate) fn corpus_text() -> String {
    fs::read_to_string(corpus_file()).unwrap()
}

pub(crate) fn corpus_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/raw/000_4a9dfc69f9480646.txt")
}
