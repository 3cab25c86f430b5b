//! From a cue verb to the one who speaks.

use sayso_model::{Act, Mode, Span, Speaker};

use super::Draft;
use super::clause::{Clause, MAX_ITEMS, Verb};
use super::phrase::Phrase;
use super::quotation_after_cue::cue_span;
use crate::language::{Class, Form};

/// Who does what a cue verb says, and whether it is said to happen.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) speaker: Speaker,
    /// Items of the cue: the verb, with "goes on to" before it.
    pub(super) cue_start: usize,
    /// The one spoken to, in the passive ("he was told that").
    pub(super) addressee: Option<Span>,
    pub(super) is_negated: bool,
    pub(super) is_hypothetical: bool,
    pub(super) is_first_person: bool,
    pub(super) is_second_person: bool,
}

impl Subject {
    /// What a verb with this subject reports; a report, its mode, and the quotations of which it is made.
    pub(super) fn draft(
        self,
        clause: &Clause,
        verb: &Verb,
        content: Vec<Span>,
        mode: Mode,
        quotations: Vec<usize>,
    ) -> Draft {
        Draft {
            segment: clause.stream.segment,
            content,
            cue: vec![cue_span(clause, self.cue_start, verb)],
            cue_lemma: Some(verb.cue.lemma.clone()),
            act: verb.cue.act,
            speaker: self.speaker,
            addressee: self.addressee,
            mode,
            is_negated: self.is_negated,
            is_hypothetical: self.is_hypothetical,
            quotations,
        }
    }
}

/// What stands between subject and verb.
#[derive(Default)]
struct Chain {
    has_be: bool,
    has_have: bool,
    has_do_or_modal: bool,
    has_modal: bool,
    is_negated: bool,
    is_continued: bool,
}

