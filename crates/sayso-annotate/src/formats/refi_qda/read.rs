//! A project read.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::code_book::Code;
use super::{PROJECT, guid};
use crate::error::{AnnotateError, Place};
use crate::formats::{Documents, Found, OutFile, ending, same_text};
use crate::graph::{Graph, Link, LinkKind, Mark, Role};
use crate::loose::{Loose, attach};
use crate::page::Page;
use crate::words::Words;

/// How large a file of a project may be, so that a small archive cannot fill the memory.
const MAX_BYTES: u64 = 1 << 30;

pub(in crate::formats) fn read(files: &[OutFile], published: &[Page]) -> Result<Found, AnnotateError> {
    let mut documents = Documents::new(published);
    for file in ending(files, &[".qdpx"]) {
        read_project(file, published, &mut documents)?;
    }
    documents.done("file ending in .qdpx", files)
}

fn read_project(
    file: &OutFile,
    published: &[Page],
    documents: &mut Documents<'_>,
) -> Result<(), AnnotateError> {
    let place = Place::file(&file.path);
    let malformed = |message: String| AnnotateError::Malformed { place: place.clone(), message };
    let mut archive = ZipArchive::new(Cursor::new(file.contents.as_slice()))
        .map_err(|error| malformed(error.to_string()))?;
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let mut entry = |wanted: &str| -> Result<String, AnnotateError> {
        let missing = || AnnotateError::Missing { place: place.clone(), what: format!("{wanted:?} in it") };
        let name = names.iter().find(|name| name.eq_ignore_ascii_case(wanted)).ok_or_else(missing)?;
        let entry = archive.by_name(name).map_err(|error| malformed(format!("{name}: {error}")))?;
        let mut contents = String::new();
        let read = entry.take(MAX_BYTES).read_to_string(&mut contents);
        read.map_err(|error| malformed(format!("{name}: {error}")))?;
        Ok(contents)
    };
    let contents = entry(PROJECT)?;
    let project_place = Place::file(&format!("{}/{PROJECT}", file.path));
    let project = Project::read(&project_place, &contents)?;
    let ids = row_ids(published);
    let pages: BTreeMap<String, &Page> =
        published.iter().map(|page| (guid("document", &page.document_id), page)).collect();
    let mut links = project.links_of_sources();
    for (nth, source) in project.sources.iter().enumerate() {
        let text = match &source.text {
            Text::Path(path) => entry(&format!("sources/{}", path.trim_start_matches("internal://")))?,
            Text::Inline(text) => text.clone(),
        };
        // a byte-order mark and other line ends are not what the program has coded
        let is_known = published.iter().any(|page| page.text == text);
        let text = if is_known { text } else { text.trim_start_matches('\u{feff}').replace("\r\n", "\n") };
        let of_guid = pages.get(&source.guid).copied();
        // a program that gives new ids leaves the text as it is
        let page = of_guid.or_else(|| published.iter().find(|page| page.text == text));
        let page = page.ok_or_else(|| AnnotateError::NoDocument {
            place: source.place.clone(),
            document: source.name.clone(),
        })?;
        same_text(&source.place, &text, page)?;
        let graph =
            graph_of(&source.selections, &project.codes, links.remove(&nth).unwrap_or_default(), page, &ids)?;
        documents.add(&source.place, graph, page)?;
    }
    Ok(())
}

/// The rows' ids by those of their selections.
fn row_ids(published: &[Page]) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for page in published {
        let statements =
            page.statements.iter().filter_map(|statement| Some((Role::Content, statement.id.as_ref()?)));
        let stances = page.stances.iter().filter_map(|stance| Some((Role::Evidence, stance.id.as_ref()?)));
        for (role, id) in statements.chain(stances) {
            let of = guid(&format!("selection:{}:{}", page.document_id, role.word()), id);
            ids.insert(of, id.clone());
        }
    }
    ids
}

