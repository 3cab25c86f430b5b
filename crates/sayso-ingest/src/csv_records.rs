//! Cuts a CSV stream into records without ever holding one that is too large.
//!
//! The `csv` crate then reads the fields of each; by itself it would let a record grow with the file.

use std::io::{self, BufRead};

use crate::stream::Stream;

/// What was taken from a stream of records.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// Nothing: the stream has ended.
    End,
    /// A record, without the line end after it.
    Whole(Vec<u8>),
    /// Nothing: the record had more bytes than the most that is allowed.
    TooLarge,
    /// Nothing: the stream ended between quotation marks.
    Unclosed,
}

/// Where in a record the last byte stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    /// After a quotation mark inside quotation marks: it closed them, or the next one makes it a letter.
    QuoteInQuoted,
}

/// The records of a stream, one after another; blank lines are none.
pub(crate) struct Records<R = Stream> {
    stream: R,
    delimiter: u8,
    max_bytes: u64,
    line_number: u64,
    /// Whether the last record ended with `\r`, to which a `\n` may belong.
    is_after_return: bool,
}

impl<R: BufRead> Records<R> {
    pub(crate) fn new(stream: R, delimiter: u8, max_bytes: u64) -> Self {
        Self { stream, delimiter, max_bytes, line_number: 1, is_after_return: false }
    }

    /// The line on which the next record starts, from 1, if no blank lines come first.
    pub(crate) fn line_number(&self) -> u64 {
        self.line_number
    }

    pub(crate) fn stream(&self) -> &R {
        &self.stream
    }

    /// Takes the next record.
    pub(crate) fn next(&mut self) -> io::Result<Taken> {
        let mut record = Vec::new();
        let mut n_bytes = 0u64;
        let mut state = State::FieldStart;
        loop {
            let piece = self.stream.fill_buf()?;
            if piece.is_empty() {
                return Ok(match state {
                    _ if n_bytes == 0 => Taken::End,
                    State::Quoted => Taken::Unclosed,
                    _ => self.finish(record, n_bytes),
                });
            }
            let mut n_used = 0;
            let mut is_whole = false;
            for byte in piece {
                n_used += 1;
                let is_second_half = self.is_after_return && *byte == b'\n';
                self.is_after_return = *byte == b'\r';
                if is_second_half {
                    // Inside a quoted field the pair is text, and has been counted as one line.
                    if state != State::Quoted {
                        continue;
                    }
                } else if matches!(byte, b'\n' | b'\r') {
                    self.line_number += 1;
                }
                if matches!(byte, b'\n' | b'\r') && state != State::Quoted {
                    is_whole = n_bytes > 0;
                    if is_whole {
                        break;
                    }
                    continue;
                }
                state = after(state, *byte, self.delimiter);
                n_bytes += 1;
                if n_bytes <= self.max_bytes {
                    record.push(*byte);
                } else {
                    record = Vec::new();
                }
            }
            self.stream.consume(n_used);
            if is_whole {
                return Ok(self.finish(record, n_bytes));
            }
        }
    }

    fn finish(&self, record: Vec<u8>, n_bytes: u64) -> Taken {
        if n_bytes > self.max_bytes { Taken::TooLarge } else { Taken::Whole(record) }
    }
}

/// Quotation marks count at the start of a field only, as in RFC 4180.
fn after(state: State, byte: u8, delimiter: u8) -> State {
    match (state, byte) {
        (State::FieldStart, b'"') | (State::QuoteInQuoted, b'"') => State::Quoted,
        (State::Quoted, b'"') => State::QuoteInQuoted,
        (State::Quoted, _) => State::Quoted,
        (_, byte) if byte == delimiter => State::FieldStart,
        _ => State::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    fn cut(bytes: &[u8], max_bytes: u64) -> Vec<(u64, Taken)> {
        let mut records = Records::new(BufReader::with_capacity(3, bytes), b',', max_bytes);
        let mut found = Vec::new();
        loop {
            let taken = records.next().unwrap();
            if taken == Taken::End {
                return found;
            }
            found.push((records.line_number(), taken));
        }
    }

    fn whole(record: &str) -> Taken {
        Taken::Whole(record.as_bytes().to_vec())
    }

    #[test]
    fn line_ends_inside_quotation_marks_do_not_end_a_record() {
        let found = cut(b"a,b\r\n\r\n\"x\r\ny \"\"z\"\"\",5\" pipe\n\nlast", 99);
        let expected = [(2, whole("a,b")), (5, whole("\"x\r\ny \"\"z\"\"\",5\" pipe")), (6, whole("last"))];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_large_record_is_passed_over() {
        let bytes = format!("a\n\"{}\n{}\"\nb", "x".repeat(500), "y".repeat(500));
        assert_eq!(cut(bytes.as_bytes(), 100), [(2, whole("a")), (4, Taken::TooLarge), (4, whole("b"))]);
        assert_eq!(cut(b"a\n\"b,c\nd", 100), [(2, whole("a")), (3, Taken::Unclosed)]);
    }

    proptest! {
        /// The records are those that the `csv` crate finds in the whole.
        #[test]
        fn agrees_with_the_csv_crate(text in "[ab,\"\r\n]{0,60}") {
            let found: Vec<Taken> = cut(text.as_bytes(), 1000).into_iter().map(|(_, taken)| taken).collect();
            prop_assume!(!found.contains(&Taken::Unclosed));
            let read = |bytes: &[u8]| -> Vec<csv::ByteRecord> {
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes)
                    .byte_records().map(Result::unwrap).collect()
            };
            let ours: Vec<csv::ByteRecord> = found.iter().flat_map(|taken| match taken {
                Taken::Whole(record) => read(record),
                _ => Vec::new(),
            }).collect();
            prop_assert_eq!(ours, read(text.as_bytes()));
        }
    }
}
