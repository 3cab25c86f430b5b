//! A sentence as the rules for affiliations see it: names as one piece each, and the words and marks between them.

use std::collections::BTreeSet;
use std::ops::Range;

use sayso_model::{EntityKind, Mention, MentionType, Span};

use crate::language::{Class, Frame, Office};
use crate::reading::{Reading, TokenKind, fold_word};

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Body,
    Word,
    Number,
    Clitic,
    Mark(char),
    /// Anything else.
    Other,
}

/// A name with all its words, or one token.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    tokens: Range<usize>,
    /// The words that name it: for "Harbour Union (HU)", the first ones.
    pub(super) span: Span,
    /// The word in lower case; empty for all but words.
    folded: String,
}

/// One sentence of one paragraph, quotations and all.
pub(super) struct Sentence<'a> {
    reading: &'a Reading<'a>,
    /// Words for somebody by a role that the registry knows.
    held_roles: &'a BTreeSet<Span>,
    pub(super) pieces: Vec<Piece>,
}

/// Every sentence of the document, in text order.
pub(super) fn sentences<'a>(
    reading: &'a Reading<'a>,
    mentions: &[Mention],
    held_roles: &'a BTreeSet<Span>,
) -> Vec<Sentence<'a>> {
    let mut mention_of = vec![None; reading.tokens.len()];
    for (nth, mention) in mentions.iter().enumerate() {
        if let Some(kind) = kind(reading, mention) {
            for token in &mut mention_of[reading.tokens_in(mention.span)] {
                *token = Some((nth, kind));
            }
        }
    }
    let mut sentences = Vec::new();
    for unit in &reading.units {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = unit.tokens.start;
        while at < unit.tokens.end {
            let name = mention_of[at];
            let mut end = at + 1;
            while name.is_some() && end < unit.tokens.end && mention_of[end] == name {
                end += 1;
            }
            pieces.push(piece(reading, at..end, name.map(|(_, kind)| kind)));
            at = end;
        }
        cut(reading, held_roles, join_acronyms(pieces), &mut sentences);
    }
    sentences
}

/// What a mention is here: a name, or a word with a capital that stands for a body ("the Party"). Other nominals are words.
fn kind(reading: &Reading, mention: &Mention) -> Option<Kind> {
    let is_capital_head = || {
        let tokens = reading.tokens_in(mention.span);
        tokens.len() == 1 && reading.is_capital(tokens.start)
    };
    match (mention.mention_type, mention.kind) {
        (MentionType::Pronoun, _) => None,
        (MentionType::Nominal, Some(EntityKind::Organisation)) => is_capital_head().then_some(Kind::Body),
        (MentionType::Nominal, _) => None,
        (_, Some(EntityKind::Person)) => Some(Kind::Person),
        (_, Some(EntityKind::Organisation)) => Some(Kind::Body),
        _ => None,
    }
}

fn piece(reading: &Reading, tokens: Range<usize>, name: Option<Kind>) -> Piece {
    let first = &reading.tokens[tokens.start];
    let span = first.span.cover(reading.tokens[tokens.end - 1].span);
    let kind = name.unwrap_or(match first.kind {
        TokenKind::Word => Kind::Word,
        TokenKind::Number => Kind::Number,
        TokenKind::Clitic => Kind::Clitic,
        TokenKind::Mark(mark) => Kind::Mark(mark),
        TokenKind::Handle | TokenKind::Hashtag => Kind::Other,
    });
    let folded = if kind == Kind::Word { fold_word(reading.words(tokens.start)) } else { String::new() };
    Piece { kind, tokens, span, folded }
}

/// "Harbour Union (HU)" is one body.
fn join_acronyms(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let is_defined = matches!(
            pieces[at..],
            [
                Piece { kind: Kind::Body, .. },
                Piece { kind: Kind::Mark('('), .. },
                Piece { kind: Kind::Body, .. },
                Piece { kind: Kind::Mark(')'), .. },
                ..
            ]
        );
        let mut piece = pieces[at].clone();
        if is_defined {
            piece.tokens.end = pieces[at + 3].tokens.end;
        }
        joined.push(piece);
        at += if is_defined { 4 } else { 1 };
    }
    joined
}

