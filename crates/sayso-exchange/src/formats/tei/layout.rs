//! A text as divisions and paragraphs that hold marks.

use std::ops::Range;

use super::nest::{Event, nest};

/// A region of one voice.
pub(super) struct Region {
    /// Number of its segment.
    pub(super) number: usize,
    pub(super) bytes: Range<usize>,
    /// Regions within it, in the order of the text.
    pub(super) inner: Vec<Region>,
}

/// What stands next in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// The division of a segment starts, or of no segment.
    Division(Option<usize>),
    /// The segment goes on after a division in it.
    Continued(usize),
    /// The division that started last ends.
    EndDivision,
    Paragraph,
    EndParagraph,
    /// White space between paragraphs.
    Blank(Range<usize>),
    /// Within a paragraph.
    Marked(Event),
}

/// The whole text; `regions` come in the order of the text, and so do marks.
///
/// A paragraph is a line that is not blank. Of regions that overlap, the earlier one has the words. The bytes of all items, one after
/// the other, are the text.
pub(super) fn lay_out(text: &str, regions: &[Region], marks: &[Range<usize>]) -> Vec<Item> {
    let mut by_start: Vec<usize> = (0..marks.len()).collect();
    by_start.sort_by_key(|&number| marks[number].start);
    let mut layout = Layout { text, marks, by_start, next: 0, open: Vec::new(), items: Vec::new() };
    let mut from_byte = 0;
    for region in regions {
        layout.lines(from_byte..region.bytes.start, Some(&Item::Division(None)));
        layout.region(region, from_byte..text.len());
        from_byte = from_byte.max(region.bytes.end);
    }
    layout.lines(from_byte..text.len(), Some(&Item::Division(None)));
    layout.items
}

/// Goes through a text once, from its start to its end.
struct Layout<'a> {
    text: &'a str,
    marks: &'a [Range<usize>],
    /// Numbers of marks by their starts.
    by_start: Vec<usize>,
    /// The first of them that no line has reached.
    next: usize,
    /// Marks that have started and, as far as is known, go on.
    open: Vec<usize>,
    items: Vec<Item>,
}

impl Layout<'_> {
    /// The region as far as it lies in `within`.
    fn region(&mut self, region: &Region, within: Range<usize>) {
        let bytes = region.bytes.start.max(within.start)..region.bytes.end.min(within.end);
        if bytes.is_empty() {
            return;
        }
        self.items.push(Item::Division(Some(region.number)));
        let mut from_byte = bytes.start;
        // after a division, TEI allows no paragraph of the division that holds it
        let continued = Item::Continued(region.number);
        let mut wrap = None;
        for inner in &region.inner {
            self.lines(from_byte..inner.bytes.start.min(bytes.end), wrap);
            self.region(inner, from_byte..bytes.end);
            wrap = Some(&continued);
            from_byte = from_byte.max(inner.bytes.end.min(bytes.end));
        }
        self.lines(from_byte..bytes.end, wrap);
        self.items.push(Item::EndDivision);
    }

    /// A paragraph for each line that is not blank; all of them in a division that starts with `wrap`, if there are any.
    fn lines(&mut self, bytes: Range<usize>, wrap: Option<&Item>) {
        let text = self.text.get(bytes.clone()).unwrap_or_default();
        let is_wrapped = wrap.is_some() && !trim(text).is_empty();
        if let Some(wrap) = wrap.filter(|_| is_wrapped) {
            self.items.push(wrap.clone());
        }
        let mut start_byte = bytes.start;
        for line in text.split_inclusive('\n') {
            let end_byte = start_byte + trim(line).len();
            if start_byte < end_byte {
                self.items.push(Item::Paragraph);
                self.paragraph(start_byte..end_byte);
                self.items.push(Item::EndParagraph);
            }
            start_byte += line.len();
            if end_byte < start_byte {
                self.items.push(Item::Blank(end_byte..start_byte));
            }
        }
        if is_wrapped {
            self.items.push(Item::EndDivision);
        }
    }

    fn paragraph(&mut self, bytes: Range<usize>) {
        let marks = self.marks;
        self.open.retain(|&number| marks[number].end > bytes.start);
        while let Some(&number) =
            self.by_start.get(self.next).filter(|&&number| marks[number].start < bytes.end)
        {
            if marks[number].end > bytes.start {
                self.open.push(number);
            }
            self.next += 1;
        }
        let open = self.open.iter().map(|&number| (number, marks[number].clone()));
        self.items.extend(nest(bytes, open).into_iter().map(Item::Marked));
    }
}

