//! Marks that overlap, as elements that lie within one another.
//!
//! XML knows elements within elements only. So of two marks that cross, the one that starts later is cut where the other ends.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// What stands next in a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A piece of the mark of that number starts.
    Open(usize),
    /// The piece that started last ends.
    Close,
    /// Bytes of the text.
    Words(Range<usize>),
}

/// `range` with the marks in it, each with its number; what lies outside is cut off, and what covers nothing is left out.
///
/// Of marks with the same bytes, the one with the lowest number is outermost. The words of all events, one after the other, are the
/// range; the pieces of a mark, one after the other, are what of the mark lies in the range.
pub(super) fn nest(
    range: Range<usize>,
    marks: impl IntoIterator<Item = (usize, Range<usize>)>,
) -> Vec<Event> {
    let clipped = marks
        .into_iter()
        .map(|(number, bytes)| (bytes.start.max(range.start), Reverse(bytes.end.min(range.end)), number))
        .filter(|(start, Reverse(end), _)| start < end);
    // the one that starts first comes out first, and of those the longest
    let mut waiting: BinaryHeap<Reverse<(usize, Reverse<usize>, usize)>> = clipped.map(Reverse).collect();
    let mut events = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    let mut at_byte = range.start;
    let words = |events: &mut Vec<Event>, at_byte: &mut usize, to_byte: usize| {
        if *at_byte < to_byte {
            events.push(Event::Words(*at_byte..to_byte));
            *at_byte = to_byte;
        }
    };
    while let Some(Reverse((start, Reverse(end), number))) = waiting.pop() {
        while let Some(&open) = ends.last().filter(|open| **open <= start) {
            words(&mut events, &mut at_byte, open);
            events.push(Event::Close);
            ends.pop();
        }
        words(&mut events, &mut at_byte, start);
        let piece_end = ends.last().map_or(end, |open| end.min(*open));
        if piece_end < end {
            waiting.push(Reverse((piece_end, Reverse(end), number)));
        }
        events.push(Event::Open(number));
        ends.push(piece_end);
    }
    while let Some(open) = ends.pop() {
        words(&mut events, &mut at_byte, open);
        events.push(Event::Close);
    }
    words(&mut events, &mut at_byte, range.end);
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, marks: &[(usize, usize)]) -> String {
        let numbered = marks.iter().map(|(start, end)| *start..*end).enumerate();
        let one = |event: &Event| match event {
            Event::Open(number) => format!("({number} "),
            Event::Close => ")".to_owned(),
            Event::Words(bytes) => text[bytes.clone()].to_owned(),
        };
        nest(0..text.len(), numbered).iter().map(one).collect()
    }

    #[test]
    fn marks_lie_within_one_another() {
        for (marks, expected) in [
            (vec![], "abcdefgh"),
            (vec![(2, 4)], "ab(0 cd)efgh"),
            (vec![(3, 5), (2, 6)], "ab(1 c(0 de)f)gh"),
            (vec![(2, 4), (2, 4)], "ab(0 (1 cd))efgh"),
            (vec![(0, 3), (3, 8)], "(0 abc)(1 defgh)"),
            (vec![(1, 5), (3, 7)], "a(0 bc(1 de))(1 fg)h"),
            (vec![(1, 4), (2, 6), (3, 8)], "a(0 b(1 c(2 d)))(2 (1 ef)gh)"),
            (vec![(4, 4), (0, 99)], "(1 abcdefgh)"),
        ] {
            assert_eq!(shown("abcdefgh", &marks), expected);
        }
    }

    #[test]
    fn depth_has_no_end() {
        let marks = (0..100_000).map(|number| (number, 0..1));
        assert_eq!(nest(0..1, marks).len(), 200_001);
    }

    proptest! {
        #[test]
        fn every_mark_covers_its_own_words(spans in prop::collection::vec((0usize..30, 0usize..30), 0..14)) {
            let marks: Vec<Range<usize>> = spans.iter().map(|(a, b)| *a.min(b)..*a.max(b)).collect();
            let events = nest(5..25, marks.iter().cloned().enumerate());
            let mut found = vec![Vec::new(); marks.len()];
            let (mut open, mut all) = (Vec::new(), Vec::new());
            for event in &events {
                match event {
                    Event::Open(number) => open.push(*number),
                    Event::Close => prop_assert!(open.pop().is_some()),
                    Event::Words(bytes) => {
                        all.extend(bytes.clone());
                        for number in &open {
                            found[*number].extend(bytes.clone());
                        }
                    }
                }
            }
            prop_assert!(open.is_empty());
            prop_assert_eq!(all, (5..25).collect::<Vec<_>>());
            for (mark, found) in marks.iter().zip(found) {
                prop_assert_eq!(found, (mark.start.max(5)..mark.end.min(25)).collect::<Vec<_>>());
            }
        }
    }
}
