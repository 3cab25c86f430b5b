//! Finds: acronyms that the text itself defines, "Public and Commercial Services Union (PCS)", where they are defined and wherever
//! they stand alone.
//!
//! Why it is a mention: the letters in brackets are the first letters of the words before them, in order. Function words may be
//! skipped, and one other word at the end. The spelt-out name is a mention of its own; where the acronym is defined it carries the
//! span of that name.
//!
//! Examples: see the tests. Source: Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions".

use std::collections::BTreeSet;
use std::ops::Range;

use sayso_model::{EntityKind, MentionType};

use super::capitals::{cover, is_capital_word};
use super::{Find, Rule, Scene};
use crate::language::Class;
use crate::reading::{Reading, Shape, TokenKind, Unit};

pub(super) const RULE: Rule = Rule { id: "acronyms", confidence: 0.9, gives_way: false, find };

const MAX_LETTERS: usize = 8;

fn find(scene: &Scene) -> Vec<Find> {
    let reading = scene.reading;
    let mut finds = Vec::new();
    let mut defined: BTreeSet<&str> = BTreeSet::new();
    let mut definitions: BTreeSet<usize> = BTreeSet::new();
    for unit in &reading.units {
        for at in unit.tokens.clone() {
            let Some(long) = definition_at(reading, unit, at) else { continue };
            let kind = Some(EntityKind::Organisation);
            let long = cover(reading, &long);
            finds.push(Find::new(long, MentionType::Name, kind));
            let short = Find::new(reading.tokens[at].span, MentionType::Acronym, kind);
            finds.push(Find { stands_for: Some(long), ..short });
            defined.insert(reading.words(at));
            definitions.insert(at);
        }
    }
    for unit in &reading.units {
        for at in unit.tokens.clone() {
            if is_acronym(reading, at) && !definitions.contains(&at) && defined.contains(reading.words(at)) {
                finds.push(Find::new(
                    reading.tokens[at].span,
                    MentionType::Acronym,
                    Some(EntityKind::Organisation),
                ));
            }
        }
    }
    finds
}

fn is_acronym(reading: &Reading, at: usize) -> bool {
    let token = &reading.tokens[at];
    token.kind == TokenKind::Word && token.shape == Shape::AllCapitals
}

/// The spelt-out name before "(" at `at - 1`, if the token in brackets is its acronym.
fn definition_at(reading: &Reading, unit: &Unit, at: usize) -> Option<Range<usize>> {
    let is_mark =
        |at: usize, mark: char| at < unit.tokens.end && reading.tokens[at].kind == TokenKind::Mark(mark);
    if !is_acronym(reading, at)
        || at < unit.tokens.start + 3
        || !is_mark(at - 1, '(')
        || !is_mark(at + 1, ')')
    {
        return None;
    }
    let letters: Vec<char> = fold(reading.words(at)).filter(|letter| letter.is_alphanumeric()).collect();
    if letters.len() > MAX_LETTERS {
        return None;
    }
    let end = at - 1;
    let mut start = end;
    // Words of the name, last first; the longest name that the letters spell is taken.
    let mut best = None;
    let floor = unit.tokens.start.max(end.saturating_sub(3 * letters.len() + 3));
    while start > floor {
        start -= 1;
        let token = &reading.tokens[start];
        match token.kind {
            TokenKind::Word | TokenKind::Clitic | TokenKind::Mark('-' | '’' | '\'' | '&') => {}
            _ => break,
        }
        let is_function = token.kind == TokenKind::Word && is_skipped(reading, start);
        if token.kind == TokenKind::Word && !is_capital_word(reading, start) && !is_function {
            break;
        }
        if is_capital_word(reading, start) && spells(reading, start..end, &letters) {
            best = Some(start..end);
        }
    }
    best
}

fn is_skipped(reading: &Reading, at: usize) -> bool {
    reading.tokens[at].classes.has_any(&[Class::Preposition, Class::Conjunction, Class::Determiner])
}

fn fold(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_uppercase)
}

/// Whether the letters are the first letters of the words: every letter is used, in order, the first by the first word, and of the
/// words that count at most the last is left over.
fn spells(reading: &Reading, tokens: Range<usize>, letters: &[char]) -> bool {
    let mut rest = letters.iter().peekable();
    let mut n_left_over = 0;
    let last = tokens.end - 1;
    for at in tokens {
        if reading.tokens[at].kind != TokenKind::Word {
            continue;
        }
        let first = fold(reading.words(at)).next();
        if rest.next_if(|letter| Some(**letter) == first).is_some() {
            continue;
        }
        if !is_skipped(reading, at) || reading.is_capital(at) {
            n_left_over += 1;
            if at != last || n_left_over > 1 {
                return false;
            }
        }
    }
    rest.peek().is_none()
}

#[cfg(test)]
mod tests {
    use crate::mentions::testing::check;

    #[test]
    fn hits() {
        check(
            "the Tenants and Renters Guild (TRG) met. TRG members",
            &["Tenants and Renters Guild/name", "TRG/acronym=Tenants and Renters Guild", "TRG/acronym"],
        );
        check(
            "the Public and Commercial Services Union (PCS)",
            &[
                "Public and Commercial Services Union/name",
                "PCS/acronym=Public and Commercial Services Union",
            ],
        );
        check(
            "our Norland Voice for Peace (NVP)",
            &["Norland Voice for Peace/name", "NVP/acronym=Norland Voice for Peace"],
        );
    }

    #[test]
    fn near_misses() {
        check("a long walk (ALW) home", &[]);
        check("the Tenants Guild (XYZ)", &["Tenants Guild/name"]);
        check("TRG members", &[]);
    }
}
