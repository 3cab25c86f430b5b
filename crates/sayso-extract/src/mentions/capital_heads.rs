//! Finds: "the Party", "our beloved Union": a head word of bodies' names, alone and with a capital, behind a determiner.
//!
//! Why it is a mention: the capital makes the word stand for the one body that the writer has in mind. Which one, the word does not
//! tell, so the mention is nominal.
//!
//! Examples: see the tests. Source: coding guide, "Mentions and actors".

use sayso_model::{EntityKind, MentionType};

use super::capitals::{is_capital_word, is_function_word};
use super::{Find, Rule, Scene};
use crate::language::Class;
use crate::reading::{Reading, Shape, TokenKind, Unit};

pub(super) const RULE: Rule = Rule { id: "capital_heads", confidence: 0.7, gives_way: true, find };

fn find(scene: &Scene) -> Vec<Find> {
    let reading = scene.reading;
    let mut finds = Vec::new();
    for unit in &reading.units {
        for at in unit.tokens.clone().filter(|at| is_head(reading, unit, *at)) {
            let span = reading.tokens[at].span;
            finds.push(Find::new(span, MentionType::Nominal, Some(EntityKind::Organisation)));
        }
    }
    finds
}

fn is_head(reading: &Reading, unit: &Unit, at: usize) -> bool {
    if !reading.has(at, Class::OrganisationHead)
        || reading.tokens[at].shape != Shape::Capital
        || at <= unit.tokens.start
    {
        return false;
    }
    let is_last = at + 1 >= unit.tokens.end
        || !is_capital_word(reading, at + 1)
            && !matches!(reading.tokens[at + 1].kind, TokenKind::Mark('-' | '&'));
    let is_determiner =
        |at: usize| reading.tokens[at].classes.has_any(&[Class::Determiner, Class::Possessive]);
    let has_adjective = at >= unit.tokens.start + 2
        && reading.tokens[at - 1].kind == TokenKind::Word
        && reading.tokens[at - 1].shape == Shape::Small
        && !is_function_word(reading, at - 1)
        && is_determiner(at - 2);
    is_last && (is_determiner(at - 1) || has_adjective)
}

#[cfg(test)]
mod tests {
    use crate::mentions::testing::check;

    #[test]
    fn hits() {
        check("She left the Party and our beloved Union.", &["Party/nominal", "Union/nominal"]);
    }

    #[test]
    fn near_misses() {
        check("She left the party. Party time, the Party Animals", &[]);
        check("the Northmoor Party met", &["Northmoor Party/name"]);
    }
}
