//! The formats that texts come in: one file each.

mod text;

mod jsonl;

mod csv;

mod parquet;

use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use encoding_rs::Encoding;
use sayso_model::Metadata;

use crate::fields::{self, Columns, Field};
use crate::note::Note;
use crate::options::Plan;

/// Every format, in the order in which help pages list them. No two have an extension in common.
pub static FORMATS: &[Format] = &[text::FORMAT, jsonl::FORMAT, csv::FORMAT, parquet::FORMAT];

/// A format that texts come in.
#[derive(Debug)]
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// Extensions of its files, in small letters, without the dot.
    pub extensions: &'static [&'static str],
    /// What becomes of a file of this format.
    pub description: &'static str,
    pub(crate) reader: Reader,
}

/// How files of a format are read.
#[derive(Debug)]
pub(crate) enum Reader {
    /// The file is one text.
    Whole(fn(bytes: &[u8], forced: Option<&'static Encoding>) -> Content),
    /// The file holds many texts, each in a row. An error means that the rest of the file cannot be read.
    Rows(fn(path: &Path, plan: &Plan, rows: &mut dyn Rows) -> io::Result<()>),
}

/// A text, what its file tells of it, and what was seen while reading it.
pub(crate) struct Content {
    pub(crate) text: String,
    pub(crate) metadata: Metadata,
    pub(crate) notes: Vec<Note>,
}

/// A text among many in one file.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// Which row of its file, from 1.
    pub(crate) number: u64,
    /// The text as the file holds it.
    pub(crate) text: Vec<u8>,
    /// Its own name in its file.
    pub(crate) id: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) notes: Vec<Note>,
}

/// Whoever takes the rows of a file.
pub(crate) trait Rows {
    /// Takes a row; breaks if no more are to come.
    fn row(&mut self, row: Row) -> ControlFlow<()>;

    /// Takes a note about a place in the file.
    fn note(&mut self, place: Place, note: Note);
}

/// Where in a file of rows something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The file as a whole.
    File,
    /// A line, from 1.
    Line(u64),
    /// A row, from 1.
    Row(u64),
}

impl Row {
    /// A row of `number` with `text` and the metadata that `cell_at` finds in `columns`.
    pub(crate) fn new<'a>(
        number: u64,
        text: Vec<u8>,
        columns: &Columns,
        cell_at: impl Fn(usize) -> Option<std::borrow::Cow<'a, str>>,
    ) -> Self {
        let mut row = Self { number, text, ..Self::default() };
        for (field, at) in &columns.fields {
            let Some(value) = cell_at(*at) else { continue };
            match field {
                Field::Id => row.id = Some(value.trim().to_owned()).filter(|id| !id.is_empty()),
                _ => fields::set(&mut row.metadata, *field, &value, &mut row.notes),
            }
        }
        row
    }
}

/// The format of a file, told by its extension.
pub(crate) fn format_of(path: &Path) -> Option<&'static Format> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    FORMATS.iter().find(|format| format.extensions.contains(&&*extension))
}

/// The format of files whose extension tells nothing.
pub(crate) fn plain_text() -> &'static Format {
    &FORMATS[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_are_plain_and_belong_to_one_format() {
        let all: Vec<&str> = FORMATS.iter().flat_map(|format| format.extensions).copied().collect();
        let distinct: std::collections::BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), distinct.len());
        for extension in all {
            assert_eq!(extension, extension.to_lowercase().trim_start_matches('.'));
            assert!(format_of(Path::new(&format!("a.{}", extension.to_uppercase()))).is_some());
        }
        assert!(format_of(Path::new("a.png")).is_none() && format_of(Path::new("txt")).is_none());
        assert_eq!(plain_text().name, "text");
    }

    /// Adding a format is one file and one line: this fails while the line is missing.
    #[test]
    fn every_file_here_is_listed() {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/formats");
        let mut files: Vec<String> = std::fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .filter(|name| name != "mod")
            .collect();
        let mut listed: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        files.sort();
        listed.sort();
        assert_eq!(files, listed);
    }
}
