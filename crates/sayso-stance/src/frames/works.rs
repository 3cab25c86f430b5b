//! *Finds* praise of what somebody has written, and thanks for it: "a brilliant piece", "loved the article", "thank you, Ann".
//!
//! *Why it is a stance.* Praise of a text is support for its author. A comment that names no other author is about the text that it
//! stands below.
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: the project's coding guide, "Stances".

use std::ops::Range;

use sayso_model::SegmentType;

use super::{Finder, Found};
use crate::lexicon::{Class, Frame, Sign};
use crate::scene::{Goal, Target};

const CONFIDENCE: f64 = 0.78;

/// How many words may stand between praise and the work.
const REACH: usize = 4;

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    let scene = finder.scene;
    let Some(first) = sentence.clone().next() else { return };
    let segment = scene.sentences[scene.tokens[first].sentence].segment;
    if scene.layers.segments[segment].segment_type != SegmentType::Comment {
        return;
    }
    for at in sentence.clone() {
        if scene.has(at, Class::Thanks) {
            thanks(finder, at, &sentence);
        }
        if scene.has(at, Class::Work)
            && let Some((sign, start)) = praise(finder, at, &sentence)
        {
            add(finder, sign, start..at + 1);
        }
    }
}

/// Whether a word before the work praises or blames it, and where that starts.
fn praise(finder: &Finder<'_, '_>, work: usize, sentence: &Range<usize>) -> Option<(Sign, usize)> {
    let scene = finder.scene;
    if scene.possessor_left_of(work).is_some_and(|party| Some(party.actor) != scene.author_commented_on(work))
    {
        return None;
    }
    let from = work.saturating_sub(REACH).max(sentence.start);
    for at in (from..work).rev() {
        let (n_words, signs) = scene.lexicon.judgements.longest(|nth| scene.word(at, nth));
        if let Some(sign) = signs.first().filter(|_| at + n_words <= work) {
            let start = if at > sentence.start && scene.has(at - 1, Class::Determiner) { at - 1 } else { at };
            return Some((*sign, start));
        }
        if scene.has(at, Class::Enjoyment) {
            return Some((1, at));
        }
        let is_between = scene.is_plain_word(at)
            || scene.has_any(at, &[Class::Determiner, Class::Conjunction])
            || scene.is_mark(at, ",-");
        if !is_between {
            return None;
        }
    }
    None
}

/// "Thank you, Ann", "thanks very much for this Ann": to those named in the sentence, or to the one addressed.
fn thanks(finder: &mut Finder<'_, '_>, thanks: usize, sentence: &Range<usize>) {
    let scene = finder.scene;
    let Some(voice) = scene.voice(thanks) else { return };
    let next = scene.word(thanks, 1).map(|next| scene.lexicon.classes(next)).unwrap_or_default();
    if next.has(Class::Infinitive) {
        // "thanks to the rain"
        return;
    }
    let words = thanks..thanks + 1 + usize::from(next.has(Class::SecondPerson));
    let mut named = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end && at < thanks + 3 * REACH {
        match scene.party_starting(at) {
            Some(party) => {
                let is_vocative = party.tokens.end <= thanks && scene.tokens[at].is_capital;
                // "thanks for the piece about Ann" is not for her
                let is_free = at > sentence.start && !scene.has(at - 1, Class::Preposition);
                let follows = at > thanks && scene.tokens[at].is_capital && is_free;
                if (is_vocative || follows) && !scene.has_any(at, &[Class::FirstPerson, Class::SecondPerson])
                {
                    named.push(party.clone());
                }
                at = party.tokens.end;
            }
            None => at += 1,
        }
    }
    if named.is_empty() {
        add(finder, 1, words);
        return;
    }
    for party in named {
        let goal = Goal::new(Target::Actor(party.actor), party.tokens);
        add_goal(finder, 1, voice.holder, words.clone(), goal);
    }
}

fn add(finder: &mut Finder<'_, '_>, sign: Sign, tokens: Range<usize>) {
    let scene = finder.scene;
    let (Some(voice), Some(author)) = (scene.voice(tokens.start), scene.author_commented_on(tokens.start))
    else {
        return;
    };
    let goal = Goal::new(Target::Actor(author), tokens.clone());
    add_goal(finder, sign, voice.holder, tokens, goal);
}

fn add_goal(finder: &mut Finder<'_, '_>, sign: Sign, holder: usize, tokens: Range<usize>, goal: Goal) {
    let frame = Frame::new(sign, CONFIDENCE);
    let found = Found { frame, holder, factor: 1.0, nucleus: tokens.start, tokens, is_negated: false };
    finder.add(&found, &[goal]);
}

#[cfg(test)]
mod tests {
    use crate::testing::check_comment;

    #[test]
    fn praise_of_a_text_is_support_for_its_author() {
        check_comment("A brilliant piece. Well done.", &["Cy Voice > Dee Author support"]);
        check_comment("Loved the article!", &["Cy Voice > Dee Author support"]);
        check_comment("Thank you so much for this.", &["Cy Voice > Dee Author support"]);
        check_comment("Ann Park, thank you for this.", &["Cy Voice > Ann Park support"]);
        check_comment("Thanks for this piece about Ann Park.", &["Cy Voice > Dee Author support"]);
        check_comment("Thanks to the rain nobody came.", &[]);
        check_comment("I read the article twice.", &[]);
    }
}
