//! A document as the frames see it: tokens, sentences, whose voice each word is, and where actors and issues are named.

mod cut;

mod issues;

mod names;

mod objects;

mod heads;

mod subjects;

mod voices;

use std::ops::Range;

use sayso_model::{Document, Extraction, Issue, Resolution, Segment, Span, TokenKind};

pub(crate) use issues::{IssueMention, Side};
pub(crate) use objects::{Goal, Target};
pub(crate) use subjects::{Group, Party};

use crate::Lexicon;
use crate::lexicon::{Class, Classes, Phrases};

/// One token.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) kind: TokenKind,
    pub(crate) folded: String,
    pub(crate) classes: Classes,
    pub(crate) is_capital: bool,
    pub(crate) is_after_space: bool,
    /// Index of its sentence.
    pub(crate) sentence: usize,
    /// The innermost statement whose content holds it.
    pub(crate) statement: Option<usize>,
    /// The statement of whose cue it is part.
    pub(crate) cue_of: Option<usize>,
}

/// One sentence of one segment.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub(crate) tokens: Range<usize>,
    pub(crate) segment: usize,
}

/// What is read: a document with the layers of the stages before.
#[derive(Clone, Copy, Debug)]
pub struct Layers<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its segments.
    pub segments: &'a [Segment],
    /// Its mentions and statements.
    pub extraction: &'a Extraction,
    /// Its actors.
    pub resolution: &'a Resolution,
    /// The issues of the codebook.
    pub issues: &'a [Issue],
}

/// A document, cut up.
pub(crate) struct Scene<'a> {
    pub(crate) layers: Layers<'a>,
    pub(crate) lexicon: &'a Lexicon,
    /// In text order.
    pub(crate) tokens: Vec<Token>,
    /// In text order.
    pub(crate) sentences: Vec<Sentence>,
    /// For each token: the longest resolved mention that starts there, as actor and token after its last.
    starts: Vec<Option<(usize, usize)>>,
    /// For each token: the longest resolved mention that ends there, as actor and first token.
    ends: Vec<Option<(usize, usize)>>,
    /// Where issues of the codebook are named, in text order.
    pub(crate) issue_mentions: Vec<IssueMention>,
    issue_keys: issues::IssueKeys,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(layers: Layers<'a>, lexicon: &'a Lexicon) -> Self {
        let mut tokens = Vec::new();
        let sentences = cut::cut(&layers, lexicon, &mut tokens);
        voices::mark(&layers, &mut tokens);
        let (starts, ends) = names::index(&layers, &tokens);
        let mut scene = Self {
            layers,
            lexicon,
            tokens,
            sentences,
            starts,
            ends,
            issue_mentions: Vec::new(),
            issue_keys: issues::IssueKeys::default(),
        };
        scene.issue_keys = issues::IssueKeys::new(&scene);
        scene.issue_mentions = issues::find(&scene);
        scene
    }

    pub(crate) fn has(&self, token: usize, class: Class) -> bool {
        self.tokens[token].classes.has(class)
    }

    pub(crate) fn has_any(&self, token: usize, classes: &[Class]) -> bool {
        self.tokens[token].classes.has_any(classes)
    }

    /// The tokens of the sentence in which a token stands.
    pub(crate) fn sentence_of(&self, token: usize) -> Range<usize> {
        self.sentences[self.tokens[token].sentence].tokens.clone()
    }

    /// The nth word from a token on, within its sentence.
    pub(crate) fn word(&self, token: usize, nth: usize) -> Option<&str> {
        let end = self.sentence_of(token).end;
        (token + nth < end).then(|| self.tokens[token + nth].folded.as_str())
    }

    /// Whether a hashtag is spoken of ("the hashtag #LindOut") rather than used.
    pub(crate) fn is_named_tag(&self, tag: usize) -> bool {
        tag > 0 && matches!(self.tokens[tag - 1].folded.as_str(), "hashtag" | "hashtags")
    }

    /// The entries of a list that stand in some tokens, one after the other and the longest first: their words, and what stands
    /// for them.
    pub(crate) fn entries<'s, T: Copy>(
        &'s self,
        list: &'s Phrases<T>,
        tokens: Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, Vec<T>)> + 's {
        let mut at = tokens.start;
        std::iter::from_fn(move || {
            while at < tokens.end {
                let (n_words, values) = list.longest(|nth| self.word(at, nth));
                let words = at..at + n_words;
                at += n_words.max(1);
                if n_words > 0 {
                    return Some((words, values));
                }
            }
            None
        })
    }

    /// Whether the token is one of these marks.
    pub(crate) fn is_mark(&self, token: usize, marks: &str) -> bool {
        matches!(self.tokens[token].kind, TokenKind::Mark(mark) if marks.contains(mark))
    }

    /// Whether the token is a quotation mark, which frames look through.
    pub(crate) fn is_quotation_mark(&self, token: usize) -> bool {
        self.is_mark(token, "\"“”‘’'«»„‚`")
    }

    pub(crate) fn is_word(&self, token: usize) -> bool {
        self.tokens[token].kind == TokenKind::Word
    }

    /// Whether the token is a word of the language's own, not a name, a number or a word of a closed class.
    pub(crate) fn is_plain_word(&self, token: usize) -> bool {
        self.is_word(token) && !self.has_any(token, &CLOSED)
    }

    /// From the first of some tokens to the last; there is at least one.
    pub(crate) fn span_of(&self, tokens: Range<usize>) -> Span {
        self.tokens[tokens.start].span.cover(self.tokens[tokens.end - 1].span)
    }

    /// Tokens that lie within `span`.
    pub(crate) fn tokens_in(&self, span: Span) -> Range<usize> {
        let from = self.tokens.partition_point(|token| token.span.start_byte() < span.start_byte());
        let to = self.tokens.partition_point(|token| token.span.end_byte() <= span.end_byte());
        from..to.max(from)
    }
}

const CLOSED: [Class; 12] = [
    Class::Determiner,
    Class::Preposition,
    Class::Conjunction,
    Class::Be,
    Class::Have,
    Class::Do,
    Class::Modal,
    Class::Negation,
    Class::Supposition,
    Class::Relative,
    Class::Possessive,
    Class::Clause,
];
