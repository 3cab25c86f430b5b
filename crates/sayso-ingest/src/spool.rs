//! One file that holds the texts of rows until they are loaded, so that memory does not grow with a collection.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::IngestError;

/// Spools of this process so far: no two of them share a file.
static N_SPOOLS: AtomicU32 = AtomicU32::new(0);

/// Texts of rows, one after another. The file is removed with the spool.
#[derive(Debug)]
pub(crate) struct Spool {
    path: PathBuf,
    /// `None` until the first text comes, and again when all have come.
    file: Option<BufWriter<File>>,
    n_bytes: u64,
}

impl Spool {
    /// A spool in `dir`, which must exist when the first text comes.
    pub(crate) fn new(dir: &Path) -> Self {
        let nth = N_SPOOLS.fetch_add(1, Ordering::Relaxed);
        Self { path: dir.join(format!("rows-{}-{nth}.spool", std::process::id())), file: None, n_bytes: 0 }
    }

    /// Adds a text; gives the position of its first byte.
    pub(crate) fn push(&mut self, text: &[u8]) -> Result<u64, IngestError> {
        self.write(text).map_err(|source| IngestError::Spool { file: self.path.clone(), source })
    }

    fn write(&mut self, text: &[u8]) -> io::Result<u64> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(BufWriter::new(create(&self.path)?)),
        };
        file.write_all(text)?;
        let start_byte = self.n_bytes;
        self.n_bytes += text.len() as u64;
        Ok(start_byte)
    }

    /// Writes out what is still in memory. No text can be added after.
    pub(crate) fn finish(&mut self) -> Result<(), IngestError> {
        match self.file.take().map(|mut file| file.flush()) {
            Some(Err(source)) => Err(IngestError::Spool { file: self.path.clone(), source }),
            _ => Ok(()),
        }
    }

    /// The text of `n_bytes` bytes from `start_byte` on. Threads may read at the same time.
    pub(crate) fn read(&self, start_byte: u64, n_bytes: u64) -> io::Result<Vec<u8>> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(start_byte))?;
        let mut text = Vec::new();
        file.take(n_bytes).read_to_end(&mut text)?;
        Ok(text)
    }
}

/// A new file; one that a killed process of the same number has left is replaced, never one behind a link.
fn create(path: &Path) -> io::Result<File> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => File::create_new(path),
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        self.file = None;
        // The folder is the caller's to remove: a file that is not there or cannot be removed here goes with it.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_it_got_and_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let mut spool = Spool::new(dir.path());
        assert_eq!(spool.push(b"one").unwrap(), 0);
        assert_eq!(spool.push(b"three").unwrap(), 3);
        spool.finish().unwrap();
        assert_eq!(spool.read(3, 5).unwrap(), b"three");
        drop(spool);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let error = Spool::new(Path::new("no/such/folder")).push(b"x").unwrap_err().to_string();
        assert!(error.starts_with("no/such/folder/rows-") && error.contains("cannot keep rows"), "{error}");
    }
}
