//! A text and what is known about it.

use crate::vocabulary::vocabulary;
use crate::{CharIndex, DocumentId, Span};

vocabulary! {
    /// What kind of text a document is.
    Genre {
        /// A post on a weblog.
        Blog = "blog",
        /// A news report or comment piece.
        News = "news",
        /// A letter.
        Letter = "letter",
        /// A post on a social network.
        Post = "post",
        /// A thread of comments or messages.
        Thread = "thread",
        /// A speech.
        Speech = "speech",
        /// Anything else, and what nobody has told.
        Other = "other",
    }
}

vocabulary! {
    /// How much of a document's date is known.
    DatePrecision {
        /// To the day.
        Day = "day",
        /// To the month.
        Month = "month",
        /// To the year.
        Year = "year",
        /// Worked out from the text, not given with it.
        Inferred = "inferred",
        /// Not at all.
        Unknown = "unknown",
    }
}

/// What came with a text: told by the provenance sidecar or by metadata columns, never read from the text itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Title.
    pub title: Option<String>,
    /// Kind of text.
    pub genre: Option<Genre>,
    /// Language as a BCP 47 tag.
    pub lang: Option<String>,
    /// Author's name.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// ISO 8601 date, whole or partial (`2019`, `2019-03`, `2019-03-04`).
    pub date: Option<String>,
    /// How sure the date is; `None` = as precise as it is written.
    pub date_precision: Option<DatePrecision>,
    /// Licence or rights.
    pub licence: Option<String>,
}

/// A text, fixed at ingest, and what is known about it.
///
/// Invariant: the text never changes, so spans over it stay right.
#[derive(Clone, Debug)]
pub struct Document {
    id: DocumentId,
    source: String,
    sha256: String,
    text: String,
    chars: CharIndex,
    metadata: Metadata,
}

impl Document {
    /// A document of `text`, read from `raw_bytes` that a reader knows as `source` (a file name as given, never an absolute path).
    pub fn new(
        source: impl Into<String>,
        raw_bytes: &[u8],
        text: impl Into<String>,
        metadata: Metadata,
    ) -> Self {
        let text = text.into();
        let sha256 = crate::id::sha256_hex(raw_bytes);
        Self {
            id: DocumentId::from_sha256(&sha256),
            source: source.into(),
            sha256,
            chars: CharIndex::new(&text),
            text,
            metadata,
        }
    }

    /// A document whose raw bytes are its text. For tests and examples.
    pub fn from_text(source: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let raw_bytes = text.clone().into_bytes();
        Self::new(source, &raw_bytes, text, Metadata::default())
    }

    /// The document as a publication shows it: other words in the same places, and where `sha256` is given, under another hash and
    /// so another id.
    ///
    /// Every span over this document holds for that one too.
    ///
    /// # Panics
    /// Where a word of `text` starts or ends at another byte than in this text: its spans would be wrong.
    pub fn republished(
        &self,
        source: impl Into<String>,
        text: impl Into<String>,
        metadata: Metadata,
        sha256: Option<String>,
    ) -> Self {
        let text = text.into();
        let starts = |text: &str| text.char_indices().map(|(at_byte, _)| at_byte).collect::<Vec<_>>();
        assert!(
            text == self.text || (text.len() == self.text.len() && starts(&text) == starts(&self.text)),
            "a published text has its symbols where the text has them"
        );
        let sha256 = sha256.unwrap_or_else(|| self.sha256.clone());
        Self {
            id: DocumentId::from_sha256(&sha256),
            source: source.into(),
            sha256,
            chars: self.chars.clone(),
            text,
            metadata,
        }
    }

    /// Its id.
    pub fn id(&self) -> &DocumentId {
        &self.id
    }

    /// File name or URL as given.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// SHA-256 of the raw bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What came with the text.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The words at `span`.
    ///
    /// A span that is not of this text gives the empty string: spans are made by our own stages, and a property test holds
    /// each of them to its text.
    pub fn slice(&self, span: Span) -> &str {
        debug_assert!(
            self.text.get(span.start_byte()..span.end_byte()).is_some(),
            "span {span:?} is not of this text"
        );
        self.text.get(span.start_byte()..span.end_byte()).unwrap_or_default()
    }

    /// Code-point positions of `span`: start, and the position after its last code point.
    pub fn char_range(&self, span: Span) -> (usize, usize) {
        (
            self.chars.chars_from_bytes(&self.text, span.start_byte()),
            self.chars.chars_from_bytes(&self.text, span.end_byte()),
        )
    }

    /// The span of the whole text.
    pub fn whole(&self) -> Span {
        Span::of_length(0, self.text.len())
    }

    /// Code points in the text.
    pub fn n_chars(&self) -> usize {
        self.chars.n_chars()
    }

    /// Words in the text: runs between white space.
    pub fn n_words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Shrinks `span` until it neither starts nor ends with white space.
    pub fn trim(&self, span: Span) -> Span {
        let words = self.slice(span);
        let start_byte = span.start_byte() + (words.len() - words.trim_start().len());
        Span::of_length(start_byte, words.trim().len())
    }

    /// Up to `n_chars` code points that stand before `span`.
    pub fn before(&self, span: Span, n_chars: usize) -> &str {
        let head = &self.text[..span.start_byte()];
        let from = head.char_indices().rev().take(n_chars).last().map_or(head.len(), |(at_byte, _)| at_byte);
        &head[from..]
    }

    /// Up to `n_chars` code points that stand after `span`.
    pub fn after(&self, span: Span, n_chars: usize) -> &str {
        let tail = &self.text[span.end_byte()..];
        let to = tail.char_indices().nth(n_chars).map_or(tail.len(), |(at_byte, _)| at_byte);
        &tail[..to]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_republished_document_keeps_its_places() {
        let document = Document::from_text("a.txt", "é no. 12");
        let published = document.republished("b.txt", "é no. xx", Metadata::default(), None);
        assert_eq!((published.id(), published.sha256()), (document.id(), document.sha256()));
        let number = Span::of_length(7, 2);
        assert_eq!(published.slice(number), "xx");
        assert_eq!(published.char_range(number), document.char_range(number));
        let other = document.republished("b.txt", document.text(), Metadata::default(), Some("0".repeat(64)));
        assert_eq!(other.id().as_str(), "d000000000000");
    }

    #[test]
    #[should_panic(expected = "has its symbols where the text has them")]
    fn a_republished_document_may_not_move_its_symbols() {
        let document = Document::from_text("a.txt", "é no. 12");
        document.republished("b.txt", "e  no. 12", Metadata::default(), None);
    }

    #[test]
    fn positions_are_code_points() {
        let document = Document::from_text("a.txt", "“Ja”, said Ünal 🎉 twice");
        let at_byte = document.text().find("Ünal").unwrap_or_default();
        let span = Span::of_length(at_byte, "Ünal".len());
        assert_eq!(document.slice(span), "Ünal");
        assert_eq!(document.char_range(span), (11, 15));
    }

    #[test]
    fn surroundings_stop_at_the_edges() {
        let document = Document::from_text("a.txt", "é one é");
        let span = Span::of_length(3, 3);
        assert_eq!((document.before(span, 32), document.after(span, 32)), ("é ", " é"));
        assert_eq!((document.before(span, 1), document.after(span, 1)), (" ", " "));
    }

    #[test]
    fn trimming_keeps_the_words() {
        let document = Document::from_text("a.txt", " \n two words\t ");
        assert_eq!(document.slice(document.trim(document.whole())), "two words");
        let blank = Document::from_text("b.txt", " \n ");
        assert!(blank.trim(blank.whole()).is_empty());
    }
}
