//! Towards whom or what: the phrase on the right of a verb, or after a preposition.

use std::ops::Range;

use super::Scene;
use crate::lexicon::{Class, Sign};

/// Whom or what a stance is towards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// Index into the actors of the resolution.
    Actor(usize),
    /// Index into the issues of the codebook.
    Issue(usize),
}

/// A target of a frame.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Goal {
    pub(crate) target: Target,
    /// −1 where a position for the words is one against the target ("her suspension", of her).
    pub(crate) sign: Sign,
    /// How sure it is that the frame is about this target, from 0 to 1.
    pub(crate) factor: f64,
    /// The words that name it.
    pub(crate) tokens: Range<usize>,
    /// Whether it is what happens to the target that the position is towards.
    pub(crate) is_event: bool,
    /// Index, in the same list, of the goal from which this one follows.
    pub(crate) follows: Option<usize>,
}

impl Goal {
    /// A target named by these words, of whom the frame surely speaks.
    pub(crate) fn new(target: Target, tokens: Range<usize>) -> Self {
        Self { target, sign: 1, factor: 1.0, tokens, is_event: false, follows: None }
    }
}

/// How many words may stand between a frame and its target.
const REACH: usize = 9;

/// What is left of the confidence where somebody's deed is named, and the doer is the target.
pub(super) const OF_POSSESSOR: f64 = 0.85;

impl Scene<'_> {
    /// The targets named by the phrase that starts at `from`: actors, issues, and for an event both.
    pub(crate) fn goals(&self, from: usize) -> Vec<Goal> {
        let mut goals = Vec::new();
        let Some(end) = self.phrase(from, &mut goals) else { return goals };
        let mut at = end;
        // "the union, the council and Ann Park": a list ends with a word that joins
        let mut n_listed = goals.len();
        while let Some((next, is_last)) = self.next_in_list(at) {
            let before = goals.len();
            match self.phrase(next, &mut goals) {
                Some(end) if goals.len() > before => at = end,
                _ => break,
            }
            if is_last {
                n_listed = goals.len();
            }
        }
        goals.truncate(n_listed);
        goals
    }

    /// The token after a comma or "and" that goes on with a list, and whether "and" does.
    fn next_in_list(&self, at: usize) -> Option<(usize, bool)> {
        let end = self.sentence_of(at.checked_sub(1)?).end;
        let mut next = at;
        // a mark that closes a quotation ends the list
        let goes_on = |token: usize| {
            self.is_mark(token, ",")
                || self.is_joining(token)
                || self.is_quotation_mark(token) && self.tokens[token].is_after_space
        };
        while next < end && goes_on(next) {
            next += 1;
        }
        let (n_words, _) = self.lexicon.additions.longest(|nth| self.word(next.min(end - 1), nth));
        let is_added = n_words > 0 && next < end;
        if is_added {
            // "for Ann as well as for Bo"
            next += n_words;
            next += usize::from(next < end && self.has(next, Class::Preposition));
        }
        let is_last = is_added || (at..next).any(|token| self.is_joining(token));
        let is_joined = is_last || (at..next).any(|token| self.is_mark(token, ","));
        let starts = |token: usize| {
            self.starts[token].is_some()
                || self.issue_starting(token).next().is_some()
                || self.has(token, Class::Determiner)
        };
        (is_joined && next < end && starts(next)).then_some((next, is_last))
    }

    pub(crate) fn is_joining(&self, at: usize) -> bool {
        self.has(at, Class::Conjunction) && !self.has_any(at, &[Class::Clause, Class::Supposition])
    }

    /// Reads one phrase and adds its targets. Gives back the token after it, or `None` where it names none.
    fn phrase(&self, from: usize, goals: &mut Vec<Goal>) -> Option<usize> {
        if from >= self.tokens.len() {
            return None;
        }
        let end = self.sentence_of(from).end.min(from + REACH);
        let (mut at, mut n_words, mut factor) = (from, 0, 1.0);
        let mut event: Option<(usize, usize)> = None;
        if self.has(at, Class::Clause) && self.has(at, Class::Determiner) && at + 1 < end {
            // "regret that Ann was suspended"
            at += 1;
        }
        while at < end {
            if let Some(stop) = self.add_named_event(at, factor, goals) {
                return Some(stop);
            }
            let n_before = goals.len();
            let issue_end = self.add_issues(at, factor, goals);
            let n_issues = goals.len();
            if let Some(stop) = self.add_party(at, factor, event, goals) {
                let name_end = self.party_starting(at).map_or(stop, |party| party.tokens.end);
                if let Some(issue_end) = issue_end.filter(|issue_end| *issue_end > name_end) {
                    // "a Park government": who is for it is for her
                    for goal in &mut goals[n_issues..] {
                        goal.follows = goal.follows.or(Some(n_before));
                        goal.is_event = true;
                    }
                    return Some(stop.max(issue_end));
                }
                return Some(stop);
            }
            if let Some(stop) = issue_end {
                return Some(stop);
            }
            let (n_event, events) = self.lexicon.event_nouns.longest(|nth| self.word(at, nth));
            if let Some(found) = events.first() {
                event = Some((*found, at));
                n_words += n_event;
                at += n_event;
                continue;
            }
            if let Some(stop) = self.add_doer(at, factor, goals) {
                return Some(stop);
            }
            let classes = self.tokens[at].classes;
            if at > from && self.is_quotation_mark(at) && self.is_mark(at - 1, ",.!?") {
                // the quotation ends here
                return None;
            }
            if self.is_quotation_mark(at) || self.is_mark(at, "-") || self.is_possessive_clitic(at) {
            } else if classes.has(Class::Preposition) || classes.has(Class::SuchAs) {
                let leads_on = n_words > 0
                    && (classes.has_any(&[Class::OfWord, Class::SuchAs])
                        || event.is_some() && classes.has(Class::OnWord)
                        || self
                            .word(at, 1)
                            .is_some_and(|word| self.lexicon.classes(word).has(Class::SuchAs)));
                if !leads_on {
                    return None;
                }
                if classes.has(Class::OfWord) && event.is_none() {
                    factor *= OF_POSSESSOR;
                }
            } else if self.is_mark(at, ",") {
                // "our MP, Ann Park": the name after a comma says who is meant
                let is_apposition = n_words > 0
                    && at + 1 < end
                    && self.starts[at + 1].is_some()
                    && self.tokens[at + 1].is_capital;
                if !is_apposition {
                    return None;
                }
            } else if classes.has_any(&[
                Class::Conjunction,
                Class::Relative,
                Class::Be,
                Class::Have,
                Class::Do,
                Class::Modal,
                Class::Clause,
                Class::Supposition,
            ]) || !self.is_word(at)
            {
                let is_between_adjectives =
                    self.is_joining(at) && n_words > 0 && at + 1 < end && self.is_plain_word(at + 1);
                if !is_between_adjectives {
                    return None;
                }
            } else {
                n_words += 1;
            }
            at += 1;
        }
        None
    }
}
