//! Noun phrases: who may be a speaker.

use sayso_model::{EntityKind, Span};

use super::clause::Clause;
use crate::language::Class;
use crate::noun_phrases::can_be_noun;

const MAX_WORDS: usize = 9;

/// A noun phrase. Positions are indices into the stream's items.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    /// The words that name somebody: a name without what stands around it, else the whole phrase.
    pub(super) span: Span,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) is_plural: bool,
    pub(super) is_first_person: bool,
    pub(super) is_pronoun: bool,
    pub(super) is_it: bool,
    pub(super) is_you: bool,
    pub(super) is_negative: bool,
}

impl Clause<'_> {
    /// The noun phrase whose last item is `last`.
    pub(super) fn phrase_ending_at(&self, last: usize) -> Option<Phrase> {
        self.token(last)?;
        if self.is_mark(last, ")") {
            let floor = last.saturating_sub(6).max(self.start);
            let open = (floor..last).rev().find(|at| self.is_mark(*at, "("))?;
            let phrase =
                self.phrase_ending_at(open.checked_sub(1).filter(|before| *before >= self.start)?)?;
            return Some(Phrase { end: last + 1, ..phrase });
        }
        let is_office =
            self.has(last, Class::PostNominal) && self.is_capital(last) && self.mention(last).is_none();
        if is_office && last > self.start && self.is_person(last - 1) {
            let phrase = self.phrase_ending_at(last - 1)?;
            return Some(Phrase { end: last + 1, ..phrase });
        }
        if let Some(mention) = self.mention(last) {
            if mention.span.end_byte() != self.item(last).span.end_byte() {
                return None;
            }
            let mut start = last;
            while start > self.start && self.item(start - 1).span.start_byte() >= mention.span.start_byte() {
                start -= 1;
            }
            if let Some((start, is_plural)) = self.nominal_before_of(start) {
                return Some(Phrase { is_plural, ..self.nominal(start, last + 1) });
            }
            // "Reform League members": the noun phrase is longer than the name only where words follow it, so this is the name.
            let is_plural = mention.kind == Some(EntityKind::Organisation);
            return Some(Phrase { is_plural, ..self.nominal(start, last + 1) }.named(mention.span));
        }
        // "we all", "they both".
        let is_floated = last > self.start && ["all", "both"].contains(&self.folded(last).as_str());
        if is_floated && self.has(last - 1, Class::SubjectPronoun) {
            return Some(Phrase { end: last + 1, ..self.nominal(last - 1, last) });
        }
        let is_pronoun =
            self.has(last, Class::ClauseSubject) || !self.has(last.wrapping_sub(1), Class::Determiner);
        if self.has(last, Class::SubjectPronoun) && is_pronoun {
            return Some(self.nominal(last, last + 1));
        }
        let start = self.nominal_start(last)?;
        Some(match self.nominal_before_of(start) {
            Some((start, is_plural)) => Phrase { is_plural, ..self.nominal(start, last + 1) },
            None => self.nominal(start, last + 1),
        })
    }

    /// The noun phrase that starts at `first`; a person's name within it is the phrase's name.
    pub(super) fn phrase_starting_at(&self, first: usize) -> Option<Phrase> {
        self.token(first)?;
        let is_quantifier = self.has(first, Class::Determiner) && self.is_noun(first + 1);
        if self.mention(first).is_none() && self.has(first, Class::SubjectPronoun) && !is_quantifier {
            return Some(self.nominal(first, first + 1));
        }
        let has_determiner = self.has_any(first, &[Class::Determiner, Class::Possessive]);
        let mut at = first + usize::from(has_determiner && self.mention(first).is_none());
        let limit = self.end.min(first + MAX_WORDS);
        while at < limit {
            if let Some(mention) = self.mention(at) {
                let mut end = at + 1;
                while end < self.end && self.item(end).span.end_byte() <= mention.span.end_byte() {
                    end += 1;
                }
                let is_name = mention.kind == Some(EntityKind::Person)
                    || end >= self.end
                    || !self.is_noun(end) && !self.is_possessive_ending(end);
                if is_name && !self.is_possessive_ending(end) {
                    let is_alone = at == first
                        || mention.kind == Some(EntityKind::Person)
                        || !has_determiner
                        || at == first + 1;
                    let span = if is_alone { mention.span } else { self.span(first..end) };
                    let office = usize::from(
                        end < self.end && self.has(end, Class::PostNominal) && self.is_capital(end),
                    );
                    return Some(self.nominal(first, end + office).named(span));
                }
                at = end;
            } else if self.is_noun(at) || self.is_possessive_ending(at) || self.is_mark(at, "-") {
                at += 1;
            } else {
                break;
            }
        }
        let is_of = at < limit
            && at > first + 1
            && self.has(at, Class::Preposition)
            && ["of", "for", "from", "at"].contains(&self.folded(at).as_str());
        if is_of && has_determiner {
            let skip = at + 1 + usize::from(self.has(at + 1, Class::Determiner));
            if let Some(inner) = self.mention(skip).is_some().then(|| self.phrase_starting_at(skip)).flatten()
            {
                return Some(self.nominal(first, inner.end));
            }
        }
        let is_name_like =
            (first..at).all(|at| self.is_capital(at)) && !self.has(first, Class::SentenceStarter);
        let is_bare_plural = at == first + 1 && self.folded(first).ends_with('s');
        let is_phrase =
            at > first + usize::from(has_determiner) && (has_determiner || is_name_like || is_bare_plural);
        is_phrase.then(|| self.nominal(first, at))
    }

    /// A word that can be a noun or adjective.
    fn is_noun(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| can_be_noun(self.scene.reading, token))
    }

    /// Where the nominal that ends at `last` starts: at its determiner, or at the start of its clause if it is a bare plural.
    fn nominal_start(&self, last: usize) -> Option<usize> {
        if !self.is_noun(last) {
            return None;
        }
        let floor = self.start.max((last + 1).saturating_sub(MAX_WORDS));
        let mut at = last;
        loop {
            let has_determiner =
                at > self.start && self.has_any(at - 1, &[Class::Determiner, Class::Possessive]);
            if has_determiner {
                return Some(at - 1);
            }
            let is_number = at > self.start
                && self.token(at - 1).is_some_and(|token| {
                    self.scene.reading.tokens[token].kind == crate::reading::TokenKind::Number
                });
            if is_number {
                return Some(at - 1);
            }
            let goes_on = at > floor
                && (self.is_noun(at - 1)
                    || self.is_possessive_ending(at - 1)
                    || self.is_mark(at - 1, "-") && !self.is_dash(at - 1)
                    || self.mention(at - 1).is_some());
            if !goes_on {
                break;
            }
            at -= 1;
        }
        let word = self.folded(last);
        let is_plural = word.ends_with('s') || word == "people" || word == "police";
        let is_name = (at..=last).all(|at| self.is_capital(at))
            && !self.has(at, Class::SentenceStarter)
            && !self.has(at, Class::Calendar);
        (self.is_clause_start(at) && (is_plural || is_name || self.mention(at).is_some())).then_some(at)
    }

    /// "the chair of the Reform League": where the words before a phrase that starts at `start` are a nominal and "of", where that
    /// nominal starts, and whether it is plural.
    fn nominal_before_of(&self, start: usize) -> Option<(usize, bool)> {
        let mut joint = start.checked_sub(1)?;
        if self.has(joint, Class::Determiner) {
            joint = joint.checked_sub(1)?;
        }
        let is_joint = ["of", "for", "from", "at", "in", "with"].contains(&self.folded(joint).as_str());
        let last = joint.checked_sub(1).filter(|_| is_joint)?;
        if self.has(last, Class::PluralPronoun) {
            return Some((last, true));
        }
        // "a reply from the mayor": the mayor speaks, not the reply.
        let is_report = self.token(last).is_some_and(|token| self.scene.reading.noun_at(token).is_some());
        if self.is_word(joint, "from") && is_report {
            return None;
        }
        let start = self.nominal_start(last).filter(|_| self.mention(last).is_none())?;
        Some((start, self.folded(last).ends_with('s')))
    }

    fn nominal(&self, start: usize, end: usize) -> Phrase {
        let last = self.folded(end - 1);
        Phrase {
            span: self.span(start..end),
            start,
            end,
            is_plural: self.has(end - 1, Class::PluralPronoun)
                || last.ends_with('s')
                || last == "people"
                || last == "police",
            is_first_person: end == start + 1 && self.has(start, Class::FirstPerson),
            is_pronoun: end == start + 1 && self.has(start, Class::SubjectPronoun),
            is_it: last == "it",
            is_you: end == start + 1 && last == "you",
            is_negative: self.has(start, Class::NegativeSubject)
                || self.is_word(start, "no") && self.is_word(start + 1, "one"),
        }
    }
}

impl Phrase {
    fn named(self, span: Span) -> Self {
        Self { span, ..self }
    }
}
