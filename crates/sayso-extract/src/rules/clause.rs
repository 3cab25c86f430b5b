//! One sentence of one stream, and questions that rules ask about its items.

use std::ops::Range;

use sayso_model::{EntityKind, Mention, Span};

use super::{Draft, Scene};
use crate::language::{Class, Cue, Form};
use crate::reading::{Item, Shape, Stream, TokenKind, What, fold_word};

/// Rules look no further than this many items for a subject, and read no clause that is longer.
pub(super) const MAX_ITEMS: usize = 150;

/// One sentence. Positions are indices into the stream's items.
#[derive(Clone, Copy)]
pub(super) struct Clause<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) stream: &'a Stream,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A cue verb in a sentence.
#[derive(Clone, Copy)]
pub(super) struct Verb<'a> {
    pub(super) cue: &'a Cue,
    pub(super) form: Form,
    /// Its items.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Every sentence of every stream.
pub(super) fn clauses<'a>(scene: &'a Scene<'a>) -> impl Iterator<Item = Clause<'a>> {
    scene.reading.streams.iter().flat_map(move |stream| {
        let range =
            |sentence: &Range<usize>| Clause { scene, stream, start: sentence.start, end: sentence.end };
        stream.sentences.iter().map(range)
    })
}

/// What `draft` makes of the items of each sentence that is not too long to read.
pub(super) fn drafts_at(scene: &Scene, draft: impl Fn(&Clause, usize) -> Option<Draft>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for clause in clauses(scene).filter(|clause| clause.end - clause.start <= MAX_ITEMS) {
        drafts.extend((clause.start..clause.end).filter_map(|at| draft(&clause, at)));
    }
    drafts
}

impl<'a> Clause<'a> {
    pub(super) fn item(&self, at: usize) -> Item {
        self.stream.items[at]
    }

    /// The token at an item of this sentence.
    pub(super) fn token(&self, at: usize) -> Option<usize> {
        if self.start <= at && at < self.end { self.stream.items[at].token() } else { None }
    }

    /// The quotation at an item of this sentence.
    pub(super) fn quotation(&self, at: usize) -> Option<usize> {
        match self.stream.items.get(at).filter(|_| self.start <= at && at < self.end)?.what {
            What::Quotation(quotation, _) => Some(quotation),
            What::Token(_) => None,
        }
    }

    pub(super) fn has(&self, at: usize, class: Class) -> bool {
        self.token(at).is_some_and(|token| self.scene.reading.has(token, class))
    }

    pub(super) fn has_any(&self, at: usize, classes: &[Class]) -> bool {
        self.token(at).is_some_and(|token| self.scene.reading.tokens[token].classes.has_any(classes))
    }

    /// Whether the item is this word, whatever its case.
    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        self.token(at).is_some_and(|token| self.scene.reading.words(token).eq_ignore_ascii_case(word))
    }

    pub(super) fn is_mark(&self, at: usize, marks: &str) -> bool {
        self.token(at).is_some_and(|token| self.scene.reading.is_mark(token, marks))
    }

    /// Whether the item is a dash between clauses (and no hyphen within a word).
    pub(super) fn is_dash(&self, at: usize) -> bool {
        let is_spaced =
            |at: usize| self.token(at).is_none_or(|token| self.scene.reading.tokens[token].is_after_space);
        self.is_mark(at, "—") || self.is_mark(at, "–-") && (is_spaced(at) || is_spaced(at + 1))
    }

    pub(super) fn is_plain_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| self.scene.reading.tokens[token].kind == TokenKind::Word)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            let found = &self.scene.reading.tokens[token];
            found.kind == TokenKind::Word && found.shape != Shape::Small
        })
    }

    pub(super) fn is_possessive_ending(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            let reading = self.scene.reading;
            let is_clitic =
                reading.tokens[token].kind == TokenKind::Clitic && fold_word(reading.words(token)) == "'s";
            let is_plural = matches!(reading.tokens[token].kind, TokenKind::Mark('’' | '\''))
                && !reading.tokens[token].is_after_space;
            is_clitic || is_plural
        })
    }

    /// The word in lower case; empty for what is no word.
    pub(super) fn folded(&self, at: usize) -> String {
        self.token(at).map_or(String::new(), |token| fold_word(self.scene.reading.words(token)))
    }

    pub(super) fn mention(&self, at: usize) -> Option<&'a Mention> {
        self.token(at).and_then(|token| self.scene.mention_at(token))
    }

    pub(super) fn is_person(&self, at: usize) -> bool {
        self.mention(at).is_some_and(|mention| mention.kind == Some(EntityKind::Person))
    }

    /// The cue verb whose form starts here.
    pub(super) fn verb(&self, at: usize) -> Option<Verb<'a>> {
        let token = self.token(at)?;
        if self.scene.mention_of[token].is_some() {
            return None;
        }
        let (cue, form, n_tokens) = self.scene.reading.verb_at(token)?;
        let end = at + n_tokens;
        (end <= self.end).then_some(Verb { cue, form, start: at, end })
    }

    /// From the first item's start to the last one's end.
    pub(super) fn span(&self, items: Range<usize>) -> Span {
        let first = self.item(items.start).span;
        if items.is_empty() { first } else { first.cover(self.item(items.end - 1).span) }
    }

    /// Whether a clause starts here: the sentence's first item, or one after a comma, dash, colon or conjunction.
    pub(super) fn is_clause_start(&self, at: usize) -> bool {
        at <= self.start
            || self.is_mark(at - 1, ",;:()[]")
            || self.is_dash(at - 1)
            || self.quotation(at - 1).is_some()
            || self.has_any(at - 1, &[Class::Conjunction, Class::Question])
    }
}
