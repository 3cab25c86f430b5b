//! A published dataset that is to be written for other programs.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sayso_published::Tables;
use serde_json::Value;

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
    networks: Option<Value>,
}

impl Dataset {
    /// Reads the CSV tables of the dataset in `folder`.
    ///
    /// # Errors
    /// [`ExchangeError::Published`] for tables that are missing, faulty or do not hold together; [`ExchangeError::Io`] for a manifest
    /// that cannot be read.
    pub fn open(folder: &Path) -> Result<Self, ExchangeError> {
        let manifest = folder.join("manifest.json");
        let (manifest_sha256, networks) = match fs::read(&manifest) {
            Ok(bytes) => (Some(sha256_hex(&bytes)), networks(&bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => (None, None),
            Err(error) => return Err(ExchangeError::io(&manifest, "read")(error)),
        };
        let tables = Tables::read(folder)?;
        tables.check()?;
        Ok(Self { folder: folder.to_owned(), tables, manifest_sha256, networks })
    }

    /// Rows that belong to no folder.
    #[cfg(test)]
    pub(crate) fn of(tables: Tables) -> Self {
        tables.check().unwrap();
        Self { folder: PathBuf::new(), tables, manifest_sha256: None, networks: None }
    }

    /// The same with a manifest that asks for these networks.
    #[cfg(test)]
    pub(crate) fn with_networks(self, networks: Value) -> Self {
        Self { networks: Some(networks), ..self }
    }

    /// Where it stands.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its rows.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The networks that its manifest asks for, if it does.
    pub(crate) fn networks(&self) -> Option<&Value> {
        self.networks.as_ref()
    }

    /// SHA-256 of its `manifest.json`, in hexadecimal, if it has one.
    pub fn manifest_sha256(&self) -> Option<&str> {
        self.manifest_sha256.as_deref()
    }
}

/// What a manifest tells of networks; one that is no JSON tells nothing, as `sayso check` reports.
fn networks(manifest: &[u8]) -> Option<Value> {
    let manifest: Value = serde_json::from_slice(manifest).ok()?;
    manifest.get("networks").cloned()
}
