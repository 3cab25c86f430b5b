//! The place of a dataset: what stands there, what stands beside it, and what earlier builds left behind.
//!
//! Beside a dataset `NAME` a build uses three names: `.NAME.lock`, `.NAME.build-PID` (the set in the making, later the old set) and,
//! only where the system cannot exchange two folders, `.NAME.old-PID`.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::manifest::TOOL;
use crate::{ExportError, fault};

/// Files that file managers leave in any folder that somebody looks at.
const LEFT_BY_FILE_MANAGERS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Where a folder of ours stands or will stand.
///
/// Invariant: `parent` is an existing folder, and `out` is `name` in it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) out: PathBuf,
    pub(crate) parent: PathBuf,
    name: String,
}

impl Place {
    /// Follows links, and makes the folders above `out` where they are missing.
    pub(crate) fn of(out: &Path) -> Result<Self, ExportError> {
        let real = match fs::canonicalize(out) {
            Ok(real) => real,
            Err(error) if error.kind() == ErrorKind::NotFound && fs::symlink_metadata(out).is_err() => {
                absent(out)?
            }
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                return Err(ExportError::NotAFolder { path: out.to_owned() });
            }
            Err(error) => return Err(ExportError::io(out, "find")(error)),
        };
        let (Some(parent), Some(name)) = (real.parent(), real.file_name()) else {
            return Err(ExportError::NoName { path: out.to_owned() });
        };
        Ok(Self { parent: parent.to_owned(), name: name.to_string_lossy().into_owned(), out: real.clone() })
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.parent.join(format!(".{}.lock", self.name))
    }

    pub(crate) fn staging(&self) -> PathBuf {
        self.parent.join(format!("{}{}", self.staging_prefix(), std::process::id()))
    }

    pub(crate) fn aside(&self) -> PathBuf {
        self.parent.join(format!("{}{}", self.aside_prefix(), std::process::id()))
    }

    fn staging_prefix(&self) -> String {
        format!(".{}.build-", self.name)
    }

    fn aside_prefix(&self) -> String {
        format!(".{}.old-", self.name)
    }

    /// Whether anything stands there.
    pub(crate) fn is_present(&self) -> bool {
        fs::symlink_metadata(&self.out).is_ok()
    }

    /// Tells whether what stands there, if anything, may be replaced: a folder of ours or an empty one may.
    ///
    /// # Errors
    /// Where a file stands there, or a folder with anything that the file `listing` in it does not tell.
    pub(crate) fn check(&self, listing: &str) -> Result<(), ExportError> {
        match fs::symlink_metadata(&self.out) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(ExportError::NotAFolder { path: self.out.clone() }),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(ExportError::io(&self.out, "look at")(error)),
        }
        match strange_in(&self.out, "", &files_of_listing(&self.out, listing))? {
            Some(found) => Err(ExportError::NotOurs { path: self.out.clone(), found }),
            None => Ok(()),
        }
    }

    /// Removes what killed builds left, and puts a set back that one was killed just before replacing.
    ///
    /// Only for whoever holds the lock: nobody else can then be building here.
    pub(crate) fn sweep(&self) -> Result<(), ExportError> {
        for name in names_in(&self.parent)? {
            let path = self.parent.join(&name);
            let is_folder = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_dir());
            if !is_folder {
                continue;
            }
            if is_ours(&name, &self.aside_prefix()) && !self.is_present() {
                tracing::warn!(path = %self.out.display(), "a build was killed while it replaced this; it is put back");
                fs::rename(&path, &self.out).map_err(ExportError::io(&path, "put back"))?;
            } else if is_ours(&name, &self.staging_prefix()) || is_ours(&name, &self.aside_prefix()) {
                tracing::info!(path = %path.display(), "removing what a killed build left");
                fault::point()
                    .and_then(|()| fs::remove_dir_all(&path))
                    .map_err(ExportError::io(&path, "remove"))?;
            }
        }
        Ok(())
    }
}

/// The full path of what does not exist yet.
fn absent(out: &Path) -> Result<PathBuf, ExportError> {
    let Some(name) = out.file_name() else {
        return Err(ExportError::NoName { path: out.to_owned() });
    };
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(ExportError::io(parent, "create"))?;
    Ok(fs::canonicalize(parent).map_err(ExportError::io(parent, "find"))?.join(name))
}

/// Whether `name` is one that a build gives: `prefix` and a process's number.
fn is_ours(name: &str, prefix: &str) -> bool {
    let number = name.strip_prefix(prefix);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Names in a folder, sorted.
fn names_in(folder: &Path) -> Result<Vec<String>, ExportError> {
    let listed: Result<Vec<String>, std::io::Error> = fs::read_dir(folder).and_then(|entries| {
        entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    });
    let mut names = listed.map_err(ExportError::io(folder, "list"))?;
    names.sort();
    Ok(names)
}

/// The first file or folder below `folder` that is none of `ours`; `prefix` stands before the names in it.
fn strange_in(folder: &Path, prefix: &str, ours: &BTreeSet<String>) -> Result<Option<String>, ExportError> {
    for name in names_in(folder)? {
        let path = folder.join(&name);
        let told = format!("{prefix}{name}");
        let below = format!("{told}/");
        let is_folder = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_dir());
        if is_folder && ours.iter().any(|file| file.starts_with(&below)) {
            if let Some(found) = strange_in(&path, &below, ours)? {
                return Ok(Some(found));
            }
        } else if is_folder || !ours.contains(&told) && !LEFT_BY_FILE_MANAGERS.contains(&name.as_str()) {
            return Ok(Some(told));
        }
    }
    Ok(None)
}

