//! A published dataset that is to be written for other programs.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sayso_published::Tables;

use crate::ExchangeError;
use crate::output::sha256_hex;

/// A published dataset.
///
/// Invariant: its rows hold together, as [`Tables::check`] tells.
#[derive(Clone, Debug)]
pub struct Dataset {
    folder: PathBuf,
    tables: Tables,
    manifest_sha256: Option<String>,
}

impl Dataset {
    /// Reads the CSV tables of the dataset in `folder`.
    ///
    /// # Errors
    /// [`ExchangeError::Published`] for tables that are missing, faulty or do not hold together; [`ExchangeError::Io`] for a manifest
    /// that cannot be read.
    pub fn open(folder: &Path) -> Result<Self, ExchangeError> {
        let manifest = folder.join("manifest.json");
        let manifest_sha256 = match fs::read(&manifest) {
            Ok(bytes) => Some(sha256_hex(&bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(ExchangeError::io(&manifest, "read")(error)),
        };
        let tables = Tables::read(folder)?;
        tables.check()?;
        Ok(Self { folder: folder.to_owned(), tables, manifest_sha256 })
    }

    /// Rows that belong to no folder.
    #[cfg(test)]
    pub(crate) fn of(tables: Tables) -> Self {
        tables.check().unwrap();
        Self { folder: PathBuf::new(), tables, manifest_sha256: None }
    }

    /// Where it stands.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its rows.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// SHA-256 of its `manifest.json`, in hexadecimal, if it has one.
    pub fn manifest_sha256(&self) -> Option<&str> {
        self.manifest_sha256.as_deref()
    }
}
