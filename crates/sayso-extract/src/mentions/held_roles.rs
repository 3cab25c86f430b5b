//! Finds: roles that somebody holds by the registry, as words for that person: "the leader of the Reform League", "the Progress
//! chair", "the party’s general secretary", "the prime minister".
//!
//! Why it is a mention: the role is held by one person at a time, so that the words point at somebody without a name. Who that is
//! depends on the date and is for the normalise stage. Beside a name ("the League leader Orla Quill") the name is the mention.
//!
//! Examples: see the tests. Source: coding guide, "Mentions and actors".

use std::collections::BTreeSet;
use std::ops::Range;

use sayso_model::{EntityKind, Mention, MentionType, Method, Span};

use super::capitals::is_function_word;
use crate::Names;
use crate::language::Class;
use crate::reading::{Reading, Shape, TokenKind, Unit};

/// The id under which these mentions are published.
pub(crate) const ID: &str = "held_roles";

/// How sure the words are to point at somebody, by reading of what is found.
const CONFIDENCE: f64 = 0.9;

/// Words between determiner and role.
const MAX_BEFORE: usize = 5;

/// What a token is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Named {
    is_body: bool,
    first: usize,
    end: usize,
}

/// Adds a mention for each role that points at somebody, where no mention has the same words.
pub(crate) fn add_held_roles(reading: &Reading, names: &Names, mentions: &mut Vec<Mention>) {
    let mut named: Vec<Option<Named>> = vec![None; reading.tokens.len()];
    for mention in mentions.iter() {
        let is_body = match mention.kind {
            Some(EntityKind::Organisation) => true,
            Some(EntityKind::Person) => false,
            _ => continue,
        };
        let Range { start: first, end } = reading.tokens_in(mention.span);
        for token in &mut named[first..end] {
            *token = Some(Named { is_body, first, end });
        }
    }
    let known: BTreeSet<Span> = mentions.iter().map(|mention| mention.span).collect();
    for unit in &reading.units {
        let mut at = unit.tokens.start;
        while at < unit.tokens.end {
            let phrase = phrase_at(reading, names, unit, &named, at);
            at = phrase.as_ref().map_or(at + 1, |tokens| tokens.end.max(at + 1));
            let span = phrase.map(|tokens| reading.span_of(tokens));
            if let Some(span) = span.filter(|span| !known.contains(span)) {
                mentions.push(Mention {
                    span,
                    mention_type: MentionType::Nominal,
                    kind: Some(EntityKind::Person),
                    method: Method::Rule,
                    rule_id: ID.to_owned(),
                    confidence: Some(CONFIDENCE),
                    stands_for: None,
                });
            }
        }
    }
    mentions.sort_by_key(|mention| mention.span);
}

/// The phrase whose role starts at `at`.
fn phrase_at(
    reading: &Reading,
    names: &Names,
    unit: &Unit,
    named: &[Option<Named>],
    at: usize,
) -> Option<Range<usize>> {
    let is_word = |at: usize| at < unit.tokens.end && reading.tokens[at].kind == TokenKind::Word;
    if !is_word(at) || named[at].is_some() {
        return None;
    }
    let word = |nth: usize| is_word(at + nth).then(|| reading.words(at + nth));
    let (n_words, stands_alone) = names.role(reading.words(at), word)?;
    let (start, has_body_before) = start(reading, unit, named, at)?;
    let role_end = at + n_words;
    let body_end = if has_body_before { None } else { body_after(reading, unit, named, role_end) };
    let end = body_end.unwrap_or(role_end);
    let is_joined =
        |at: usize| at < unit.tokens.end && matches!(reading.tokens[at].kind, TokenKind::Mark('-'));
    let is_person = |at: usize| at < unit.tokens.end && named[at].is_some_and(|name| !name.is_body);
    let has_name =
        is_person(end) || reading.is_mark(end, ",") && end + 1 < unit.tokens.end && is_person(end + 1);
    let has_owner = body_end.is_none() && is_word(role_end) && reading.has(role_end, Class::RoleJoin);
    let tells = has_body_before || body_end.is_some() || stands_alone && !has_owner;
    (tells && !has_name && !is_joined(role_end)).then_some(start..end)
}

