//! One build at a time for one place.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::place::Place;
use crate::{ExportError, fault};

/// A lock on a place, held until it is dropped. The system lets go of it when the process dies, however it dies.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    /// Open for as long as the lock is held.
    _file: File,
}

impl Lock {
    /// Takes the lock, or tells that another build has it.
    pub(crate) fn take(place: &Place) -> Result<Self, ExportError> {
        let path = place.lock();
        loop {
            let file = fault::point()
                .and_then(|()| OpenOptions::new().create(true).truncate(false).write(true).open(&path))
                .map_err(ExportError::io(&path, "create"))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(ExportError::Locked { path: place.out.clone() }),
                Err(TryLockError::Error(error)) => return Err(ExportError::io(&path, "lock")(error)),
            }
            // Where the build before us removed its file between our opening and locking it, we hold a file that nobody else
            // can find, and try again.
            if is_at(&file, &path) {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    /// Removes the file while the lock is held, so that it is never somebody else's.
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.path) {
            tracing::debug!(path = %self.path.display(), %error, "the lock file stays");
        }
    }
}

/// Whether `file` is the one that others find at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(locked), Ok(found)) => (locked.dev(), locked.ino()) == (found.dev(), found.ino()),
        _ => false,
    }
}

/// Elsewhere an open file cannot be removed, so it is always the same.
#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn the_second_is_told_and_a_stale_file_blocks_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::of(&folder.path().join("set")).unwrap();
        fs::write(place.lock(), "left by a killed build").unwrap();
        let first = Lock::take(&place).unwrap();
        assert!(matches!(Lock::take(&place), Err(ExportError::Locked { .. })));
        drop(first);
        assert!(!place.lock().exists());
        Lock::take(&place).unwrap();
    }

    #[test]
    fn never_two_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::of(&folder.path().join("set")).unwrap();
        let holders = AtomicUsize::new(0);
        let n_taken = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..300 {
                        if let Ok(_lock) = Lock::take(&place) {
                            assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0);
                            n_taken.fetch_add(1, Ordering::SeqCst);
                            holders.fetch_sub(1, Ordering::SeqCst);
                        }
                    }
                });
            }
        });
        assert!(n_taken.into_inner() > 0);
    }
}
