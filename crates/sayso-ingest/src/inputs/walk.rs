//! Folders to the files in them.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Candidate, Search, is_sidecar, show};
use crate::note::Note;
use crate::sidecar;

/// What becomes of a file in a folder.
pub(super) enum Choice {
    /// Not asked for.
    Pass,
    /// Asked for by a folder.
    Take,
    /// Asked for by its extension.
    TakeAsNamed,
}

impl Search {
    /// Adds the files in `root` and in the folders below it. `name` is what sources call the root.
    pub(super) fn add_folder(&mut self, root: &Path, name: &Path) {
        self.walk(root, name, &|_| Choice::Take);
    }

    /// Adds those files below `root`, a real folder, of which `choose` takes the path from the root on.
    ///
    /// Links are not walked through, so no loop can catch the walk. A link to a file below the root leads to that file; one
    /// that leads out of the root is not followed. What starts with a dot is passed over.
    pub(super) fn walk(&mut self, root: &Path, name: &Path, choose: &dyn Fn(&Path) -> Choice) {
        let mut entries = WalkDir::new(root).min_depth(1).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.file_name().as_encoded_bytes().starts_with(b".") => {
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                    let shown = shown_as(root, name, entry.path());
                    self.note(
                        &show(&shown),
                        Note::info("skipped_file", "is hidden (its name starts with a dot)"),
                    );
                }
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => self.meet(root, name, &entry, choose),
                Err(error) => {
                    let shown = shown_as(root, name, error.path().unwrap_or(root));
                    let reason = error.io_error().map_or_else(|| "is a loop".to_owned(), ToString::to_string);
                    self.note(&show(&shown), Note::error("unreadable", format!("cannot be read: {reason}")));
                }
            }
        }
    }

    fn meet(&mut self, root: &Path, name: &Path, entry: &DirEntry, choose: &dyn Fn(&Path) -> Choice) {
        let path = entry.path();
        let is_named = match choose(path.strip_prefix(root).unwrap_or(path)) {
            Choice::Pass => return,
            Choice::Take => false,
            Choice::TakeAsNamed => true,
        };
        let shown = shown_as(root, name, path);
        let source = show(&shown);
        let is_link = entry.file_type().is_symlink();
        let canonical = match if is_link { fs::canonicalize(path) } else { Ok(path.to_owned()) } {
            Ok(canonical) => canonical,
            Err(error) => {
                return self
                    .note(&source, Note::error("unreadable", format!("link cannot be followed: {error}")));
            }
        };
        if is_link && !canonical.starts_with(root) {
            return self.note(
                &source,
                Note::warning("link_outside_input", "link leads out of the input, not followed"),
            );
        }
        if is_link && canonical.is_dir() {
            return;
        }
        if is_sidecar(path) {
            let about = path.to_string_lossy();
            if !Path::new(about.trim_end_matches(sidecar::SUFFIX)).exists() {
                self.note(
                    &source,
                    Note::warning("sidecar_without_file", "the file that it tells of is not there"),
                );
            }
            return;
        }
        let above = root.parent().map(Path::to_owned).unwrap_or_default();
        self.candidates.push(Candidate { canonical, is_link, is_named, shown, above });
    }
}

fn shown_as(root: &Path, name: &Path, path: &Path) -> PathBuf {
    name.join(path.strip_prefix(root).unwrap_or(Path::new("")))
}
