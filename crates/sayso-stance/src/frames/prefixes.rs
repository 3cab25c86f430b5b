//! *Finds* "pro-Park" and "anti-Lind" as what somebody is: "the anti-Lind MPs", "Ann is pro-Lind".
//!
//! *Why it is a stance.* The prefix names the position; it belongs to those whom the compound describes.
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: Quirk et al. 1985, appendix I.27, on prefixes of attitude.

use std::ops::Range;

use super::{Finder, Found};
use crate::lexicon::Frame;

const CONFIDENCE: f64 = 0.8;

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    let scene = finder.scene;
    for at in sentence.clone() {
        let Some(sign) = scene.lexicon.prefix_sign(&scene.tokens[at].folded) else { continue };
        if at + 2 >= sentence.end || !scene.is_mark(at + 1, "-‐‑–") || scene.tokens[at + 2].is_after_space
        {
            continue;
        }
        let goals = scene.goals(at + 2);
        let described = scene.party_around(at).or_else(|| {
            let group = scene.group(at);
            group.subject.filter(|_| group.has_be && !group.is_negated && !group.is_supposed)
        });
        let Some(holder) = described else { continue };
        let frame = Frame::new(sign, CONFIDENCE);
        let tokens = finder.near(at..at + 3, &holder.tokens);
        let found = Found {
            frame,
            holder: holder.actor,
            factor: holder.factor,
            nucleus: at,
            tokens,
            is_negated: false,
        };
        finder.add(&found, &goals);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn what_somebody_is() {
        check("Ann Park is anti-Lind.", &["Ann Park > Bo Lind oppose"]);
        check("Ann Park is pro-Union.", &["Ann Park > Harbour Union support"]);
        check("An anti-Lind leaflet lay there.", &[]);
    }
}
