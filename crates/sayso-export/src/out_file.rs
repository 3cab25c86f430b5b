//! A file that is hashed while it is written, and is on the disk when it is finished.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::{ExportError, fault};

/// How much is gathered before the system is asked to write.
const BUFFER_BYTES: usize = 64 * 1024;

/// A new file of the dataset.
pub(crate) struct OutFile {
    path: PathBuf,
    writer: BufWriter<HashedFile>,
}

/// A finished file: what a reader can compare it with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) sha256: String,
    pub(crate) n_bytes: u64,
}

struct HashedFile {
    file: File,
    hasher: Sha256,
    n_bytes: u64,
}

impl OutFile {
    /// Creates `name` in `folder`, where it must not exist.
    pub(crate) fn create(folder: &Path, name: &str) -> Result<Self, ExportError> {
        let path = folder.join(name);
        let file = fault::point()
            .and_then(|()| File::create_new(&path))
            .map_err(ExportError::io(&path, "create"))?;
        let hashed = HashedFile { file, hasher: Sha256::new(), n_bytes: 0 };
        Ok(Self { path, writer: BufWriter::with_capacity(BUFFER_BYTES, hashed) })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Waits until the disk has it.
    pub(crate) fn finish(mut self) -> Result<Written, ExportError> {
        let on_error = ExportError::io(&self.path, "write");
        let written = self.writer.flush().and_then(|()| {
            fault::point()?;
            let hashed = self.writer.get_ref();
            hashed.file.sync_all()?;
            Ok(Written { sha256: hex(&hashed.hasher.clone().finalize()), n_bytes: hashed.n_bytes })
        });
        written.map_err(on_error)
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Write for HashedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        fault::point()?;
        let n_bytes = self.file.write(bytes)?;
        self.hasher.update(&bytes[..n_bytes]);
        self.n_bytes += n_bytes as u64;
        Ok(n_bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes a whole small file.
pub(crate) fn write_file(folder: &Path, name: &str, contents: &str) -> Result<Written, ExportError> {
    let mut file = OutFile::create(folder, name)?;
    let path = file.path().to_owned();
    file.write_all(contents.as_bytes()).map_err(ExportError::io(&path, "write"))?;
    file.finish()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_hash_and_length_of_what_is_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let contents = "é".repeat(BUFFER_BYTES);
        let written = write_file(folder.path(), "a.txt", &contents).unwrap();
        let on_disk = std::fs::read(folder.path().join("a.txt")).unwrap();
        assert_eq!(on_disk, contents.as_bytes());
        assert_eq!(
            written,
            Written { sha256: hex(&Sha256::digest(&on_disk)), n_bytes: on_disk.len() as u64 }
        );
    }

    #[test]
    fn never_writes_over_a_file() {
        let folder = tempfile::tempdir().unwrap();
        write_file(folder.path(), "a.txt", "first").unwrap();
        let error = write_file(folder.path(), "a.txt", "second").unwrap_err();
        assert!(error.to_string().contains("a.txt"), "{error}");
    }
}
