//! *Finds* judgements that somebody passes on somebody: "Ann called Bo a liar", "I have found the union to be unhelpful".
//!
//! *Why it is a stance.* Subject, object and judgement are bound by the verb.
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: Levin 1993, class 29, verbs with predicative complements.

use std::ops::Range;

use super::{Finder, Found};
use crate::lexicon::{Class, Frame};
use crate::scene::Target;

const CONFIDENCE: f64 = 0.8;

/// How many words may stand between the object and its judgement: a few, or more before a noun with an article ("consider your
/// decision to leave us on such a day an affront").
const REACH: usize = 6;
const REACH_OF_NOUN: usize = 12;

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    for at in sentence {
        if finder.scene.has_any(at, &[Class::Ascription, Class::AscriptionAs]) {
            read(finder, at);
        }
    }
}

fn read(finder: &mut Finder<'_, '_>, verb: usize) {
    let scene = finder.scene;
    let goals = scene.goals(verb + 1);
    let Some(first) = goals.first().filter(|goal| matches!(goal.target, Target::Actor(_) | Target::Issue(_)))
    else {
        return;
    };
    let sentence = scene.sentence_of(verb);
    let mut at = first.tokens.end;
    let reach = sentence.end.min(at + REACH_OF_NOUN);
    let mut judgement = None;
    while at < reach {
        let (n_words, signs) = scene.lexicon.judgements.longest(|nth| scene.word(at, nth));
        let is_near = at < first.tokens.end + REACH;
        if let Some(sign) = signs.first().filter(|_| is_near || scene.has(at - 1, Class::Article)) {
            judgement = Some((*sign, at..at + n_words));
            break;
        }
        let is_between = scene.has_any(
            at,
            &[Class::Infinitive, Class::Be, Class::Determiner, Class::SuchAs, Class::Adverb, Class::Negation],
        ) || scene.is_plain_word(at)
            || scene.is_quotation_mark(at)
            || scene.is_mark(at, "-");
        let is_object = is_near && is_between
            || !scene.has_any(at, &[Class::Be, Class::Clause]) && !scene.is_mark(at, ",;:.!?–—");
        if !is_object {
            return;
        }
        at += 1;
    }
    let Some((sign, words)) = judgement else { return };
    let needs_as = scene.has(verb, Class::AscriptionAs);
    if needs_as && !(first.tokens.end..words.start).any(|at| scene.has(at, Class::SuchAs)) {
        return;
    }
    let is_negated =
        (first.tokens.end..words.start).any(|at| scene.has_any(at, &[Class::Negation, Class::None]));
    let group = scene.group(verb);
    if group.is_supposed || group.has_be {
        return;
    }
    let Some(holder) = finder.reporting(verb..verb + 1).or(group.subject) else { return };
    let frame = Frame::new(sign, CONFIDENCE);
    let tokens = finder.near(verb..words.end, &holder.tokens);
    let found = Found {
        frame,
        holder: holder.actor,
        factor: holder.factor,
        nucleus: verb,
        tokens,
        is_negated: is_negated ^ group.is_negated,
    };
    finder.add(&found, &goals[..1]);
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn judgements_that_somebody_passes() {
        check("Ann Park called Bo Lind a liar.", &["Ann Park > Bo Lind oppose"]);
        check("I have found the Harbour Union to be unhelpful.", &["Cy Voice > Harbour Union oppose"]);
        check("Ann Park described Bo Lind as brilliant.", &["Ann Park > Bo Lind support"]);
        check("Ann Park called Bo Lind today.", &[]);
    }
}
