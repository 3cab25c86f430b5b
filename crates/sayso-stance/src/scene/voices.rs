//! Whose voice each word is.

use sayso_model::{Act, Mode, Span, Speaker};

use super::{Layers, Scene, Token};
use crate::lexicon::Class;

/// Who is speaking at a place, and which statement reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Voice {
    pub(crate) holder: usize,
    pub(crate) statement: Option<usize>,
}

/// Marks each token with the innermost statement whose content it is part of, and with the statement whose cue it is part of.
pub(super) fn mark(layers: &Layers<'_>, tokens: &mut [Token]) {
    let range = |tokens: &[Token], span: Span| {
        let from = tokens.partition_point(|token| token.span.start_byte() < span.start_byte());
        let to = tokens.partition_point(|token| token.span.end_byte() <= span.end_byte());
        from..to.max(from)
    };
    // a statement comes before those inside it
    for (nth, statement) in layers.extraction.statements.iter().enumerate() {
        for part in &statement.content {
            for at in range(tokens, *part) {
                tokens[at].statement = Some(nth);
            }
        }
        for part in &statement.cue {
            for at in range(tokens, *part) {
                tokens[at].cue_of = Some(nth);
            }
        }
    }
}

impl Scene<'_> {
    /// Who speaks at a token. `None` where the text denies or only supposes that it is said, or does not tell by whom.
    pub(crate) fn voice(&self, token: usize) -> Option<Voice> {
        let statements = &self.layers.extraction.statements;
        let mut at = self.tokens[token].statement;
        while let Some(nth) = at {
            let statement = &statements[nth];
            if statement.is_negated || statement.is_hypothetical {
                return None;
            }
            if let Some(holder) = self.speaker(nth) {
                return Some(Voice { holder, statement: self.tokens[token].statement });
            }
            // what somebody feels without a name beside it, the one who tells it feels
            if statement.act != Act::Attitude || statement.speaker != Speaker::Unknown {
                return None;
            }
            at = statement.inside;
        }
        let holder = self.author(token)?;
        Some(Voice { holder, statement: self.tokens[token].statement })
    }

    /// Whether what a token tells is denied or only supposed by a statement that holds it.
    pub(crate) fn is_unsaid(&self, token: usize) -> bool {
        let statements = &self.layers.extraction.statements;
        let mut at = self.tokens[token].statement;
        while let Some(nth) = at {
            if statements[nth].is_negated || statements[nth].is_hypothetical {
                return true;
            }
            at = statements[nth].inside;
        }
        false
    }

    pub(crate) fn speaker(&self, statement: usize) -> Option<usize> {
        self.layers.resolution.speaker_actors.get(statement).copied().flatten()
    }

    /// The author of the segment in which a token stands.
    pub(crate) fn author(&self, token: usize) -> Option<usize> {
        let segment = self.sentences[self.tokens[token].sentence].segment;
        self.layers.resolution.author_actors.get(segment).copied().flatten()
    }

    /// Who "I" is at a token: the speaker of the innermost words in quotation marks, or else the segment's author.
    pub(crate) fn first_person(&self, token: usize) -> Option<usize> {
        match self.quoted(token) {
            Some(statement) => self.speaker(statement),
            None => self.author(token),
        }
    }

    /// Who "you" is at a token: the one to whom the innermost words in quotation marks are said, or else whom the segment addresses.
    pub(crate) fn second_person(&self, token: usize) -> Option<usize> {
        let resolution = self.layers.resolution;
        if let Some(statement) = self.quoted(token)
            && self.layers.extraction.statements[statement].mode != Mode::Block
        {
            return resolution.statement_addressee_actors.get(statement).copied().flatten();
        }
        let segment = self.sentences[self.tokens[token].sentence].segment;
        resolution.addressee_actors.get(segment).copied().flatten()
    }

    /// Whose text a comment is about: the one whom it addresses, or else the document's author.
    pub(crate) fn author_commented_on(&self, token: usize) -> Option<usize> {
        let author = self.layers.resolution.document_author;
        self.second_person(token).or(author.filter(|author| Some(*author) != self.author(token)))
    }

    /// The innermost statement around a token that gives somebody's own words.
    pub(crate) fn quoted(&self, token: usize) -> Option<usize> {
        let statements = &self.layers.extraction.statements;
        let mut at = self.tokens[token].statement;
        while let Some(nth) = at {
            if statements[nth].mode != Mode::Indirect {
                return Some(nth);
            }
            at = statements[nth].inside;
        }
        None
    }

    /// Whether the sentence of a token asks, and the token stands where it asks whether something is so.
    pub(crate) fn is_asked(&self, token: usize) -> bool {
        let sentence = self.sentence_of(token);
        let Some(last) = sentence.clone().rev().find(|at| !self.is_quotation_mark(*at)) else { return false };
        if !self.is_mark(last, "?") {
            return false;
        }
        let mut start = sentence.start;
        while start < token && (!self.is_word(start) || self.has(start, Class::Conjunction)) {
            start += 1;
        }
        let is_inverted = self.has_any(start, &[Class::Be, Class::Have, Class::Do, Class::Modal]);
        is_inverted && !(start + 1..token).any(|at| self.has(at, Class::Clause))
    }

    /// Whether a token stands in a clause that only supposes ("if they back") or that somebody's claim holds ("the slur that").
    pub(crate) fn is_supposed(&self, token: usize) -> bool {
        let start = self.sentence_of(token).start;
        for at in (start..token).rev() {
            let is_claimed = self.has(at, Class::Clause) && at > start && self.has(at - 1, Class::Claim);
            if self.has(at, Class::Supposition) || is_claimed {
                return true;
            }
            if self.is_mark(at, ",;:–—") {
                return false;
            }
        }
        false
    }
}
