//! For each document, the rows that its text shows.

use std::collections::{HashMap, HashSet};

use super::blocks::{Region, Text, text_of};
use super::nest::{Kind, Mark};
use crate::site::{Cell, Places};
use sayso_published::PublishedError;
use sayso_published::{PartRow, Positions, SegmentRow, Tables};

/// Everything that texts show, document by document.
pub(crate) struct Texts<'a> {
    tables: &'a Tables,
    documents: Vec<Rows>,
}

/// What one text shows. Positions are code points.
#[derive(Default)]
struct Rows {
    /// Rows of `segments` with their authors, addressees and statements.
    segments: Vec<Segment>,
    marks: Vec<CharMark>,
}

struct Segment {
    row: usize,
    author: Option<usize>,
    addressee: Option<usize>,
    frame: Option<usize>,
}

/// A mark whose bytes are not known yet.
struct CharMark {
    start_char: usize,
    end_char: usize,
    kind: Kind,
    number: usize,
    piece: usize,
    is_first: bool,
    is_last: bool,
}

impl<'a> Texts<'a> {
    /// Gathers the rows.
    ///
    /// # Errors
    /// Ids and positions that are not there.
    pub(crate) fn gather(tables: &'a Tables, places: &Places<'a>) -> Result<Self, PublishedError> {
        let mut documents: Vec<Rows> = tables.documents.iter().map(|_| Rows::default()).collect();
        statement_marks(tables, places, &mut documents)?;
        evidence_marks(tables, places, &mut documents)?;
        name_marks(tables, places, &mut documents)?;
        segments(tables, places, &mut documents)?;
        Ok(Self { tables, documents })
    }

    /// The text of a document.
    pub(crate) fn text(&self, places: &Places<'a>, document: usize) -> Text<'a> {
        let text = places.document(document).text.as_str();
        let rows = &self.documents[document];
        let positions = Positions::of(text);
        let bytes_of = |mark: &CharMark| positions.bytes(mark.start_char, mark.end_char);
        let marks = rows.marks.iter().map(|mark| Mark {
            bytes: bytes_of(mark),
            kind: mark.kind,
            number: mark.number,
            piece: mark.piece,
            is_first: mark.is_first,
            is_last: mark.is_last,
        });
        text_of(text, &self.regions(rows, &positions), marks.collect())
    }

    /// The segments of a text as a tree.
    fn regions(&self, rows: &Rows, positions: &Positions) -> Vec<Region<'a>> {
        let row = |segment: &Segment| -> &'a SegmentRow { &self.tables.segments[segment.row] };
        let mut inner: HashMap<Option<&'a str>, Vec<&Segment>> = HashMap::new();
        let known: HashSet<&str> =
            rows.segments.iter().map(|segment| row(segment).segment_id.as_str()).collect();
        for segment in &rows.segments {
            let parent = row(segment).parent_segment_id.as_deref();
            // a parent that is not there, or is the segment itself, is no parent
            let parent = parent.filter(|id| known.contains(id) && *id != row(segment).segment_id);
            inner.entry(parent).or_default().push(segment);
        }
        self.children(&mut inner, None, positions)
    }

    /// Takes the children of a segment out of `inner`, so that no circle can be walked twice.
    fn children(
        &self,
        inner: &mut HashMap<Option<&'a str>, Vec<&Segment>>,
        parent: Option<&'a str>,
        positions: &Positions,
    ) -> Vec<Region<'a>> {
        let mut children = inner.remove(&parent).unwrap_or_default();
        children.sort_by_key(|segment| self.tables.segments[segment.row].start_char);
        let mut region = |segment: &Segment| {
            let row: &'a SegmentRow = &self.tables.segments[segment.row];
            Region {
                bytes: positions.bytes(row.start_char, row.end_char),
                segment_type: &row.segment_type,
                author: segment.author,
                addressee: segment.addressee,
                date: row.date.as_deref(),
                frame: segment.frame,
                inner: self.children(inner, Some(&row.segment_id), positions),
            }
        };
        children.into_iter().map(&mut region).collect()
    }
}

