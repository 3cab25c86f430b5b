//! Texts of the documents, found by code points.

use std::collections::HashMap;

use polars::prelude::{DataFrame, StringChunked};

use crate::dataset;

/// How many code points one entry of an index covers.
const BLOCK_CHARS: usize = 128;

/// The documents' texts by document id. Where an id stands twice, the first counts.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// Shares its memory with the table it comes from.
    texts: StringChunked,
    indexes: Vec<Index>,
    row_by_id: HashMap<String, usize>,
}

/// The byte at which every 128th code point of a text starts.
#[derive(Debug, Default)]
struct Index {
    block_starts: Vec<usize>,
    n_chars: usize,
}

/// One text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'a> {
    text: &'a str,
    index: &'a Index,
}

impl Texts {
    /// The texts of a `documents` table; none where its columns are missing.
    pub(crate) fn of(documents: &DataFrame) -> Self {
        let (Some(ids), Some(texts)) =
            (dataset::texts(documents, "document_id"), dataset::texts(documents, "text"))
        else {
            return Self::default();
        };
        let mut row_by_id = HashMap::new();
        for (row, id) in ids.iter().enumerate() {
            if let Some(id) = id {
                row_by_id.entry(id.to_owned()).or_insert(row);
            }
        }
        let indexes = texts.iter().map(|text| Index::new(text.unwrap_or_default())).collect();
        Self { texts: texts.clone(), indexes, row_by_id }
    }

    pub(crate) fn get(&self, document_id: &str) -> Option<Text<'_>> {
        let row = *self.row_by_id.get(document_id)?;
        Some(Text { text: self.texts.get(row).unwrap_or_default(), index: self.indexes.get(row)? })
    }
}

impl Index {
    fn new(text: &str) -> Self {
        let mut block_starts = Vec::with_capacity(text.len() / BLOCK_CHARS + 1);
        let mut n_chars = 0usize;
        for (at_byte, _) in text.char_indices() {
            if n_chars.is_multiple_of(BLOCK_CHARS) {
                block_starts.push(at_byte);
            }
            n_chars += 1;
        }
        Self { block_starts, n_chars }
    }
}

impl<'a> Text<'a> {
    pub(crate) fn n_chars(&self) -> usize {
        self.index.n_chars
    }

    /// The byte at which the code point starts; the end of the text for the position after the last.
    pub(crate) fn byte_from_char(&self, at_char: i64) -> Option<usize> {
        let at_char = usize::try_from(at_char).ok().filter(|at_char| *at_char <= self.n_chars())?;
        if at_char == self.n_chars() {
            return Some(self.text.len());
        }
        let start = *self.index.block_starts.get(at_char / BLOCK_CHARS)?;
        let tail = self.text.get(start..)?;
        tail.char_indices().nth(at_char % BLOCK_CHARS).map(|(at_byte, _)| start + at_byte)
    }

    /// The words from one code point up to another; `None` where that is no place in the text.
    pub(crate) fn slice(&self, start_char: i64, end_char: i64) -> Option<&'a str> {
        self.text.get(self.byte_from_char(start_char)?..self.byte_from_char(end_char)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(words in "\\PC{0,400}") {
            let index = Index::new(&words);
            let text = Text { text: &words, index: &index };
            prop_assert_eq!(text.n_chars(), words.chars().count());
            for (nth, (at_byte, _)) in words.char_indices().enumerate() {
                prop_assert_eq!(text.byte_from_char(nth as i64), Some(at_byte));
            }
            prop_assert_eq!(text.byte_from_char(text.n_chars() as i64), Some(words.len()));
            prop_assert_eq!(text.byte_from_char(text.n_chars() as i64 + 1), None);
        }
    }

    #[test]
    fn what_is_no_place_gives_nothing() {
        let words = "“Ja”, é 🎉";
        let index = Index::new(words);
        let text = Text { text: words, index: &index };
        assert_eq!(text.slice(0, 4), Some("“Ja”"));
        assert_eq!(text.slice(8, 9), Some("🎉"));
        assert_eq!((text.slice(4, 2), text.slice(-1, 2), text.slice(0, 10)), (None, None, None));
    }
}
