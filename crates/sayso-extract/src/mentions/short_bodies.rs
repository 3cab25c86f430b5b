//! Finds: a party by the first word of its name, "Harmony" or "Harmony MPs" after "the Harmony Party".
//!
//! Why it is a mention: writers drop "Party" once it is known, and always before a noun. At the start of a sentence the word counts
//! only before a noun for members, for any word has a capital there.
//!
//! Examples: see the tests. Source: coding guide, "Mentions and actors" (attributive party names).

use std::collections::BTreeSet;

use sayso_model::{EntityKind, MentionType};

use super::capitals::{is_capital_word, is_function_word, is_tight_hyphen};
use super::{Find, Rule, Scene};
use crate::language::Class;
use crate::reading::{Reading, TokenKind, Unit, fold_word};

pub(super) const RULE: Rule = Rule { id: "short_bodies", confidence: 0.8, gives_way: true, find };

fn find(scene: &Scene) -> Vec<Find> {
    let reading = scene.reading;
    let parties: BTreeSet<String> = scene
        .finds
        .iter()
        .filter(|find| find.kind == Some(EntityKind::Organisation) && find.mention_type == MentionType::Name)
        .filter_map(|find| short_name(reading, find))
        .collect();
    let mut finds = Vec::new();
    if parties.is_empty() {
        return finds;
    }
    for unit in &reading.units {
        for at in unit.tokens.clone().filter(|at| is_capital_word(reading, *at)) {
            if parties.contains(&fold_word(reading.words(at))) && stands_alone(reading, unit, at) {
                let span = reading.tokens[at].span;
                finds.push(Find::new(span, MentionType::Name, Some(EntityKind::Organisation)));
            }
        }
    }
    finds
}

/// "harmony" of "Harmony Party".
fn short_name(reading: &Reading, find: &Find) -> Option<String> {
    let tokens: Vec<usize> = reading.tokens_in(find.span).collect();
    match tokens[..] {
        [name, head] if fold_word(reading.words(head)) == "party" && !is_function_word(reading, name) => {
            Some(fold_word(reading.words(name)))
        }
        _ => None,
    }
}

fn stands_alone(reading: &Reading, unit: &Unit, at: usize) -> bool {
    let next = at + 1;
    let is_before_member = next < unit.tokens.end
        && (reading.tokens[next].classes.has_any(&[
            Class::Role,
            Class::Membership,
            Class::Leaver,
            Class::PostNominal,
        ]) || reading.words(next) == "MPs");
    let is_before_name = next < unit.tokens.end && is_capital_word(reading, next);
    let is_joined = next < unit.tokens.end && is_tight_hyphen(reading, unit, next);
    is_before_member || !is_before_name && !is_joined && !starts_sentence(reading, unit, at)
}

/// Whether a capital here is owed to the start of a sentence, or of a quotation.
fn starts_sentence(reading: &Reading, unit: &Unit, at: usize) -> bool {
    at == unit.tokens.start
        || matches!(
            reading.tokens[at - 1].kind,
            TokenKind::Mark('.' | '!' | '?' | '“' | '"' | '‘' | '•' | '*')
        )
}

#[cfg(test)]
mod tests {
    use crate::mentions::testing::check;

    #[test]
    fn hits() {
        check(
            "The Harmony Party met. All Harmony MPs and those who left Harmony came. Harmony members sang.",
            &["Harmony Party/name", "Harmony/name", "Harmony/name", "Harmony/name"],
        );
    }

    #[test]
    fn near_misses() {
        check("They met in Harmony.", &[]);
        check("The Harmony Party met. Harmony is rare. The Harmony Cinema shut.", &["Harmony Party/name"]);
    }
}
