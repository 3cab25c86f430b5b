//! Files to entries.

use std::collections::HashMap;
use std::collections::hash_map;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use sayso_model::{Diagnostic, Document, Metadata};
use sha2::{Digest, Sha256};

use super::{Entry, Place, not_a_file, read_cell, read_content, read_file};
use crate::IngestError;
use crate::formats::{self, Format, Reader, Row, Rows};
use crate::inputs::Found;
use crate::note::{Note, printable};
use crate::options::Plan;
use crate::sidecar::{self, Provenance};
use crate::spool::Spool;

/// Bad rows of one file that are told one by one; of more, only the number is told.
const MAX_ROW_DIAGNOSTICS: usize = 1000;

/// Takes files in the order of their sources.
pub(super) struct Builder<'a> {
    plan: &'a Plan,
    entries: Vec<Entry>,
    /// Where in `entries` a document is, by its id.
    known: HashMap<String, usize>,
    diagnostics: Vec<Diagnostic>,
    spool: Spool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(plan: &'a Plan, diagnostics: Vec<Diagnostic>, spool: Spool) -> Self {
        Self { plan, entries: Vec::new(), known: HashMap::new(), diagnostics, spool }
    }

    /// The entries sorted by id, the diagnostics, and the spool.
    pub(super) fn finish(mut self) -> (Vec<Entry>, Vec<Diagnostic>, Spool) {
        self.entries.sort_by(|one, other| one.id.cmp(&other.id));
        (self.entries, self.diagnostics, self.spool)
    }

    /// Adds the documents of a file.
    pub(super) fn add(&mut self, file: &Found) -> Result<(), IngestError> {
        let Some(format) = formats::format_of(&file.path) else {
            self.add_unknown(file)?;
            return Ok(());
        };
        match format.reader {
            Reader::Whole(_) => self.add_whole(file, format),
            Reader::Rows(read) => {
                let provenance = sidecar::provenance_of(&file.path)?;
                let mut rows = FileRows::new(self, file, &provenance);
                let result =
                    if file.path.is_file() { read(&file.path, rows.builder.plan, &mut rows) } else { Ok(()) };
                rows.finish(result)
            }
        }
    }

    /// A file whose extension tells nothing is a text if somebody named it and it reads as one.
    fn add_unknown(&mut self, file: &Found) -> Result<(), IngestError> {
        if !file.is_named {
            let is_regular = file.path.is_file();
            let skipped = Note::info("skipped_file", "has an extension of no known format");
            self.note(&file.source, if is_regular { skipped } else { not_a_file() });
            return Ok(());
        }
        match read_file(&file.path, self.plan.max_bytes) {
            Err(note) => self.note(&file.source, note),
            Ok(bytes) if crate::decode::decode(&bytes, self.plan.encoding).is_damaged() => {
                self.note(
                    &file.source,
                    Note::error("unknown_format", "has an extension of no known format and is no plain text"),
                );
            }
            Ok(_) => self.add_whole(file, formats::plain_text())?,
        }
        Ok(())
    }

    fn add_whole(&mut self, file: &Found, format: &'static Format) -> Result<(), IngestError> {
        let provenance = sidecar::provenance_of(&file.path)?;
        let bytes = match read_file(&file.path, self.plan.max_bytes) {
            Ok(bytes) => bytes,
            Err(note) => {
                self.note(&file.source, note);
                return Ok(());
            }
        };
        let content = read_content(format, &bytes, self.plan.encoding);
        if is_blank(&content.text) {
            self.note(&file.source, empty());
            return Ok(());
        }
        let metadata = sidecar::merge(provenance.metadata, &content.metadata);
        let place = Place::File { path: file.path.clone(), format };
        let mut entry = entry(file.source.clone(), &bytes, place, metadata);
        entry.origin = provenance.origin;
        if let Some(expected) = provenance.sha256.filter(|expected| *expected != entry.sha256) {
            entry.diagnostics.push(hash_mismatch(&expected, &entry.sha256).about(&entry.source));
        }
        self.push(entry);
        Ok(())
    }

    /// Adds an entry unless its document is there already.
    fn push(&mut self, entry: Entry) {
        match self.known.entry(entry.id.as_str().to_owned()) {
            hash_map::Entry::Vacant(vacant) => {
                vacant.insert(self.entries.len());
                self.entries.push(entry);
            }
            hash_map::Entry::Occupied(occupied) => {
                let first = &self.entries[*occupied.get()];
                let note = if first.sha256 != entry.sha256 {
                    Note::error(
                        "id_collision",
                        format!("has the id of {:?} by chance, left out", first.source),
                    )
                } else if first.metadata == entry.metadata {
                    Note::info(
                        "duplicate_document",
                        format!("is the same text as {:?}, left out", first.source),
                    )
                } else {
                    let message = format!(
                        "is the same text as {:?}, left out, though other metadata are told of it",
                        first.source
                    );
                    Note::warning("duplicate_document", message)
                };
                self.note(&entry.source, note);
            }
        }
    }

    fn note(&mut self, source: &str, note: Note) {
        self.diagnostics.push(note.about(source));
    }
}

