//! Attributions to statements, under constraints that hold whatever the scores say.
//!
//! - A statement stays in one segment, in the words of its author: header lines and signatures report nothing.
//! - What layout has set apart as a block is that block's, and no part of what is said around it.
//! - Cue, speaker and content share no word; marks pair up; edges are clean (`content`).
//! - A content says something: "so", "it", "a question" and "the following comment" do not, nor does a word or two in scare quotes.
//! - Nor does whom somebody is asked of: "as she asked of us".
//! - A cue that no list knows must be surer than others.
//! - Who is told something does not say it ("I was told that").
//! - The author's own "I hope", "we must say" and "a question for me" are that voice, no report.

use std::ops::Range;

use sayso_encoder::{Window, WordRange};
use sayso_model::{Act, Method, Mode, ReviewStatus, Span, Speaker, Statement};

use super::attributions::Attribution;
use super::content::{Cleaner, Content};
use super::marks::Marks;
use super::rounded;
use crate::language::{Class, Cue};
use crate::reading::{Reading, TokenKind, fold_word};
use crate::rules::{Scene, circumstances, last_cue, sentence_of};

/// A quotation of no more words than this may be a scare quote.
const MAX_SCARE_WORDS: usize = 2;

/// "The following comment on the website": what announces a content is no longer than this.
const MAX_ANNOUNCEMENT: usize = 6;

/// A cue that no list knows must be surer than this: of the others, two in three are no reports (PolNeAR dev).
const MIN_UNLISTED: f32 = 0.5;

/// Classes of words that say nothing by themselves.
const POINTING: &[Class] = &[
    Class::SubjectPronoun,
    Class::ObjectPronoun,
    Class::Possessive,
    Class::Determiner,
    Class::Question,
    Class::Conjunction,
    Class::Preposition,
    Class::Adverb,
    Class::Be,
    Class::Have,
    Class::Do,
];

/// What turning attributions into statements needs of a document.
pub(super) struct Converter<'a> {
    scene: &'a Scene<'a>,
    marks: Marks,
    rule_id: &'a str,
}

impl<'a> Converter<'a> {
    pub(super) fn new(scene: &'a Scene<'a>, rule_id: &'a str) -> Self {
        Self { scene, marks: Marks::new(scene.reading), rule_id }
    }

    fn reading(&self) -> &'a Reading<'a> {
        self.scene.reading
    }

    /// The statement that an attribution comes to; `None` where a constraint leaves nothing of it.
    pub(super) fn statement(&self, window: &Window, found: &Attribution) -> Option<Statement> {
        let reading = self.reading();
        let cue = self.tokens(window, found.cue);
        let unit = reading.unit_of(cue.start)?;
        if cue.is_empty() || !unit.is_own_words {
            return None;
        }
        let segment = unit.segment;
        let source = found.source.map(|words| self.tokens(window, words));
        let source = self.bare(source.filter(|source| self.is_of(segment, source)).unwrap_or(0..0), &cue);
        let source = if self.names_nobody(&source) { 0..0 } else { source };
        let around = circumstances(self.scene, cue.clone(), source.clone());
        let parts = self.within_sentence(&cue, self.parts(window, found, segment, around.addressee));
        let cleaner = Cleaner { reading, marks: &self.marks, cue: cue.clone(), source: source.clone() };
        let content = cleaner.clean(&parts)?;
        let cue_span = reading.span_of(self.without_last_mark(&cue));
        let known = last_cue(reading, cue_span);
        if !self.says_something(&content, known) || self.is_whom_asked(&content, &cue, known) {
            return None;
        }
        let is_according = reading.words(cue.start).eq_ignore_ascii_case("according");
        let act = match known {
            Some(known) => known.act,
            None if is_according || content.mode == Mode::Direct || !self.has_word(&cue) => Act::Speech,
            None if found.confidence < MIN_UNLISTED => return None,
            None => Act::Attitude,
        };
        let is_unsaid = matches!(act, Act::Thought | Act::Attitude) || around.is_hypothetical;
        // the words of the clause tell who, where the model sees nobody
        let subject = match around.subject {
            Some(subject) if source.is_empty() => reading.tokens_in(subject),
            _ => source.clone(),
        };
        if is_unsaid && (self.is_own_voice(&subject) || self.is_anyone(&source))
            || self.is_asked_here(&source)
        {
            return None;
        }
        let source = (!source.is_empty()).then(|| reading.span_of(source));
        let is_told = around.is_passive && source.is_some_and(|source| around.addressee == Some(source));
        let speaker = source.filter(|_| !is_told);
        let is_apart = |addressee: &Span| speaker.is_none_or(|speaker| !addressee.overlaps(speaker));
        Some(Statement {
            segment,
            inside: None,
            content: content.parts,
            cue: vec![cue_span],
            cue_lemma: known.map_or_else(
                || is_according.then(|| "according to".to_owned()),
                |known| Some(known.lemma.clone()),
            ),
            speaker: speaker.map_or(Speaker::Unknown, Speaker::Named),
            addressee: around.addressee.filter(is_apart),
            mode: content.mode,
            act,
            is_negated: around.is_negated,
            is_hypothetical: around.is_hypothetical,
            method: Method::Model,
            rule_id: self.rule_id.to_owned(),
            confidence: Some(rounded(found.confidence)),
            review_status: ReviewStatus::Auto,
        })
    }