/// Where the words before the role start: at a determiner, or at the body whose role it is; and whether a body is among them.
fn start(reading: &Reading, unit: &Unit, named: &[Option<Named>], role: usize) -> Option<(usize, bool)> {
    let mut first = role;
    let mut has_body = false;
    while first > unit.tokens.start && first + MAX_BEFORE >= role {
        let before = first - 1;
        if reading.has(before, Class::Determiner) || reading.words(before).eq_ignore_ascii_case("our") {
            let is_definite = matches!(reading.words(before).to_lowercase().as_str(), "the" | "our");
            return is_definite.then_some((before, has_body));
        }
        let is_possessive =
            reading.tokens[before].kind == TokenKind::Clitic && reading.words(before).ends_with(['s', 'S']);
        if is_possessive && before > unit.tokens.start && !has_body {
            let start = owner(reading, unit, named, before - 1)?;
            return Some((start, true));
        }
        match named[before] {
            Some(name) if name.is_body && !has_body && name.first >= unit.tokens.start => {
                has_body = true;
                first = name.first;
            }
            Some(_) => return None,
            None => {
                let is_plain = reading.tokens[before].kind == TokenKind::Word
                    && reading.tokens[before].shape == Shape::Small
                    && !is_function_word(reading, before)
                    && !reading.has(before, Class::Former);
                if !is_plain {
                    return None;
                }
                first = before;
            }
        }
    }
    None
}

/// Where "the League" of "the League’s", or "the party" of "the party’s", starts; `last` is its last word.
fn owner(reading: &Reading, unit: &Unit, named: &[Option<Named>], last: usize) -> Option<usize> {
    let first = match named[last] {
        Some(name) if name.is_body => name.first,
        Some(_) => return None,
        None if reading.has(last, Class::BodyNoun) && reading.tokens[last].shape == Shape::Small => last,
        None => return None,
    };
    let before = first.checked_sub(1).filter(|before| *before >= unit.tokens.start);
    let determiner = before
        .filter(|before| reading.tokens[*before].classes.has_any(&[Class::Determiner, Class::Possessive]));
    Some(determiner.unwrap_or(first))
}

/// The end of "of the League" or "of the party" behind the role.
fn body_after(reading: &Reading, unit: &Unit, named: &[Option<Named>], from: usize) -> Option<usize> {
    if from + 1 >= unit.tokens.end || !matches!(reading.words(from), "of" | "at") {
        return None;
    }
    let next = from + 1 + usize::from(reading.has(from + 1, Class::Determiner));
    let name = (next < unit.tokens.end).then(|| named[next]).flatten();
    let is_noun = next < unit.tokens.end
        && next > from + 1
        && reading.has(next, Class::BodyNoun)
        && reading.tokens[next].shape == Shape::Small;
    match name {
        Some(name) if name.is_body && name.first == next => Some(name.end.min(unit.tokens.end)),
        None if is_noun => Some(next + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use sayso_model::KnownRole;

    use super::*;
    use crate::Language;
    use crate::mentions::testing::registry;
    use crate::testing::body;

    fn check(text: &str, expected: &[&str]) {
        let known = |role: &str, stands_alone| KnownRole { role: role.to_owned(), stands_alone };
        let names = registry().with_roles(&[
            known("leader", false),
            known("general secretary", false),
            known("prime minister", true),
        ]);
        let (document, segments) = body(text);
        let language = Language::english().unwrap();
        let reading = Reading::new(&document, &segments, &language);
        let mut mentions = crate::mentions::find(&reading, &names);
        add_held_roles(&reading, &names, &mut mentions);
        let found: Vec<&str> = mentions
            .iter()
            .filter(|mention| mention.rule_id == ID)
            .map(|mention| document.slice(mention.span))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn hits() {
        for (text, expected) in [
            ("They met the leader of the Reform League.", &["the leader of the Reform League"][..]),
            (
                "It was ranged against the embattled Progress leader at the rally.",
                &["the embattled Progress leader"],
            ),
            ("The Reform League’s leader laughed.", &["The Reform League’s leader"]),
            ("The party’s general secretary laughed.", &["The party’s general secretary"]),
            ("We asked the General Secretary of the party.", &["the General Secretary of the party"]),
            ("It was for the prime minister to say.", &["the prime minister"]),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "The leader laughed.",
            "A leader of the Reform League laughed.",
            "The former leader of the Reform League laughed.",
            "The Reform League leader Orla Quill laughed.",
            "The leader of the Reform League, Orla Quill, laughed.",
            "The leaders of the Reform League laughed.",
            "The prime minister of Sudland laughed.",
            "The leader-writer of Progress laughed.",
            "Orla’s prime minister laughed.",
            "The chair of Progress laughed.",
        ] {
            check(text, &[]);
        }
    }
}
