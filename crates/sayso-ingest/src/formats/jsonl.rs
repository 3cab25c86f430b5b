//! JSON Lines: each line is an object that holds a text and what is known of it.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::Path;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Format, Place, Reader, Row, Rows};
use crate::decode::decode;
use crate::fields::Wanted;
use crate::note::Note;
use crate::options::Plan;
use crate::stream::{self, Taken};

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    extensions: &["jsonl", "ndjson"],
    description: "each line is a JSON object with a text and metadata; each is a document",
    reader: Reader::Rows(read),
};

fn read(path: &Path, plan: &Plan, rows: &mut dyn Rows) -> io::Result<()> {
    let mut stream = stream::open(path, plan.encoding)?;
    let mut line = Vec::new();
    let (mut line_number, mut row_number) = (0, 0);
    loop {
        line_number += 1;
        let place = Place::Line(line_number);
        match stream::read_line(&mut stream, &mut line, plan.max_bytes)? {
            Taken::End => break,
            Taken::TooLarge => {
                row_number += 1;
                rows.note(
                    place,
                    Note::error("too_large", format!("row is larger than {} bytes", plan.max_bytes)),
                );
                continue;
            }
            Taken::Whole if line.trim_ascii().is_empty() => continue,
            Taken::Whole => row_number += 1,
        }
        match parse(&line, row_number, &plan.wanted) {
            Ok(row) => {
                if rows.row(row).is_break() {
                    return Ok(());
                }
            }
            Err(note) => rows.note(place, note),
        }
    }
    if stream.get_ref().is_damaged() {
        rows.note(
            Place::File,
            Note::warning("invalid_bytes", "has bytes that stand for no letter, read as U+FFFD"),
        );
    }
    Ok(())
}

fn parse(line: &[u8], row_number: u64, wanted: &Wanted) -> Result<Row, Note> {
    let decoded = match std::str::from_utf8(line) {
        Ok(_) => None,
        Err(_) => Some(decode(line, None)),
    };
    let json = decoded.as_ref().map_or(line, |decoded| decoded.text.as_bytes());
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let cells = Cells { wanted }
        .deserialize(&mut deserializer)
        .and_then(|cells| deserializer.end().map(|()| cells))
        .map_err(|error| Note::error("bad_row", shorten(&error.to_string())))?;
    let names: Vec<&str> = cells.iter().map(|(name, _)| &**name).collect();
    let columns = wanted.find(&names);
    let text = match columns.text.map(|at| &cells[at].1) {
        Some(Cell::Text(text)) => text.clone().into_bytes(),
        Some(Cell::Null) | None => return Err(Note::error("missing_text", wanted.no_text_column().message)),
        Some(Cell::Number(_)) => {
            return Err(Note::error("wrong_type", "the text is a number or a truth value"));
        }
        Some(Cell::Nested) => return Err(Note::error("wrong_type", "the text is a list or an object")),
    };
    let mut row = Row::new(row_number, text, &columns, |at| match &cells[at].1 {
        Cell::Text(value) | Cell::Number(value) => Some(Cow::Borrowed(&**value)),
        Cell::Null | Cell::Nested => None,
    });
    for (_, at) in &columns.fields {
        if matches!(cells[*at].1, Cell::Nested) {
            row.notes.push(Note::warning(
                "wrong_type",
                format!("{:?} is a list or an object, left out", names[*at]),
            ));
        }
    }
    row.notes.extend(decoded.into_iter().flat_map(|decoded| decoded.notes));
    Ok(row)
}

/// The message of serde_json without its place in the line's own counting of lines, which is always 1.
fn shorten(message: &str) -> String {
    message.replace(" at line 1 column ", " at column ")
}

/// Reads an object, keeping the wanted columns only: what is not wanted takes no memory.
struct Cells<'a> {
    wanted: &'a Wanted,
}

impl<'de> DeserializeSeed<'de> for Cells<'_> {
    type Value = Vec<(String, Cell)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Cells<'_> {
    type Value = Vec<(String, Cell)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut cells: Vec<(String, Cell)> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if !self.wanted.has(&name) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let cell = map.next_value_seed(CellSeed)?;
            match cells.iter_mut().find(|(known, _)| *known == name) {
                // As in other JSON readers, the last of two equal keys counts.
                Some(known) => known.1 = cell,
                None => cells.push((name, cell)),
            }
        }
        Ok(cells)
    }
}

/// A value of a wanted column.
#[derive(Debug, PartialEq)]
enum Cell {
    Null,
    Text(String),
    /// A number or truth value, as JSON writes it.
    Number(String),
    Nested,
}

struct CellSeed;

impl<'de> DeserializeSeed<'de> for CellSeed {
    type Value = Cell;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cell, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CellSeed {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Cell, E> {
        Ok(Cell::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Cell, E> {
        Ok(Cell::Number(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Cell, E> {
        Ok(Cell::Number(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Cell, E> {
        Ok(Cell::Number(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Cell, E> {
        Ok(Cell::Number(value.to_string()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Cell, E> {
        Ok(Cell::Text(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Cell, E> {
        Ok(Cell::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Cell, A::Error> {
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Cell::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<Cell, A::Error> {
        while values.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Cell::Nested)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReadOptions;

    fn parsed(line: &str) -> Result<Row, (&'static str, String)> {
        let wanted = Wanted::new(&ReadOptions::default()).unwrap();
        parse(line.as_bytes(), 1, &wanted).map_err(|note| (note.code, note.message))
    }

    #[test]
    fn a_row_with_all_kinds_of_values() {
        let row = parsed(
            r#"{"id": 7, "x": [[{}]], "text": "caf\u00e9", "date": 2019, "title": ["a"], "text": "b"}"#,
        );
        let row = row.unwrap();
        assert_eq!((row.text.as_slice(), row.id.as_deref()), (&b"b"[..], Some("7")));
        assert_eq!(row.metadata.date.as_deref(), Some("2019"));
        assert_eq!(row.notes[0].message, "\"title\" is a list or an object, left out");
    }

    #[test]
    fn bad_rows() {
        let cases = [
            ("{\"text\": \"a\"", "bad_row", "EOF while parsing an object at column 12"),
            ("{\"text\": \"a\"} x", "bad_row", "trailing characters at column 15"),
            ("[1]", "bad_row", "expected a JSON object"),
            ("{\"text\": \"\\ud800\"}", "bad_row", "column"),
            ("{\"words\": \"a\"}", "missing_text", "has no text column"),
            ("{\"text\": null}", "missing_text", "has no text column"),
            ("{\"text\": 5}", "wrong_type", "the text is a number"),
            ("{\"text\": {}}", "wrong_type", "the text is a list"),
        ];
        for (line, code, words) in cases {
            let (found, message) = parsed(line).unwrap_err();
            assert!(found == code && message.contains(words), "{line}: {found}: {message}");
        }
        let deep = format!("{{\"text\": {}", "[".repeat(100_000));
        assert_eq!(parsed(&deep).unwrap_err().0, "bad_row");
    }
}
