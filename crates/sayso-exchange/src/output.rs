//! Files in the making, and what is to be told of them.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::ExchangeError;

/// Where one format writes, and what it has written.
pub(crate) struct Output<'a> {
    folder: &'a Path,
    files: Vec<String>,
    notes: Vec<String>,
}

impl<'a> Output<'a> {
    pub(crate) fn new(folder: &'a Path) -> Self {
        Self { folder, files: Vec::new(), notes: Vec::new() }
    }

    /// Writes the file `name`, in which `/` separates folders, and which must not exist.
    pub(crate) fn write(&mut self, name: &str, contents: impl AsRef<[u8]>) -> Result<(), ExchangeError> {
        let path = self.create(name)?;
        fs::write(&path, contents).map_err(ExchangeError::io(&path, "write"))
    }

    /// Makes an empty file `name`, and tells where it is, for whoever writes it by other means.
    pub(crate) fn create(&mut self, name: &str) -> Result<PathBuf, ExchangeError> {
        let path = self.folder.join(name);
        let above = path.parent().unwrap_or(self.folder);
        fs::create_dir_all(above).map_err(ExchangeError::io(above, "create"))?;
        File::create_new(&path)
            .and_then(|mut file| file.flush())
            .map_err(ExchangeError::io(&path, "create"))?;
        self.files.push(name.to_owned());
        Ok(path)
    }

    /// Tells the user what the format could not hold as it is: one line, lower case, without a final stop.
    pub(crate) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// The names of all files, and all notes.
    pub(crate) fn finish(self) -> (Vec<String>, Vec<String>) {
        (self.files, self.notes)
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_and_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let mut output = Output::new(folder.path());
        output.write("a/b.txt", "é").unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("a/b.txt")).unwrap(), "é");
        assert!(matches!(output.write("a/b.txt", "x"), Err(ExchangeError::Io { .. })));
        output.note("one label was shortened".to_owned());
        assert_eq!(output.finish(), (vec!["a/b.txt".to_owned()], vec!["one label was shortened".to_owned()]));
    }
}
