//! *Finds* wordings of the codebook that take a side by themselves ("imposed on us", "no place for racism"), and acts that the codebook
//! names ("deserted the party").
//!
//! *Why it is a stance.* The researcher's codebook says so: who says these words is for the issue, or against it.
//! Who does what it names is for that.
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: the codebook.

use std::ops::Range;

use super::{Finder, Found};
use crate::lexicon::{Class, Frame};
use crate::scene::{Goal, Side, Target};

const CONFIDENCE: f64 = 0.8;

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    let scene = finder.scene;
    for at in sentence {
        let mentions: Vec<_> = scene.issue_starting(at).cloned().collect();
        for mention in mentions {
            // words that are themselves a frame belong to the frame's holder
            let doer = mention.tokens.clone().find_map(|token| finder.holder_of_frame_at(token));
            let (sign, holder) = match mention.side {
                Side::Says(sign) => (sign, doer.or_else(|| scene.voice(at).map(|voice| voice.holder))),
                // who does what is so called is for it
                Side::Names(sign) => (sign, finder.holder_of_frame_at(at)),
            };
            let Some(holder) = holder else { continue };
            let is_negated = at > scene.sentence_of(at).start && scene.has(at - 1, Class::Negation);
            let frame = Frame::new(sign, CONFIDENCE);
            let tokens = mention.tokens.clone();
            let found = Found { frame, holder, factor: 1.0, nucleus: at, tokens: tokens.clone(), is_negated };
            let goal = Goal::new(Target::Issue(mention.issue), tokens);
            finder.add(&found, &[goal]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn the_codebook_says_which_words_take_a_side() {
        check("They foisted the toll on everyone.", &["Cy Voice > bridge-toll oppose"]);
        check("This is a fair price for a bridge.", &["Cy Voice > bridge-toll support"]);
        check("#FairPriceForABridge", &["Cy Voice > bridge-toll support"]);
        check("They used the hashtag #FairPriceForABridge.", &[]);
        check("I oppose the bridge toll.", &["Cy Voice > bridge-toll oppose"]);
        check("I oppose the free crossing.", &["Cy Voice > bridge-toll support"]);
        check(
            "Ann Park boycotted the Harbour Union.",
            &["Ann Park > Harbour Union oppose", "Ann Park > union-boycott support"],
        );
        check("Ann Park supports bridge tolls.", &["Ann Park > bridge-toll support"]);
    }
}
