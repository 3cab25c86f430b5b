//! Finds: names of bodies that no registry knows: "Northmoor Tenants Union", "Friends of the Lake", "the Easton Labour Club".
//!
//! Why it is a mention: a run of capitalised words of which the last is a head word of bodies ("Party", "Union"), or which opens
//! as such names do ("Campaign for …").
//!
//! Examples: see the tests. Source: coding guide, "Mentions and actors".

use std::ops::Range;

use sayso_model::{EntityKind, MentionType, Span};

use super::capitals::{cover, is_capital_word, is_function_word, is_tight_hyphen};
use super::{Find, Rule, Scene};
use crate::language::Class;
use crate::reading::{Reading, Shape, TokenKind, Unit, fold_word};

pub(super) const RULE: Rule = Rule { id: "organisation_names", confidence: 0.75, gives_way: false, find };

const MAX_WORDS: usize = 9;

fn find(scene: &Scene) -> Vec<Find> {
    let reading = scene.reading;
    let mut finds = Vec::new();
    for unit in &reading.units {
        let mut at = unit.tokens.start;
        while at < unit.tokens.end {
            match organisation_at(reading, unit, at) {
                Some(tokens) => {
                    let span = cover(reading, &tokens);
                    if !is_made_of_known_names(scene, span) {
                        finds.push(Find::new(span, MentionType::Name, Some(EntityKind::Organisation)));
                    }
                    at = tokens.end;
                }
                None => at += 1,
            }
        }
    }
    finds
}

/// Whether a body that is known by name stands at the start, and either another one fills the rest ("Reform League Teachers Union")
/// or a joining word follows ("Reform League on Tuesday", "… on Facebook"): the words are no longer name then.
fn is_made_of_known_names(scene: &Scene, span: Span) -> bool {
    let finds = || scene.finds.iter().filter(|find| span.contains(find.span) && find.span != span);
    finds().filter(|first| first.span.start_byte() == span.start_byte()).any(|first| {
        let rest = Span::between(first.span.end_byte(), span.end_byte());
        let is_filled = finds().any(|other| {
            other.span.end_byte() == span.end_byte()
                && scene
                    .reading
                    .tokens_in(Span::between(first.span.end_byte(), other.span.start_byte()))
                    .is_empty()
                && other.span.start_byte() >= first.span.end_byte()
        });
        let next = scene.reading.tokens_in(rest).start;
        is_filled || scene.reading.has(next, Class::OrganisationJoin)
    })
}

fn organisation_at(reading: &Reading, unit: &Unit, start: usize) -> Option<Range<usize>> {
    if !is_part(reading, start) || is_function_word(reading, start) {
        return None;
    }
    let run_end = run_end(reading, unit, start);
    let joined_end = joined_end(reading, unit, start, run_end);
    let with_and = and_end(reading, unit, start, run_end);
    let n_words = (start..run_end).filter(|at| reading.tokens[*at].kind == TokenKind::Word).count();
    if let Some(end) = joined_end {
        return Some(start..end);
    }
    if let Some(end) = with_and {
        return Some(start..end);
    }
    // A small head at the end: "Northmoor Trades council".
    if n_words >= 2
        && run_end < unit.tokens.end
        && reading.has(run_end, Class::SmallHead)
        && reading.tokens[run_end].shape == Shape::Small
    {
        return (!starts_as_person(reading, start)).then_some(start..run_end + 1);
    }
    // Words after the head are not the body's: "Labour Party Conference" is cut back to its last head.
    let end = (start..run_end).rev().find(|at| reading.has(*at, Class::OrganisationHead))? + 1;
    let n_words = (start..end).filter(|at| reading.tokens[*at].kind == TokenKind::Word).count();
    // "the West Bank" is a place.
    let is_place = n_words == 2 && reading.has(start, Class::Place);
    (n_words >= 2 && !is_place && !(n_words == 2 && starts_as_person(reading, start))).then_some(start..end)
}

fn starts_as_person(reading: &Reading, start: usize) -> bool {
    reading.has(start, Class::GivenName)
        || reading.has(start, Class::Title) && !reading.has(start, Class::NotName)
}

/// The token after the capitalised words that start here.
fn run_end(reading: &Reading, unit: &Unit, start: usize) -> usize {
    let mut at = start;
    while at < unit.tokens.end && at < start + MAX_WORDS {
        let is_hyphen = at > start && is_tight_hyphen(reading, unit, at) && reading.is_capital(at + 1);
        let is_ampersand = at > start
            && reading.tokens[at].kind == TokenKind::Mark('&')
            && at + 1 < unit.tokens.end
            && reading.is_capital(at + 1);
        let is_possessive = at > start
            && reading.tokens[at].kind == TokenKind::Clitic
            && at + 1 < unit.tokens.end
            && reading.has(at + 1, Class::OrganisationHead)
            && is_capital_word(reading, at + 1);
        let is_inner = at == start || !is_function_word(reading, at);
        if !(is_hyphen || is_ampersand || is_possessive || is_part(reading, at) && is_inner) {
            break;
        }
        at += 1;
    }
    at
}

