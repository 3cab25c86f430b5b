//! Where a text is in quotation marks, as the encoder is told of it.
//!
//! This is the reading that the model was trained with: paragraph by paragraph, double marks only (`"`, `''`, curly, low, angled).
//! An unclosed opening mark runs to the end of its paragraph; a closing mark without an opening one, at the start of a word, is read
//! as an opening one. The extractor's own pairing of marks is finer and stands elsewhere.

use std::ops::Range;

/// Whether a piece is in quotation marks: the numbers are the rows of the model's embedding.
pub(crate) const OUTSIDE: u8 = 0;
pub(crate) const INSIDE: u8 = 1;
pub(crate) const OPEN: u8 = 2;
pub(crate) const CLOSE: u8 = 3;
pub(crate) const SPECIAL: u8 = 4;

/// Regions between quotation marks, the marks included, in bytes of `paragraph`, in order.
pub(crate) fn regions(paragraph: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut opened: Option<usize> = None;
    let mut symbols = paragraph.char_indices().peekable();
    while let Some((at_byte, symbol)) = symbols.next() {
        let end_byte = match symbol {
            '“' | '„' | '«' | '”' | '»' | '"' => at_byte + symbol.len_utf8(),
            '\'' if symbols.peek().is_some_and(|(_, next)| *next == '\'') => {
                symbols.next();
                at_byte + 2
            }
            _ => continue,
        };
        let is_opening = matches!(symbol, '“' | '„' | '«');
        let is_closing = matches!(symbol, '”' | '»');
        match opened {
            Some(_) if is_opening => {}
            Some(start_byte) => {
                found.push(start_byte..end_byte);
                opened = None;
            }
            None if !is_closing || starts_word(paragraph, at_byte, end_byte) => opened = Some(at_byte),
            None => {}
        }
    }
    if let Some(start_byte) = opened {
        found.push(start_byte..paragraph.len());
    }
    found
}

fn starts_word(paragraph: &str, at_byte: usize, end_byte: usize) -> bool {
    let before = paragraph[..at_byte].chars().next_back();
    let after = paragraph[end_byte..].chars().next();
    before.is_none_or(is_space) && after.is_some_and(|symbol| !is_space(symbol))
}

/// White space as the model's authors read it: Unicode's, and the four separators of ASCII.
pub(crate) fn is_space(symbol: char) -> bool {
    symbol.is_whitespace() || matches!(symbol, '\x1c'..='\x1f')
}

/// Walks through the regions of a paragraph alongside its pieces, which come in order.
pub(crate) struct States<'a> {
    paragraph: &'a str,
    regions: &'a [Range<usize>],
}

impl<'a> States<'a> {
    pub(crate) fn new(paragraph: &'a str, regions: &'a [Range<usize>]) -> Self {
        Self { paragraph, regions }
    }

    /// The state of the symbol that starts at `at_byte`; positions must not go back.
    pub(crate) fn at(&mut self, at_byte: usize) -> u8 {
        while self.regions.first().is_some_and(|region| region.end <= at_byte) {
            self.regions = &self.regions[1..];
        }
        let Some(region) = self.regions.first().filter(|region| region.start <= at_byte) else {
            return OUTSIDE;
        };
        let n_bytes = self.paragraph[at_byte..].chars().next().map_or(1, char::len_utf8);
        if at_byte == region.start {
            OPEN
        } else if at_byte + n_bytes == region.end {
            CLOSE
        } else {
            INSIDE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_of_all_kinds_of_marks() {
        for (paragraph, expected) in [
            ("She said “no” twice.", vec!["“no”"]),
            ("''Yes,'' he said, ''maybe.''", vec!["''Yes,''", "''maybe.''"]),
            ("\"One\" and «two»", vec!["\"One\"", "«two»"]),
            ("An “open one runs on", vec!["“open one runs on"]),
            ("A ”wrong way” round", vec!["”wrong way”"]),
            ("Five o'clock don't", vec![]),
            ("a” b", vec![]),
        ] {
            let found: Vec<&str> = regions(paragraph).into_iter().map(|region| &paragraph[region]).collect();
            assert_eq!(found, expected, "{paragraph}");
        }
    }

    #[test]
    fn states_follow_the_regions() {
        let paragraph = "a “b c” d";
        let regions = regions(paragraph);
        let mut states = States::new(paragraph, &regions);
        let found: Vec<u8> = paragraph.char_indices().map(|(at_byte, _)| states.at(at_byte)).collect();
        assert_eq!(found, [OUTSIDE, OUTSIDE, OPEN, INSIDE, INSIDE, INSIDE, CLOSE, OUTSIDE, OUTSIDE]);
    }
}
