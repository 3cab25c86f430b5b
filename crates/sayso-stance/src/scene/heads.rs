//! Which target a name in a phrase makes: the one it names, or what stands beside it, as in "Ann's suspension" or "Labour MPs".

use std::ops::Range;

use super::objects::OF_POSSESSOR;
use super::{Goal, Scene, Side, Target};
use crate::lexicon::{Class, Form, Sign};

/// What is left of the confidence where a possessor, a doer, a body of its constituents, … is the target instead of the head.
const OF_CONSTITUENTS: f64 = 0.8;
const OF_COMPOUND: f64 = 0.75;
const OF_FRIENDS: f64 = 0.65;
const OF_EVENT: f64 = 0.85;

/// How many words before a name may belong to it.
const MAX_BEFORE_NAME: usize = 3;

impl Scene<'_> {
    /// Where the codebook's wording is an event with the one whom it befalls ("suspension of Ann"), adds both. Gives back where it ends.
    pub(super) fn add_named_event(&self, at: usize, factor: f64, goals: &mut Vec<Goal>) -> Option<usize> {
        let (_, events) = self.lexicon.event_nouns.longest(|nth| self.word(at, nth));
        let event = *events.first()?;
        let named = self.issue_starting(at).find(|mention| matches!(mention.side, Side::Names(_)))?;
        let party = named.tokens.clone().find_map(|token| self.party_starting(token))?;
        self.issue_of_event(event, party.actor)?;
        self.add_event(event, party.actor, factor, named.tokens.clone(), goals);
        Some(named.tokens.end.max(party.tokens.end))
    }

    /// "The remarks that Ann made", "the attacks which he leads": who does it.
    pub(super) fn add_doer(&self, at: usize, factor: f64, goals: &mut Vec<Goal>) -> Option<usize> {
        let sentence = self.sentence_of(at);
        let is_relative = self.has_any(at, &[Class::Relative, Class::Clause])
            && at > sentence.start
            && at + 1 < sentence.end;
        let is_of_deed = is_relative && (self.has(at - 1, Class::Deed) || self.ends_event(at - 1));
        let party = is_of_deed.then(|| self.party_starting(at + 1)).flatten()?;
        let tokens = party.tokens.clone();
        goals.push(Goal { factor: factor * OF_POSSESSOR, ..Goal::new(Target::Actor(party.actor), tokens) });
        Some(party.tokens.end)
    }

    /// Whether a noun for an event ends with a token.
    fn ends_event(&self, at: usize) -> bool {
        let from = at.saturating_sub(2).max(self.sentence_of(at).start);
        (from..=at)
            .any(|start| start + self.lexicon.event_nouns.longest(|nth| self.word(start, nth)).0 == at + 1)
    }

    /// "MP Ann Park": where the name starts of which the words before are the title.
    fn name_behind_title(&self, at: usize) -> Option<usize> {
        let sentence_end = self.sentence_of(at.checked_sub(1)?).end;
        let is_title = at + 1 < sentence_end && self.has(at, Class::Constituent);
        (is_title && self.starts[at + 1].is_some() && self.tokens[at + 1].is_capital).then_some(at + 1)
    }

    /// Adds the issues that are named from a token on; gives back where their words end.
    pub(super) fn add_issues(&self, at: usize, factor: f64, goals: &mut Vec<Goal>) -> Option<usize> {
        let mut end = None;
        let sentence_end = self.sentence_of(at).end;
        for mention in self.issue_starting(at) {
            let behind = mention.tokens.end;
            if behind < sentence_end && self.starts[behind].is_some() && self.tokens[behind].is_capital {
                // "the socialist Ann Park" is about her
                continue;
            }
            if let Side::Names(sign) = mention.side {
                let tokens = mention.tokens.clone();
                end = Some(end.unwrap_or(tokens.end).max(tokens.end));
                goals.push(Goal { sign, factor, ..Goal::new(Target::Issue(mention.issue), tokens) });
            }
        }
        end
    }

    /// Adds the party that is named from a token on, as the phrase's head or beside it. Gives back the token after the phrase.
    pub(super) fn add_party(
        &self,
        at: usize,
        factor: f64,
        event: Option<(usize, usize)>,
        goals: &mut Vec<Goal>,
    ) -> Option<usize> {
        let party = self.party_starting(at)?;
        let (actor, end) = (party.actor, party.tokens.end);
        let sentence_end = self.sentence_of(at).end;
        let is_possessive_pronoun = self.has(end - 1, Class::Possessive) && end == at + 1;
        if is_possessive_pronoun && self.has(at, Class::FirstPerson) {
            // "our MP, Ann Park" is about her
            return None;
        }
        if let Some(name) = self.name_behind_title(end) {
            // "the Labour MP Ann Park"
            return self.add_party(name, factor, event, goals);
        }
        let is_possessor = end < sentence_end && self.is_possessive_clitic(end) || is_possessive_pronoun;
        if let Some((event, noun)) = event {
            // "the suspension of Ann"
            self.add_event(event, actor, factor, noun..end, goals);
            return Some(end);
        }
        if is_possessor {
            let from = if is_possessive_pronoun { end } else { end + 1 };
            return Some(self.add_possessed(actor, at, from, factor, goals));
        }
        if let Some((event, stop)) = self.event_of_infinitive(end) {
            // "for Ann to resign"
            self.add_event(event, actor, factor, at..stop, goals);
            return Some(stop);
        }
        self.add_compound(actor, at, end, factor, goals)
    }

    /// "Ann's suspension", "her leadership", "his critics", "their remarks".
    fn add_possessed(
        &self,
        actor: usize,
        at: usize,
        from: usize,
        factor: f64,
        goals: &mut Vec<Goal>,
    ) -> usize {
        let sentence_end = self.sentence_of(at).end;
        let mut next = from;
        while next < sentence_end && next < from + 4 {
            if next > at && self.starts[next].is_some() && self.tokens[next].is_capital {
                // "Ann's beloved Harbour Union"
                return self.add_party(next, factor, None, goals).unwrap_or(next);
            }
            let (n_event, events) = self.lexicon.event_nouns.longest(|nth| self.word(next, nth));
            if let Some(event) = events.first() {
                self.add_possessed_event(*event, actor, factor, at..next + n_event, goals);
                return next + n_event;
            }
            if let Some((issue, sign)) = self.issue_of_word(&self.tokens[next].folded, actor) {
                let tokens = at..next + 1;
                goals.push(Goal { sign, factor, ..Goal::new(Target::Issue(issue), tokens.clone()) });
                let follows = Some(goals.len() - 1);
                goals.push(Goal {
                    sign,
                    factor: factor * OF_POSSESSOR,
                    follows,
                    ..Goal::new(Target::Actor(actor), tokens)
                });
                return next + 1;
            }
            let (n_people, people) = self.lexicon.people.longest(|nth| self.word(next, nth));
            if let Some((frame, _)) = people.first() {
                let tokens = at..next + n_people;
                goals.push(Goal {
                    sign: frame.sign,
                    factor: factor * OF_FRIENDS,
                    ..Goal::new(Target::Actor(actor), tokens)
                });
                return next + n_people;
            }
            if !self.is_plain_word(next) && !self.is_quotation_mark(next) && !self.is_mark(next, "-") {
                break;
            }
            next += 1;
        }
        let tokens = at..next.max(at + 1);
        goals.push(Goal { factor: factor * OF_POSSESSOR, ..Goal::new(Target::Actor(actor), tokens) });
        next
    }

    /// "Ann", "Labour MPs", "the Park suspension", "Park supporters".
    fn add_compound(
        &self,
        actor: usize,
        at: usize,
        end: usize,
        factor: f64,
        goals: &mut Vec<Goal>,
    ) -> Option<usize> {
        let sentence_end = self.sentence_of(at).end;
        let goal = |factor: f64, sign: Sign, end: usize| {
            let tokens = at..end;
            Goal { sign, factor, ..Goal::new(Target::Actor(actor), tokens) }
        };
        if end < sentence_end && !self.tokens[end].is_capital {
            let (n_event, events) = self.lexicon.event_nouns.longest(|nth| self.word(end, nth));
            if let Some(event) = events.first() {
                self.add_possessed_event(*event, actor, factor, at..end + n_event, goals);
                return Some(end + n_event);
            }
            if let Some((issue, sign)) = self.issue_of_word(&self.tokens[end].folded, actor) {
                let tokens = at..end + 1;
                goals.push(Goal { sign, factor, ..Goal::new(Target::Issue(issue), tokens) });
                goals.push(Goal {
                    follows: Some(goals.len() - 1),
                    ..goal(factor * OF_POSSESSOR, sign, end + 1)
                });
                return Some(end + 1);
            }
            let (n_people, people) = self.lexicon.people.longest(|nth| self.word(end, nth));
            if let Some((frame, _)) = people.first() {
                goals.push(goal(factor * OF_FRIENDS, frame.sign, end + n_people));
                return Some(end + n_people);
            }
            if self.has(end, Class::Constituent) {
                if self.is_part(at) {
                    return Some(end + 1);
                }
                goals.push(goal(factor * OF_CONSTITUENTS, 1, end + 1));
                return Some(end + 1);
            }
            if self.has(end, Class::Deed) {
                goals.push(goal(factor * OF_COMPOUND, 1, end + 1));
                return Some(end + 1);
            }
        }
        goals.push(goal(factor, 1, end));
        Some(end)
    }

    /// Whether words before a body's name take some of its people out ("some local Union members").
    fn is_part(&self, name: usize) -> bool {
        let start = self.sentence_of(name).start;
        let words = (start..name).rev().take(MAX_BEFORE_NAME);
        words.take_while(|at| self.is_word(*at)).any(|at| self.has(at, Class::Partitive))
    }

    /// "Ann's suspension", of which she is the victim; "Ann's attacks", which are her own.
    fn add_possessed_event(
        &self,
        event: usize,
        actor: usize,
        factor: f64,
        tokens: Range<usize>,
        goals: &mut Vec<Goal>,
    ) {
        if self.lexicon.events[event].is_of_agent {
            goals.push(Goal { factor: factor * OF_POSSESSOR, ..Goal::new(Target::Actor(actor), tokens) });
        } else {
            self.add_event(event, actor, factor, tokens, goals);
        }
    }

    /// The event towards which somebody's position is, and what follows from it for the one whom it befalls.
    pub(crate) fn add_event(
        &self,
        event: usize,
        actor: usize,
        factor: f64,
        tokens: Range<usize>,
        goals: &mut Vec<Goal>,
    ) {
        let mut follows = None;
        if let Some((issue, sign)) = self.issue_of_event(event, actor) {
            goals.push(Goal { sign, factor, ..Goal::new(Target::Issue(issue), tokens.clone()) });
            follows = Some(goals.len() - 1);
        }
        let effect = self.lexicon.events[event].effect;
        let factor = factor * OF_EVENT;
        goals.push(Goal {
            sign: effect,
            factor,
            follows,
            is_event: true,
            ..Goal::new(Target::Actor(actor), tokens)
        });
    }

    /// "to resign", "to be suspended", "be suspended", "should be suspended": the event, and the token after it.
    fn event_of_infinitive(&self, from: usize) -> Option<(usize, usize)> {
        let sentence_end = self.sentence_of(from.checked_sub(1)?).end;
        let mut at = from;
        let mut is_open = false;
        let mut has_be = false;
        while at < sentence_end && at < from + 4 {
            let classes = self.tokens[at].classes;
            is_open |= classes.has_any(&[Class::Infinitive, Class::Demanding]);
            has_be |= classes.has(Class::Be);
            if !classes.has_any(&[Class::Infinitive, Class::Demanding, Class::Be, Class::Adverb]) {
                break;
            }
            at += 1;
        }
        let (n_words, events) =
            self.lexicon.event_verbs.longest(|nth| self.word(at.min(sentence_end - 1), nth));
        let (event, form) = events.first()?;
        let is_own_act = self.lexicon.events[*event].is_own_act;
        let fits = if is_own_act {
            matches!(form, Form::Base) && is_open
        } else {
            has_be && matches!(form, Form::Participle | Form::PastOrParticiple)
        };
        (fits && at < sentence_end).then_some((*event, at + n_words))
    }
}
