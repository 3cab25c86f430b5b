//! Finds: account names ("@orlaquill") and known names inside hashtags ("#IStandWithOrlaQuill": the span is "OrlaQuill").
//!
//! Why it is a mention: an account is somebody's; a hashtag is cut at its capitals, and a full name among its words points at that
//! person or body.
//!
//! Examples: see the tests. Source: coding guide, "Mentions and actors".

use std::collections::BTreeSet;

use sayso_model::{EntityKind, MentionType, Span};

use super::{Find, Rule, Scene};
use crate::names::kind;
use crate::reading::{Reading, TokenKind, fold_word};

pub(super) const RULE: Rule = Rule { id: "handles", confidence: 0.95, gives_way: false, find };

fn find(scene: &Scene) -> Vec<Find> {
    let reading = scene.reading;
    let people = people(scene);
    let mut finds = Vec::new();
    for token in &reading.tokens {
        match token.kind {
            TokenKind::Handle => {
                let actor_type = scene.names.handle(reading.document.slice(token.span));
                finds.push(Find::new(token.span, MentionType::Handle, actor_type.and_then(kind)));
            }
            TokenKind::Hashtag => {
                if let Some(span) = name_in_tag(scene, token.span, &people) {
                    finds.push(Find::new(span, MentionType::Handle, None));
                }
            }
            _ => {}
        }
    }
    finds
}

/// Full names of people in this document, each as its folded words.
fn people(scene: &Scene) -> BTreeSet<Vec<String>> {
    let is_person =
        |find: &&Find| find.kind == Some(EntityKind::Person) && find.mention_type == MentionType::Name;
    let mut people = BTreeSet::new();
    for find in scene.finds.iter().filter(is_person) {
        let all = words(scene.reading, find.span);
        // "Katarina (Katya) Brandt" goes by both given names.
        if let [given, nickname, family] = all.as_slice()
            && scene.reading.document.slice(find.span).contains('(')
        {
            people.insert(vec![given.clone(), family.clone()]);
            people.insert(vec![nickname.clone(), family.clone()]);
        }
        if all.len() > 1 {
            people.insert(all);
        }
    }
    people
}

fn words(reading: &Reading, span: Span) -> Vec<String> {
    let is_word = |at: &usize| reading.tokens[*at].kind == TokenKind::Word;
    reading.tokens_in(span).filter(is_word).map(|at| fold_word(reading.words(at))).collect()
}

/// The longest known name among the words of a hashtag.
fn name_in_tag(scene: &Scene, tag: Span, people: &BTreeSet<Vec<String>>) -> Option<Span> {
    let text = scene.reading.document.slice(tag);
    let words = camel_words(text);
    let slices: Vec<&str> = words.iter().map(|(from, to)| &text[*from..*to]).collect();
    let mut best: Option<(usize, usize)> = None;
    for start in 0..words.len() {
        let known = scene.names.longest_of_words(&slices[start..]).unwrap_or(0);
        let in_text = people
            .iter()
            .filter(|name| slices[start..].len() >= name.len())
            .filter(|name| name.iter().zip(&slices[start..]).all(|(word, slice)| *word == fold_word(slice)))
            .map(Vec::len)
            .max()
            .unwrap_or(0);
        let n_words = known.max(in_text);
        if n_words > best.map_or(0, |(_, n_words)| n_words) {
            best = Some((start, n_words));
        }
    }
    let (start, n_words) = best?;
    let (from, to) = (words[start].0, words[start + n_words - 1].1);
    Some(Span::of_length(tag.start_byte() + from, to - from))
}

/// Words of a hashtag, cut where a capital follows a small letter, before the last capital of a run, and at `_`.
fn camel_words(tag: &str) -> Vec<(usize, usize)> {
    let symbols: Vec<(usize, char)> = tag.char_indices().collect();
    let mut words = Vec::new();
    let mut start: Option<usize> = None;
    for (nth, (at_byte, symbol)) in symbols.iter().enumerate() {
        if !symbol.is_alphanumeric() {
            words.extend(start.take().map(|from| (from, *at_byte)));
            continue;
        }
        let before = nth.checked_sub(1).map(|before| symbols[before].1);
        let after = symbols.get(nth + 1).map(|(_, after)| *after);
        let is_word_start = symbol.is_uppercase()
            && (before.is_some_and(|before| before.is_lowercase() || before.is_numeric())
                || before.is_some_and(char::is_uppercase) && after.is_some_and(char::is_lowercase));
        if is_word_start {
            words.extend(start.take().map(|from| (from, *at_byte)));
        }
        start.get_or_insert(*at_byte);
    }
    words.extend(start.map(|from| (from, tag.len())));
    words
}

#[cfg(test)]
mod tests {
    use super::camel_words;
    use crate::mentions::testing::check;

    #[test]
    fn tags_are_cut_at_capitals() {
        for (tag, words) in [
            ("#IStandWithOrlaQuill", &["I", "Stand", "With", "Orla", "Quill"][..]),
            ("#SaveNTUNow", &["Save", "NTU", "Now"]),
            ("#vote_now2Day", &["vote", "now2", "Day"]),
        ] {
            let found: Vec<&str> = camel_words(tag).into_iter().map(|(from, to)| &tag[from..to]).collect();
            assert_eq!(found, words);
        }
    }

    #[test]
    fn hits() {
        check(
            "#IStandWithOrlaQuill @UKThing @orlaquill",
            &["OrlaQuill/handle", "@UKThing/handle", "@orlaquill/handle"],
        );
        check(
            "Daniel Hartigan #HartiganOut #BackDanielHartigan",
            &["Daniel Hartigan/name", "DanielHartigan/handle"],
        );
        check(
            "Zuzka (Zuzi) Hroch #BackZuzkaHroch #GoZuziHroch",
            &["Zuzka (Zuzi) Hroch/name", "ZuzkaHroch/handle", "ZuziHroch/handle"],
        );
    }

    #[test]
    fn near_misses() {
        check("#VoteNow a@b.org", &[]);
    }
}
