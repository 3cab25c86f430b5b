//! "Who", "which" and "that" as speakers point back at what they follow.

use sayso_model::{Mention, MentionType, Method, Speaker, Statement};

use super::anaphors::Anaphor;
use crate::language::Class;
use crate::rules::{Scene, circumstances};

/// How sure grammar is of what a relative pronoun points at, by reading of what it links.
const LINK: f32 = 0.9;

/// The relative pronouns among the speakers of statements, each with the phrase that it points back at.
pub(crate) fn relatives(scene: &Scene, statements: &[Statement]) -> Vec<Anaphor> {
    let reading = scene.reading;
    let mut anaphors = Vec::new();
    for statement in statements {
        let Speaker::Named(span) = statement.speaker else { continue };
        let speaker = reading.tokens_in(span);
        let is_relative = speaker.len() == 1 && reading.has(speaker.start, Class::Relative);
        let Some(cue) = statement.cue.first().filter(|_| is_relative) else { continue };
        let around = circumstances(scene, reading.tokens_in(*cue), speaker);
        if let Some(antecedent) = around.subject.filter(|subject| !subject.overlaps(span)) {
            let mention = Mention {
                span,
                mention_type: MentionType::Pronoun,
                kind: None,
                method: Method::Rule,
                rule_id: "relatives".to_owned(),
                confidence: Some(f64::from(LINK)),
                stands_for: None,
            };
            anaphors.push(Anaphor { mention, antecedent, link: LINK });
        }
    }
    anaphors
}

#[cfg(test)]
mod tests {
    use crate::learned::testing::read;

    #[test]
    fn who_points_at_the_phrase_before() {
        let (document, extraction) = read("We met Orla Quill, the mayor, who said that the vote was late.");
        let links: Vec<(&str, &str)> = extraction
            .antecedents
            .iter()
            .map(|link| {
                let words = |at: usize| document.slice(extraction.mentions[at].span);
                (words(link.anaphor), words(link.antecedent))
            })
            .collect();
        assert!(links.contains(&("who", "Orla Quill")), "{links:?}");
    }
}
