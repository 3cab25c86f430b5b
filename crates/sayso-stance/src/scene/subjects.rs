//! Who does what a verb tells: the party on its left.

use std::ops::Range;

use super::Scene;
use crate::lexicon::Class;

/// Words for an actor in one place of a frame.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Party {
    pub(crate) actor: usize,
    pub(crate) tokens: Range<usize>,
    /// How sure it is that they fill the place, from 0 to 1.
    pub(crate) factor: f64,
}

/// A verb with what stands around it: auxiliaries, negation, what it depends on.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Its first token.
    pub(crate) start: usize,
    pub(crate) is_negated: bool,
    /// It is only supposed ("would back", "was asked to back").
    pub(crate) is_supposed: bool,
    /// Somebody demands it ("should be suspended").
    pub(crate) is_demanded: bool,
    /// A form of "be" stands before it.
    pub(crate) has_be: bool,
    /// "To" stands before it.
    pub(crate) follows_to: bool,
    /// The verb on which it depends only says how it seems ("appears to").
    pub(crate) is_seeming: bool,
    pub(crate) subject: Option<Party>,
}

/// How far words may stand apart that a pair of commas or dashes sets apart.
const LONGEST_INSERTION: usize = 24;

/// What is left of the confidence where somebody's deed fills the place instead of its doer.
const OF_DEED: f64 = 0.85;

/// How far the one "by" whom an effort is made may stand before the infinitive that tells what it is for.
const EFFORT_REACH: usize = 14;

/// How many infinitives are followed up, one from another.
const DEEPEST: usize = 3;

