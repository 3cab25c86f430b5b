//! Putting a finished set in its place.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use crate::place::Place;
use crate::{ExportError, fault};

/// Puts `staging` where the dataset belongs; an old set is then at `staging`.
///
/// On Linux one system call exchanges the two folders, so that there is no moment without a dataset. Where that is not to be had,
/// the old set is moved aside first; if the new one cannot be moved then, the old one comes back.
pub(crate) fn put_in_place(staging: &Path, place: &Place) -> Result<(), ExportError> {
    let moved = fault::point().and_then(|()| {
        if !place.is_present() {
            return fs::rename(staging, &place.out);
        }
        match exchange(staging, &place.out) {
            Err(error) if is_unsupported(&error) => move_aside(staging, place),
            exchanged => exchanged,
        }
    });
    moved.map_err(ExportError::io(&place.out, "replace"))?;
    if let Err(error) = sync_folder(&place.parent) {
        tracing::warn!(path = %place.parent.display(), %error, "the new dataset is in place but may not survive a power cut yet");
    }
    Ok(())
}

/// Waits until the disk has the names in `folder`.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    fault::point()?;
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the system or the file system knows no exchange.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

fn move_aside(staging: &Path, place: &Place) -> io::Result<()> {
    let aside = place.aside();
    fs::rename(&place.out, &aside)?;
    if let Err(error) = fault::point().and_then(|()| fs::rename(staging, &place.out)) {
        fs::rename(&aside, &place.out)?;
        return Err(error);
    }
    fs::rename(&aside, staging)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::fail_at;

    fn set_and_staging() -> (tempfile::TempDir, Place, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        for (name, contents) in [("set", "old"), ("new", "new")] {
            fs::create_dir(folder.path().join(name)).unwrap();
            fs::write(folder.path().join(name).join("a"), contents).unwrap();
        }
        let place = Place::of(&folder.path().join("set")).unwrap();
        let staging = folder.path().join("new");
        (folder, place, staging)
    }

    fn contents(folder: &Path) -> String {
        fs::read_to_string(folder.join("a")).unwrap()
    }

    #[test]
    fn both_ways_exchange_the_two() {
        let (_folder, place, staging) = set_and_staging();
        put_in_place(&staging, &place).unwrap();
        assert_eq!((contents(&place.out), contents(&staging)), ("new".to_owned(), "old".to_owned()));
        move_aside(&staging, &place).unwrap();
        assert_eq!((contents(&place.out), contents(&staging)), ("old".to_owned(), "new".to_owned()));
        assert!(!place.aside().exists());
    }

    #[test]
    fn the_old_set_comes_back_where_the_new_one_cannot_be_moved() {
        let (_folder, place, staging) = set_and_staging();
        fail_at(Some(0));
        let moved = move_aside(&staging, &place);
        fail_at(None);
        assert!(moved.is_err());
        assert_eq!((contents(&place.out), contents(&staging)), ("old".to_owned(), "new".to_owned()));
    }
}
