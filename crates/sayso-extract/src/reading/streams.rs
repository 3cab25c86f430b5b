//! Levels of a unit: what stands outside quotations, and what stands inside each.

use std::ops::Range;

use sayso_model::{Shape, Span, TokenKind};

use super::quotations::Quotation;
use super::token::Token;
use super::units::Unit;
use crate::language::Class;

/// What an item of a stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Index into the tokens.
    Token(usize),
    /// Index into the quotations, and which of its parts.
    Quotation(usize, usize),
}

/// One token, or one quotation with its marks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) span: Span,
    pub(crate) what: What,
}

impl Item {
    pub(crate) fn token(self) -> Option<usize> {
        match self.what {
            What::Token(token) => Some(token),
            What::Quotation(..) => None,
        }
    }
}

/// One level of one unit.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    pub(crate) segment: usize,
    pub(crate) items: Vec<Item>,
    /// Ranges of items, in order, which together cover all.
    pub(crate) sentences: Vec<Range<usize>>,
}

/// Lays out every unit in which the segment's author speaks.
pub(super) fn lay(units: &[Unit], tokens: &[Token], quotations: &[Quotation]) -> Vec<Stream> {
    let mut opens: Vec<(usize, usize, usize)> = Vec::new();
    for (quotation, found) in quotations.iter().enumerate() {
        opens.extend(found.parts.iter().enumerate().map(|(part, piece)| (piece.open_token, quotation, part)));
    }
    opens.sort_unstable();
    let mut opens = opens.into_iter().peekable();
    let mut streams: Vec<Stream> = Vec::new();
    for unit in units.iter().filter(|unit| unit.is_own_words) {
        let new_stream = || Stream { segment: unit.segment, items: Vec::new(), sentences: Vec::new() };
        let first = streams.len();
        streams.push(new_stream());
        // Open levels: stream, where it ends, the token that closes it.
        let mut levels: Vec<(usize, usize, Option<usize>)> = vec![(first, usize::MAX, None)];
        for at in unit.tokens.clone() {
            let span = tokens[at].span;
            let mut is_closer = false;
            while levels.len() > 1 && levels.last().is_some_and(|(_, end, _)| *end <= span.start_byte()) {
                is_closer |= levels.pop().is_some_and(|(_, _, close)| close == Some(at));
            }
            let stream = levels.last().map_or(first, |(stream, _, _)| *stream);
            if is_closer {
                continue;
            }
            if let Some((_, quotation, part)) = opens.next_if(|(open, _, _)| *open == at) {
                let piece = &quotations[quotation].parts[part];
                let end_byte =
                    piece.close_token.map_or(piece.inner.end_byte(), |close| tokens[close].span.end_byte());
                let span = Span::between(span.start_byte(), end_byte);
                streams[stream].items.push(Item { span, what: What::Quotation(quotation, part) });
                levels.push((streams.len(), piece.inner.end_byte(), piece.close_token));
                streams.push(new_stream());
            } else {
                streams[stream].items.push(Item { span, what: What::Token(at) });
            }
        }
        for stream in &mut streams[first..] {
            stream.sentences = sentences(&stream.items, tokens, quotations);
        }
    }
    streams.retain(|stream| !stream.items.is_empty());
    streams
}

fn sentences(items: &[Item], tokens: &[Token], quotations: &[Quotation]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 0..items.len() {
        if at + 1 == items.len() || (ends(items, at, tokens, quotations) && starts(items[at + 1], tokens)) {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    sentences
}

fn ends(items: &[Item], at: usize, tokens: &[Token], quotations: &[Quotation]) -> bool {
    match items[at].what {
        What::Token(token) => match tokens[token].kind {
            TokenKind::Mark('!' | '?' | '…') => true,
            TokenKind::Mark('.') => !follows_abbreviation(items, at, tokens),
            // A bracket closes after the full stop.
            TokenKind::Mark(')' | ']') => {
                at > 0
                    && matches!(
                        items[at - 1].token().map(|before| tokens[before].kind),
                        Some(TokenKind::Mark('.' | '!' | '?'))
                    )
            }
            _ => false,
        },
        What::Quotation(quotation, part) => {
            let piece = &quotations[quotation].parts[part];
            let last = piece.close_token.and_then(|close| close.checked_sub(1));
            last.is_some_and(|last| matches!(tokens[last].kind, TokenKind::Mark('.' | '!' | '?' | '…')))
        }
    }
}

fn follows_abbreviation(items: &[Item], at: usize, tokens: &[Token]) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| items[before].token()) else { return false };
    let token = &tokens[before];
    let is_initial =
        token.kind == TokenKind::Word && token.shape == Shape::Capital && token.span.n_bytes() == 1;
    let is_name_next = items
        .get(at + 1)
        .and_then(|next| next.token())
        .is_some_and(|next| tokens[next].shape == Shape::Capital);
    (is_initial && is_name_next)
        || (token.classes.has(Class::Abbreviation) && token.shape != Shape::AllCapitals)
}

fn starts(item: Item, tokens: &[Token]) -> bool {
    match item.what {
        What::Quotation(..) => true,
        What::Token(token) => {
            let token = &tokens[token];
            token.shape != Shape::Small
                || matches!(token.kind, TokenKind::Number | TokenKind::Handle | TokenKind::Hashtag)
                || matches!(token.kind, TokenKind::Mark('(' | '[' | '–' | '—' | '-' | '*' | '•' | '“' | '‘'))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Language;
    use crate::reading::Reading;
    use crate::testing::body;

    fn check(text: &str, expected: &[&str]) {
        let (document, segments) = body(text);
        let language = Language::english().unwrap();
        let reading = Reading::new(&document, &segments, &language);
        let mut found = Vec::new();
        for stream in &reading.streams {
            for sentence in &stream.sentences {
                let items = &stream.items[sentence.clone()];
                let outer = items.iter().fold(items[0].span, |outer, item| outer.cover(item.span));
                found.push(document.slice(outer));
            }
        }
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn sentences_end_outside_quotations() {
        check("Ann came. Bo left? No!", &["Ann came.", "Bo left?", "No!"]);
        check("Mr. Park met A. B. Lee at 5 p.m. today.", &["Mr. Park met A. B. Lee at 5 p.m. today."]);
        check("“Why? Now?” she asked. “So.”", &["“Why? Now?” she asked.", "“So.”", "Why?", "Now?", "So."]);
    }
}