impl Clause<'_> {
    /// The subject of a cue verb; `None` where the verb is none, or has no subject that can be told.
    pub(super) fn subject_of(&self, verb: &Verb) -> Option<Subject> {
        let mut chain = Chain::default();
        let mut cue_start = verb.start;
        let mut at = verb.start.checked_sub(1).filter(|at| *at >= self.start)?;
        loop {
            if self.is_word(at, "to") {
                let on = at.checked_sub(1)?;
                let has_on = self.is_word(on, "on");
                let lead = if has_on { on.checked_sub(1)? } else { on };
                if !self.has(lead, if has_on { Class::ContinuativeOn } else { Class::Continuative }) {
                    return None;
                }
                (cue_start, chain.is_continued) = (lead, true);
                at = lead;
            } else if !chain.add(self, at) {
                break;
            }
            at = at.checked_sub(1).filter(|at| *at >= self.start)?;
        }
        let is_passive = chain.has_be
            && matches!(verb.form, Form::PastOrParticiple | Form::Participle)
            && !chain.is_continued;
        let phrase = self.phrase_before(at, verb, &chain)?;
        if !agrees(&phrase, verb.form, &chain) {
            return None;
        }
        let is_question = phrase.start > self.start
            && self.has_any(phrase.start - 1, &[Class::Do, Class::Modal, Class::Have, Class::Be])
            && self.is_clause_start(phrase.start - 1);
        let is_supposed = phrase.start > self.start && self.has(phrase.start - 1, Class::Supposition);
        let is_hypothetical = chain.has_modal || is_question || is_supposed;
        let is_negated = chain.is_negated || phrase.is_negative;
        if is_passive {
            let is_report = phrase.end > phrase.start
                && self
                    .token(phrase.end - 1)
                    .is_some_and(|token| self.scene.reading.noun_at(token).is_some());
            // "it should be noted" reports nothing.
            if phrase.is_it && chain.has_modal || !phrase.is_it && (!verb.cue.takes.addressee || is_report) {
                return None;
            }
            return Some(Subject {
                speaker: self.agent(verb).map_or(Speaker::Unknown, |by| Speaker::Named(by.span)),
                cue_start,
                addressee: (!phrase.is_it).then_some(phrase.span),
                is_negated,
                is_hypothetical,
                is_first_person: false,
                is_second_person: false,
            });
        }
        Some(Subject {
            speaker: Speaker::Named(phrase.span),
            cue_start,
            addressee: None,
            is_negated,
            is_hypothetical,
            is_first_person: phrase.is_first_person,
            is_second_person: phrase.is_you,
        })
    }

    /// Whom "by" behind a verb names, without a participle that goes on about them ("by a man calling from abroad").
    fn agent(&self, verb: &Verb) -> Option<Phrase> {
        let by = verb.end + usize::from(self.is_mark(verb.end, ","));
        let phrase = self.is_word(by, "by").then(|| self.phrase_starting_at(by + 1)).flatten()?;
        let last = phrase.end - 1;
        let goes_on = last > by + 2
            && self.verb(last).is_some_and(|verb| verb.form == Form::Gerund)
            && self.has(phrase.end, Class::Preposition);
        Some(if goes_on {
            Phrase { span: self.span(phrase.start..last), end: last, ..phrase }
        } else {
            phrase
        })
    }

    /// Who acts in a passive whose subject cannot be told ("glad to be asked by them").
    pub(super) fn agent_of(&self, verb: &Verb) -> Option<Subject> {
        let is_passive = matches!(verb.form, Form::PastOrParticiple | Form::Participle)
            && verb.start > self.start
            && self.has(verb.start - 1, Class::Be);
        let by = is_passive.then(|| self.agent(verb)).flatten()?;
        Some(Subject {
            speaker: Speaker::Named(by.span),
            cue_start: verb.start,
            addressee: None,
            is_negated: false,
            is_hypothetical: false,
            is_first_person: by.is_first_person,
            is_second_person: by.is_you,
        })
    }

    /// The subject phrase, where `last` is the item before the verb and what belongs to it.
    fn phrase_before(&self, last: usize, verb: &Verb, chain: &Chain) -> Option<Phrase> {
        if self.has(last, Class::Relative) {
            return self.antecedent(last);
        }
        let is_free_participle = verb.form == Form::Gerund && !chain.has_be;
        if self.is_mark(last, ",") || self.is_dash(last) {
            if !is_free_participle {
                let before = last.checked_sub(1)?;
                let apposed = self.phrase_ending_at(before);
                if let Some(phrase) = apposed.filter(|phrase| {
                    phrase.start == self.start
                        || self.is_person(before) && self.is_mark(phrase.start.wrapping_sub(1), ",")
                }) {
                    return Some(phrase);
                }
            } else if let Some(phrase) = self.subject_behind_that(verb.start) {
                return Some(phrase);
            }
            return self.first_phrase(verb.start);
        }
        let is_coordinated =
            self.has(last, Class::Conjunction) && ["and", "but", "or"].contains(&self.folded(last).as_str());
        if is_coordinated {
            return self.first_phrase(verb.start);
        }
        // "I replied saying that": the subject of the verb before.
        if let Some(leading) =
            self.verb(last).filter(|leading| is_free_participle && leading.form != Form::Gerund)
        {
            return self.phrase_ending_at(leading.start.checked_sub(1)?);
        }
        if is_free_participle && !matches!(verb.cue.act, Act::Speech | Act::Writing) {
            return None;
        }
        // "she twists it by saying": the subject of the sentence.
        if is_free_participle && self.is_word(last, "by") {
            return self.first_phrase(verb.start);
        }
        // "footage of Nora Hart asking": the one named, whatever stands before.
        if let Some(mention) = self.mention(last).filter(|_| is_free_participle && self.is_person(last)) {
            return self.phrase_ending_at(last).map(|phrase| Phrase { span: mention.span, ..phrase });
        }
        let phrase = self.phrase_ending_at(last)?;
        // "in a letter to the minister Ann said" is read as Ann; "to the minister said" is no subject.
        let is_object = !is_free_participle
            && phrase.start > self.start
            && self.has(phrase.start - 1, Class::Preposition)
            && !self.is_person(last);
        let is_possessor = self.is_possessive_ending(last);
        (!is_object && !is_possessor).then_some(phrase)
    }

    /// The subject of the last clause with "that" before a participle: "he knows that she left, saying".
    fn subject_behind_that(&self, before: usize) -> Option<Phrase> {
        let floor = before.saturating_sub(MAX_ITEMS / 2).max(self.start);
        let phrases = (floor..before).rev().filter(|at| self.is_word(*at, "that"));
        let mut subjects = phrases.filter_map(|at| self.phrase_starting_at(at + 1));
        subjects.find(|phrase| {
            phrase.end < before
                && self.has_any(phrase.end, &[Class::Be, Class::Have, Class::Modal, Class::Do])
        })
    }

    /// Whom "who" stands for.
    fn antecedent(&self, relative: usize) -> Option<Phrase> {
        let before = relative.checked_sub(1).filter(|at| *at >= self.start)?;
        if !self.is_mark(before, ",") && !self.is_dash(before) {
            return self.phrase_ending_at(before);
        }
        let direct = before.checked_sub(1).and_then(|at| self.phrase_ending_at(at));
        if let Some(phrase) = direct.filter(|phrase| self.is_person(phrase.end - 1)) {
            return Some(phrase);
        }
        // "Nora Hart, a member of the League and of the Union, who": the last person named before.
        let floor = relative.saturating_sub(MAX_ITEMS / 2).max(self.start);
        let person =
            (floor..before).rev().find(|at| self.is_person(*at) && !self.is_possessive_ending(at + 1));
        person.and_then(|at| self.phrase_ending_at(at)).or(direct)
    }

    /// The phrase with which the sentence starts, after conjunctions and adverbs, and after "for" ("for her to say").
    fn first_phrase(&self, before: usize) -> Option<Phrase> {
        if before - self.start > MAX_ITEMS {
            return None;
        }
        let mut at = self.start;
        while at < before
            && (self.is_mark(at, ",–—-")
                || at == self.start && self.is_word(at, "for")
                || self.mention(at).is_none()
                    && self.has_any(at, &[Class::Conjunction, Class::Adverb, Class::SentenceStarter]))
        {
            at += 1;
        }
        self.phrase_starting_at(at).filter(|phrase| phrase.end <= before)
    }
}

