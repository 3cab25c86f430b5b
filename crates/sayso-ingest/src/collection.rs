//! Which documents there are, and each of them when it is asked for.

mod build;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_8};
use sayso_model::{Diagnostic, Document, DocumentId, Metadata};

use crate::decode::decode;
use crate::formats::{Content, Format, Reader};
use crate::note::Note;
use crate::options::Plan;
use crate::spool::Spool;
use crate::{IngestError, ReadOptions, inputs, language};

/// The documents of a set of inputs. Their texts stay in their files until [`Collection::load`] asks for one.
#[derive(Debug)]
pub struct Collection {
    entries: Vec<Entry>,
    diagnostics: Vec<Diagnostic>,
    spool: Spool,
    max_bytes: u64,
    encoding: Option<&'static Encoding>,
}

/// One document of a collection: what is known of it without its text.
#[derive(Debug)]
pub struct Entry {
    id: DocumentId,
    source: String,
    sha256: String,
    n_bytes: u64,
    place: Place,
    metadata: Metadata,
    origin: Option<String>,
    /// What was seen of this document when the collection was opened.
    diagnostics: Vec<Diagnostic>,
}

/// Where the raw bytes of a document are.
#[derive(Debug)]
enum Place {
    File { path: PathBuf, format: &'static Format },
    Spooled { start_byte: u64 },
}

/// A document, and what was seen while reading it.
#[derive(Debug)]
pub struct Loaded {
    /// The document.
    pub document: Document,
    /// What was seen, each message starting with the source.
    pub diagnostics: Vec<Diagnostic>,
}

/// Looks through `inputs` (files, folders, globs) and says which documents there are.
///
/// A file of a format with one text is one document, a file of rows one for each row. Equal raw bytes are one document, the
/// first by source; the others become diagnostics, of severity warning if what is told of them differs. The result does not
/// depend on the order of `inputs`. Texts of rows are kept in one file in `spool_dir`, which goes with the collection.
///
/// # Errors
/// [`IngestError::UnknownEncoding`], [`IngestError::UnknownField`] and [`IngestError::BadGlob`] if the options or inputs make no
/// sense, [`IngestError::Sidecar`] if a provenance sidecar does not, [`IngestError::Spool`] if `spool_dir` cannot be written.
///
/// # Examples
/// ```
/// let dir = std::env::temp_dir().join("sayso-ingest-example");
/// std::fs::create_dir_all(&dir)?;
/// std::fs::write(dir.join("a.txt"), "“We shall see”, said Ann.\r\n")?;
///
/// let collection = sayso_ingest::open(&[dir.clone()], &sayso_ingest::ReadOptions::default(), &dir)?;
/// let entry = &collection.entries()[0];
/// assert_eq!(entry.source(), "sayso-ingest-example/a.txt");
/// let loaded = collection.load(entry).map_err(|diagnostic| diagnostic.message)?;
/// assert_eq!(loaded.document.text(), "“We shall see”, said Ann.\n");
/// # std::fs::remove_dir_all(&dir)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn open(inputs: &[PathBuf], options: &ReadOptions, spool_dir: &Path) -> Result<Collection, IngestError> {
    let plan = Plan::new(options)?;
    let (files, diagnostics) = inputs::find(inputs)?;
    let mut builder = build::Builder::new(&plan, diagnostics, Spool::new(spool_dir));
    for file in &files {
        builder.add(file)?;
    }
    let (entries, diagnostics, mut spool) = builder.finish();
    spool.finish()?;
    Ok(Collection { entries, diagnostics, spool, max_bytes: plan.max_bytes, encoding: plan.encoding })
}

impl Collection {
    /// The documents, sorted by id, no two with the same.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Files and rows that could not be read or were passed over. Each message starts with the source.
    ///
    /// What was seen of a document that could be read comes with the document: see [`Loaded`].
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Reads the text of one of [`Collection::entries`]. Threads may load at the same time.
    ///
    /// # Errors
    /// A diagnostic if the text cannot be read any more, or has changed since the collection was opened.
    pub fn load(&self, entry: &Entry) -> Result<Loaded, Diagnostic> {
        let about = |note: Note| note.about(&entry.source);
        let (bytes, content) = match &entry.place {
            Place::File { path, format } => {
                let bytes = read_file(path, self.max_bytes).map_err(about)?;
                let content = read_content(format, &bytes, self.encoding);
                (bytes, content)
            }
            Place::Spooled { start_byte } => {
                let bytes = self.spool.read(*start_byte, entry.n_bytes).map_err(|error| {
                    about(Note::error("unreadable", format!("cannot be read again: {error}")))
                })?;
                let content = read_cell(&bytes);
                (bytes, content)
            }
        };
        let mut metadata = entry.metadata.clone();
        if metadata.lang.is_none() {
            metadata.lang = Some(language::detect(&content.text).to_owned());
        }
        let document = Document::new(entry.source.clone(), &bytes, content.text, metadata);
        if document.sha256() != entry.sha256 {
            return Err(about(Note::error("changed_while_reading", "has changed since the build began")));
        }
        let mut diagnostics = entry.diagnostics.clone();
        diagnostics.extend(content.notes.into_iter().map(about));
        Ok(Loaded { document, diagnostics })
    }
}

impl Entry {
    /// Id of the document.
    pub fn id(&self) -> &DocumentId {
        &self.id
    }

    /// Where the document comes from: the path of its file from the input on, and for a row `#` and the row's id or number.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// SHA-256 of the raw bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Where the text comes from, in the words of its provenance sidecar.
    pub fn origin(&self) -> Option<&str> {
        self.origin.as_deref()
    }

    /// Raw bytes of the document.
    pub fn n_bytes(&self) -> u64 {
        self.n_bytes
    }
}

/// All bytes of a regular file that has no more than `max_bytes`. A larger one, a device or a pipe is not opened.
fn read_file(path: &Path, max_bytes: u64) -> Result<Vec<u8>, Note> {
    let unreadable = |error: std::io::Error| Note::error("unreadable", format!("cannot be read: {error}"));
    let about_file = fs::metadata(path).map_err(unreadable)?;
    if !about_file.is_file() {
        return Err(not_a_file());
    }
    if about_file.len() > max_bytes {
        return Err(too_large(about_file.len(), max_bytes));
    }
    let file = fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::with_capacity(usize::try_from(about_file.len()).unwrap_or_default());
    file.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > max_bytes {
        return Err(too_large(bytes.len() as u64, max_bytes));
    }
    Ok(bytes)
}

fn not_a_file() -> Note {
    Note::error("not_a_regular_file", "is a pipe, a device or the like, not read")
}

fn too_large(n_bytes: u64, max_bytes: u64) -> Note {
    Note::error("too_large", format!("has {n_bytes} bytes, more than the {max_bytes} allowed, not read"))
}

/// The text of a file that is one text.
fn read_content(format: &Format, bytes: &[u8], encoding: Option<&'static Encoding>) -> Content {
    match format.reader {
        Reader::Whole(read) => read(bytes, encoding),
        Reader::Rows(_) => read_cell(bytes),
    }
}

/// The text of a row: UTF-8 if it is that, whatever its bytes may look like; guessed at otherwise.
fn read_cell(bytes: &[u8]) -> Content {
    let encoding = std::str::from_utf8(bytes).is_ok().then_some(UTF_8);
    let decoded = decode(bytes, encoding);
    Content { text: decoded.text, metadata: Metadata::default(), notes: decoded.notes }
}