/// The files that `listing` in `folder` tells, itself included; none where there is no list of ours.
fn files_of_listing(folder: &Path, listing: &str) -> BTreeSet<String> {
    let told = fs::read_to_string(folder.join(listing)).unwrap_or_default();
    let told: Value = serde_json::from_str(&told).unwrap_or_default();
    if told["tool"] != TOOL {
        return BTreeSet::new();
    }
    let outputs = told["outputs"].as_object();
    let mut files: BTreeSet<String> =
        outputs.map(|outputs| outputs.keys().cloned().collect()).unwrap_or_default();
    files.insert(listing.to_owned());
    files
}

/// Removes everything from `folder` that is not in `keep`.
pub(crate) fn keep_only(folder: &Path, keep: &BTreeSet<&str>) -> Result<(), ExportError> {
    for name in names_in(folder)?.iter().filter(|name| !keep.contains(name.as_str())) {
        let path = folder.join(name);
        let is_folder = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_dir());
        let removed = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(ExportError::io(&path, "remove"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::MANIFEST;
    use crate::samples::publish;

    #[test]
    fn only_our_own_names_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        let stale = [".set.build-12", ".set.old-7"];
        let others = [".set.build-", ".set.build-1x", ".other.build-12", "set.build-12", ".set.old"];
        fs::create_dir(folder.path().join("set")).unwrap();
        for name in stale.iter().chain(&others) {
            fs::create_dir(folder.path().join(name)).unwrap();
            fs::write(folder.path().join(name).join("a"), "a").unwrap();
        }
        fs::write(folder.path().join(".set.build-99"), "a file").unwrap();
        Place::of(&folder.path().join("set")).unwrap().sweep().unwrap();
        for name in stale {
            assert!(!folder.path().join(name).exists(), "{name}");
        }
        for name in others.iter().chain(&[".set.build-99"]) {
            assert!(folder.path().join(name).exists(), "{name}");
        }
    }

    #[test]
    fn a_set_that_was_put_aside_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".set.old-7")).unwrap();
        fs::write(folder.path().join(".set.old-7/a"), "a").unwrap();
        let place = Place::of(&folder.path().join("set")).unwrap();
        place.sweep().unwrap();
        assert_eq!(fs::read_to_string(place.out.join("a")).unwrap(), "a");
    }

    #[test]
    fn nothing_of_the_users_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("set");
        publish(&out, &["one"]).unwrap();
        publish(&out, &["two"]).unwrap();
        fs::write(out.join(".DS_Store"), "").unwrap();
        publish(&out, &["three"]).unwrap();
        fs::write(out.join("my notes.txt"), "notes").unwrap();
        let error = publish(&out, &["four"]).unwrap_err();
        assert!(matches!(&error, ExportError::NotOurs { found, .. } if found == "my notes.txt"), "{error}");
        assert_eq!(fs::read_to_string(out.join("my notes.txt")).unwrap(), "notes");
        assert!(fs::read_to_string(out.join("documents.csv")).unwrap().contains("three"));
    }

    #[test]
    fn a_folder_of_others_a_file_and_a_dangling_link_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("photos");
        fs::create_dir(&out).unwrap();
        publish(&out, &["an empty folder may be taken"]).unwrap();
        fs::remove_file(out.join(MANIFEST)).unwrap();
        assert!(matches!(publish(&out, &["x"]), Err(ExportError::NotOurs { .. })));

        let file = folder.path().join("file");
        fs::write(&file, "mine").unwrap();
        assert!(matches!(publish(&file, &["x"]), Err(ExportError::NotAFolder { .. })));
        assert!(matches!(
            publish(&file.join("below"), &["x"]),
            Err(ExportError::NotAFolder { .. } | ExportError::Io { .. })
        ));
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
        assert!(matches!(publish(Path::new("/"), &["x"]), Err(ExportError::NoName { .. })));

        #[cfg(unix)]
        {
            let link = folder.path().join("link");
            std::os::unix::fs::symlink(folder.path().join("nowhere"), &link).unwrap();
            assert!(matches!(publish(&link, &["x"]), Err(ExportError::Io { .. })));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_dataset_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (set, link) = (folder.path().join("set"), folder.path().join("link"));
        publish(&set, &["one"]).unwrap();
        std::os::unix::fs::symlink(&set, &link).unwrap();
        publish(&link, &["two"]).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::read_to_string(set.join("documents.csv")).unwrap().contains("two"));
    }
}
