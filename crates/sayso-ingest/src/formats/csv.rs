//! CSV and TSV: a header line names the columns; each record holds a text and what is known of it.

use std::borrow::Cow;
use std::io::{self, BufRead};
use std::path::Path;

use csv::ByteRecord;

use super::{Format, Place, Reader, Row, Rows};
use crate::csv_records::{Records, Taken};
use crate::decode::decode;
use crate::note::Note;
use crate::options::Plan;
use crate::stream;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    extensions: &["csv", "tsv"],
    description: "a header names the columns; each record is a document; comma, semicolon or tab, told by the header",
    reader: Reader::Rows(read),
};

fn read(path: &Path, plan: &Plan, rows: &mut dyn Rows) -> io::Result<()> {
    let mut stream = stream::open(path, plan.encoding)?;
    let delimiter = delimiter_of(stream.fill_buf()?);
    let mut records = Records::new(stream, delimiter, plan.max_bytes);
    let header = match records.next()? {
        Taken::Whole(bytes) => fields_of(&bytes, delimiter)?,
        Taken::End => return Ok(()),
        Taken::TooLarge | Taken::Unclosed => {
            rows.note(Place::Line(1), Note::error("bad_row", "cannot read the header"));
            return Ok(());
        }
    };
    let names: Vec<String> = header.iter().map(|name| text_of(name).trim().to_owned()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let columns = plan.wanted.find(&names);
    let Some(text_at) = columns.text else {
        rows.note(Place::File, plan.wanted.no_text_column());
        return Ok(());
    };
    columns.notes().for_each(|note| rows.note(Place::File, note));
    let mut row_number = 0;
    loop {
        let place = Place::Line(records.line_number());
        row_number += 1;
        let record = match records.next()? {
            Taken::End => break,
            Taken::TooLarge => {
                rows.note(
                    place,
                    Note::error("too_large", format!("row is larger than {} bytes", plan.max_bytes)),
                );
                continue;
            }
            Taken::Unclosed => {
                let message = "a quotation mark opens here and never closes; the rest of the file is lost";
                rows.note(place, Note::error("bad_row", message));
                break;
            }
            Taken::Whole(bytes) => fields_of(&bytes, delimiter)?,
        };
        if record.len() != names.len() {
            let message = format!("has {} fields where the header has {}", record.len(), names.len());
            rows.note(place, Note::error("bad_row", message));
            continue;
        }
        let text = record[text_at].to_vec();
        if rows.row(Row::new(row_number, text, &columns, |at| Some(text_of(&record[at])))).is_break() {
            return Ok(());
        }
    }
    if records.stream().get_ref().is_damaged() {
        rows.note(
            Place::File,
            Note::warning("invalid_bytes", "has bytes that stand for no letter, read as U+FFFD"),
        );
    }
    Ok(())
}

/// The one of comma, semicolon and tab that stands most often in the first line; the comma if none does.
fn delimiter_of(start: &[u8]) -> u8 {
    let line = start.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let count = |delimiter: u8| line.iter().filter(|byte| **byte == delimiter).count();
    let best = [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter));
    best.unwrap_or(b',')
}

/// The fields of one record.
fn fields_of(bytes: &[u8], delimiter: u8) -> io::Result<ByteRecord> {
    let mut record = ByteRecord::new();
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(bytes.len())
        .from_reader(bytes)
        .read_byte_record(&mut record)?;
    Ok(record)
}

fn text_of(cell: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(cell) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(decode(cell, None).text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_the_delimiter() {
        for (start, delimiter) in [
            ("id,text\n1;2;3", b','),
            ("id;text;date\r\n", b';'),
            ("id\ttext, all of it\tx", b'\t'),
            ("text", b','),
            ("", b','),
        ] {
            assert_eq!(delimiter_of(start.as_bytes()), delimiter, "{start}");
        }
    }
}
