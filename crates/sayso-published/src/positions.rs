//! From the code points of the tables to the bytes of a text.

use std::ops::Range;

/// Where each code point of a text starts.
pub struct Positions {
    /// One entry for each code point, and one for the end.
    byte_of_char: Vec<usize>,
}

impl Positions {
    /// Counts the code points of a text.
    pub fn of(text: &str) -> Self {
        let starts = text.char_indices().map(|(at_byte, _)| at_byte);
        Self { byte_of_char: starts.chain(std::iter::once(text.len())).collect() }
    }

    /// The bytes of a span of code points. What lies beyond the end is cut off.
    pub fn bytes(&self, start_char: usize, end_char: usize) -> Range<usize> {
        let last = self.byte_of_char.len() - 1;
        let byte = |at_char: usize| self.byte_of_char[at_char.min(last)];
        byte(start_char)..byte(end_char.max(start_char))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_not_bytes_or_units() {
        let text = "é🙂👩‍👧 x";
        let positions = Positions::of(text);
        assert_eq!(&text[positions.bytes(1, 2)], "🙂");
        assert_eq!(&text[positions.bytes(2, 5)], "👩‍👧");
        assert_eq!(&text[positions.bytes(6, 7)], "x");
        assert_eq!(positions.bytes(6, 99), text.len() - 1..text.len());
        assert_eq!(Positions::of("").bytes(0, 3), 0..0);
    }
}
