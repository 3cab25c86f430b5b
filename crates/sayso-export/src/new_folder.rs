//! A folder that is made beside its place and put there in one step.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::lock::Lock;
use crate::place::Place;
use crate::swap::{put_in_place, sync_folder};
use crate::{ExportError, fault};

/// A folder in the making.
///
/// It stands under another name beside its place until [`NewFolder::finish`] puts it there. Dropping it unfinished removes it and
/// leaves what stood there as it was.
pub struct NewFolder {
    // dropped in this order: the lock is held until the folder is removed
    staging: Staging,
    place: Place,
    _lock: Lock,
    listing: &'static str,
}

impl NewFolder {
    /// Takes the place `out`: locks it and clears away what killed builds left beside it.
    ///
    /// What stands there is replaced only if it is a folder that sayso wrote: `listing` names the JSON file in such a folder whose
    /// `tool` is `sayso` and whose `outputs` has a key for each other file.
    ///
    /// # Errors
    /// - [`ExportError::Locked`]: another build writes there.
    /// - [`ExportError::NotAFolder`], [`ExportError::NotOurs`], [`ExportError::NoName`]: what stands there must not be replaced.
    /// - [`ExportError::Io`]: something could not be read or written; the error names it.
    pub fn begin(out: &Path, listing: &'static str) -> Result<Self, ExportError> {
        let place = Place::of(out)?;
        let lock = Lock::take(&place)?;
        place.sweep()?;
        place.check(listing)?;
        Ok(Self { staging: Staging::create(place.staging())?, place, _lock: lock, listing })
    }

    /// Where files are to be written.
    pub fn path(&self) -> &Path {
        &self.staging.path
    }

    /// Puts the folder in its place, and tells where that is.
    ///
    /// # Errors
    /// As [`NewFolder::begin`]. After an error, what stood there before still stands there.
    pub fn finish(self) -> Result<PathBuf, ExportError> {
        sync_all(&self.staging.path).map_err(ExportError::io(&self.staging.path, "write"))?;
        // somebody may have put a file there since the folder was begun
        self.place.check(self.listing)?;
        put_in_place(&self.staging.path, &self.place)?;
        Ok(self.place.out.clone())
    }
}

/// Waits until the disk has everything in `folder`.
fn sync_all(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_all(&entry.path())?;
        } else if cfg!(unix) {
            File::open(entry.path())?.sync_all()?;
        }
    }
    sync_folder(folder)
}

/// The folder beside the place; removed when dropped. After the exchange it holds the old set.
struct Staging {
    path: PathBuf,
}

impl Staging {
    fn create(path: PathBuf) -> Result<Self, ExportError> {
        fault::point().and_then(|()| fs::create_dir(&path)).map_err(ExportError::io(&path, "create"))?;
        Ok(Self { path })
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        match fs::remove_dir_all(&self.path) {
            Ok(()) => {}
            // it was moved to its place, where nothing stood before
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                tracing::warn!(path = %self.path.display(), %error, "cannot remove; the next build will")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTING: &str = "list.json";

    /// A folder with a file in a folder, and both in its list.
    fn make(out: &Path, words: &str) -> Result<PathBuf, ExportError> {
        let folder = NewFolder::begin(out, LISTING)?;
        fs::create_dir(folder.path().join("texts")).unwrap();
        fs::write(folder.path().join("texts/a.txt"), words).unwrap();
        let listed = r#"{"tool": "sayso", "outputs": {"texts/a.txt": {}}}"#;
        fs::write(folder.path().join(LISTING), listed).unwrap();
        folder.finish()
    }

    #[test]
    fn a_folder_of_ours_is_replaced_and_nothing_stays_beside_it() {
        let above = tempfile::tempdir().unwrap();
        let out = above.path().join("set");
        make(&out, "one").unwrap();
        make(&out, "two").unwrap();
        assert_eq!(fs::read_to_string(out.join("texts/a.txt")).unwrap(), "two");
        assert_eq!(fs::read_dir(above.path()).unwrap().count(), 1);
    }

    #[test]
    fn somebodys_file_within_a_folder_of_ours_is_kept() {
        let above = tempfile::tempdir().unwrap();
        let out = above.path().join("set");
        make(&out, "one").unwrap();
        fs::write(out.join("texts/mine.txt"), "mine").unwrap();
        let error = make(&out, "two").unwrap_err();
        assert!(matches!(&error, ExportError::NotOurs { found, .. } if found == "texts/mine.txt"), "{error}");
        fs::remove_file(out.join("texts/mine.txt")).unwrap();
        fs::create_dir(out.join("texts/empty")).unwrap();
        assert!(matches!(make(&out, "two"), Err(ExportError::NotOurs { .. })));
        assert_eq!(fs::read_to_string(out.join("texts/a.txt")).unwrap(), "one");
    }

    #[test]
    fn a_folder_that_is_not_finished_leaves_no_trace() {
        let above = tempfile::tempdir().unwrap();
        drop(NewFolder::begin(&above.path().join("set"), LISTING).unwrap());
        assert_eq!(fs::read_dir(above.path()).unwrap().count(), 0);
    }
}
