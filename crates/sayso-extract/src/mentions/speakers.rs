//! Finds: the words for a speaker that no other rule takes for a mention: "she", "the local party’s account".
//!
//! Why it is a mention: a statement rule has found that these words are the subject of a report, so they point at somebody.
//! It runs after the statement rules and is as sure as the statement.
//!
//! Examples: see the tests. Source: coding guide, "Statements".

use std::collections::BTreeSet;

use sayso_model::{Mention, MentionType, Method, Span, Speaker, Statement};

use crate::language::Class;
use crate::reading::Reading;

/// Adds a mention for each speaker whom no mention names: pronouns, nominals, and names that stood alone.
pub(crate) fn add_speakers(reading: &Reading, statements: &[Statement], mentions: &mut Vec<Mention>) {
    let known: BTreeSet<Span> = mentions.iter().map(|mention| mention.span).collect();
    let mut added: BTreeSet<Span> = BTreeSet::new();
    for statement in statements {
        let Speaker::Named(span) = statement.speaker else { continue };
        if known.contains(&span) || !added.insert(span) {
            continue;
        }
        if reading.tokens_in(span).is_empty() {
            continue;
        }
        mentions.push(Mention {
            span,
            mention_type: mention_type(reading, span),
            kind: None,
            method: Method::Rule,
            rule_id: "speakers".to_owned(),
            confidence: statement.confidence,
            stands_for: None,
        });
    }
    mentions.sort_by_key(|mention| mention.span);
}

/// How words that stand for somebody point: as a pronoun, a name or a common noun.
pub(crate) fn mention_type(reading: &Reading, span: Span) -> MentionType {
    let mut tokens = reading.tokens_in(span);
    let is_pronoun = tokens.len() == 1
        && reading.tokens[tokens.start].classes.has_any(&[
            Class::SubjectPronoun,
            Class::ObjectPronoun,
            Class::Possessive,
            Class::Relative,
        ]);
    let is_name = tokens.all(|token| reading.is_capital(token) && !reading.has(token, Class::Determiner));
    match (is_pronoun, is_name) {
        (true, _) => MentionType::Pronoun,
        (_, true) => MentionType::Name,
        _ => MentionType::Nominal,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::body;
    use crate::{Language, Names, extract};

    #[test]
    fn pronouns_and_nominals_that_speak_are_mentioned_once() {
        let (document, segments) =
            body("She said that it was late. The old mayor said that she knew. Nora Hart said so.");
        let extraction =
            extract(&document, &segments, &Language::english().unwrap(), &Names::default(), None);
        let found: Vec<(&str, String)> = extraction
            .mentions
            .iter()
            .map(|mention| (document.slice(mention.span), mention.mention_type.to_string()))
            .collect();
        let expected = [("She", "pronoun"), ("The old mayor", "nominal"), ("Nora Hart", "name")];
        assert_eq!(found, expected.map(|(words, mention_type)| (words, mention_type.to_owned())));
    }
}