fn graph_of(
    selections: &[Selection],
    codes: &BTreeMap<String, String>,
    links: Vec<&RawLink>,
    page: &Page,
    ids: &BTreeMap<String, String>,
) -> Result<Graph, AnnotateError> {
    let words = Words::new(&page.text);
    let row_id = |guid: &String| ids.get(guid).unwrap_or(guid).clone();
    let (mut graph, mut loose) = (Graph::default(), Vec::new());
    for selection in selections {
        let at = words.place(&selection.place, selection.start, selection.end, None)?;
        let id = row_id(&selection.guid);
        let mut values = Vec::new();
        for target in &selection.codes {
            let dangling = || AnnotateError::Dangling {
                place: selection.place.clone(),
                id: target.clone(),
                what: "code",
            };
            let name = codes.get(target).ok_or_else(dangling)?;
            match Code::from_name(name) {
                Some(Code::Role(role)) => graph.push(Mark {
                    id: id.clone(),
                    role,
                    spans: vec![at],
                    values: BTreeMap::new(),
                    place: selection.place.clone(),
                }),
                Some(Code::Value(key, value)) => values.push((key, value.to_owned())),
                // codes of other people's making are none of ours
                None => {}
            }
        }
        for (key, value) in values {
            let of = graph.find(key.role(), &id).map(|_| id.clone());
            loose.push(Loose { key, value, at, of, place: selection.place.clone() });
        }
    }
    for link in links {
        if let Some(kind) = LinkKind::from_word(&link.name) {
            let (from, to) = (row_id(&link.from), row_id(&link.to));
            graph.links.push(Link { kind, from, to, place: link.place.clone() });
        }
    }
    attach(&mut graph, loose)?;
    Ok(graph)
}

enum Text {
    Path(String),
    Inline(String),
}

struct Source {
    guid: String,
    name: String,
    text: Text,
    selections: Vec<Selection>,
    place: Place,
}

struct Selection {
    guid: String,
    start: usize,
    end: usize,
    codes: Vec<String>,
    place: Place,
}

struct RawLink {
    name: String,
    from: String,
    to: String,
    place: Place,
}

/// What a project file says of texts.
#[derive(Default)]
struct Project {
    /// Names of codes by their ids.
    codes: BTreeMap<String, String>,
    sources: Vec<Source>,
    links: Vec<RawLink>,
}

impl Project {
    fn read(place: &Place, contents: &str) -> Result<Self, AnnotateError> {
        let contents = contents.trim_start_matches('\u{feff}');
        let mut project = Self::default();
        let mut reader = Reader::from_str(contents);
        // a source may hold its text, and a selection is one of the source in which it stands
        let (mut is_in_text, mut is_in_source, mut is_in_selection, mut is_project) =
            (false, false, false, false);
        let (mut counted_bytes, mut n_lines) = (0, 0);
        loop {
            let event = reader.read_event();
            let at = usize::try_from(reader.buffer_position()).unwrap_or(contents.len());
            let at = at.clamp(counted_bytes, contents.len());
            n_lines += contents.as_bytes()[counted_bytes..at].iter().filter(|byte| **byte == b'\n').count();
            counted_bytes = at;
            let place = place.line(n_lines + 1);
            let malformed = |message: String| AnnotateError::Malformed { place: place.clone(), message };
            let event = event.map_err(|error| malformed(error.to_string()))?;
            let is_empty = matches!(event, Event::Empty(_));
            match event {
                Event::Eof if is_project => break,
                Event::Eof => {
                    return Err(AnnotateError::Missing { place, what: "element Project".to_owned() });
                }
                Event::Start(element) | Event::Empty(element) => {
                    let attributes = Attributes::of(&element, &place)?;
                    match element.local_name().as_ref() {
                        b"Project" => is_project = true,
                        b"Code" => {
                            project.codes.insert(attributes.guid("guid")?, attributes.needed("name")?);
                        }
                        b"TextSource" => {
                            let path = attributes.get("plainTextPath");
                            project.sources.push(Source {
                                guid: attributes.guid("guid")?,
                                name: attributes.get("name").unwrap_or_default(),
                                text: path.map_or_else(|| Text::Inline(String::new()), Text::Path),
                                selections: Vec::new(),
                                place,
                            });
                            is_in_source = !is_empty;
                        }
                        b"PlainTextContent" => is_in_text = !is_empty,
                        b"PlainTextSelection" if is_in_source => {
                            let selection = Selection {
                                guid: attributes.guid("guid")?,
                                start: attributes.number("startPosition")?,
                                end: attributes.number("endPosition")?,
                                codes: Vec::new(),
                                place,
                            };
                            if let Some(source) = project.sources.last_mut() {
                                source.selections.push(selection);
                            }
                            is_in_selection = !is_empty;
                        }
                        b"CodeRef" if is_in_selection => {
                            let code = attributes.guid("targetGUID")?;
                            let selection =
                                project.sources.last_mut().and_then(|source| source.selections.last_mut());
                            if let Some(selection) = selection {
                                selection.codes.push(code);
                            }
                        }
                        b"Link" => project.links.push(RawLink {
                            name: attributes.get("name").unwrap_or_default(),
                            from: attributes.guid("originGUID")?,
                            to: attributes.guid("targetGUID")?,
                            place,
                        }),
                        _ => {}
                    }
                }
                Event::End(element) => match element.local_name().as_ref() {
                    b"TextSource" => is_in_source = false,
                    b"PlainTextSelection" => is_in_selection = false,
                    b"PlainTextContent" => is_in_text = false,
                    _ => {}
                },
                Event::Text(text) if is_in_text => {
                    let words = text.decode().map_err(|error| malformed(error.to_string()))?;
                    project.add_text(&words);
                }
                Event::CData(text) if is_in_text => {
                    let words = text.decode().map_err(|error| malformed(error.to_string()))?;
                    project.add_text(&words);
                }
                Event::GeneralRef(name) if is_in_text => {
                    let name = name.decode().map_err(|error| malformed(error.to_string()))?;
                    let words =
                        quick_xml::escape::unescape(&format!("&{name};")).map(std::borrow::Cow::into_owned);
                    project.add_text(&words.map_err(|error| malformed(error.to_string()))?);
                }
                _ => {}
            }
        }
        Ok(project)
    }

