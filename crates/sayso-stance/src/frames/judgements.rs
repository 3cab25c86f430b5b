//! *Finds* words that judge the one of whom they are said: "the flawed Lind plan", "Ann is a liar", "her comments are immature", "how
//! idiotic she seems".
//!
//! *Why it is a stance.* Whoever is speaking thinks well or ill of the target. It is implied rather than said outright, so it is not
//! explicit and less sure.
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: Martin and White 2005, The Language of Evaluation, on judgement.

use std::ops::Range;

use sayso_model::ActorType;

use super::{Finder, Found};
use crate::lexicon::{Class, Frame, Sign};
use crate::scene::{Goal, Party, Side, Target};

const OF_PREDICATE: f64 = 0.75;
const OF_ATTRIBUTE: f64 = 0.68;

/// What is left of the confidence where somebody's deed is judged.
const OF_DEED: f64 = 0.85;

/// How long a title before a name may be.
const TITLE_REACH: usize = 16;

/// How sure the subject of a predicate must be.
const OF_SUBJECT: f64 = 0.85;

/// How far a predicate's word of judgement may stand from its verb.
const REACH: usize = 7;

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    let scene = finder.scene;
    let mut at = sentence.start;
    while at < sentence.end {
        let (n_words, signs) = scene.lexicon.judgements.longest(|nth| scene.word(at, nth));
        if let Some(sign) = signs.first() {
            let words = at..at + n_words;
            if is_in_compound(finder, &words) {
                at += n_words;
                continue;
            }
            if leads_to_target(finder, &words) {
                // "loyal to Ann" tells whose side somebody is on
            } else if !predicate(finder, *sign, &words) && !scene.has(at, Class::OnlyPredicate) {
                attribute(finder, *sign, &words);
            }
        }
        at += n_words.max(1);
    }
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
fn predicate(finder: &mut Finder<'_, '_>, sign: Sign, words: &Range<usize>) -> bool {
    let scene = finder.scene;
    let sentence = scene.sentence_of(words.start);
    let from = words.start.saturating_sub(REACH).max(sentence.start);
    let mut verb = None;
    for at in (from..words.start).rev() {
        let is_be = scene.has_any(at, &[Class::Be, Class::Copula]) && !scene.has(at, Class::PassiveOnly);
        if is_be || is_short_be(finder, at) {
            verb = Some(at);
            break;
        }
        let is_between = scene.is_plain_word(at)
            || scene.has_any(at, &[Class::Determiner, Class::Adverb, Class::Negation])
            || scene.has(at, Class::Conjunction) && !scene.has(at, Class::Clause)
            || scene.has(at, Class::With)
            || scene.is_quotation_mark(at)
            || scene.is_mark(at, "-,");
        if !is_between || scene.has(at, Class::Possessive) {
            break;
        }
    }
    let Some(verb) = verb else { return exclamation(finder, sign, words) };
    // what follows a judged noun is judged, not the subject: "is a brilliant plan" says so of the plan, "is a great man" of the man
    let is_negated = (verb + 1..words.start).any(|at| scene.has_any(at, &[Class::Negation, Class::None]));
    let group = scene.group(verb);
    if group.is_supposed || group.is_demanded || group.follows_to {
        return true;
    }
    let goals = judged_subject(finder, group.start);
    if goals.is_empty() {
        return false;
    }
    add(
        finder,
        sign,
        OF_PREDICATE,
        words.clone(),
        group.start.min(verb)..words.end,
        &goals,
        is_negated ^ group.is_negated,
    );
    true
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
fn exclamation(finder: &mut Finder<'_, '_>, sign: Sign, words: &Range<usize>) -> bool {
    let scene = finder.scene;
    let sentence = scene.sentence_of(words.start);
    let opens = words
        .start
        .checked_sub(1)
        .filter(|at| *at >= sentence.start)
        .is_some_and(|at| scene.has(at, Class::Exclamation));
    let last = sentence.clone().rev().find(|at| !scene.is_quotation_mark(*at));
    if !opens || last.is_some_and(|at| scene.is_mark(at, "?")) || words.end >= sentence.end {
        return false;
    }
    let Some(party) = scene.party_starting(words.end) else { return false };
    let is_subject =
        party.tokens.end < sentence.end && scene.has_any(party.tokens.end, &[Class::Be, Class::Copula]);
    if !is_subject {
        return false;
    }
    let goals = [Goal::new(Target::Actor(party.actor), party.tokens)];
    add(finder, sign, OF_PREDICATE, words.clone(), words.start - 1..words.end, &goals, false);
    true
}

/// "The flawed Lind plan", "the violent and rapacious Harbour Union": the judgement stands before its noun.
fn attribute(finder: &mut Finder<'_, '_>, sign: Sign, words: &Range<usize>) {
    let scene = finder.scene;
    let sentence = scene.sentence_of(words.start);
    let possessor = possessor(finder, words.start);
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
            add(finder, sign, OF_ATTRIBUTE, words.clone(), tokens, &[goal], is_negated);
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
    let holder = possessor.filter(|_| scene.has(words.start, Class::Feeling));
    match holder {
        // "her beloved party" is beloved of her
        Some(party) => {
            let frame = Frame { is_explicit: false, ..Frame::new(sign, OF_ATTRIBUTE) };
            let tokens = party.tokens.start..words.end;
            let found =
                Found { frame, holder: party.actor, factor: 1.0, nucleus: words.start, tokens, is_negated };
            finder.add(&found, &goals);
        }
        None => add(finder, sign, OF_ATTRIBUTE, words.clone(), words.clone(), &goals, is_negated),
    }
}

/// Whose it is that a judgement is passed on: "her beloved party", "Ann's flawed plan".
fn possessor(finder: &Finder<'_, '_>, judgement: usize) -> Option<Party> {
    finder.scene.possessor_left_of(judgement)
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
    confidence: f64,
    words: Range<usize>,
    tokens: Range<usize>,
    goals: &[Goal],
    is_negated: bool,
) {
    let Some(voice) = finder.scene.voice(words.start) else { return };
    let frame = Frame { is_explicit: false, ..Frame::new(sign, confidence) };
    let found = Found { frame, holder: voice.holder, factor: 1.0, nucleus: words.start, tokens, is_negated };
    finder.add(&found, goals);
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn what_is_thought_of_somebody() {
        check("Ann Park is a liar.", &["Cy Voice > Ann Park oppose"]);
        check("Ann Park’s comments are immature.", &["Cy Voice > Ann Park oppose"]);
        check("How idiotic Ann Park seems.", &["Cy Voice > Ann Park oppose"]);
        check("The wonderful Ann Park spoke.", &["Cy Voice > Ann Park support"]);
        check("The cruel and corrupt Harbour Union met.", &["Cy Voice > Harbour Union oppose"]);
        check("Ann Park is no liar.", &[]);
        check("Ann Park is not honest.", &["Cy Voice > Ann Park oppose"]);
        check("Ann Park is tall.", &[]);
        check("Ann Park might be a liar.", &[]);
    }
}