impl Chain {
    /// Takes an auxiliary or adverb in; false if the item is none.
    fn add(&mut self, clause: &Clause, at: usize) -> bool {
        if !(clause.is_plain_word(at) || clause.token(at).is_some()) || clause.mention(at).is_some() {
            return false;
        }
        let is_be = clause.has(at, Class::Be)
            || clause.is_possessive_ending(at)
                && clause.has_any(at.wrapping_sub(1), &[Class::SubjectPronoun]);
        let is_have = clause.has(at, Class::Have);
        let is_modal = clause.has(at, Class::Modal);
        let is_do = clause.has(at, Class::Do);
        let is_adverb = clause.is_plain_word(at)
            && (clause.has(at, Class::Adverb) && !clause.has(at, Class::SubjectPronoun)
                || clause.folded(at).ends_with("ly"));
        let is_negation = clause.has(at, Class::Negation);
        if !(is_be || is_have || is_modal || is_do || is_adverb || is_negation) {
            return false;
        }
        self.has_be |= is_be;
        self.has_have |= is_have;
        self.has_modal |= is_modal;
        self.has_do_or_modal |= is_do || is_modal;
        self.is_negated |= is_negation;
        true
    }
}

/// Whether subject, auxiliaries and form go together, as they do not where the form is a noun ("the claims that").
fn agrees(phrase: &Phrase, form: Form, chain: &Chain) -> bool {
    if chain.is_continued {
        return form == Form::Base;
    }
    match form {
        Form::Base => chain.has_do_or_modal || phrase.is_plural || phrase.is_first_person,
        Form::ThirdPerson => {
            let has_auxiliary = chain.has_do_or_modal || chain.has_have || chain.has_be;
            let is_plural_pronoun = phrase.is_plural && phrase.is_pronoun;
            !has_auxiliary && !is_plural_pronoun
        }
        Form::Past => !chain.has_do_or_modal && !chain.has_be,
        Form::Participle => chain.has_have || chain.has_be,
        Form::PastOrParticiple => !chain.has_do_or_modal || chain.has_have || chain.has_be,
        Form::Gerund => true,
    }
}
