//! Finds: names of the registry.
//!
//! Why it is a mention: a researcher has entered the name. The longest name wins, so a party's name inside another body's name is
//! no mention of the party. The possessive ’s is not part of the name. A surname alone that starts a sentence and is an ordinary
//! word is passed over.
//!
//! Examples: see the tests. Source: coding guide, "Mentions and actors".

use sayso_model::Span;

use super::{Find, Rule, Scene};
use crate::language::Class;
use crate::reading::Reading;

pub(super) const RULE: Rule = Rule { id: "known_names", confidence: 0.95, gives_way: false, find };

fn find(scene: &Scene) -> Vec<Find> {
    let reading = scene.reading;
    let mut finds = Vec::new();
    for unit in &reading.units {
        let mut at = unit.tokens.start;
        while at < unit.tokens.end {
            let tokens = &reading.tokens[at..unit.tokens.end];
            let Some(found) = scene.names.longest(tokens, |span| reading.document.slice(span)) else {
                at += 1;
                continue;
            };
            let last = tokens[found.n_tokens - 1].span;
            let span = Span::between(tokens[0].span.start_byte(), last.end_byte());
            if !found.is_short || !is_ordinary(reading, at) {
                finds.push(Find::new(span, found.mention_type, found.kind));
            }
            at += found.n_tokens;
        }
    }
    finds
}

/// Whether a capital here may be owed to the start of a sentence, and the word is known to be no name.
pub(super) fn is_ordinary(reading: &Reading, token: usize) -> bool {
    reading.tokens[token].classes.has_any(&[
        Class::SentenceStarter,
        Class::Calendar,
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::SubjectPronoun,
        Class::Modal,
    ])
}

#[cfg(test)]
mod tests {
    use crate::mentions::testing::check;

    #[test]
    fn hits() {
        check("Progress MPs met the NTU.", &["Progress/name", "NTU/acronym"]);
        check("The Reform League’s vote", &["Reform League/name"]);
        check("an anti-Quill vote, Quill-led", &["Quill/name", "Quill/name"]);
    }

    #[test]
    fn near_misses() {
        check("They made progress with a quill in a league.", &[]);
        check("The Easton Progress Club met.", &["Easton Progress Club/name"]);
    }
}
