//! *Finds* words of judgement beside a name: "the flawed Lind plan", "her screeching speech", "her beloved party".
//!
//! *Why it is a stance.* Whoever is speaking thinks well or ill of what the name stands for, or of whose deed it is; of what somebody
//! holds dear, that person does. It is implied rather than said outright.
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: Martin and White 2005, The Language of Evaluation, on appreciation.

use std::ops::Range;

use sayso_model::ActorType;

use super::judgements::{Said, judging_words, said};
use super::{Finder, Found};
use crate::lexicon::{Class, Frame, Sign};
use crate::scene::{Goal, Target};

const CONFIDENCE: f64 = 0.68;

/// What is left of the confidence where somebody's deed is judged.
const OF_DEED: f64 = 0.85;

/// How many words may stand between a judgement and the name.
const REACH: usize = 7;

/// How long a title before a name may be.
const TITLE_REACH: usize = 16;

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    for (sign, words) in judging_words(finder, sentence) {
        let is_predicate = !matches!(said(finder, &words), Said::NoPredicate);
        if !is_predicate && !finder.scene.has(words.start, Class::OnlyPredicate) {
            read(finder, sign, &words);
        }
    }
}

/// "The flawed Lind plan", "the violent and rapacious Harbour Union": the judgement stands before its noun.
fn read(finder: &mut Finder<'_, '_>, sign: Sign, words: &Range<usize>) {
    let scene = finder.scene;
    let sentence = scene.sentence_of(words.start);
    let possessor = scene.possessor_left_of(words.start);
    let is_felt = scene.has(words.start, Class::Feeling) && is_possessed(finder, words.start);
    let is_negated = (words.start.saturating_sub(2).max(sentence.start)..words.start)
        .any(|at| scene.has_any(at, &[Class::Negation, Class::None]));
    let Some(at) = judged_noun(finder, words.end, sentence.end) else {
        // "her screeching speech": it is hers
        let is_noun = words.end < sentence.end
            && scene.is_plain_word(words.end)
            && scene.party_ending(words.end).is_none();
        let is_hers = possessor.filter(|party| is_noun && !scene.has(party.tokens.start, Class::FirstPerson));
        if let Some(party) = is_hers.filter(|_| finder.is_deed(words.end)) {
            let tokens = party.tokens.start..words.end + 1;
            let goal = Goal { factor: OF_DEED, ..Goal::new(Target::Actor(party.actor), tokens.clone()) };
            add(finder, sign, words, tokens, &[goal], is_negated);
        }
        return;
    };
    let mut goals: Vec<Goal> = scene.goals(at);
    goals.retain(|goal| goal.tokens.start == at && goal.follows.is_none());
    for goal in &mut goals {
        goal.factor *= if at == words.end { 1.0 } else { 0.9 };
    }
    if scene.party_starting(at).is_some() && !is_named(finder, at) {
        return;
    }
    match possessor.filter(|_| is_felt) {
        // "her beloved party" is beloved of her
        Some(party) => {
            let frame = Frame { is_explicit: false, ..Frame::new(sign, CONFIDENCE) };
            let tokens = party.tokens.start..words.end;
            let found =
                Found { frame, holder: party.actor, factor: 1.0, nucleus: words.start, tokens, is_negated };
            finder.add(&found, &goals);
        }
        None if is_felt => {}
        None => add(finder, sign, words, words.clone(), &goals, is_negated),
    }
}

/// Whether a possessor stands right before a token, whether or not it is known who that is.
fn is_possessed(finder: &Finder<'_, '_>, at: usize) -> bool {
    let scene = finder.scene;
    let start = scene.sentence_of(at).start;
    let before =
        (start..at).rev().find(|at| !scene.is_quotation_mark(*at) || scene.is_possessive_clitic(*at));
    before.is_some_and(|at| scene.has(at, Class::Possessive) || scene.is_possessive_clitic(at))
}

/// Whether a name starts at a token, not "I" or a common noun.
fn is_named(finder: &Finder<'_, '_>, at: usize) -> bool {
    let scene = finder.scene;
    scene.tokens[at].is_capital && !scene.has_any(at, &[Class::FirstPerson, Class::SecondPerson])
}

/// The name that an attribute judges: right behind it, behind further adjectives, or behind a title ("the respected director of the
/// union, Ann Park").
fn judged_noun(finder: &Finder<'_, '_>, from: usize, end: usize) -> Option<usize> {
    let scene = finder.scene;
    let mut at = from;
    while at < end && at < from + REACH {
        if scene.party_starting(at).is_some() || scene.issue_starting(at).next().is_some() {
            return Some(titled(finder, at, end).unwrap_or(at));
        }
        let closes_quotation = scene.is_quotation_mark(at) && !scene.tokens[at].is_after_space;
        if closes_quotation && at > from && scene.is_mark(at - 1, ",.!?") {
            return None;
        }
        let is_joined = at == from && scene.is_joining(at) && at + 1 < end && scene.is_plain_word(at + 1);
        let is_between = scene.is_plain_word(at) && !scene.has(at, Class::Work)
            || scene.is_quotation_mark(at)
            || scene.is_mark(at, "-")
            || scene.is_mark(at, ",") && at > from
            || is_joined;
        if !is_between {
            return if scene.has(at, Class::OfWord) && at > from { titled(finder, at, end) } else { None };
        }
        at += 1;
    }
    None
}

/// Where a title goes on to a person's name behind a comma.
fn titled(finder: &Finder<'_, '_>, from: usize, end: usize) -> Option<usize> {
    let scene = finder.scene;
    let mut at = from;
    while at + 1 < end && at < from + TITLE_REACH {
        if scene.is_mark(at, ",") {
            let party = scene.party_starting(at + 1).filter(|_| is_named(finder, at + 1))?;
            let is_person = scene.layers.resolution.actors[party.actor].actor_type == ActorType::Person;
            return is_person.then_some(at + 1);
        }
        let is_title = scene.is_plain_word(at)
            || scene.is_joining(at)
            || scene.has_any(at, &[Class::OfWord, Class::Determiner]) && !scene.has(at, Class::Clause);
        if !is_title {
            return None;
        }
        at += 1;
    }
    None
}

fn add(
    finder: &mut Finder<'_, '_>,
    sign: Sign,
    words: &Range<usize>,
    tokens: Range<usize>,
    goals: &[Goal],
    is_negated: bool,
) {
    let Some(voice) = finder.scene.voice(words.start) else { return };
    let frame = Frame { is_explicit: false, ..Frame::new(sign, CONFIDENCE) };
    let found = Found { frame, holder: voice.holder, factor: 1.0, nucleus: words.start, tokens, is_negated };
    finder.add(&found, goals);
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn whom_an_epithet_judges() {
        check("The wonderful Ann Park spoke.", &["Cy Voice > Ann Park support"]);
        check("The cruel and corrupt Harbour Union met.", &["Cy Voice > Harbour Union oppose"]);
        check(
            "The respected director of the Harbour Union, Ann Park, spoke.",
            &["Cy Voice > Ann Park support"],
        );
        check("Ann Park’s idiotic speech went on.", &["Cy Voice > Ann Park oppose"]);
        check("“What terrible policies,” Ann Park said.", &[]);
        check("The good ship passed Ann Park.", &[]);
    }

    #[test]
    fn what_is_beloved_is_so_of_its_possessor() {
        check("Ann Park’s beloved Harbour Union met.", &["Ann Park > Harbour Union support"]);
        check("Her beloved Harbour Union met.", &[]);
    }
}
