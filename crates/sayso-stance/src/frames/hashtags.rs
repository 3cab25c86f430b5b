//! *Finds* hashtags that take a side for a name in them: "#IStandWithAnnPark", "#LindOut".
//!
//! *Why it is a stance.* Whoever uses the tag says what it says; who speaks of it ("the hashtag #LindOut") does not.
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: Mohammad et al. 2016, SemEval task 6, where such tags are the labels.

use std::ops::Range;

use sayso_model::TokenKind;

use super::{Finder, Found};
use crate::lexicon::Frame;
use crate::scene::{Goal, Target};

const CONFIDENCE: f64 = 0.85;

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    let scene = finder.scene;
    let is_used = |at: &usize| scene.tokens[*at].kind == TokenKind::Hashtag && !scene.is_named_tag(*at);
    for at in sentence.filter(is_used) {
        let tag = scene.tokens[at].span;
        let mentions = &scene.layers.extraction.mentions;
        let from = mentions.partition_point(|mention| mention.span.start_byte() <= tag.start_byte());
        let within = mentions[from..].iter().take_while(|mention| mention.span.start_byte() < tag.end_byte());
        for (nth, mention) in within.enumerate().filter(|(_, mention)| tag.contains(mention.span)) {
            let Some(actor) = scene.layers.resolution.mention_actors.get(from + nth).copied().flatten()
            else {
                continue;
            };
            let document = scene.layers.document;
            let part =
                |from: usize, to: usize| document.slice(sayso_model::Span::between(from, to)).to_lowercase();
            let before = part(tag.start_byte() + 1, mention.span.start_byte().max(tag.start_byte() + 1));
            let after = part(mention.span.end_byte(), tag.end_byte());
            let Some(sign) = scene.lexicon.hashtag_sign(&before, &after) else { continue };
            let Some(voice) = scene.voice(at) else { continue };
            let frame = Frame::new(sign, CONFIDENCE);
            let found = Found {
                frame,
                holder: voice.holder,
                factor: 1.0,
                nucleus: at,
                tokens: at..at + 1,
                is_negated: false,
            };
            finder.add(&found, &[Goal::new(Target::Actor(actor), at..at + 1)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_tag_says_what_it_says() {
        check("Well done! #IStandWithPark", &["Cy Voice > Ann Park support"]);
        check("Enough. #LindOut", &["Cy Voice > Bo Lind oppose"]);
        check("Today #Lind speaks.", &[]);
        check("Nobody should use the hashtag #IStandWithPark.", &[]);
    }
}
