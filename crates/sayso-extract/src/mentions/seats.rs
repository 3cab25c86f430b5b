//! Places that a model takes for people: "Easton North" of "Easton North MP, Orla Quill".
//!
//! Before an office or a word such as "resident", with a comma and a person's name behind it, a name says where, not who. Names that
//! rules have found are left alone: they rest on given names and titles.

use sayso_model::{EntityKind, Mention, Method};

use crate::language::Class;
use crate::reading::{Reading, TokenKind};

/// Takes such names away.
pub(super) fn drop_seats(reading: &Reading, mentions: &mut Vec<Mention>) {
    let is_seat: Vec<bool> = mentions.iter().map(|mention| is_seat(reading, mentions, mention)).collect();
    let mut is_seat = is_seat.into_iter();
    mentions.retain(|_| !is_seat.next().unwrap_or(false));
}

fn is_seat(reading: &Reading, mentions: &[Mention], mention: &Mention) -> bool {
    if mention.method != Method::Model || mention.kind != Some(EntityKind::Person) {
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
        let (document, segments) = body(text);
        let language = Language::english().unwrap();
        let reading = Reading::new(&document, &segments, &language);
        let mut mentions = crate::mentions::find(&reading, &registry());
        mentions.push(Mention {
            span: Span::of_length(text.find(seen_by_model).unwrap(), seen_by_model.len()),
            mention_type: MentionType::Name,
            kind: Some(EntityKind::Person),
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
    fn people_stay() {
        check("With Zemlin North MP came Orla Quill.", "Zemlin North", &["Zemlin North", "Orla Quill"]);
    }
}
