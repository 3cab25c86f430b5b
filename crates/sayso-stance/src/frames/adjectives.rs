//! *Finds* what somebody is towards somebody: "Ann is proud of Bo", "appalled by Bo", "I was touched by Bo's letter".
//!
//! *Why it is a stance.* The adjective names a feeling for or against what follows its preposition; whoever is said to be so has it.
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: Quirk et al. 1985, 16.69, on adjectives with prepositions.

use std::ops::Range;

use super::{Finder, Found};
use crate::lexicon::{Class, Frame};
use crate::scene::Party;

/// How many adverbs may stand between "is" and the adjective.
const REACH: usize = 4;

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    let scene = finder.scene;
    for (words, uses) in scene.entries(&scene.lexicon.adjectives, sentence) {
        for (frame, links) in uses {
            read(finder, frame, links, words.clone());
        }
    }
}

fn read(finder: &mut Finder<'_, '_>, frame: Frame, links: usize, adjective: Range<usize>) {
    let scene = finder.scene;
    let n_links = scene.lexicon.n_link_words(links, |nth| scene.word(adjective.end - 1, nth + 1));
    if n_links == 0 {
        return;
    }
    let goals = scene.goals(adjective.end + n_links);
    if goals.is_empty() {
        return;
    }
    let Some((holder, is_negated)) = holder(finder, adjective.start) else { return };
    let tokens = finder.near(adjective.clone(), &holder.tokens);
    let found = Found {
        frame,
        holder: holder.actor,
        factor: holder.factor,
        nucleus: adjective.start,
        tokens,
        is_negated,
    };
    finder.add(&found, &goals);
}

/// Who is said to be so: the subject of "is" before the adjective, or whom the adjective follows after a comma.
fn holder(finder: &Finder<'_, '_>, adjective: usize) -> Option<(Party, bool)> {
    let scene = finder.scene;
    let sentence_start = scene.sentence_of(adjective).start;
    let group = scene.group(adjective);
    if group.is_supposed {
        return None;
    }
    if group.has_be {
        return Some((finder.reporting(adjective..adjective + 1).or(group.subject)?, group.is_negated));
    }
    let from = adjective.saturating_sub(REACH).max(sentence_start);
    if let Some(copula) = (from..adjective).rev().find(|at| scene.has(*at, Class::Copula)) {
        let group = scene.group(copula);
        return Some((group.subject?, group.is_negated));
    }
    let before = group.start.checked_sub(1).filter(|at| *at >= sentence_start)?;
    let party = scene.is_mark(before, ",").then(|| scene.party_ending(before.checked_sub(1)?)).flatten()?;
    Some((Party { factor: 0.85, ..party }, group.is_negated))
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn what_somebody_is_towards_somebody() {
        check("Ann Park is very proud of Bo Lind.", &["Ann Park > Bo Lind support"]);
        check("Ann Park was appalled by Bo Lind’s remarks.", &["Ann Park > Bo Lind oppose"]);
        check("Ann Park remains loyal to the Harbour Union.", &["Ann Park > Harbour Union support"]);
        check("I was particularly touched by Bo Lind’s letter.", &["Cy Voice > Bo Lind support"]);
        check("Ann Park, hostile to Bo Lind, left early.", &["Ann Park > Bo Lind oppose"]);
        check("Ann Park was angry.", &[]);
        check("Ann Park might be proud of Bo Lind.", &[]);
    }
}