    /// The tokens that a range of the window's words touches.
    fn tokens(&self, window: &Window, words: WordRange) -> Range<usize> {
        let tokens = &self.reading().tokens;
        let (first, last) = (&window.words[words.first].span, &window.words[words.last].span);
        let start = tokens.partition_point(|token| token.span.end_byte() <= first.start);
        let end = tokens.partition_point(|token| token.span.start_byte() < last.end);
        start..end.max(start)
    }

    /// Whether a range starts in the own words of a segment.
    fn is_of(&self, segment: usize, tokens: &Range<usize>) -> bool {
        let unit = self.reading().unit_of(tokens.start);
        unit.is_some_and(|unit| unit.is_own_words && unit.segment == segment)
    }

    /// A source without marks at its edges, and without the cue.
    fn bare(&self, source: Range<usize>, cue: &Range<usize>) -> Range<usize> {
        let tokens = &self.reading().tokens;
        let Range { mut start, mut end } = source;
        if start < cue.end && cue.start < end {
            (start, end) = if start < cue.start { (start, cue.start) } else { (cue.end.min(end), end) };
        }
        let is_loose =
            |token: usize| matches!(tokens[token].kind, TokenKind::Mark(mark) if !"'’).".contains(mark));
        while start < end && is_loose(start) {
            start += 1;
        }
        while start < end && is_loose(end - 1) {
            end -= 1;
        }
        start..end.max(start)
    }

    /// Whether a source is nothing but an article.
    fn names_nobody(&self, source: &Range<usize>) -> bool {
        source.clone().all(|token| self.is_one_of(token, &["the", "a", "an"]))
    }

    /// The parts of the content that are the segment's own words, each in one paragraph; whom it is told is none.
    fn parts(
        &self,
        window: &Window,
        found: &Attribution,
        segment: usize,
        addressee: Option<Span>,
    ) -> Vec<Range<usize>> {
        let reading = self.reading();
        let is_told = |part: Range<usize>| addressee.is_some_and(|told| told.contains(reading.span_of(part)));
        let mut parts: Vec<Range<usize>> = Vec::new();
        for words in &found.content {
            let tokens = self.tokens(window, *words);
            let mut start = tokens.start;
            while start < tokens.end {
                let Some(unit) = reading.unit_of(start) else { break };
                let end = unit.tokens.end.min(tokens.end);
                if unit.is_own_words && unit.segment == segment && !is_told(start..end) {
                    parts.push(start..end);
                }
                start = end.max(start + 1);
            }
        }
        parts
    }

