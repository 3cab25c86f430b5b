//! Finds: the words for a speaker that no other rule takes for a mention: "she", "the local party’s account".
//!
//! Why it is a mention: a statement rule has found that these words are the subject of a report, so they point at somebody.
//! It runs after the statement rules and is as sure as the statement.
//!
//! Examples: see the tests. Source: coding guide, "Statements".

use std::collections::BTreeSet;

use sayso_model::{EntityKind, Mention, MentionType, Method, Span, Speaker, Statement};

use crate::language::Class;
use crate::reading::Reading;

/// Adds a mention for each speaker whom no mention names: pronouns, nominals, and names that stood alone. Where a model has read the
/// text it has seen the names of people, so that a plural that is left over ("Republicans") is a group's, and of `places`: a country that
/// speaks is a body.
pub(crate) fn add_speakers(
    reading: &Reading,
    statements: &[Statement],
    places: Option<&[Span]>,
    mentions: &mut Vec<Mention>,
) {
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
        // "Interim Chair Orla Quill" is a phrase about Orla Quill, no name of its own
        let mut within = known.range(span..).take_while(|name| name.start_byte() < span.end_byte());
        let is_full = |name: &Span| reading.tokens_in(*name).len() > 1;
        let ends_with_name = within.any(|name| name.end_byte() == span.end_byte() && is_full(name));
        let mention_type = if ends_with_name { MentionType::Nominal } else { mention_type(reading, span) };
        mentions.push(Mention {
            span,
            mention_type,
            kind: kind(reading, span, places),
            method: Method::Rule,
            rule_id: "speakers".to_owned(),
            confidence: statement.confidence,
            stands_for: None,
        });
    }
    mentions.sort_by_key(|mention| mention.span);
}

/// What a speaker is whom no mention names: a body or many people by the noun that heads the phrase, else left open.
fn kind(reading: &Reading, span: Span, places: Option<&[Span]>) -> Option<EntityKind> {
    let mut tokens = reading.tokens_in(span);
    let last = tokens.next_back()?;
    if tokens.any(|token| reading.has(token, Class::Preposition)) {
        return None;
    }
    let is_place = places.is_some_and(|places| places.binary_search(&span).is_ok());
    let is_plural = places.is_some() && is_plural_word(reading, span) && !is_place;
    if reading.has(last, Class::Collective) || is_plural {
        return Some(EntityKind::Group);
    }
    let is_body = is_place || reading.has(last, Class::OrganisationHead) && reading.is_capital(last);
    is_body.then_some(EntityKind::Organisation)
}

/// Whether the span is one word with a plural's ending.
fn is_plural_word(reading: &Reading, span: Span) -> bool {
    let words = reading.document.slice(span);
    reading.tokens_in(span).len() == 1 && words.len() > 3 && words.ends_with('s') && !words.ends_with("ss")
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
    let is_thing = tokens.clone().next_back().is_some_and(|last| reading.has(last, Class::Place));
    let is_name =
        !is_thing && tokens.all(|token| reading.is_capital(token) && !reading.has(token, Class::Determiner));
    match (is_pronoun, is_name) {
        (true, _) => MentionType::Pronoun,
        (_, true) => MentionType::Name,
        _ => MentionType::Nominal,
    }
}

#[cfg(test)]
mod tests {
    use sayso_model::{EntityKind, MentionType};

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

    #[test]
    fn a_role_before_a_name_is_no_part_of_it() {
        let (document, extraction) = crate::learned::testing::read(
            "Interim Harbour Club Chairwoman Orla Quill said that it was late.",
        );
        let found: Vec<(&str, MentionType)> = extraction
            .mentions
            .iter()
            .filter(|mention| mention.span.end_byte() == "Interim Harbour Club Chairwoman Orla Quill".len())
            .map(|mention| (document.slice(mention.span), mention.mention_type))
            .collect();
        let whole = "Interim Harbour Club Chairwoman Orla Quill";
        assert_eq!(found, [(whole, MentionType::Nominal), ("Orla Quill", MentionType::Name)]);
    }

    #[test]
    fn a_plural_that_no_model_takes_for_a_name_is_a_group() {
        let kind = |text: &str| {
            let (document, extraction) = crate::learned::testing::read(text);
            let speaker = extraction.mentions.iter().find(|mention| mention.span.start_byte() == 0).unwrap();
            (document.slice(speaker.span).to_owned(), speaker.kind)
        };
        let group = Some(EntityKind::Group);
        assert_eq!(kind("Republicans said that it was late."), ("Republicans".to_owned(), group));
        assert_eq!(kind("Voters said that it was late."), ("Voters".to_owned(), group));
        assert_ne!(kind("Orla Sanders said that it was late.").1, group);
        assert_eq!(kind("Police said that it was late.").1, group);
        assert_eq!(kind("India said that it was late.").1, Some(EntityKind::Organisation));
        assert_eq!(kind("The Department said that it was late.").1, Some(EntityKind::Organisation));
    }
}
