//! The one conversion from bytes to code points.

/// How many bytes one entry of the index covers.
const BLOCK_BYTES: usize = 256;

/// Turns byte positions of one text into code-point positions, in constant time and a sixty-fourth of the text's memory.
#[derive(Clone, Debug)]
pub struct CharIndex {
    /// Code points that start before each block.
    chars_before_block: Vec<u32>,
    n_chars: usize,
}

impl CharIndex {
    /// Counts `text` once.
    pub fn new(text: &str) -> Self {
        let mut chars_before_block = Vec::with_capacity(text.len() / BLOCK_BYTES + 1);
        let mut n_chars = 0usize;
        for block in text.as_bytes().chunks(BLOCK_BYTES) {
            chars_before_block.push(u32::try_from(n_chars).unwrap_or(u32::MAX));
            n_chars += count_starts(block);
        }
        Self { chars_before_block, n_chars }
    }

    /// Code points of `text` before `at_byte`; `text` must be the one the index was made from.
    ///
    /// A position beyond the end counts as the end.
    pub fn chars_from_bytes(&self, text: &str, at_byte: usize) -> usize {
        let bytes = text.as_bytes();
        let block = at_byte / BLOCK_BYTES;
        match self.chars_before_block.get(block) {
            Some(&before) if at_byte <= bytes.len() => {
                before as usize + count_starts(&bytes[block * BLOCK_BYTES..at_byte])
            }
            _ => self.n_chars,
        }
    }

    /// Code points in the whole text.
    pub fn n_chars(&self) -> usize {
        self.n_chars
    }
}

/// Bytes that start a code point: all but the continuation bytes `10xxxxxx`.
fn count_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "\\PC{0,900}") {
            let index = CharIndex::new(&text);
            prop_assert_eq!(index.n_chars(), text.chars().count());
            for (nth, (at_byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.chars_from_bytes(&text, at_byte), nth);
            }
            prop_assert_eq!(index.chars_from_bytes(&text, text.len()), text.chars().count());
        }
    }

    #[test]
    fn end_of_a_text_that_fills_its_last_block() {
        let text = "é".repeat(128);
        let index = CharIndex::new(&text);
        assert_eq!(index.chars_from_bytes(&text, 256), 128);
        assert_eq!(index.chars_from_bytes(&text, 9999), 128);
    }
}