    /// The links between selections of one source, by its index.
    fn links_of_sources(&self) -> BTreeMap<usize, Vec<&RawLink>> {
        let mut homes: BTreeMap<&str, usize> = BTreeMap::new();
        for (nth, source) in self.sources.iter().enumerate() {
            homes.extend(source.selections.iter().map(|selection| (selection.guid.as_str(), nth)));
        }
        let mut links: BTreeMap<usize, Vec<&RawLink>> = BTreeMap::new();
        for link in &self.links {
            let home = homes.get(link.from.as_str());
            if let Some(nth) = home.filter(|_| home == homes.get(link.to.as_str())) {
                links.entry(*nth).or_default().push(link);
            }
        }
        links
    }

    fn add_text(&mut self, words: &str) {
        if let Some(Source { text: Text::Inline(text), .. }) = self.sources.last_mut() {
            text.push_str(words);
        }
    }
}

/// The attributes of an element.
struct Attributes {
    element: String,
    values: BTreeMap<String, String>,
    place: Place,
}

impl Attributes {
    fn of(element: &BytesStart<'_>, place: &Place) -> Result<Self, AnnotateError> {
        let malformed = |message: String| AnnotateError::Malformed { place: place.clone(), message };
        let mut values = BTreeMap::new();
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|error| malformed(error.to_string()))?;
            let value = attribute.unescape_value().map_err(|error| malformed(error.to_string()))?;
            let name = String::from_utf8_lossy(attribute.key.local_name().as_ref()).into_owned();
            values.insert(name, value.into_owned());
        }
        let element = String::from_utf8_lossy(element.local_name().as_ref()).into_owned();
        Ok(Self { element, values, place: place.clone() })
    }

    fn get(&self, name: &str) -> Option<String> {
        self.values.get(name).cloned()
    }

    fn needed(&self, name: &str) -> Result<String, AnnotateError> {
        self.get(name).ok_or_else(|| AnnotateError::Missing {
            place: self.place.value(&self.element),
            what: format!("attribute {name:?}"),
        })
    }

    /// An id in the one form of all those in which it may be written.
    fn guid(&self, name: &str) -> Result<String, AnnotateError> {
        Ok(self.needed(name)?.trim_matches(['{', '}']).to_lowercase())
    }

    fn number(&self, name: &str) -> Result<usize, AnnotateError> {
        let value = self.needed(name)?;
        value.parse().map_err(|_| AnnotateError::Malformed {
            place: self.place.value(format!("{}.{name}", self.element)),
            message: format!("{value:?} is no position"),
        })
    }
}
