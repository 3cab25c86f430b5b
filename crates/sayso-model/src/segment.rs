//! Regions of one voice.

use crate::Span;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What kind of region a segment is.
    SegmentType {
        /// The line that names the author of the whole text.
        Byline = "byline",
        /// A heading.
        Heading = "heading",
        /// The author's own running text.
        Body = "body",
        /// An embedded post of a social network, header line included.
        SocialPost = "social_post",
        /// A displayed quotation by somebody else.
        BlockQuote = "block_quote",
        /// A letter, salutation to signature.
        Letter = "letter",
        /// One reader's comment.
        Comment = "comment",
        /// The words under a picture.
        Caption = "caption",
        /// Share lines, author biographies, donation lines, separators.
        Boilerplate = "boilerplate",
    }
}

/// Whose voice a segment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The one whom these words of the text name.
    Named(Span),
    /// The author of the document as its metadata tell.
    DocumentAuthor,
    /// The nth commenter who gives no name, counted from 1.
    UnnamedCommenter(u32),
    /// Nobody's, or not known.
    Unknown,
}

/// A region of one voice. Segments of one level do not overlap; together they cover all text that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// What kind of region.
    pub segment_type: SegmentType,
    /// Where it stands, without white space at its edges.
    pub span: Span,
    /// Index of the segment it lies within; parents come first.
    pub parent: Option<usize>,
    /// Whose voice it is.
    pub author: Voice,
    /// The words that name the one who is addressed.
    pub addressee: Option<Span>,
    /// The segment's own words: what is left of `span` without header line, salutation, signature and enclosing quotation marks.
    /// This is the content of a block statement. A body or comment has its whole span.
    pub content: Span,
    /// The words that introduce the segment and stand outside it ("commented as follows:-").
    pub cue: Option<Span>,
    /// Date the segment itself shows, ISO 8601, whole or partial (`--02-27` where the year is not told).
    pub date: Option<String>,
    /// The rule that found it.
    pub rule_id: &'static str,
}
