//! The files of each tool.

mod brat;

mod doccano;

mod label_studio;

mod refi_qda;

mod uuid;

mod web_annotation;

use std::collections::{BTreeMap, BTreeSet};

use crate::dataset::Names;
use crate::error::{AnnotateError, Place};
use crate::page::Page;

/// A file that was read, or is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// Its path within a folder, with `/`.
    pub path: String,
    /// Its contents.
    pub contents: Vec<u8>,
}

/// What the files of a tool hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Pages, each with the text of the dataset's page of the same document.
    pub pages: Vec<Page>,
    /// What in the files is not used, a line each.
    pub unused: Vec<String>,
}

/// What a tool reads and writes.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What people call it on the command line.
    pub name: &'static str,
    /// The tool or standard, and in what its positions count.
    pub about: &'static str,
    /// Pages as files to be opened.
    pub write: fn(&[Page], &Names) -> Vec<OutFile>,
    /// What files hold about pages of the dataset.
    pub read: fn(&[OutFile], &[Page]) -> Result<Found, AnnotateError>,
}

/// Every format, by name.
pub static FORMATS: &[Format] = &[
    Format {
        name: "brat",
        about: "brat: a text and a standoff file each document, positions in code points",
        write: brat::write,
        read: brat::read,
    },
    Format {
        name: "doccano",
        about: "doccano: JSON lines with entities and relations, positions in code points",
        write: doccano::write,
        read: doccano::read,
    },
    Format {
        name: "label-studio",
        about: "Label Studio: JSON tasks and a labelling interface, positions in code points",
        write: label_studio::write,
        read: label_studio::read,
    },
    Format {
        name: "refi-qda",
        about: "REFI-QDA project (.qdpx) for programs of qualitative analysis, positions in code points",
        write: refi_qda::write,
        read: refi_qda::read,
    },
    Format {
        name: "web-annotation",
        about: "W3C Web Annotation as JSON-LD, positions in code points, with quotations",
        write: web_annotation::write,
        read: web_annotation::read,
    },
];

fn file(path: impl Into<String>, contents: impl Into<Vec<u8>>) -> OutFile {
    OutFile { path: path.into(), contents: contents.into() }
}

/// A JSON file that people can read.
fn json_file(path: impl Into<String>, value: &serde_json::Value) -> OutFile {
    file(path, format!("{value:#}\n"))
}

/// The text of a file.
fn text_of(file: &OutFile) -> Result<&str, AnnotateError> {
    std::str::from_utf8(&file.contents).map_err(|error| {
        let n_lines = file.contents[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        let message = "this is not UTF-8".to_owned();
        AnnotateError::Malformed { place: Place::file(&file.path).line(n_lines + 1), message }
    })
}

/// The files with one of these endings.
fn ending<'a>(files: &'a [OutFile], endings: &'a [&str]) -> impl Iterator<Item = &'a OutFile> {
    files.iter().filter(|file| endings.iter().any(|ending| file.path.to_lowercase().ends_with(ending)))
}

/// The name of a file without folders and ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

/// The documents of a dataset while files about them are read.
struct Documents<'a> {
    pages: BTreeMap<&'a str, &'a Page>,
    found: Vec<Page>,
    ids: BTreeSet<String>,
    unused: Vec<String>,
}

impl<'a> Documents<'a> {
    fn new(published: &'a [Page]) -> Self {
        let pages = published.iter().map(|page| (page.document_id.as_str(), page)).collect();
        Self { pages, found: Vec::new(), ids: BTreeSet::new(), unused: Vec::new() }
    }

    fn page(&self, place: &Place, document_id: &str) -> Result<&'a Page, AnnotateError> {
        self.pages.get(document_id).copied().ok_or_else(|| AnnotateError::NoDocument {
            place: place.clone(),
            document: document_id.to_owned(),
        })
    }

    /// Adds what was made of a document's graph.
    fn add(
        &mut self,
        place: &Place,
        graph: crate::graph::Graph,
        published: &Page,
    ) -> Result<(), AnnotateError> {
        if !self.ids.insert(published.document_id.clone()) {
            return Err(AnnotateError::Twice {
                place: place.clone(),
                document: published.document_id.clone(),
            });
        }
        let page = graph.into_page(published, &mut self.unused)?;
        self.found.push(page);
        Ok(())
    }

    fn done(self, what: &'static str, files: &[OutFile]) -> Result<Found, AnnotateError> {
        if self.found.is_empty() {
            let path = files.first().map_or("the folder", |file| file.path.as_str()).to_owned();
            return Err(AnnotateError::NothingThere { what, path });
        }
        Ok(Found { pages: self.found, unused: self.unused })
    }
}

/// Refuses a text that is not that of the dataset.
fn same_text(place: &Place, text: &str, published: &Page) -> Result<(), AnnotateError> {
    if text == published.text {
        return Ok(());
    }
    let n_same = text.chars().zip(published.text.chars()).take_while(|(one, other)| one == other).count();
    let document = published.document_id.clone();
    Err(AnnotateError::OtherText { place: place.clone(), document, at_char: n_same })
}