/// Takes the rows of one file.
struct FileRows<'b, 'a> {
    builder: &'b mut Builder<'a>,
    file: &'b Found,
    provenance: &'b Provenance,
    n_rows: u64,
    n_notes: usize,
    spool_error: Option<IngestError>,
}

impl<'b, 'a> FileRows<'b, 'a> {
    fn new(builder: &'b mut Builder<'a>, file: &'b Found, provenance: &'b Provenance) -> Self {
        Self { builder, file, provenance, n_rows: 0, n_notes: 0, spool_error: None }
    }

    /// Says how reading the file ended.
    fn finish(self, result: io::Result<()>) -> Result<(), IngestError> {
        if let Some(error) = self.spool_error {
            return Err(error);
        }
        let (builder, source) = (self.builder, &self.file.source);
        if !self.file.path.is_file() {
            builder.note(source, not_a_file());
            return Ok(());
        }
        match result {
            Err(error) => {
                let lost = if self.n_rows == 0 { "cannot be read" } else { "the rest cannot be read" };
                builder.note(source, Note::error("unreadable", format!("{lost}: {error}")));
            }
            Ok(()) if self.n_rows == 0 && self.n_notes == 0 => builder.note(source, empty()),
            Ok(()) => {}
        }
        if self.n_notes > MAX_ROW_DIAGNOSTICS {
            let n_more = self.n_notes - MAX_ROW_DIAGNOSTICS;
            builder.note(source, Note::error("bad_row", format!("{n_more} more rows could not be read")));
        }
        if let Some(expected) = &self.provenance.sha256 {
            match sha256_of(&self.file.path) {
                Ok(found) if found == *expected => {}
                Ok(found) => builder.note(source, hash_mismatch(expected, &found)),
                Err(error) => {
                    builder.note(source, Note::error("unreadable", format!("cannot be read: {error}")))
                }
            }
        }
        Ok(())
    }
}

impl Rows for FileRows<'_, '_> {
    fn row(&mut self, row: Row) -> ControlFlow<()> {
        self.n_rows += 1;
        let name =
            row.id.as_ref().map_or_else(|| format!("row {}", row.number), |id| printable(id.as_bytes()));
        let source = format!("{}#{name}", self.file.source);
        if is_blank(&read_cell(&row.text).text) {
            self.note_about(&source, empty());
            return ControlFlow::Continue(());
        }
        let start_byte = match self.builder.spool.push(&row.text) {
            Ok(start_byte) => start_byte,
            Err(error) => {
                self.spool_error = Some(error);
                return ControlFlow::Break(());
            }
        };
        let metadata = sidecar::merge(row.metadata, &self.provenance.metadata);
        let mut entry = entry(source, &row.text, Place::Spooled { start_byte }, metadata);
        entry.origin.clone_from(&self.provenance.origin);
        entry.diagnostics = row.notes.into_iter().map(|note| note.about(&entry.source)).collect();
        self.builder.push(entry);
        ControlFlow::Continue(())
    }

    fn note(&mut self, place: formats::Place, note: Note) {
        let source = &self.file.source;
        let source = match place {
            formats::Place::File => source.clone(),
            formats::Place::Line(line) => format!("{source}:{line}"),
            formats::Place::Row(row) => format!("{source}#row {row}"),
        };
        self.note_about(&source, note);
    }
}

impl FileRows<'_, '_> {
    fn note_about(&mut self, source: &str, note: Note) {
        self.n_notes += 1;
        if self.n_notes <= MAX_ROW_DIAGNOSTICS {
            self.builder.note(source, note);
        }
    }
}

fn entry(source: String, bytes: &[u8], place: Place, metadata: Metadata) -> Entry {
    let hashed = Document::new(String::new(), bytes, String::new(), Metadata::default());
    Entry {
        id: hashed.id().clone(),
        source,
        sha256: hashed.sha256().to_owned(),
        n_bytes: bytes.len() as u64,
        place,
        metadata,
        origin: None,
        diagnostics: Vec::new(),
    }
}

/// Whether a text has nothing to see in it.
fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || crate::clean::is_invisible(letter))
}

fn empty() -> Note {
    Note::warning("empty_document", "has no text")
}

fn hash_mismatch(expected: &str, found: &str) -> Note {
    Note::error(
        "sidecar_hash_mismatch",
        format!("has the SHA-256 {found}, not {expected} as its sidecar says"),
    )
}

fn sha256_of(path: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    io::copy(&mut io::BufReader::new(std::fs::File::open(path)?), &mut hasher)?;
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
