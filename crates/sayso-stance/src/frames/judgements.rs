//! *Finds* words that say what is thought of somebody: "Ann is a liar", "her comments are immature", "how idiotic she seems".
//!
//! *Why it is a stance.* Whoever is speaking thinks well or ill of the target. It is implied rather than said outright, so it is not
//! explicit and less sure.
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: Martin and White 2005, The Language of Evaluation, on judgement.

use std::ops::Range;

use super::{Finder, Found};
use crate::lexicon::{Class, Frame, Sign};
use crate::scene::{Goal, Side, Target};

const CONFIDENCE: f64 = 0.75;

/// How sure the subject of a predicate must be.
const OF_SUBJECT: f64 = 0.85;

/// How far a predicate's word of judgement may stand from its verb.
const REACH: usize = 7;

/// What a word of judgement says as a predicate.
pub(super) enum Said {
    /// It is none.
    NoPredicate,
    /// It is one that tells nothing, or nothing of anybody known ("might be a liar").
    Nothing,
    /// It is said of these, in these words.
    Of { goals: Vec<Goal>, tokens: Range<usize>, is_negated: bool },
}

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    for (sign, words) in judging_words(finder, sentence) {
        let Said::Of { goals, tokens, is_negated } = said(finder, &words) else { continue };
        let Some(voice) = finder.scene.voice(words.start) else { continue };
        let frame = Frame { is_explicit: false, ..Frame::new(sign, CONFIDENCE) };
        let found =
            Found { frame, holder: voice.holder, factor: 1.0, nucleus: words.start, tokens, is_negated };
        finder.add(&found, &goals);
    }
}

/// The words of judgement in a sentence, those that are part of a compound or lead to a target of their own ("loyal to") left out.
pub(super) fn judging_words(finder: &Finder<'_, '_>, sentence: Range<usize>) -> Vec<(Sign, Range<usize>)> {
    let scene = finder.scene;
    let mut found = Vec::new();
    for (words, signs) in scene.entries(&scene.lexicon.judgements, sentence) {
        if let Some(sign) = signs.first()
            && !is_in_compound(finder, &words)
            && !leads_to_target(finder, &words)
        {
            found.push((*sign, words));
        }
    }
    found
}

/// Whether the words are part of a word with a hyphen: "alt-right".
fn is_in_compound(finder: &Finder<'_, '_>, words: &Range<usize>) -> bool {
    let scene = finder.scene;
    let is_hyphen = |at: usize| scene.is_mark(at, "-") && !scene.tokens[at].is_after_space;
    words.start > scene.sentence_of(words.start).start && is_hyphen(words.start - 1)
        || words.end < scene.sentence_of(words.start).end
            && is_hyphen(words.end)
            && scene.word(words.end, 1).is_some()
            && !scene.tokens[words.end + 1].is_after_space
}

/// Whether the words are an adjective that leads to a target of its own.
fn leads_to_target(finder: &Finder<'_, '_>, words: &Range<usize>) -> bool {
    let lexicon = finder.scene.lexicon;
    let (n_words, uses) = lexicon.adjectives.longest(|nth| finder.scene.word(words.start, nth));
    let after = words.start + n_words;
    uses.iter()
        .any(|(_, links)| lexicon.n_link_words(*links, |nth| finder.scene.word(after - 1, nth + 1)) > 0)
}

/// "Ann is a liar", "her comments are immature", "how idiotic she seems".
pub(super) fn said(finder: &Finder<'_, '_>, words: &Range<usize>) -> Said {
    let scene = finder.scene;
    let Some(verb) = verb_before(finder, words.start) else { return exclaimed(finder, words) };
    let group = scene.group(verb);
    let is_lessened = (verb + 1..words.start).any(|at| scene.has(at, Class::Lessening));
    if is_lessened || group.is_supposed || group.is_demanded || group.follows_to {
        return Said::Nothing;
    }
    let goals = judged_subject(finder, group.start);
    if goals.is_empty() {
        return Said::NoPredicate;
    }
    let is_denied = (verb + 1..words.start).any(|at| scene.has_any(at, &[Class::Negation, Class::None]));
    Said::Of { goals, tokens: group.start.min(verb)..words.end, is_negated: is_denied ^ group.is_negated }
}

