//! A document cut up for the rules: tokens, units, quotations, streams.
//!
//! - A *token* is a word, a number, a handle, a hashtag or one punctuation mark.
//! - A *unit* is one paragraph (line) of one segment: rules never look across its edges, except that a quotation may go on.
//! - A *quotation* is what stands between marks that pair up.
//! - A *stream* is one level of a unit: its tokens, each quotation inside it as one item. Speech verbs govern quotations of their
//!   own level, so a stream is what rules read.

mod quotations;

mod streams;

mod token;

mod units;

use sayso_model::{Document, Segment, Span};
pub(crate) use sayso_model::{Shape, TokenKind, fold_word, scan, shape};

pub(crate) use quotations::{MarkKind, Quotation};
pub(crate) use streams::{Item, Stream, What};
pub(crate) use token::Token;
pub(crate) use units::Unit;

use crate::Language;
use crate::language::{Class, Cue, Form};

/// A document, cut up.
pub(crate) struct Reading<'a> {
    pub(crate) document: &'a Document,
    pub(crate) segments: &'a [Segment],
    pub(crate) language: &'a Language,
    /// In text order.
    pub(crate) tokens: Vec<Token>,
    /// In text order.
    pub(crate) units: Vec<Unit>,
    /// In text order of their opening marks.
    pub(crate) quotations: Vec<Quotation>,
    /// Streams of one unit stand together.
    pub(crate) streams: Vec<Stream>,
    /// Marks that open or close nothing.
    pub(crate) stray_marks: Vec<Span>,
}

impl<'a> Reading<'a> {
    /// Cuts `document` up. `segments` whose spans are not of this text are passed over.
    pub(crate) fn new(document: &'a Document, segments: &'a [Segment], language: &'a Language) -> Self {
        let mut tokens = Vec::new();
        let units = units::cut(document, segments, language, &mut tokens);
        let paired = quotations::pair(document, &units, &tokens);
        let streams = streams::lay(&units, &tokens, &paired.quotations);
        Self {
            document,
            segments,
            language,
            tokens,
            units,
            quotations: paired.quotations,
            streams,
            stray_marks: paired.stray,
        }
    }

    /// The words of a token.
    pub(crate) fn words(&self, token: usize) -> &str {
        self.document.slice(self.tokens[token].span)
    }

    /// The unit that a token stands in; `None` behind the last token.
    pub(crate) fn unit_of(&self, token: usize) -> Option<&Unit> {
        self.units.get(self.units.partition_point(|unit| unit.tokens.end <= token))
    }

    pub(crate) fn has(&self, token: usize, class: Class) -> bool {
        self.tokens[token].classes.has(class)
    }

    /// The cue verb whose form starts at this token, with its form and the number of tokens it takes.
    pub(crate) fn verb_at(&self, token: usize) -> Option<(&'a Cue, Form, usize)> {
        let word = self.language.word(self.tokens[token].word?);
        for (cue, form) in &word.verbs {
            let cue = self.language.cue(*cue);
            match &cue.particle {
                None => return Some((cue, *form, 1)),
                Some(particle) => {
                    let next = self.tokens.get(token + 1)?;
                    if next.kind == TokenKind::Word && fold_word(self.document.slice(next.span)) == *particle
                    {
                        return Some((cue, *form, 2));
                    }
                }
            }
        }
        None
    }

    /// The cue noun that this token is a form of.
    pub(crate) fn noun_at(&self, token: usize) -> Option<&'a Cue> {
        let word = self.language.word(self.tokens[token].word?);
        word.noun.map(|cue| self.language.cue(cue))
    }

    /// Whether the token starts with a capital.
    pub(crate) fn is_capital(&self, token: usize) -> bool {
        matches!(self.tokens[token].shape, Shape::Capital | Shape::AllCapitals)
    }

    /// Whether the token is one of these marks.
    pub(crate) fn is_mark(&self, token: usize, marks: &str) -> bool {
        matches!(self.tokens[token].kind, TokenKind::Mark(mark) if marks.contains(mark))
    }

    /// From the first of some tokens to the last; there is at least one.
    pub(crate) fn span_of(&self, tokens: std::ops::Range<usize>) -> Span {
        self.tokens[tokens.start].span.cover(self.tokens[tokens.end - 1].span)
    }

    /// Tokens that lie within `span`.
    pub(crate) fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.tokens.partition_point(|token| token.span.start_byte() < span.start_byte());
        let to = self.tokens.partition_point(|token| token.span.end_byte() <= span.end_byte());
        from..to.max(from)
    }
}
