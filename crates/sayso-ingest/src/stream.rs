//! Files of rows as a stream of bytes in an encoding that has ASCII in it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

/// How much is read at a time.
const CHUNK_BYTES: usize = 64 * 1024;

/// Bytes of a file of rows, without byte-order mark.
pub(crate) type Stream = BufReader<Source>;

/// A file as it is, or turned into UTF-8 on the way.
pub(crate) enum Source {
    AsIs(BufReader<File>),
    Decoded(Box<Transcoder>),
}

/// Opens a file of rows. It is turned into UTF-8 if `forced` says what it is in, or if it has a byte-order mark.
pub(crate) fn open(path: &Path, forced: Option<&'static Encoding>) -> io::Result<Stream> {
    let mut file = BufReader::with_capacity(CHUNK_BYTES, File::open(path)?);
    let marked = Encoding::for_bom(file.fill_buf()?);
    let source = match (forced, marked) {
        (None, None) => Source::AsIs(file),
        (None, Some((encoding, n_mark))) if encoding == UTF_8 => {
            file.consume(n_mark);
            Source::AsIs(file)
        }
        (Some(encoding), _) | (None, Some((encoding, _))) => {
            Source::Decoded(Box::new(Transcoder::new(file, encoding)))
        }
    };
    Ok(BufReader::with_capacity(CHUNK_BYTES, source))
}

impl Source {
    /// Whether some bytes stood for no letter so far. Bytes that are passed on as they are have not been judged.
    pub(crate) fn is_damaged(&self) -> bool {
        matches!(self, Self::Decoded(transcoder) if transcoder.is_damaged)
    }
}

impl Read for Source {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::AsIs(file) => file.read(out),
            Self::Decoded(transcoder) => transcoder.read(out),
        }
    }
}

/// A file turned into UTF-8, piece by piece.
pub(crate) struct Transcoder {
    file: BufReader<File>,
    decoder: Decoder,
    /// Text that has been decoded and not been read.
    ready: Vec<u8>,
    n_taken: usize,
    is_done: bool,
    is_damaged: bool,
}

impl Transcoder {
    fn new(file: BufReader<File>, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder();
        Self { file, decoder, ready: Vec::new(), n_taken: 0, is_done: false, is_damaged: false }
    }

    /// Decodes the next piece, or the last.
    fn refill(&mut self) -> io::Result<()> {
        let piece = self.file.fill_buf()?;
        let is_last = piece.is_empty();
        self.ready.resize(CHUNK_BYTES, 0);
        let (result, n_read, n_written, had_errors) =
            self.decoder.decode_to_utf8(piece, &mut self.ready, is_last);
        self.file.consume(n_read);
        self.ready.truncate(n_written);
        self.n_taken = 0;
        self.is_damaged |= had_errors;
        self.is_done = is_last && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl Read for Transcoder {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.n_taken == self.ready.len() && !self.is_done {
            self.refill()?;
        }
        let rest = &self.ready[self.n_taken..];
        let n_bytes = rest.len().min(out.len());
        out[..n_bytes].copy_from_slice(&rest[..n_bytes]);
        self.n_taken += n_bytes;
        Ok(n_bytes)
    }
}

/// What stands in a buffer after reading.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// Nothing: the stream has ended.
    End,
    /// A whole piece.
    Whole,
    /// Nothing: the piece had more bytes than the most that is allowed.
    TooLarge,
}

/// Reads a line into `line`, without its `\n`. Of a line above `max_bytes`, nothing is kept, and the next read starts after it.
pub(crate) fn read_line(stream: &mut impl BufRead, line: &mut Vec<u8>, max_bytes: u64) -> io::Result<Taken> {
    line.clear();
    let mut is_too_large = false;
    let mut is_at_start = true;
    loop {
        let piece = stream.fill_buf()?;
        if piece.is_empty() && is_at_start {
            return Ok(Taken::End);
        }
        is_at_start = false;
        let end = piece.iter().position(|byte| *byte == b'\n');
        let part = &piece[..end.unwrap_or(piece.len())];
        is_too_large |= (line.len() + part.len()) as u64 > max_bytes;
        if is_too_large {
            *line = Vec::new();
        } else {
            line.extend_from_slice(part);
        }
        let is_end = end.is_some() || piece.is_empty();
        let n_bytes = end.map_or(piece.len(), |end| end + 1);
        stream.consume(n_bytes);
        if is_end {
            return Ok(if is_too_large { Taken::TooLarge } else { Taken::Whole });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_a_line_that_is_too_large() {
        let bytes = [&b"one\n\n"[..], &vec![b'x'; 200_000], b"\nlast"].concat();
        let mut stream = BufReader::with_capacity(16, &bytes[..]);
        let mut line = Vec::new();
        let mut seen = Vec::new();
        loop {
            match read_line(&mut stream, &mut line, 10).unwrap() {
                Taken::End => break,
                taken => seen.push((taken, String::from_utf8(line.clone()).unwrap())),
            }
        }
        let expected =
            [(Taken::Whole, "one"), (Taken::Whole, ""), (Taken::TooLarge, ""), (Taken::Whole, "last")];
        assert_eq!(seen, expected.map(|(taken, words)| (taken, words.to_owned())));
    }

    #[test]
    fn utf_16_and_marks_become_plain_utf_8() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        let text = "{\"text\": \"“Ünal” 🎉\"}\n".repeat(20_000);
        let utf_16: Vec<u8> =
            "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        for bytes in [utf_16, format!("\u{FEFF}{text}").into_bytes(), text.clone().into_bytes()] {
            std::fs::write(&path, bytes).unwrap();
            let mut read = String::new();
            open(&path, None).unwrap().read_to_string(&mut read).unwrap();
            assert!(read == text);
        }
    }

    #[test]
    fn damage_in_a_forced_encoding_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        std::fs::write(&path, b"ab\xFFc").unwrap();
        let mut stream = open(&path, Some(UTF_8)).unwrap();
        let mut read = String::new();
        stream.read_to_string(&mut read).unwrap();
        assert_eq!(read, "ab\u{FFFD}c");
        assert!(stream.get_ref().is_damaged());
    }
}