/// The form of "be" or the like to which a word of judgement belongs as its predicate.
fn verb_before(finder: &Finder<'_, '_>, judgement: usize) -> Option<usize> {
    let scene = finder.scene;
    let from = judgement.saturating_sub(REACH).max(scene.sentence_of(judgement).start);
    for at in (from..judgement).rev() {
        let is_be = scene.has_any(at, &[Class::Be, Class::Copula]) && !scene.has(at, Class::PassiveOnly);
        if is_be || is_short_be(finder, at) {
            return Some(at);
        }
        let is_between = scene.is_plain_word(at)
            || scene.has_any(at, &[Class::Determiner, Class::Adverb, Class::Negation, Class::With])
            || scene.is_joining(at)
            || scene.is_quotation_mark(at)
            || scene.is_mark(at, "-,");
        if !is_between || scene.has(at, Class::Possessive) {
            return None;
        }
    }
    None
}

/// The one of whom the verb group that starts at a token says something: its subject, or whose deed its subject is.
fn judged_subject(finder: &Finder<'_, '_>, start: usize) -> Vec<Goal> {
    let scene = finder.scene;
    let sentence = scene.sentence_of(start);
    let Some(before) = start.checked_sub(1).filter(|at| *at >= sentence.start) else { return Vec::new() };
    if scene.is_plain_word(before) && scene.party_ending(before).is_none() {
        // "her comments are immature"
        let Some(party) = scene.has(before, Class::Deed).then(|| scene.possessor_left_of(before)).flatten()
        else {
            return issue_ending(finder, before);
        };
        let tokens = party.tokens.start..before + 1;
        return vec![Goal { factor: 0.85, ..Goal::new(Target::Actor(party.actor), tokens) }];
    }
    let mut goals = issue_ending(finder, before);
    if let Some(party) = scene.party_left_of(start, 0).filter(|party| party.factor >= OF_SUBJECT) {
        goals.push(Goal { factor: party.factor, ..Goal::new(Target::Actor(party.actor), party.tokens) });
    }
    goals
}

fn issue_ending(finder: &Finder<'_, '_>, token: usize) -> Vec<Goal> {
    let scene = finder.scene;
    let from = token.saturating_sub(REACH).max(scene.sentence_of(token).start);
    let here = (from..=token).flat_map(|at| scene.issue_starting(at));
    here.filter(|mention| mention.tokens.end == token + 1)
        .filter_map(|mention| {
            let Side::Names(sign) = mention.side else { return None };
            let (target, tokens) = (Target::Issue(mention.issue), mention.tokens.clone());
            Some(Goal { sign, ..Goal::new(target, tokens) })
        })
        .collect()
}

/// "’s" for "is" behind a pronoun or a name: "she’s a liar".
fn is_short_be(finder: &Finder<'_, '_>, at: usize) -> bool {
    let scene = finder.scene;
    let next_is_determiner = scene.word(at, 1).is_some_and(|word| {
        let classes = scene.lexicon.classes(word);
        classes.has_any(&[Class::Determiner, Class::Negation]) && !classes.has(Class::Possessive)
    });
    let is_behind_party = at > scene.sentence_of(at).start && scene.party_ending(at - 1).is_some();
    scene.is_possessive_clitic(at) && is_behind_party && next_is_determiner
}

/// "How idiotic she seems": the judgement stands before its subject.
fn exclaimed(finder: &Finder<'_, '_>, words: &Range<usize>) -> Said {
    let scene = finder.scene;
    let sentence = scene.sentence_of(words.start);
    let before = words.start.checked_sub(1).filter(|at| *at >= sentence.start);
    let opens = before.is_some_and(|at| scene.has(at, Class::Exclamation));
    let last = sentence.clone().rev().find(|at| !scene.is_quotation_mark(*at));
    if !opens || last.is_some_and(|at| scene.is_mark(at, "?")) || words.end >= sentence.end {
        return Said::NoPredicate;
    }
    let Some(party) = scene.party_starting(words.end) else { return Said::NoPredicate };
    let behind = party.tokens.end;
    if behind >= sentence.end || !scene.has_any(behind, &[Class::Be, Class::Copula]) {
        return Said::NoPredicate;
    }
    let goals = vec![Goal::new(Target::Actor(party.actor), party.tokens)];
    Said::Of { goals, tokens: words.start - 1..words.end, is_negated: false }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn what_is_thought_of_somebody() {
        check("Ann Park is a liar.", &["Cy Voice > Ann Park oppose"]);
        check("Ann Park’s comments are immature.", &["Cy Voice > Ann Park oppose"]);
        check("How idiotic Ann Park seems.", &["Cy Voice > Ann Park oppose"]);
        check("Ann Park is not honest.", &["Cy Voice > Ann Park oppose"]);
    }

    #[test]
    fn what_says_nothing_of_somebody() {
        for text in [
            "Ann Park is no liar.",
            "Ann Park is less honest.",
            "Ann Park is tall.",
            "Ann Park might be a liar.",
            "Ann Park is alt-right.",
            "They spread the slur that Ann Park is a liar.",
        ] {
            check(text, &[]);
        }
    }
}