impl Scene<'_> {
    /// The verb group that ends with `verb`, and its subject.
    pub(crate) fn group(&self, verb: usize) -> Group {
        self.group_at(verb, 0)
    }

    fn group_at(&self, verb: usize, depth: usize) -> Group {
        let sentence_start = self.sentence_of(verb).start;
        let mut group = Group {
            start: verb,
            is_negated: false,
            is_supposed: false,
            is_demanded: false,
            has_be: false,
            follows_to: false,
            is_seeming: false,
            subject: None,
        };
        while group.start > sentence_start {
            let at = group.start - 1;
            let classes = self.tokens[at].classes;
            if self.ends[at].is_some()
                && !classes.has_any(&[Class::Adverb, Class::Modal, Class::Be, Class::Have])
            {
                break;
            }
            if classes.has(Class::Negation) {
                group.is_negated = !group.is_negated;
            }
            if classes.has(Class::Supposing) {
                group.is_supposed = true;
            }
            if classes.has(Class::Demanding) {
                group.is_demanded = true;
            }
            if classes.has(Class::Be) {
                group.has_be = true;
            }
            let is_verb_part = classes.has_any(&[
                Class::Negation,
                Class::Modal,
                Class::Be,
                Class::Have,
                Class::Do,
                Class::Adverb,
            ]);
            let is_between_adverbs = at > sentence_start
                && (self.is_mark(at, ",") || classes.has(Class::Conjunction))
                && (self.is_adverb(at - 1) || self.is_mark(at - 1, ","))
                && at < verb
                && (self.is_adverb(at + 1) || self.is_mark(at, ","));
            if self.is_quotation_mark(at) || is_verb_part || is_between_adverbs {
                group.start = at;
            } else {
                break;
            }
        }
        self.add_subject(&mut group, verb, depth);
        group
    }

    fn is_adverb(&self, at: usize) -> bool {
        self.has(at, Class::Adverb) && !self.has_any(at, &[Class::Conjunction, Class::Preposition])
    }

    fn add_subject(&self, group: &mut Group, verb: usize, depth: usize) {
        let sentence_start = self.sentence_of(verb).start;
        if group.start == sentence_start {
            return;
        }
        let left = group.start - 1;
        if self.has(left, Class::Infinitive) {
            self.add_controller(group, left, depth);
            return;
        }
        group.subject = self.party_left_of(group.start, depth);
    }

    /// The subject of an infinitive: whoever does the verb on which it depends.
    fn add_controller(&self, group: &mut Group, to: usize, depth: usize) {
        group.follows_to = true;
        if to == self.sentence_of(to).start || depth >= DEEPEST {
            return;
        }
        let control = to - 1;
        if let Some(mut party) = self.party_ending(control) {
            // "asked Ann to back it", "for Ann to back it"
            let before = party.tokens.start.checked_sub(1).filter(|at| *at >= self.sentence_of(to).start);
            group.is_supposed |=
                before.is_some_and(|at| self.has_any(at, &[Class::Asked, Class::Preposition]));
            party.factor *= 0.8;
            group.subject = Some(party);
            return;
        }
        if self.has_any(control, &[Class::Preposition, Class::Conjunction, Class::Relative])
            || !self.is_word(control)
        {
            return;
        }
        if let Some(party) = self.possessor_left_of(control) {
            group.subject = Some(party);
            return;
        }
        group.is_seeming = self.has(control, Class::Copula);
        let outer = self.group_at(control, depth + 1);
        group.is_negated ^= outer.is_negated ^ self.has(control, Class::Denial);
        group.is_supposed |= outer.is_supposed || self.has(control, Class::AskedOf) && outer.has_be;
        group.is_demanded |= outer.is_demanded || self.has(control, Class::Demanding);
        let subject = outer.subject.map(|party| Party { factor: party.factor * 0.95, ..party });
        group.subject = subject.or_else(|| self.maker_of_effort(control));
    }

    /// "An effort by Ann and her friends to overthrow Bo": whoever makes it.
    fn maker_of_effort(&self, before: usize) -> Option<Party> {
        let from = before.saturating_sub(EFFORT_REACH).max(self.sentence_of(before).start);
        let by = (from..before).rev().find(|at| self.has(*at, Class::Agent))?;
        let party = (by + 1..before.min(by + 7)).find_map(|at| self.party_starting(at))?;
        Some(Party { factor: party.factor * 0.8, ..party })
    }

    /// The party whose verb group starts at `start`: what stands right before it, before an insertion, or before "who".
    pub(crate) fn party_left_of(&self, start: usize, depth: usize) -> Option<Party> {
        let sentence_start = self.sentence_of(start).start;
        let mut at = start.checked_sub(1).filter(|at| *at >= sentence_start)?;
        while self.is_quotation_mark(at) {
            at = at.checked_sub(1).filter(|at| *at >= sentence_start)?;
        }
        if let Some(party) = self.subject_ending(at) {
            return Some(party);
        }
        if depth >= DEEPEST {
            return None;
        }
        if self.has(at, Class::Relative) {
            let before = (sentence_start..at).rev().find(|at| !self.is_mark(*at, ",–—-("))?;
            return self.party_ending(before).map(|party| Party { factor: party.factor * 0.9, ..party });
        }
        if self.is_mark(at, ",–—)") {
            return self.party_before_insertion(at).or_else(|| self.first_party(at));
        }
        if self.has(at, Class::Conjunction) && !self.has_any(at, &[Class::Supposition, Class::Clause]) {
            return self.first_party(at);
        }
        if self.has(at, Class::Preposition) && at > sentence_start {
            // "by backing Ann"
            return self.first_party(at).map(|party| Party { factor: party.factor * 0.8, ..party });
        }
        None
    }

    /// "Ann Park, a friend of the mayor, …": the party before the comma that opens what the one at `close` closes.
    fn party_before_insertion(&self, close: usize) -> Option<Party> {
        let sentence_start = self.sentence_of(close).start;
        let opening = if self.is_mark(close, ")") {
            "("
        } else if self.is_mark(close, ",") {
            ","
        } else {
            "–—"
        };
        let from = close.saturating_sub(LONGEST_INSERTION).max(sentence_start + 1);
        let open = (from..close).rev().find(|at| self.is_mark(*at, opening))?;
        let first = open + 1;
        if first >= close || self.has(first, Class::Conjunction) {
            return None;
        }
        self.subject_ending(open - 1)
    }

    /// The first party of the clause that a word joins: who does the verb before is taken to do the one after.
    pub(crate) fn first_party(&self, join: usize) -> Option<Party> {
        let sentence_start = self.sentence_of(join).start;
        let opens =
            |at: &usize| self.is_mark(*at, ";:") || self.tokens[*at].statement != self.tokens[join].statement;
        let start = (sentence_start..join).rev().find(opens).map_or(sentence_start, |at| at + 1);
        for at in start..join {
            let Some(named) = self.party_starting(at).filter(|party| party.tokens.end <= join) else {
                continue;
            };
            let behind = named.tokens.end;
            let is_possessor =
                self.has(at, Class::Possessive) || behind < join && self.is_possessive_clitic(behind);
            let head = if is_possessor {
                // "his remarks angered Ann and …"
                (behind..join.min(behind + 3)).find(|noun| self.has(*noun, Class::Deed))
            } else {
                Some(behind - 1)
            };
            let party = head.and_then(|head| self.subject_ending(head));
            if let Some(party) = party.filter(|party| party.actor == named.actor) {
                return Some(Party { factor: party.factor * 0.75, ..party });
            }
        }
        None
    }

    /// A party that ends at `at` and is the head of its phrase or its body's constituents: not the "Labour" of "a letter to Labour".
    fn subject_ending(&self, at: usize) -> Option<Party> {
        let Some(party) = self.party_ending(at) else {
            // "her remarks": whose they are
            let party =
                self.has_any(at, &[Class::Deed, Class::Work]).then(|| self.possessor_left_of(at))??;
            return Some(Party { tokens: party.tokens.start..at + 1, factor: OF_DEED, ..party });
        };
        let sentence_start = self.sentence_of(at).start;
        let mut before = party.tokens.start;
        while before > sentence_start && self.has_any(before - 1, &[Class::Determiner, Class::Possessive]) {
            before -= 1;
        }
        if before == sentence_start || !self.has(before - 1, Class::Preposition) {
            return Some(party);
        }
        let preposition = before - 1;
        if self.has(preposition, Class::Agent) && !self.has(preposition, Class::OfWord) {
            return Some(party);
        }
        let head = preposition.checked_sub(1).filter(|at| *at >= sentence_start)?;
        let is_constituent = self.has(preposition, Class::OfWord) && self.has(head, Class::Constituent);
        is_constituent.then_some(Party { factor: party.factor * 0.85, ..party })
    }

    /// Those who are named with a party as one subject: "Ann" of "Ann and Bo". The list must open its clause.
    pub(crate) fn joined_before(&self, party: &Party) -> Vec<Party> {
        let start = self.sentence_of(party.tokens.start).start;
        let mut joined: Vec<Party> = Vec::new();
        let mut first = party.tokens.start;
        let mut has_joiner = false;
        while let Some(before) = first.checked_sub(1).filter(|at| *at > start) {
            has_joiner |= self.is_joining(before);
            let is_join = self.is_joining(before) || has_joiner && self.is_mark(before, ",");
            let Some(other) = is_join.then(|| self.party_ending(before - 1)).flatten() else { break };
            first = other.tokens.start;
            joined.push(other);
        }
        let opens = first == start
            || self.has_any(first - 1, &[Class::Clause, Class::Supposition])
            || self.is_mark(first - 1, ",;:–—(")
            || self.has(first - 1, Class::Determiner) && first - 1 == start
            || self
                .subject_ending(joined.last().unwrap_or(party).tokens.end - 1)
                .is_some_and(|party| party.factor < 1.0);
        if opens { joined } else { Vec::new() }
    }

    /// The party whose words end at a token.
    pub(crate) fn party_ending(&self, at: usize) -> Option<Party> {
        if let Some((actor, start)) = self.ends[at] {
            return Some(Party { actor, tokens: start..at + 1, factor: 1.0 });
        }
        if self.has(at, Class::Possessive) {
            return None;
        }
        let actor = self.person_at(at)?;
        Some(Party { actor, tokens: at..at + 1, factor: 1.0 })
    }

    /// The party whose words stand around a token and do not start there.
    pub(crate) fn party_around(&self, at: usize) -> Option<Party> {
        let sentence = self.sentence_of(at);
        let from = at.saturating_sub(6).max(sentence.start);
        (from..=at).find_map(|start| self.party_starting(start).filter(|party| party.tokens.end > at + 1))
    }

    /// The party whose words start at a token.
    pub(crate) fn party_starting(&self, at: usize) -> Option<Party> {
        if let Some((actor, end)) = self.starts[at] {
            return Some(Party { actor, tokens: at..end, factor: 1.0 });
        }
        let actor = self.person_at(at)?;
        Some(Party { actor, tokens: at..at + 1, factor: 1.0 })
    }

    /// Whom "I" or "you" means, where no mention says so.
    fn person_at(&self, at: usize) -> Option<usize> {
        if self.has(at, Class::FirstPerson) {
            self.first_person(at)
        } else if self.has(at, Class::SecondPerson) {
            self.second_person(at)
        } else {
            None
        }
    }

    /// Whose a noun is: "Ann's support", "her full support".
    pub(crate) fn possessor_left_of(&self, noun: usize) -> Option<Party> {
        let sentence_start = self.sentence_of(noun).start;
        let mut at = noun;
        for _ in 0..5 {
            at = at.checked_sub(1).filter(|at| *at >= sentence_start)?;
            if self.is_possessive_clitic(at) && at > sentence_start {
                return self.party_ending(at - 1);
            }
            if self.has(at, Class::Possessive) {
                return self.party_starting(at);
            }
            if !self.is_plain_word(at) && !self.is_quotation_mark(at) && !self.is_mark(at, "-") {
                return None;
            }
        }
        None
    }

    /// Whether a token is what makes a name a possessor: "Ann's", "the MPs'".
    pub(crate) fn is_possessive_clitic(&self, at: usize) -> bool {
        matches!(self.tokens[at].folded.as_str(), "'s" | "'" | "’") && !self.tokens[at].is_after_space
    }
}
