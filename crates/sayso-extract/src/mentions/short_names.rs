//! Finds: surnames and given names alone, of people whom the document names in full: "Quill", "Orla" after "Orla Quill".
//!
//! Why it is a mention: the writer takes the person as known. Where two people of the document share the name it is still a
//! mention; whom it points at is for the normalise stage.
//!
//! Examples: see the tests. Source: coding guide, "Mentions and actors".

use std::collections::BTreeMap;

use sayso_model::{EntityKind, MentionType, Span};

use super::capitals::{is_capital_word, is_initial, is_tight_hyphen};
use super::known_names::is_ordinary;
use super::{Find, Rule, Scene};
use crate::language::Class;
use crate::reading::{Reading, TokenKind, Unit, fold_word};

pub(super) const RULE: Rule = Rule { id: "short_names", confidence: 0.85, gives_way: false, find };

fn find(scene: &Scene) -> Vec<Find> {
    let reading = scene.reading;
    // First word of a short name -> its words, longest first.
    let mut short: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for find in scene.finds.iter().filter(|find| find.kind == Some(EntityKind::Person)) {
        if matches!(find.mention_type, MentionType::Name | MentionType::Signature) {
            for name in parts(reading, find.span) {
                if let Some(first) = name.first() {
                    short.entry(first.clone()).or_default().push(name.clone());
                }
            }
        }
    }
    for names in short.values_mut() {
        names.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
        names.dedup();
    }
    let mut finds = Vec::new();
    if short.is_empty() {
        return finds;
    }
    for unit in &reading.units {
        for at in unit.tokens.clone().filter(|at| is_capital_word(reading, *at)) {
            let Some(names) = short.get(&fold_word(reading.words(at))) else { continue };
            let found = names.iter().find(|name| matches_at(reading, unit, at, name));
            if let Some(name) = found.filter(|name| stands_alone(reading, unit, at, name.len())) {
                let last = reading.tokens[at + name.len() - 1].span;
                let span = reading.tokens[at].span.cover(last);
                finds.push(Find::new(span, MentionType::Name, Some(EntityKind::Person)));
            }
        }
    }
    finds
}

/// Given name and surname of a person's name, each as its words (a double name has three: two and the hyphen).
fn parts(reading: &Reading, span: Span) -> Vec<Vec<String>> {
    let tokens: Vec<usize> = reading.tokens_in(span).filter(|at| !reading.has(*at, Class::Suffix)).collect();
    let n_titles = tokens
        .iter()
        .take_while(|at| {
            reading.has(**at, Class::Title) && !reading.has(**at, Class::GivenName)
                || reading.tokens[**at].kind == TokenKind::Mark('.')
        })
        .count();
    let name = &tokens[n_titles.min(tokens.len())..];
    let Some(last) = name.last() else { return Vec::new() };
    let mut surname = vec![fold_word(reading.words(*last))];
    if name.len() >= 3
        && matches!(reading.tokens[name[name.len() - 2]].kind, TokenKind::Mark('-' | '‑' | '‐'))
    {
        surname.insert(0, "-".to_owned());
        surname.insert(0, fold_word(reading.words(name[name.len() - 3])));
    }
    let mut parts = Vec::new();
    let is_word = |at: usize| reading.tokens[at].kind == TokenKind::Word && is_capital_word(reading, at);
    if is_word(*last) {
        parts.push(surname);
    }
    if name.len() >= 2 && n_titles == 0 && is_word(name[0]) && !is_initial(reading, name[0]) {
        parts.push(vec![fold_word(reading.words(name[0]))]);
    }
    parts
}

fn matches_at(reading: &Reading, unit: &Unit, at: usize, name: &[String]) -> bool {
    at + name.len() <= unit.tokens.end
        && name.iter().enumerate().all(|(nth, word)| {
            let is_hyphen = matches!(reading.tokens[at + nth].kind, TokenKind::Mark('-' | '‑' | '‐'));
            if word == "-" { is_hyphen } else { fold_word(reading.words(at + nth)) == *word }
        })
}

/// Whether the words are no half of a double name, no street, and no ordinary word at the start of a sentence.
fn stands_alone(reading: &Reading, unit: &Unit, at: usize, n_tokens: usize) -> bool {
    let after = at + n_tokens;
    let is_first_half =
        after < unit.tokens.end && is_tight_hyphen(reading, unit, after) && reading.is_capital(after + 1);
    let is_second_half = at > unit.tokens.start + 1
        && is_tight_hyphen(reading, unit, at - 1)
        && is_capital_word(reading, at - 2);
    let is_place =
        after < unit.tokens.end && reading.has(after, Class::Place) && is_capital_word(reading, after);
    !is_first_half && !is_second_half && !is_place && !is_ordinary(reading, at)
}

#[cfg(test)]
mod tests {
    use crate::mentions::testing::check;

    #[test]
    fn hits() {
        check(
            "Daniel Hartigan left. Hartigan’s wife and Daniel",
            &["Daniel Hartigan/name", "Hartigan/name", "Daniel/name"],
        );
        check("Ms Brandt, or Brandt", &["Ms Brandt/name", "Brandt/name"]);
        check("Nora Hart-Lee; Hart-Lee-led", &["Nora Hart-Lee/name", "Hart-Lee/name"]);
        check("Orla Quill: “Orla”", &["Orla Quill/name", "Orla/name"]);
    }

    #[test]
    fn near_misses() {
        check("Daniel Hartigan lives in Hartigan Road, not with Moor-Hartigan", &["Daniel Hartigan/name"]);
        check("Orla came", &[]);
        check("David May left. May they stay", &["David May/name"]);
    }
}
