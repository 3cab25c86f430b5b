//! Files that commands read: those of a registry, and tables of a dataset; and those that a command writes anew.

use std::fs::File;
use std::io::{BufReader, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sayso_normalise::RegistryFile;

/// Reads registry files.
///
/// # Errors
/// `FILE:LINE: what is wrong` for the first that cannot be read or breaks its form.
pub(crate) fn read_all(paths: &[PathBuf]) -> Result<Vec<RegistryFile>> {
    paths.iter().map(|path| parse(path, &read_text(path)?)).collect()
}

/// Reads a registry file that will be written again; one that is not there yet is empty but for `header`.
///
/// # Errors
/// As [`read_all`].
pub(crate) fn read_to_update(path: &Path, header: &str) -> Result<RegistryFile> {
    let contents = match std::fs::read_to_string(path) {
        Ok(contents) => contents,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Ok(RegistryFile::new(&name_of(path), header));
        }
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    Ok(RegistryFile::parse_with_comments(&name_of(path), &contents)?)
}

/// Writes `file` in the place of `path`, whole or not at all.
pub(crate) fn write(path: &Path, file: &RegistryFile) -> Result<()> {
    write_text(path, &file.to_toml())
}

/// Writes `contents` in the place of `path`, whole or not at all.
pub(crate) fn write_text(path: &Path, contents: &str) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let part = folder.join(format!(".{}.{}.part", name_of(path), std::process::id()));
    let written = std::fs::write(&part, contents).and_then(|()| std::fs::rename(&part, path));
    if written.is_err() {
        // what is left of it is of no use, and the first error is the one to tell
        let _ = std::fs::remove_file(&part);
    }
    written.with_context(|| format!("cannot write {}", path.display()))
}

/// The name of a file without its folders.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

pub(crate) fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// A table of a dataset, to be read.
pub(crate) fn open_table(dataset: &Path, table: &str) -> Result<BufReader<File>> {
    let path = dataset.join(format!("{table}.csv"));
    let file = File::open(&path)
        .with_context(|| format!("cannot read {}: is {} a dataset?", path.display(), dataset.display()))?;
    Ok(BufReader::new(file))
}

fn parse(path: &Path, contents: &str) -> Result<RegistryFile> {
    Ok(RegistryFile::parse(&name_of(path), contents)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = "# above\n\n[[organisation]]\nid = \"org-a\"\nname = \"A\"\nclassification = \"party\"\nevidence = \"# e\"\n";

    #[test]
    fn a_file_that_is_written_again_keeps_its_comments() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        assert_eq!(read_to_update(&path, "# new").unwrap().to_toml(), "# new\n");
        std::fs::write(&path, ENTRY).unwrap();
        let file = read_to_update(&path, "").unwrap();
        write(&path, &file).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), ENTRY);
        std::fs::write(&path, ENTRY.replace("name =", "# why\nname =")).unwrap();
        write(&path, &read_to_update(&path, "").unwrap()).unwrap();
        let rewritten = std::fs::read_to_string(&path).unwrap();
        assert_eq!(rewritten, ENTRY.replace("[[organisation]]", "# why\n[[organisation]]"));
    }

    #[test]
    fn nothing_else_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.toml");
        write_text(&path, "x").unwrap();
        assert!(write_text(&folder.path().join("new"), "x").is_err());
        let names = |folder: &Path| std::fs::read_dir(folder).unwrap().count();
        assert_eq!((names(folder.path()), names(path.parent().unwrap())), (1, 1));
    }
}
