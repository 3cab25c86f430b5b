//! XML 1.0 in the making.
//!
//! # Source
//! <https://www.w3.org/TR/xml/#charsets>: which characters a document can hold, escaped or not.

use std::fmt::Write;

/// Stands for a character that no XML 1.0 document can hold.
const REPLACEMENT: char = '\u{FFFD}';

/// A document that grows. Names are given by this program and never escaped.
#[derive(Default)]
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
    n_replaced: usize,
}

impl Xml {
    /// Starts an element; attributes without a value are left out.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, Option<&str>)]) -> &mut Self {
        self.tag(name, attributes);
        self.out.push('>');
        self.open.push(name);
        self
    }

    /// Ends the element that was started last.
    pub(super) fn close(&mut self) -> &mut Self {
        if let Some(name) = self.open.pop() {
            // writing to a string cannot fail
            let _ = write!(self.out, "</{name}>");
        }
        self
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, Option<&str>)]) -> &mut Self {
        self.tag(name, attributes);
        self.out.push_str("/>");
        self
    }

    /// An element with words in it.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &[(&str, Option<&str>)],
        words: &str,
    ) -> &mut Self {
        self.open(name, attributes).text(words).close()
    }

    /// A line end for people, where white space says nothing.
    pub(super) fn line(&mut self) -> &mut Self {
        self.out.push('\n');
        self
    }

    pub(super) fn text(&mut self, words: &str) -> &mut Self {
        for symbol in words.chars() {
            match symbol {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                // a reader would make a line feed of it
                '\r' => self.out.push_str("&#13;"),
                _ => self.push(symbol),
            }
        }
        self
    }

    /// The document, and how many characters of it stand for others.
    pub(super) fn finish(mut self) -> (String, usize) {
        while !self.open.is_empty() {
            self.close();
        }
        (self.out, self.n_replaced)
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            let Some(value) = value else { continue };
            let _ = write!(self.out, " {name}=\"");
            for symbol in value.chars() {
                match symbol {
                    '&' => self.out.push_str("&amp;"),
                    '<' => self.out.push_str("&lt;"),
                    '"' => self.out.push_str("&quot;"),
                    '\t' | '\n' | '\r' => {
                        let _ = write!(self.out, "&#{};", u32::from(symbol));
                    }
                    _ => self.push(symbol),
                }
            }
            self.out.push('"');
        }
    }

    fn push(&mut self, symbol: char) {
        let holds =
            matches!(symbol, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
        self.out.push(if holds { symbol } else { REPLACEMENT });
        self.n_replaced += usize::from(!holds);
    }
}

/// An id as XML allows one. Different ids stay different, and none of them has a `.`.
pub(super) fn xml_id(id: &str) -> String {
    let mut name = String::new();
    for (nth, symbol) in id.chars().enumerate() {
        let is_plain = symbol.is_ascii_alphabetic() || nth > 0 && (symbol.is_ascii_digit() || symbol == '-');
        if is_plain {
            name.push(symbol);
        } else {
            let _ = write!(name, "_{:x}_", u32::from(symbol));
        }
    }
    name
}

/// A pointer to the element of that id.
pub(super) fn pointer(id: &str) -> String {
    format!("#{}", xml_id(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped() {
        let mut xml = Xml::default();
        xml.open("p", &[("n", Some("a\"<&\n")), ("x", None)]).text("<&>\r\n]]>").empty("lb", &[]);
        assert_eq!(xml.finish().0, "<p n=\"a&quot;&lt;&amp;&#10;\">&lt;&amp;&gt;&#13;\n]]&gt;<lb/></p>");
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced_and_counted() {
        let mut xml = Xml::default();
        xml.text("a\u{0}\u{b}\u{1f}\u{85}\u{FFFE}🙂\u{10FFFF}");
        assert_eq!(xml.finish(), ("a\u{FFFD}\u{FFFD}\u{FFFD}\u{85}\u{FFFD}🙂\u{10FFFF}".to_owned(), 4));
    }

    #[test]
    fn ids_are_names_and_stay_different() {
        for (id, expected) in [
            ("per-ann", "per-ann"),
            ("1a", "_31_a"),
            ("a.b", "a_2e_b"),
            ("a_2e_b", "a_5f_2e_5f_b"),
            ("é", "_e9_"),
        ] {
            assert_eq!(xml_id(id), expected);
        }
    }
}
