//! What a build hides: choices of a pipeline and the command line, and the key of pseudonyms.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use sayso_privacy::{Guard, Identifiers, Key, Pseudonyms, Roles, Words};
use serde::Deserialize;

/// What is done with words that identify people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Handling {
    /// They are masked in every table.
    #[default]
    Mask,
    /// They stay, and are only counted.
    Keep,
}

/// For whom a dataset is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Profile {
    /// For those who may see the texts: everybody has a name.
    #[default]
    Full,
    /// For everybody: people who are private, or of whom nothing public is known, have pseudonyms.
    Public,
}

/// `[privacy]` of a pipeline.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Privacy {
    #[serde(default)]
    pub(crate) identifiers: Handling,
    #[serde(default)]
    pub(crate) profile: Profile,
    /// File with the key of pseudonyms.
    pub(crate) key: Option<PathBuf>,
}

impl Handling {
    /// The word that files use for it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Mask => "mask",
            Self::Keep => "keep",
        }
    }
}

impl From<Handling> for Identifiers {
    fn from(handling: Handling) -> Self {
        match handling {
            Handling::Mask => Self::Mask,
            Handling::Keep => Self::Keep,
        }
    }
}

impl Profile {
    /// The word that files use for it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Public => "public",
        }
    }
}

impl Privacy {
    /// What masks identifiers.
    ///
    /// # Errors
    /// A fault in the words that are compiled in; a test shows that there is none.
    pub(crate) fn guard(&self) -> Result<Guard> {
        Ok(Guard::new(Words::english()?, self.identifiers.into()))
    }

    /// Pseudonyms for whoever is hidden from the public, from the key beside `out`.
    ///
    /// # Errors
    /// A key that cannot be read or made, or that would be published with the dataset.
    pub(crate) fn pseudonyms(&self, out: &Path, roles: &Roles) -> Result<Pseudonyms> {
        Ok(Pseudonyms::new(self.read_key(out)?, roles))
    }

    /// The key in the file that was named, or in `NAME.pseudonym-key` beside the dataset; it is made where there is none.
    fn read_key(&self, out: &Path) -> Result<Key> {
        let path = match &self.key {
            Some(path) => path.clone(),
            None => beside(out)?,
        };
        if std::path::absolute(&path)?.starts_with(std::path::absolute(out)?) {
            bail!("{}: the key of pseudonyms must not lie in the dataset", path.display());
        }
        match fs::read_to_string(&path) {
            Ok(line) => Key::from_line(&line).with_context(|| format!("{}:1", path.display())),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                make_key(&path).with_context(|| format!("cannot make {}", path.display()))
            }
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }
}

fn beside(out: &Path) -> Result<PathBuf> {
    let out = std::path::absolute(out)?;
    let Some(name) = out.file_name() else {
        bail!("{}: cannot hold a dataset; name a folder", out.display());
    };
    Ok(out.with_file_name(format!("{}.pseudonym-key", name.to_string_lossy())))
}

/// Makes a key of chance that only its owner can read.
fn make_key(path: &Path) -> Result<Key> {
    let mut bytes = [0; Key::N_BYTES];
    getrandom::fill(&mut bytes)?;
    let key = Key::from_bytes(bytes);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(key.to_line().as_bytes())?;
    tracing::info!("{}: a new key of pseudonyms; keep it apart from the dataset", path.display());
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_never_in_the_dataset() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("set");
        let privacy = Privacy::default();
        let key = privacy.read_key(&out).unwrap();
        let path = folder.path().join("set.pseudonym-key");
        assert!(path.is_file());
        assert_eq!(privacy.read_key(&out).unwrap(), key);
        let other = Privacy { key: Some(folder.path().join("keys/mine")), ..Privacy::default() };
        assert_ne!(other.read_key(&out).unwrap(), key);
        let inside = Privacy { key: Some(out.join("key")), ..Privacy::default() };
        let error = inside.read_key(&out).unwrap_err().to_string();
        assert!(error.ends_with("must not lie in the dataset"), "{error}");
        fs::write(&path, "no key").unwrap();
        let error = format!("{:#}", privacy.read_key(&out).unwrap_err());
        assert!(error.contains("set.pseudonym-key:1: a key is one line of 64"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_a_key() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        Privacy::default().read_key(&folder.path().join("set")).unwrap();
        let mode = fs::metadata(folder.path().join("set.pseudonym-key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
