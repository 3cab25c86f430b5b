//! Files, folders and globs to the files that they name.

mod glob;

mod walk;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sayso_model::Diagnostic;

use crate::IngestError;
use crate::note::{Note, printable};
use crate::sidecar;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The file itself, no link.
    pub(crate) path: PathBuf,
    /// What tables call it.
    pub(crate) source: String,
    /// Whether it was named, by itself or by its extension, and not just met in a folder.
    pub(crate) is_named: bool,
}

/// A file that an input names, before its source is settled.
struct Candidate {
    canonical: PathBuf,
    is_link: bool,
    is_named: bool,
    /// The end of its path that its source shows.
    shown: PathBuf,
    /// The folder that `shown` stands in.
    above: PathBuf,
}

/// What was found so far.
#[derive(Default)]
struct Search {
    candidates: Vec<Candidate>,
    diagnostics: Vec<Diagnostic>,
}

/// The files that `inputs` name, sorted by source, each once; and what could not be followed.
///
/// The source of a file is its path from the input on, with the input's own name: `letters/1.txt` for `1.txt` in the folder
/// `/data/ann/letters`, and `1.txt` if it was named itself. Where two files would share a source, names of the folders above
/// are put before both until they differ. So a source depends neither on the working folder nor on where a project lies.
///
/// # Errors
/// [`IngestError::BadGlob`] if a path that does not exist is a glob that cannot be read.
pub(crate) fn find(inputs: &[PathBuf]) -> Result<(Vec<Found>, Vec<Diagnostic>), IngestError> {
    let mut search = Search::default();
    for input in inputs {
        search.add(input)?;
    }
    let mut diagnostics = search.diagnostics;
    diagnostics.sort_by(|one, other| one.message.cmp(&other.message));
    diagnostics.dedup();
    Ok((settle(search.candidates), diagnostics))
}

impl Search {
    fn add(&mut self, input: &Path) -> Result<(), IngestError> {
        let name = input.file_name().map(PathBuf::from).unwrap_or_default();
        let is_there = fs::symlink_metadata(input).is_ok();
        if !is_there && glob::is_glob(input) {
            return self.add_glob(input);
        }
        let source = show(&name);
        let canonical = match fs::canonicalize(input) {
            Ok(canonical) => canonical,
            Err(error) if is_there => {
                self.note(&source, Note::error("unreadable", format!("link cannot be followed: {error}")));
                return Ok(());
            }
            Err(error) => {
                self.note(&source, Note::error("unreadable", format!("cannot be read: {error}")));
                return Ok(());
            }
        };
        if canonical.is_dir() {
            let n_before = self.candidates.len();
            self.add_folder(&canonical, &name);
            if self.candidates.len() == n_before {
                self.note(&source, Note::warning("empty_folder", "holds no files to read"));
            }
        } else if is_sidecar(&canonical) {
            self.note(&source, Note::info("skipped_file", "tells of another file and is no text itself"));
        } else {
            let above = parent_of(input);
            self.candidates.push(Candidate { canonical, is_link: false, is_named: true, shown: name, above });
        }
        Ok(())
    }

    fn note(&mut self, source: &str, note: Note) {
        self.diagnostics.push(note.about(source));
    }
}

/// Each file once, with a source of its own.
fn settle(mut candidates: Vec<Candidate>) -> Vec<Found> {
    candidates.sort_by(|one, other| {
        let key =
            |candidate: &Candidate| (candidate.canonical.clone(), candidate.is_link, candidate.shown.clone());
        key(one).cmp(&key(other))
    });
    candidates.dedup_by(|later, kept| {
        let is_same = later.canonical == kept.canonical;
        kept.is_named |= is_same && later.is_named;
        is_same
    });
    loop {
        let mut n_bearers: BTreeMap<String, usize> = BTreeMap::new();
        for candidate in &candidates {
            *n_bearers.entry(show(&candidate.shown)).or_default() += 1;
        }
        let mut has_changed = false;
        for candidate in &mut candidates {
            if n_bearers.get(&show(&candidate.shown)).is_some_and(|n| *n > 1)
                && let Some(folder) = candidate.above.file_name()
            {
                candidate.shown = Path::new(folder).join(&candidate.shown);
                candidate.above.pop();
                has_changed = true;
            }
        }
        if !has_changed {
            break;
        }
    }
    let mut found: Vec<Found> = candidates
        .into_iter()
        .map(|candidate| Found {
            source: show(&candidate.shown),
            path: candidate.canonical,
            is_named: candidate.is_named,
        })
        .collect();
    found.sort_by(|one, other| (&one.source, &one.path).cmp(&(&other.source, &other.path)));
    found
}

/// The folder that a path stands in, as the file system knows it.
fn parent_of(path: &Path) -> PathBuf {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::canonicalize(parent).unwrap_or_default()
}

fn is_sidecar(path: &Path) -> bool {
    path.as_os_str().to_string_lossy().ends_with(sidecar::SUFFIX)
}

/// A path as a source: with `/` between its parts, and nothing that acts on a terminal.
fn show(path: &Path) -> String {
    let parts: Vec<String> = path.iter().map(|part| printable(part.as_encoded_bytes())).collect();
    parts.join("/")
}
