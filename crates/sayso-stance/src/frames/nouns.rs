//! *Finds* nouns that say that somebody is for or against somebody: "Ann's support for Bo", "expressed her opposition to Bo".
//!
//! *Why it is a stance.* The noun names the position and the preposition leads to its target. Its holder stands before it as a
//! possessor, after it with "of" or "by", or is the subject of the verb that governs it. A noun that opens its sentence speaks for
//! whoever says it ("Solidarity with Bo!").
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: Quirk et al. 1985, 17.41, on nouns with the complements of their verbs.

use std::ops::Range;

use super::{Finder, Found};
use crate::lexicon::{Class, Frame};
use crate::scene::Party;

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    let scene = finder.scene;
    for (words, uses) in scene.entries(&scene.lexicon.nouns, sentence) {
        let _ = uses.into_iter().any(|(frame, links)| read(finder, frame, links, words.clone()));
    }
}

/// Whether the noun leads to a target.
fn read(finder: &mut Finder<'_, '_>, frame: Frame, links: usize, noun: Range<usize>) -> bool {
    let scene = finder.scene;
    let mut from = noun.end;
    let mut holder = None;
    let mut n_links = scene.lexicon.n_link_words(links, |nth| scene.word(from - 1, nth + 1));
    if n_links == 0
        || scene.word(from - 1, 1).is_some_and(|word| scene.lexicon.classes(word).has(Class::OfWord))
    {
        // "the support of Ann for Bo"
        if let Some(party) = doer_after(finder, noun.end) {
            let behind = party.tokens.end;
            let n_behind = if behind < scene.sentence_of(noun.start).end {
                scene.lexicon.n_link_words(links, |nth| scene.word(behind - 1, nth + 1))
            } else {
                0
            };
            if n_behind > 0 && !scene.has(behind, Class::OfWord) {
                (from, n_links, holder) = (behind, n_behind, Some(party));
            }
        }
    }
    if n_links == 0 {
        return false;
    }
    let goals = scene.goals(from + n_links);
    if goals.is_empty() {
        return false;
    }
    let start = phrase_start(finder, noun.start);
    let is_none = (start..noun.start).any(|at| scene.has(at, Class::None));
    let governor = governor(finder, start);
    let is_removed = governor.is_some_and(|at| scene.has_any(at, &[Class::Removal, Class::Denial]));
    let mut is_negated = is_none ^ is_removed;
    let holder =
        holder.or_else(|| scene.possessor_left_of(noun.start)).or_else(|| finder.reporting(noun.clone()));
    let holder = match (holder, governor) {
        (Some(holder), _) => Some(holder),
        (None, Some(verb)) => {
            let group = scene.group(verb);
            if group.is_supposed {
                return true;
            }
            is_negated ^= group.is_negated;
            finder.reporting(verb..verb + 1).or(group.subject)
        }
        (None, None) if opens_sentence(finder, start) => scene.voice(noun.start).map(|voice| Party {
            actor: voice.holder,
            tokens: noun.clone(),
            factor: 0.9,
        }),
        (None, None) => None,
    };
    let Some(holder) = holder else { return true };
    let tokens = finder.near(start..noun.end, &holder.tokens);
    let found =
        Found { frame, holder: holder.actor, factor: holder.factor, nucleus: noun.start, tokens, is_negated };
    finder.add(&found, &goals);
    true
}

/// Who is named after "of", "by" or "from" behind a noun.
fn doer_after(finder: &Finder<'_, '_>, from: usize) -> Option<Party> {
    let scene = finder.scene;
    let end = scene.sentence_of(from - 1).end;
    if from >= end || !scene.has(from, Class::OfWord) {
        return None;
    }
    let mut at = from + 1;
    while at < end && at < from + 4 {
        if let Some(party) = scene.party_starting(at) {
            return Some(party);
        }
        if !scene.has(at, Class::Determiner) {
            return None;
        }
        at += 1;
    }
    None
}

/// The first word of the noun's phrase: its adjectives and determiner, and those of nouns joined to it.
fn phrase_start(finder: &Finder<'_, '_>, noun: usize) -> usize {
    let scene = finder.scene;
    let sentence_start = scene.sentence_of(noun).start;
    let mut start = noun;
    while start > sentence_start && noun - start < 8 {
        let before = start - 1;
        let is_part = (scene.is_plain_word(before) || scene.has(before, Class::Adverb))
            && !scene.has(before, Class::Bearer)
            || scene.is_quotation_mark(before)
            || scene.is_mark(before, "-")
            || scene.has(before, Class::Determiner)
            || scene.has(before, Class::Possessive);
        if !is_part
            || scene.has(before, Class::Negation) && !scene.has(before, Class::None)
            || scene.tokens[before].is_capital && scene.has(before, Class::FirstPerson)
        {
            break;
        }
        start = before;
    }
    start
}

/// The verb that governs the phrase that starts at a token, if it is one that gives nouns of stance their holder.
fn governor(finder: &Finder<'_, '_>, start: usize) -> Option<usize> {
    let scene = finder.scene;
    let sentence_start = scene.sentence_of(start).start;
    let mut at = start;
    for _ in 0..3 {
        at = at.checked_sub(1).filter(|at| *at >= sentence_start)?;
        if scene.has(at, Class::Bearer) || scene.has(at, Class::Removal) {
            return Some(at);
        }
        if !scene.has_any(at, &[Class::Adverb, Class::Determiner, Class::Possessive, Class::Preposition])
            && !scene.is_quotation_mark(at)
        {
            return None;
        }
    }
    None
}

fn opens_sentence(finder: &Finder<'_, '_>, start: usize) -> bool {
    let sentence_start = finder.scene.sentence_of(start).start;
    (sentence_start..start).all(|at| !finder.scene.is_word(at))
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn the_holder_stands_before_after_or_above() {
        check("Ann Park’s strong support for Bo Lind surprised many.", &["Ann Park > Bo Lind support"]);
        check("My solidarity with Bo Lind is firm.", &["Cy Voice > Bo Lind support"]);
        check("Ann Park expressed opposition to the Harbour Union.", &["Ann Park > Harbour Union oppose"]);
        check("Ann Park has no confidence in Bo Lind.", &["Ann Park > Bo Lind oppose"]);
        check("Ann Park withdrew her support for Bo Lind.", &["Ann Park > Bo Lind oppose"]);
        check("Solidarity with Bo Lind!", &["Cy Voice > Bo Lind support"]);
        check("The opposition of Ann Park to Bo Lind is known.", &["Ann Park > Bo Lind oppose"]);
        check("There was support for Bo Lind.", &[]);
    }
}
