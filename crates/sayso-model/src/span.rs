//! Where something stands in a text.

use std::cmp::Ordering;

/// A half-open range of UTF-8 bytes of a document's text.
///
/// Invariant: `start_byte <= end_byte`. Spans order by start, and where starts are equal the longer span comes first, so that a
/// span sorts before what it contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    start_byte: usize,
    end_byte: usize,
}

/// Why two positions are no span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpanError {
    /// The start that was given.
    pub start_byte: usize,
    /// The end that was given, smaller than the start.
    pub end_byte: usize,
}

impl std::fmt::Display for SpanError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "span starts at byte {} and ends before it, at byte {}", self.start_byte, self.end_byte)
    }
}

impl std::error::Error for SpanError {}

impl Span {
    /// The span from `start_byte` up to, not including, `end_byte`.
    ///
    /// # Errors
    /// [`SpanError`] where the end comes before the start.
    pub fn new(start_byte: usize, end_byte: usize) -> Result<Self, SpanError> {
        if start_byte <= end_byte {
            Ok(Self { start_byte, end_byte })
        } else {
            Err(SpanError { start_byte, end_byte })
        }
    }

    /// The span that starts at `start_byte` and is `n_bytes` long.
    pub fn of_length(start_byte: usize, n_bytes: usize) -> Self {
        Self { start_byte, end_byte: start_byte + n_bytes }
    }

    /// The smallest span that covers both positions, in whichever order they come.
    pub fn between(one_byte: usize, other_byte: usize) -> Self {
        Self { start_byte: one_byte.min(other_byte), end_byte: one_byte.max(other_byte) }
    }

    /// First byte.
    pub fn start_byte(self) -> usize {
        self.start_byte
    }

    /// The byte after the last one.
    pub fn end_byte(self) -> usize {
        self.end_byte
    }

    /// Length in bytes.
    pub fn n_bytes(self) -> usize {
        self.end_byte - self.start_byte
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start_byte == self.end_byte
    }

    /// Whether `inner` lies wholly within it (a span contains itself).
    pub fn contains(self, inner: Self) -> bool {
        self.start_byte <= inner.start_byte && inner.end_byte <= self.end_byte
    }

    /// Whether the byte lies within it.
    pub fn contains_byte(self, byte: usize) -> bool {
        self.start_byte <= byte && byte < self.end_byte
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start_byte < other.end_byte && other.start_byte < self.end_byte
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self {
            start_byte: self.start_byte.min(other.start_byte),
            end_byte: self.end_byte.max(other.end_byte),
        }
    }
}

impl Ord for Span {
    fn cmp(&self, other: &Self) -> Ordering {
        self.start_byte.cmp(&other.start_byte).then(other.end_byte.cmp(&self.end_byte))
    }
}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_an_end_before_its_start() {
        assert!(Span::new(3, 2).is_err());
        assert_eq!(Span::new(2, 2), Ok(Span::of_length(2, 0)));
    }

    #[test]
    fn outer_sorts_before_inner() {
        let mut spans = [Span::of_length(4, 2), Span::of_length(4, 9), Span::of_length(0, 1)];
        spans.sort();
        assert_eq!(spans, [Span::of_length(0, 1), Span::of_length(4, 9), Span::of_length(4, 2)]);
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::of_length(0, 3).overlaps(Span::of_length(3, 3)));
        assert!(Span::of_length(0, 4).overlaps(Span::of_length(3, 3)));
    }
}
