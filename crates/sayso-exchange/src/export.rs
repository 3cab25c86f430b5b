//! Formats written into a folder, and the list of what was written.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::output::{Output, sha256_hex};
use crate::{Dataset, ExchangeError, Format};

/// Name of the list of what was written: by it, a folder is known to be one of ours.
pub const LISTING: &str = "exports.json";

/// What one format wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Name of the format.
    pub format: &'static str,
    /// Names of its files, in which `/` separates folders.
    pub files: Vec<String>,
    /// What the format could not hold as it is, a line each.
    pub notes: Vec<String>,
}

/// Writes `formats` of a dataset into `folder`, and [`LISTING`] with the hash of each file and of the dataset's manifest.
///
/// # Errors
/// [`ExchangeError::Io`] for a file that cannot be written, or is there already, and what single formats tell. After an error, the
/// folder holds some of the files.
pub fn export(dataset: &Dataset, formats: &[&Format], folder: &Path) -> Result<Vec<Exported>, ExchangeError> {
    let mut exported = Vec::new();
    for format in formats {
        let mut output = Output::new(folder);
        (format.write)(dataset, &mut output)?;
        let (files, notes) = output.finish();
        exported.push(Exported { format: format.name, files, notes });
    }
    let listing = folder.join(LISTING);
    let contents = format!("{:#}\n", list(dataset, folder, &exported)?);
    fs::write(&listing, contents).map_err(ExchangeError::io(&listing, "write"))?;
    Ok(exported)
}

fn list(dataset: &Dataset, folder: &Path, exported: &[Exported]) -> Result<Value, ExchangeError> {
    let mut formats = Map::new();
    let mut outputs = Map::new();
    for Exported { format, files, notes } in exported {
        formats.insert((*format).to_owned(), json!({ "files": files.len(), "notes": notes }));
        for name in files {
            let path = folder.join(name);
            let bytes = fs::read(&path).map_err(ExchangeError::io(&path, "read"))?;
            outputs.insert(name.clone(), json!({ "sha256": sha256_hex(&bytes), "bytes": bytes.len() }));
        }
    }
    Ok(json!({
        "tool": "sayso",
        "tool_version": env!("CARGO_PKG_VERSION"),
        "dataset": { "title": dataset.tables().title, "manifest_sha256": dataset.manifest_sha256() },
        "formats": formats,
        "outputs": outputs,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FORMATS, samples};

    fn exported(folder: &Path) -> Vec<Exported> {
        export(&Dataset::of(samples::letter()), &FORMATS.iter().collect::<Vec<_>>(), folder).unwrap()
    }

    #[test]
    fn every_file_is_listed_with_its_hash_and_is_where_its_format_says() {
        let folder = tempfile::tempdir().unwrap();
        let exported = exported(folder.path());
        let listing = fs::read_to_string(folder.path().join(LISTING)).unwrap();
        let listing: Value = serde_json::from_str(&listing).unwrap();
        let mut n_files = 0;
        for (format, exported) in FORMATS.iter().zip(&exported) {
            assert_eq!(exported.format, format.name);
            assert!(!exported.files.is_empty(), "{} wrote nothing", format.name);
            for name in &exported.files {
                assert!(
                    name == format.output || format.output.ends_with('/') && name.starts_with(format.output),
                    "{name}"
                );
                let bytes = fs::read(folder.path().join(name)).unwrap();
                assert_eq!(listing["outputs"][name]["sha256"], sha256_hex(&bytes), "{name}");
                n_files += 1;
            }
        }
        assert_eq!(listing["outputs"].as_object().unwrap().len(), n_files);
    }

    #[test]
    fn the_same_dataset_gives_the_same_bytes() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        exported(one.path());
        exported(other.path());
        let listing = |folder: &Path| fs::read_to_string(folder.join(LISTING)).unwrap();
        assert_eq!(listing(one.path()), listing(other.path()));
    }
}