/// Cuts a paragraph at the ends of its sentences. A full stop in a list of names ("Ann Park. Bob Lee, Cem Kaya") is a slip for a
/// comma.
fn cut<'a>(
    reading: &'a Reading<'a>,
    held_roles: &'a BTreeSet<Span>,
    pieces: Vec<Piece>,
    sentences: &mut Vec<Sentence<'a>>,
) {
    let mut sentence: Vec<Piece> = Vec::new();
    let mut rest = pieces.into_iter().peekable();
    let mut before = Kind::Other;
    while let Some(piece) = rest.next() {
        let is_abbreviation = || {
            let token = piece.tokens.start.checked_sub(1);
            token.is_some_and(|token| reading.has(token, Class::Abbreviation))
        };
        let next = rest.peek();
        let starts =
            next.is_none_or(|next| reading.is_capital(next.tokens.start) || next.kind == Kind::Number);
        let ends = match piece.kind {
            Kind::Mark('!' | '?') => true,
            Kind::Mark('.') => starts && !is_abbreviation(),
            _ => false,
        };
        let is_slip = before == Kind::Person
            && piece.kind == Kind::Mark('.')
            && next.is_some_and(|next| {
                let after = reading.tokens.get(next.tokens.end).map(|token| token.kind);
                next.kind == Kind::Person && after == Some(TokenKind::Mark(','))
            });
        before = piece.kind;
        sentence.push(piece);
        if ends && !is_slip {
            sentences.push(Sentence { reading, held_roles, pieces: std::mem::take(&mut sentence) });
        }
    }
    if !sentence.is_empty() {
        sentences.push(Sentence { reading, held_roles, pieces: sentence });
    }
}

impl Sentence<'_> {
    /// Whether these words mean somebody by a role that the registry knows.
    pub(super) fn is_held_role(&self, span: Span) -> bool {
        self.held_roles.contains(&span)
    }

    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.pieces.get(at).map(|piece| piece.kind)
    }

    pub(super) fn is_person(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Person)
    }

    pub(super) fn is_body(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Body)
    }

    pub(super) fn is_mark(&self, at: usize, marks: &str) -> bool {
        matches!(self.kind(at), Some(Kind::Mark(mark)) if marks.contains(mark))
    }

    /// The word in lower case; empty for what is no word.
    pub(super) fn word(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |piece| piece.folded.as_str())
    }

    pub(super) fn has(&self, at: usize, class: Class) -> bool {
        self.has_any(at, &[class])
    }

    pub(super) fn has_any(&self, at: usize, classes: &[Class]) -> bool {
        let piece = self.pieces.get(at).filter(|piece| piece.kind == Kind::Word);
        piece.is_some_and(|piece| self.reading.tokens[piece.tokens.start].classes.has_any(classes))
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        let piece = self.pieces.get(at).filter(|piece| piece.kind == Kind::Word);
        piece.is_some_and(|piece| self.reading.is_capital(piece.tokens.start))
    }

    /// Whether the piece is ’s, or the apostrophe of a plural, and so makes a possessive of what stands before it.
    pub(super) fn is_possessive_ending(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Clitic) && self.words(at..at + 1).ends_with(['s', 'S'])
            || self.is_mark(at, "’'") && self.pieces.get(at).is_some_and(|piece| !self.is_after_space(piece))
    }

    fn is_after_space(&self, piece: &Piece) -> bool {
        self.reading.tokens[piece.tokens.start].is_after_space
    }

    /// Whether the piece is the end of "she’s" or "I’m".
    pub(super) fn is_contracted_be(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Clitic)
            && at > 0
            && matches!(self.word(at - 1), "i" | "he" | "she")
            && self.words(at..at + 1).ends_with(['s', 'm'])
    }

    /// Whether the piece is a hyphen within a word.
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        self.is_mark(at, "-‑‐") && self.pieces.get(at).is_some_and(|piece| !self.is_after_space(piece))
    }

    /// The office that the word tells, written as one: "MP", "MPs".
    pub(super) fn office(&self, at: usize) -> Option<&Office> {
        let piece = self.pieces.get(at).filter(|piece| piece.kind == Kind::Word)?;
        let word = self.reading.language.word(self.reading.tokens[piece.tokens.start].word?);
        let is_written_so = self.words(at..at + 1).chars().filter(|letter| letter.is_uppercase()).count() > 1;
        word.office.filter(|_| is_written_so).map(|office| self.reading.language.office(office))
    }

    /// The frames of which the word is the verb.
    pub(super) fn frames(&self, at: usize) -> impl Iterator<Item = &Frame> {
        let piece = self.pieces.get(at).filter(|piece| piece.kind == Kind::Word);
        let word = piece.and_then(|piece| self.reading.tokens[piece.tokens.start].word);
        let frames = word.map_or(&[][..], |word| self.reading.language.word(word).frames.as_slice());
        frames.iter().map(|frame| self.reading.language.frame(*frame))
    }

    /// Whether the word is a finite verb of speech, which ends whatever phrase it stands in.
    pub(super) fn is_cue(&self, at: usize) -> bool {
        let piece = self.pieces.get(at).filter(|piece| piece.kind == Kind::Word);
        piece.is_some_and(|piece| {
            self.reading.verb_at(piece.tokens.start).is_some_and(|(cue, ..)| cue.takes.clause)
        })
    }

    pub(super) fn words(&self, pieces: Range<usize>) -> &str {
        self.reading.document.slice(self.span(pieces))
    }

    /// From the first piece's start to the last one's end; `pieces` must not be empty.
    pub(super) fn span(&self, pieces: Range<usize>) -> Span {
        let last = &self.pieces[pieces.end - 1];
        let end = self.reading.tokens[last.tokens.end - 1].span;
        self.pieces[pieces.start].span.cover(end)
    }
}