/// The text without what XML takes for white space at its end.
fn trim(text: &str) -> &str {
    text.trim_end_matches([' ', '\t', '\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn region(number: usize, bytes: Range<usize>, inner: Vec<Region>) -> Region {
        Region { number, bytes, inner }
    }

    fn shown(text: &str, regions: &[Region], marks: &[(usize, usize)]) -> String {
        let marks: Vec<Range<usize>> = marks.iter().map(|(start, end)| *start..*end).collect();
        let one = |item: &Item| match item {
            Item::Division(Some(number)) => format!("[{number} "),
            Item::Division(None) => "[- ".to_owned(),
            Item::Continued(number) => format!("[+{number} "),
            Item::EndDivision => "]".to_owned(),
            Item::Paragraph => "{".to_owned(),
            Item::EndParagraph => "}".to_owned(),
            Item::Blank(bytes) | Item::Marked(Event::Words(bytes)) => text[bytes.clone()].replace('\n', "/"),
            Item::Marked(Event::Open(number)) => format!("({number} "),
            Item::Marked(Event::Close) => ")".to_owned(),
        };
        lay_out(text, regions, &marks).iter().map(one).collect()
    }

    #[test]
    fn paragraphs_after_a_division_are_in_one_of_their_own() {
        let text = "Loose\n\nDear all,\nquote\nYours\n";
        let letter = region(0, 7..28, vec![region(1, 17..22, vec![])]);
        assert_eq!(shown(text, &[letter], &[]), "[- {Loose}//][0 {Dear all,}/[1 {quote}][+0 /{Yours}]]/");
    }

    #[test]
    fn a_mark_goes_on_in_the_next_paragraph() {
        let body = region(0, 0..11, vec![]);
        assert_eq!(shown("I say\r\n\nso\n", &[body], &[(2, 9)]), "[0 {I (0 say)}\r//{(0 s)o}/]");
    }

    #[test]
    fn space_that_xml_takes_for_words_is_a_paragraph() {
        assert_eq!(shown("a\n\u{a0}\n", &[], &[]), "[- {a}/{\u{a0}}/]");
        assert_eq!(shown(" \n", &[], &[]), " /");
        assert_eq!(shown("", &[], &[]), "");
    }

    proptest! {
        #[test]
        fn no_byte_is_lost(
            text in "[a-c \\n]{0,40}",
            spans in prop::collection::vec((0usize..45, 0usize..45), 0..8),
            regions in prop::collection::vec((0usize..45, 0usize..45), 0..5),
        ) {
            let n_bytes = text.len();
            let within = |(a, b): &(usize, usize)| (*a.min(b)).min(n_bytes)..(*a.max(b)).min(n_bytes);
            let marks: Vec<Range<usize>> = spans.iter().map(within).collect();
            let mut starts: Vec<Range<usize>> = regions.iter().map(within).collect();
            starts.sort_by_key(|bytes| bytes.start);
            let regions: Vec<Region> =
                starts.into_iter().enumerate().map(|(number, bytes)| region(number, bytes, vec![])).collect();
            let mut bytes = Vec::new();
            let mut depth = 0;
            for item in lay_out(&text, &regions, &marks) {
                match item {
                    Item::Blank(found) | Item::Marked(Event::Words(found)) => bytes.extend(found),
                    Item::Division(_) | Item::Continued(_) => depth += 1,
                    Item::EndDivision => depth -= 1,
                    _ => {}
                }
            }
            prop_assert_eq!(depth, 0);
            prop_assert_eq!(bytes, (0..n_bytes).collect::<Vec<_>>());
        }
    }
}