/// A capitalised word that can be part of a body's name.
fn is_part(reading: &Reading, at: usize) -> bool {
    let is_office = reading.has(at, Class::PostNominal) && reading.tokens[at].shape == Shape::AllCapitals;
    is_capital_word(reading, at) && !is_office && reading.words(at) != "MPs" && reading.words(at) != "I"
}

/// "Friends of X", "Norland Campaign for the Y": where the run ends with an opener and a joining word and capitals follow.
fn joined_end(reading: &Reading, unit: &Unit, start: usize, run_end: usize) -> Option<usize> {
    let opener = run_end.checked_sub(1).filter(|last| *last >= start)?;
    if !reading.has(opener, Class::OrganisationOpener)
        || run_end >= unit.tokens.end
        || !reading.has(run_end, Class::OrganisationJoin)
    {
        return None;
    }
    // "left the Tide Party for the Lantern Alliance": a party that has a name already is "of" something at most.
    let is_named_party = opener > start && fold_word(reading.words(opener)) == "party";
    if is_named_party && reading.words(run_end) != "of" {
        return None;
    }
    let mut next = run_end + 1;
    if next < unit.tokens.end && matches!(reading.words(next), "the" | "The") {
        next += 1;
    }
    if next >= unit.tokens.end || !is_part(reading, next) || reading.has(next, Class::Calendar) {
        return None;
    }
    // "Reform Movement on Wikipedia" is where it stands, not what it is called.
    if reading.words(run_end) == "on" && reading.has(next, Class::NotName) {
        return None;
    }
    let end = self::run_end(reading, unit, next);
    // "Board of Deputies of Norland": one more joining word.
    let again = end < unit.tokens.end
        && matches!(reading.words(end), "of")
        && end + 1 < unit.tokens.end
        && is_part(reading, end + 1);
    Some(if again { self::run_end(reading, unit, end + 1) } else { end })
}

/// "the Public and Commercial Services Union": after "the", one or two words, "and", and a run that ends with a head.
fn and_end(reading: &Reading, unit: &Unit, start: usize, run_end: usize) -> Option<usize> {
    let follows_the = start > unit.tokens.start && reading.words(start - 1).eq_ignore_ascii_case("the");
    let is_short = run_end - start <= 2
        && !(start..run_end)
            .any(|at| reading.tokens[at].classes.has_any(&[Class::OrganisationHead, Class::GivenName]));
    if !follows_the
        || !is_short
        || run_end + 1 >= unit.tokens.end
        || reading.words(run_end) != "and"
        || !is_part(reading, run_end + 1)
    {
        return None;
    }
    let end = self::run_end(reading, unit, run_end + 1);
    (end > run_end + 2 && reading.has(end - 1, Class::OrganisationHead)).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::mentions::testing::check;

    #[test]
    fn hits() {
        for (text, names) in [
            ("the Northmoor Tenants Union said", &["Northmoor Tenants Union/name"][..]),
            ("Friends of the Lake met", &["Friends of the Lake/name"]),
            ("chair of Norland Friends of Peace", &["Norland Friends of Peace/name"]),
            ("Secretary of the South Moor Trades council, left", &["South Moor Trades council/name"]),
            (
                "the Public and Commercial Services Union, which",
                &["Public and Commercial Services Union/name"],
            ),
            ("a Board of Deputies of Norland statement", &["Board of Deputies of Norland/name"]),
            ("the New Moor Post reports", &["New Moor Post/name"]),
            ("the Commission on Moorland Paths said", &["Commission on Moorland Paths/name"]),
            ("at the Easton Progress Club", &["Easton Progress Club/name"]),
            ("left the Tide Party for the Lantern Alliance", &["Tide Party/name", "Lantern Alliance/name"]),
            ("Norland Campaign for the Lake", &["Norland Campaign for the Lake/name"]),
        ] {
            check(text, names);
        }
    }

    #[test]
    fn near_misses() {
        check("The party and a Union Jack", &[]);
        check("Members of the Reform League", &["Reform League/name"]);
        check("The Trade Day in Moor Street", &[]);
        check(
            "the Norland Teachers Union Reform League meeting",
            &["Norland Teachers Union/name", "Reform League/name"],
        );
        check("what the Norland Teachers Union on Facebook says", &["Norland Teachers Union/name"]);
        check("what the Norland Reform Movement on Wikipedia says", &["Norland Reform Movement/name"]);
    }
}