fn statement_marks(
    tables: &Tables,
    places: &Places<'_>,
    documents: &mut [Rows],
) -> Result<(), PublishedError> {
    let mut last_part: HashMap<(&str, &str), usize> = HashMap::new();
    for row in &tables.statement_parts {
        let last = last_part.entry((&row.statement_id, &row.role)).or_default();
        *last = row.part.max(*last);
    }
    for (nth, row) in tables.statement_parts.iter().enumerate() {
        let cell = Cell { table: "statement_parts", row: nth + 1, column: "statement_id" };
        let number = places.statements.find(cell, &row.statement_id)?;
        let document = places.document_of_statement(number);
        places.check(cell, document, row.start_char, row.end_char)?;
        let Some(kind) = kind_of(row) else { continue };
        documents[document].marks.push(CharMark {
            start_char: row.start_char,
            end_char: row.end_char,
            kind,
            number,
            piece: 0,
            is_first: row.part == 1,
            is_last: last_part.get(&(row.statement_id.as_str(), row.role.as_str())) == Some(&row.part),
        });
    }
    Ok(())
}

fn kind_of(row: &PartRow) -> Option<Kind> {
    match row.role.as_str() {
        "content" => Some(Kind::Content),
        "cue" => Some(Kind::Cue),
        "speaker" => Some(Kind::Speaker),
        _ => None,
    }
}

fn evidence_marks(
    tables: &Tables,
    places: &Places<'_>,
    documents: &mut [Rows],
) -> Result<(), PublishedError> {
    for (number, pieces) in places.evidence(tables)?.into_iter().enumerate() {
        for (piece, evidence) in pieces.iter().enumerate() {
            documents[evidence.document].marks.push(CharMark {
                start_char: evidence.start_char,
                end_char: evidence.end_char,
                kind: Kind::Evidence,
                number,
                piece,
                is_first: true,
                is_last: true,
            });
        }
    }
    Ok(())
}

fn name_marks(tables: &Tables, places: &Places<'_>, documents: &mut [Rows]) -> Result<(), PublishedError> {
    for (nth, row) in tables.mentions.iter().enumerate() {
        let cell = |column| Cell { table: "mentions", row: nth + 1, column };
        let document = places.documents.find(cell("document_id"), &row.document_id)?;
        places.check(cell("start_char"), document, row.start_char, row.end_char)?;
        let Some(number) = places.actors.find_if(cell("actor_id"), row.actor_id.as_deref())? else {
            continue;
        };
        documents[document].marks.push(CharMark {
            start_char: row.start_char,
            end_char: row.end_char,
            kind: Kind::Name,
            number,
            piece: 0,
            is_first: true,
            is_last: true,
        });
    }
    Ok(())
}

fn segments(tables: &Tables, places: &Places<'_>, documents: &mut [Rows]) -> Result<(), PublishedError> {
    let mut frames: HashMap<&str, usize> = HashMap::new();
    for (number, (_, row)) in places.statement_rows().iter().enumerate() {
        if row.mode == "block" {
            frames.entry(&row.segment_id).or_insert(number);
        }
    }
    for (nth, row) in tables.segments.iter().enumerate() {
        let cell = |column| Cell { table: "segments", row: nth + 1, column };
        let document = places.documents.find(cell("document_id"), &row.document_id)?;
        places.check(cell("start_char"), document, row.start_char, row.end_char)?;
        let is_within = |number: &usize| {
            let statement = places.statement(*number);
            row.start_char <= statement.start_char && statement.end_char <= row.end_char
        };
        // the running text of an article may hold a displayed statement, but is not one
        let frame = frames.get(row.segment_id.as_str()).copied().filter(is_within);
        documents[document].segments.push(Segment {
            row: nth,
            author: places.actors.find_if(cell("author_id"), row.author_id.as_deref())?,
            addressee: places.actors.find_if(cell("addressee_id"), row.addressee_id.as_deref())?,
            frame: frame.filter(|_| row.segment_type != "body"),
        });
    }
    Ok(())
}
