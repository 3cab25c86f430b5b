//! Phrases that name somebody among other words: "the acclaimed film director, Ann Park".

use std::collections::BTreeSet;

use sayso_model::{Mention, MentionType, Span};

use super::cast::only;
use super::scene::{Found, Scene};
use crate::person_name::is_in;
use crate::words::{DETERMINERS, PREPOSITIONS};

/// The indices of the mentions within `span`.
pub(crate) fn inner_mentions(mentions: &[Mention], span: Span) -> Vec<usize> {
    let first = mentions.partition_point(|mention| mention.span.start_byte() < span.start_byte());
    let inside = mentions[first..].iter().take_while(|mention| mention.span.start_byte() < span.end_byte());
    inside
        .enumerate()
        .filter(|(_, mention)| span.contains(mention.span))
        .map(|(nth, _)| first + nth)
        .collect()
}

/// The actor whom the words at `span` name: they are a name, or hold one that is the head of the phrase.
///
/// A person goes before the bodies that describe them ("Ann Park of the Harbour Union"). `None` where the words name several
/// people, where a name belongs to another phrase ("supporters of Park", "Park’s office"), or where a name is unresolved.
pub(crate) fn member_at(scene: &Scene, span: Span) -> Option<usize> {
    if let Some(&at) = scene.by_span.get(&span)
        && scene.found[at] != Found::Open
    {
        return scene.member_of(at);
    }
    let mut people = BTreeSet::new();
    let mut bodies = BTreeSet::new();
    for at in inner_mentions(&scene.extraction.mentions, span) {
        let mention = &scene.extraction.mentions[at];
        if mention.mention_type == MentionType::Pronoun || is_dependent(scene, span, mention.span) {
            continue;
        }
        let Some(member) = scene.member_of(at) else { continue };
        let is_person = scene.cast.member(member).is_person();
        if is_person {
            people.insert(member);
        } else if is_end_of_phrase(scene, span, mention.span) {
            bodies.insert(member);
        }
        if is_coordinated(scene, span, mention.span) {
            return None;
        }
    }
    if people.is_empty() { only(&bodies) } else { only(&people) }
}

/// Whether a name within `phrase` hangs on another word of it: after a preposition, or as a possessive.
fn is_dependent(scene: &Scene, phrase: Span, name: Span) -> bool {
    let before = before(scene, phrase, name);
    let head = before.rsplit([',', ';', '(']).next().unwrap_or_default();
    let mut words = head.split_whitespace().rev().skip_while(|word| is_in(word, DETERMINERS));
    let is_after_preposition = words.next().is_some_and(|word| is_in(word, PREPOSITIONS));
    let words = scene.document.slice(name);
    let after = after(scene, phrase, name);
    let rest = after.strip_prefix("'s").or_else(|| after.strip_prefix("’s"));
    let is_possessive = words.ends_with("'s") || words.ends_with("’s") || rest.is_some();
    is_after_preposition || (is_possessive && rest.unwrap_or(after).chars().any(char::is_alphabetic))
}

/// Whether nothing of `phrase` but an apposition follows a name: "Labour" does not name the "Labour MPs".
fn is_end_of_phrase(scene: &Scene, phrase: Span, name: Span) -> bool {
    let after = after(scene, phrase, name).trim_start_matches([')', ']', '”', '"', '’', ' ']);
    after.is_empty() || after == "s" || after.starts_with([',', '(', '–', '-', ':'])
}

fn is_coordinated(scene: &Scene, phrase: Span, name: Span) -> bool {
    let last = before(scene, phrase, name).split_whitespace().next_back();
    let next = after(scene, phrase, name).split_whitespace().next();
    last.is_some_and(|word| is_in(word, &["and", "or", "&"]))
        || next.is_some_and(|word| is_in(word, &["and", "or", "&"]))
}

fn before<'a>(scene: &Scene<'a>, phrase: Span, name: Span) -> &'a str {
    scene.document.slice(Span::between(phrase.start_byte(), name.start_byte()))
}

fn after<'a>(scene: &Scene<'a>, phrase: Span, name: Span) -> &'a str {
    scene.document.slice(Span::between(name.end_byte(), phrase.end_byte()))
}
