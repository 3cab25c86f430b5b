//! *Finds* words for where somebody stands: "Ann is in favour of Bo", "Ann, who is against Bo", "they spoke, and against Bo".
//!
//! *Why it is a stance.* The words name the position; their holder is the subject of the verb before them. Behind a noun ("a letter in
//! support of Bo") they tell nothing of a holder and are passed over.
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: Quirk et al. 1985, 9.5, on complex prepositions.

use std::ops::Range;

use super::{Finder, Found};
use crate::lexicon::{Class, Frame};

const CONFIDENCE: f64 = 0.82;

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    let scene = finder.scene;
    for (words, signs) in scene.entries(&scene.lexicon.stands, sentence) {
        if let Some(sign) = signs.first() {
            read(finder, Frame::new(*sign, CONFIDENCE), words);
        }
    }
}

fn read(finder: &mut Finder<'_, '_>, frame: Frame, words: Range<usize>) {
    let scene = finder.scene;
    let sentence_start = scene.sentence_of(words.start).start;
    let Some(before) = words.start.checked_sub(1).filter(|at| *at >= sentence_start) else { return };
    let is_copula = scene.has_any(before, &[Class::Be, Class::Copula, Class::Negation, Class::Adverb]);
    let is_joined =
        scene.has(before, Class::Conjunction) && before > sentence_start && scene.is_mark(before - 1, ",");
    if !is_copula && !is_joined {
        return;
    }
    let group = scene.group(words.start);
    if is_copula && !group.has_be && !scene.has(before, Class::Copula) || group.is_supposed {
        return;
    }
    let subject = if scene.has(before, Class::Copula) { scene.group(before).subject } else { group.subject };
    let Some(holder) = subject else { return };
    let goals = scene.goals(words.end);
    let tokens = finder.near(words.clone(), &holder.tokens);
    let found = Found {
        frame,
        holder: holder.actor,
        factor: holder.factor,
        nucleus: words.start,
        tokens,
        is_negated: group.is_negated,
    };
    finder.add(&found, &goals);
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn where_somebody_stands() {
        check("Ann Park is in favour of Bo Lind.", &["Ann Park > Bo Lind support"]);
        check("Ann Park was always against the Harbour Union.", &["Ann Park > Harbour Union oppose"]);
        check("Ann Park is not in favour of Bo Lind.", &["Ann Park > Bo Lind oppose"]);
        check("They read a letter in support of Bo Lind.", &[]);
        check("Ann Park leaned against Bo Lind.", &[]);
    }
}