    /// Parts that begin in the cue's sentence end with it, unless they are quotations.
    fn within_sentence(&self, cue: &Range<usize>, mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let Some(sentence) = sentence_of(self.scene, cue.start) else { return parts };
        for part in &mut parts {
            let is_quoted = self.marks.around(part.start).next().is_some();
            if sentence.contains(&part.start) && !is_quoted {
                part.end = part.end.min(sentence.end);
            }
        }
        parts
    }

    /// A cue without the colon or comma that leads up to what it reports, unless that is all there is.
    fn without_last_mark(&self, cue: &Range<usize>) -> Range<usize> {
        let is_mark = |token: usize| {
            matches!(self.reading().tokens[token].kind, TokenKind::Mark(':' | ',' | '—' | '–'))
        };
        let end = if cue.len() > 1 && is_mark(cue.end - 1) { cue.end - 1 } else { cue.end };
        cue.start..end
    }

    fn has_word(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|token| self.reading().tokens[token].kind == TokenKind::Word)
    }

    /// Whether a content is more than a pointer at what is said elsewhere, and more than a word or two in scare quotes.
    fn says_something(&self, content: &Content, cue: Option<&Cue>) -> bool {
        let reading = self.reading();
        let tokens: Vec<usize> = content.parts.iter().flat_map(|part| reading.tokens_in(*part)).collect();
        let is_word = |token: &&usize| !matches!(reading.tokens[**token].kind, TokenKind::Mark(_));
        let words: Vec<usize> = tokens.iter().filter(is_word).copied().collect();
        if content.mode == Mode::Direct {
            let ends_sentence = content
                .parts
                .iter()
                .any(|part| reading.document.slice(*part).ends_with(['.', '!', '?', '…']));
            return words.len() > MAX_SCARE_WORDS
                || ends_sentence
                || cue.is_some_and(|cue| cue.takes.quotation);
        }
        let is_pointer = |token: &usize| {
            let found = &reading.tokens[*token];
            let is_question = || reading.noun_at(*token).is_some_and(|noun| noun.lemma == "question");
            found.kind == TokenKind::Clitic
                || found.classes.has_any(POINTING)
                || cue.is_some_and(|cue| cue.takes.question) && is_question()
        };
        let is_announcement = words.len() <= MAX_ANNOUNCEMENT
            && words.iter().take(2).any(|token| reading.words(*token).eq_ignore_ascii_case("following"));
        !words.iter().all(is_pointer) && !is_announcement
    }

    /// Whether "of" leads from the cue to those who are asked ("as she asked of us").
    fn is_whom_asked(&self, content: &Content, cue: &Range<usize>, known: Option<&Cue>) -> bool {
        let reading = self.reading();
        known.is_some_and(|cue| cue.takes.question)
            && reading.words(cue.end - 1).eq_ignore_ascii_case("of")
            && reading.tokens_in(content.parts[0]).start == cue.end
            && !reading.has(cue.end, Class::Question)
    }

    /// Whether the source is "I" or "we", or "campaigners we", outside of quotations.
    fn is_own_voice(&self, source: &Range<usize>) -> bool {
        (1..=2).contains(&source.len())
            && self.reading().has(source.end - 1, Class::FirstPerson)
            && self.marks.around(source.start).next().is_none()
    }

    /// Whether the source is the "who" of "anyone who thinks": nobody has thought it.
    fn is_anyone(&self, source: &Range<usize>) -> bool {
        let is_relative = source.len() == 1 && self.reading().has(source.start, Class::Relative);
        let before = source.start.checked_sub(1).filter(|_| is_relative);
        before.is_some_and(|before| self.is_one_of(before, &["anyone", "anybody"]))
    }

    /// Whether the source is the "me" or "us" of "a question for me", which is the author's own.
    fn is_asked_here(&self, source: &Range<usize>) -> bool {
        source.len() == 1
            && self.is_one_of(source.start, &["me", "us"])
            && source.start.checked_sub(1).is_some_and(|before| self.is_one_of(before, &["for"]))
    }

    fn is_one_of(&self, token: usize, words: &[&str]) -> bool {
        words.contains(&fold_word(self.reading().words(token)).as_str())
    }
}
