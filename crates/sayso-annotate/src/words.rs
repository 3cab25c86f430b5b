//! A text by the positions of its code points.

use crate::error::{AnnotateError, Place};
use crate::page::Chars;

/// A text that is cut by code points.
#[derive(Debug)]
pub(crate) struct Words<'a> {
    text: &'a str,
    /// Where each code point starts, and the end of the text.
    start_bytes: Vec<usize>,
}

impl<'a> Words<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let starts = text.char_indices().map(|(at_byte, _)| at_byte);
        Self { text, start_bytes: starts.chain([text.len()]).collect() }
    }

    pub(crate) fn n_chars(&self) -> usize {
        self.start_bytes.len() - 1
    }

    /// The words at a place; `None` if the text does not have it.
    pub(crate) fn at(&self, chars: Chars) -> Option<&'a str> {
        let start_byte = *self.start_bytes.get(chars.start_char)?;
        self.text.get(start_byte..*self.start_bytes.get(chars.end_char)?)
    }

    /// The words at the places of several parts, as tables show them.
    pub(crate) fn joined(&self, parts: &[Chars]) -> String {
        let words: Vec<&str> = parts.iter().filter_map(|part| self.at(*part)).collect();
        words.join(" … ")
    }

    /// A place without the white space at its ends; `None` if nothing else is there.
    pub(crate) fn trimmed(&self, chars: Chars) -> Option<Chars> {
        let words = self.at(chars)?;
        let n_before = words.chars().take_while(|symbol| symbol.is_whitespace()).count();
        let n_after = words.chars().rev().take_while(|symbol| symbol.is_whitespace()).count();
        let (start_char, end_char) = (chars.start_char + n_before, chars.end_char.checked_sub(n_after)?);
        (start_char < end_char).then_some(Chars { start_char, end_char })
    }

    /// The place from `start` to `end`, which count code points. Where the words there are not those that the file tells, and would
    /// be if the two counted UTF-16 units, they are taken as such: some tools count what a browser counts.
    ///
    /// # Errors
    /// [`AnnotateError::Outside`] and [`AnnotateError::OtherWords`].
    pub(crate) fn place(
        &self,
        place: &Place,
        start: usize,
        end: usize,
        told: Option<&str>,
    ) -> Result<Chars, AnnotateError> {
        let chars = Chars { start_char: start, end_char: end };
        let found = self.at(chars).filter(|_| start < end);
        let is_told = |found: &str| told.is_none_or(|told| folded(told) == folded(found));
        if found.is_some_and(is_told) {
            return Ok(chars);
        }
        if let Some(chars) =
            self.of_utf16(start, end).filter(|chars| told.is_some() && self.at(*chars).is_some_and(is_told))
        {
            return Ok(chars);
        }
        match (found, told) {
            (Some(found), Some(told)) => Err(AnnotateError::OtherWords {
                place: place.clone(),
                start,
                end,
                told: told.to_owned(),
                found: found.to_owned(),
            }),
            _ => Err(AnnotateError::Outside { place: place.clone(), start, end, n_chars: self.n_chars() }),
        }
    }

    /// Code points of two positions in UTF-16 units; `None` if one is within a symbol or beyond the text.
    fn of_utf16(&self, start: usize, end: usize) -> Option<Chars> {
        let mut at_unit = 0;
        let (mut start_char, mut end_char) = (None, None);
        for (at_char, symbol) in self.text.chars().map(Some).chain([None]).enumerate() {
            start_char = start_char.or_else(|| (at_unit == start).then_some(at_char));
            end_char = end_char.or_else(|| (at_unit == end).then_some(at_char));
            at_unit += symbol.map_or(0, char::len_utf16);
        }
        let chars = Chars { start_char: start_char?, end_char: end_char? };
        (chars.start_char < chars.end_char).then_some(chars)
    }
}

/// Words with one blank for each run of white space; line ends that a tool wrote as `\n` in letters count as such.
pub(crate) fn folded(words: &str) -> String {
    words.replace("\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_code_points_and_utf16_units_where_the_words_tell() {
        let words = Words::new("🎉🎉 ja\nnein");
        let at = |start, end, told| {
            words.place(&Place::file("a"), start, end, told).map(|chars| words.at(chars).unwrap().to_owned())
        };
        assert_eq!(at(3, 5, Some("ja")).unwrap(), "ja");
        assert_eq!(at(5, 7, Some("ja")).unwrap(), "ja");
        assert_eq!(at(3, 10, Some("ja\\nnein")).unwrap(), "ja\nnein");
        assert_eq!(at(0, 2, None).unwrap(), "🎉🎉");
        let error = at(4, 6, Some("ja")).unwrap_err().to_string();
        assert_eq!(error, "a: the words are \"ja\", and at 4..6 the text has \"a\\n\"");
        let error = at(4, 60, None).unwrap_err().to_string();
        assert_eq!(error, "a: 4..60 is not within the 10 characters of the text");
        assert!(at(4, 4, None).is_err() && at(5, 4, None).is_err());
    }

    #[test]
    fn trimming_stops_at_words() {
        let words = Words::new(" \u{a0}a b\n");
        assert_eq!(words.trimmed(Chars::new(0, 6)), Some(Chars::new(2, 5)));
        assert_eq!(words.trimmed(Chars::new(0, 2)), None);
    }
}
