//! Globs to the files that match them.

use std::fs;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::walk::Choice;
use super::{Search, show};
use crate::IngestError;
use crate::note::Note;

const WILD: &[char] = &['*', '?', '[', '{'];

/// Whether a path that does not exist may be meant as a glob.
pub(super) fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(WILD)
}

impl Search {
    /// Adds the files that match `input`: `*` and `?` stay within a folder, `**` crosses folders.
    ///
    /// The folder before the first part with a wild card plays the part of the input: sources start with its name.
    pub(super) fn add_glob(&mut self, input: &Path) -> Result<(), IngestError> {
        let is_wild = |part: &std::ffi::OsStr| part.to_string_lossy().contains(WILD);
        let fixed: PathBuf = input.iter().take_while(|part| !is_wild(part)).collect();
        let wild: PathBuf = input.iter().skip_while(|part| !is_wild(part)).collect();
        let matcher = matcher(&wild)?;
        let has_fixed_extension =
            wild.extension().is_some_and(|extension| !extension.to_string_lossy().contains(WILD));
        let name = fixed.file_name().map(PathBuf::from).unwrap_or_default();
        let source = show(&name.join(&wild));
        let root = if fixed.as_os_str().is_empty() { Path::new(".") } else { &fixed };
        let root = match fs::canonicalize(root) {
            Ok(root) => root,
            Err(error) => {
                self.note(&source, Note::error("unreadable", format!("cannot be read: {error}")));
                return Ok(());
            }
        };
        let n_before = self.candidates.len();
        self.walk(&root, &name, &|path| match matcher.is_match(path) {
            false => Choice::Pass,
            true if has_fixed_extension => Choice::TakeAsNamed,
            true => Choice::Take,
        });
        if self.candidates.len() == n_before {
            self.note(&source, Note::error("no_match", "no file matches"));
        }
        Ok(())
    }
}

fn matcher(wild: &Path) -> Result<GlobMatcher, IngestError> {
    let glob = wild.to_string_lossy();
    GlobBuilder::new(&glob)
        .literal_separator(true)
        .build()
        .map(|glob| glob.compile_matcher())
        .map_err(|source| IngestError::BadGlob { glob: glob.clone().into_owned(), source })
}
