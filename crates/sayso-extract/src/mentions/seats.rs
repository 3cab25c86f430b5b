//! Places that a model takes for people or bodies: "Easton North" of "Easton North MP, Orla Quill".
//!
//! Before an office or a word such as "resident", with a comma and a person's name behind it, a name says where, not who. For a body
//! ("the Harmony MP, Orla Quill") that is so where the document elsewhere uses the name as that of a place: "in Easton", "Easton
//! residents". Names that rules have found are left alone: they rest on given names, titles and the registry.

use std::collections::BTreeSet;

use sayso_model::{EntityKind, Mention, Method};

use crate::language::Class;
use crate::reading::{Reading, TokenKind, fold_word};

/// Takes such names away.
pub(super) fn drop_seats(reading: &Reading, mentions: &mut Vec<Mention>) {
    let is_open = |mention: &&Mention| {
        mention.method == Method::Model && mention.kind == Some(EntityKind::Organisation)
    };
    let places =
        if mentions.iter().any(|mention| is_open(&mention)) { places(reading) } else { BTreeSet::new() };
    let is_seat: Vec<bool> =
        mentions.iter().map(|mention| is_seat(reading, mentions, mention, &places)).collect();
    let mut is_seat = is_seat.into_iter();
    mentions.retain(|_| !is_seat.next().unwrap_or(false));
}

/// Words that the document uses as names of places: after "in", or before a word for those who live there.
fn places(reading: &Reading) -> BTreeSet<String> {
    let is_place = |at: &usize| {
        let after_in =
            at.checked_sub(1).is_some_and(|before| reading.words(before).eq_ignore_ascii_case("in"));
        let next = reading.tokens.get(at + 1);
        let before_people = next.is_some_and(|next| next.classes.has(Class::PrivateWord));
        let goes_on = next.is_some_and(|next| next.kind == TokenKind::Word) && reading.is_capital(at + 1);
        reading.is_capital(*at) && (before_people || after_in && !goes_on)
    };
    (0..reading.tokens.len()).filter(is_place).map(|at| fold_word(reading.words(at))).collect()
}

fn is_seat(reading: &Reading, mentions: &[Mention], mention: &Mention, places: &BTreeSet<String>) -> bool {
    let is_candidate = match mention.kind {
        Some(EntityKind::Person) => true,
        Some(EntityKind::Organisation) => {
            let tokens = reading.tokens_in(mention.span);
            tokens.len() == 1 && places.contains(&fold_word(reading.words(tokens.start)))
        }
        _ => false,
    };
    if mention.method != Method::Model || !is_candidate {
        return false;
    }
    let after = reading.tokens_in(mention.span).end;
    let is_role = reading.tokens.get(after).is_some_and(|token| {
        token.classes.has_any(&[Class::PostNominal, Class::PrivateWord, Class::Elective])
    });
    let comma = reading.tokens.get(after + 1).map(|token| token.kind);
    let Some(next) = reading.tokens.get(after + 2).filter(|_| comma == Some(TokenKind::Mark(','))) else {
        return false;
    };
    let at = mentions.partition_point(|other| other.span.start_byte() < next.span.start_byte());
    let is_name = mentions.get(at).is_some_and(|other| {
        other.span.start_byte() == next.span.start_byte() && other.kind == Some(EntityKind::Person)
    });
    is_role && is_name
}

#[cfg(test)]
mod tests {
    use sayso_model::{EntityKind, Mention, MentionType, Method, Span};

    use super::drop_seats;
    use crate::Language;
    use crate::mentions::testing::registry;
    use crate::reading::Reading;
    use crate::testing::body;

    fn check(text: &str, seen_by_model: &str, expected: &[&str]) {
        check_kind(text, seen_by_model, EntityKind::Person, expected);
    }

    fn check_kind(text: &str, seen_by_model: &str, kind: EntityKind, expected: &[&str]) {
        let (document, segments) = body(text);
        let language = Language::english().unwrap();
        let reading = Reading::new(&document, &segments, &language);
        let mut mentions = crate::mentions::find(&reading, &registry());
        mentions.push(Mention {
            span: Span::of_length(text.find(seen_by_model).unwrap(), seen_by_model.len()),
            mention_type: MentionType::Name,
            kind: Some(kind),
            method: Method::Model,
            rule_id: "model".to_owned(),
            confidence: Some(0.9),
            stands_for: None,
        });
        mentions.sort_by_key(|mention| mention.span);
        drop_seats(&reading, &mut mentions);
        let found: Vec<&str> = mentions.iter().map(|mention| document.slice(mention.span)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn places_before_roles_are_nobody() {
        check("The Zemlin North MP, Orla Quill, left.", "Zemlin North", &["Orla Quill"]);
        check("A Zemlin resident, Orla Quill, left.", "Zemlin", &["Orla Quill"]);
    }

    #[test]
    fn places_are_no_bodies_either() {
        let body = EntityKind::Organisation;
        let elsewhere = "My own Zemlin MP, Orla Quill, left. She won in Zemlin.";
        check_kind(elsewhere, "Zemlin", body, &["Orla Quill"]);
        check_kind("The Zemlin MP, Orla Quill, met Zemlin residents.", "Zemlin", body, &["Orla Quill"]);
        check_kind("The Zemlin MP, Orla Quill, left.", "Zemlin", body, &["Zemlin", "Orla Quill"]);
    }

    #[test]
    fn people_stay() {
        check("With Zemlin North MP came Orla Quill.", "Zemlin North", &["Zemlin North", "Orla Quill"]);
    }
}
