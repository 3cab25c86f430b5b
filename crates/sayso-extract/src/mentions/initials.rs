//! Finds: a person's initials, "OQ", as readers' comments use them.
//!
//! Why it is a mention: outside the author's own text, two or three capitals that are no known acronym, and exactly one person whom
//! the document names in full has these initials.
//!
//! Examples: see the tests. Source: coding guide, "Mentions and actors".

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{EntityKind, MentionType, SegmentType};

use super::{Find, Rule, Scene};
use crate::language::Class;
use crate::reading::{Shape, TokenKind, fold_word};

pub(super) const RULE: Rule = Rule { id: "initials", confidence: 0.8, gives_way: false, find };

fn find(scene: &Scene) -> Vec<Find> {
    let reading = scene.reading;
    let mut bearers: BTreeMap<String, BTreeSet<Vec<String>>> = BTreeMap::new();
    for find in scene.finds.iter().filter(|find| find.kind == Some(EntityKind::Person)) {
        let words: Vec<usize> = reading
            .tokens_in(find.span)
            .filter(|at| reading.tokens[*at].kind == TokenKind::Word)
            .filter(|at| {
                !reading.tokens[*at].classes.has_any(&[Class::Title, Class::Suffix])
                    || reading.has(*at, Class::GivenName)
            })
            .collect();
        if words.len() < 2 {
            continue;
        }
        let initials = words
            .iter()
            .filter_map(|at| reading.words(*at).chars().next())
            .flat_map(char::to_uppercase)
            .collect();
        let name = words.iter().map(|at| fold_word(reading.words(*at))).collect();
        bearers.entry(initials).or_default().insert(name);
    }
    let mut finds = Vec::new();
    for unit in &reading.units {
        let segment_type = reading.segments[unit.segment].segment_type;
        if !matches!(segment_type, SegmentType::Comment | SegmentType::SocialPost) {
            continue;
        }
        for token in &reading.tokens[unit.tokens.clone()] {
            let words = reading.document.slice(token.span);
            let is_candidate = token.kind == TokenKind::Word
                && token.shape == Shape::AllCapitals
                && (2..=3).contains(&words.len())
                && !token.classes.has(Class::PostNominal)
                && !scene.names.is_acronym(words);
            if is_candidate && bearers.get(words).is_some_and(|people| people.len() == 1) {
                finds.push(Find::new(token.span, MentionType::Initials, Some(EntityKind::Person)));
            }
        }
    }
    finds
}

#[cfg(test)]
mod tests {
    use sayso_model::SegmentType;

    use crate::Language;
    use crate::mentions::testing::registry;
    use crate::reading::Reading;
    use crate::testing::body;

    fn check(text: &str, segment_type: SegmentType, expected: &[&str]) {
        let (document, mut segments) = body(text);
        segments[0].segment_type = segment_type;
        let language = Language::english().unwrap();
        let reading = Reading::new(&document, &segments, &language);
        let found: Vec<&str> = crate::mentions::find(&reading, &registry())
            .iter()
            .filter(|mention| mention.rule_id == "initials")
            .map(|mention| document.slice(mention.span))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn hits_and_near_misses() {
        check("Daniel Hartigan! DH it is", SegmentType::Comment, &["DH"]);
        check("Daniel Hartigan! DH it is", SegmentType::Body, &[]);
        check("Daniel Hartigan, Diana Hroch: DH it is", SegmentType::Comment, &[]);
        check("Nora Tara Umber of NTU", SegmentType::Comment, &[]);
        check("Daniel Hartigan: OK", SegmentType::Comment, &[]);
    }
}
