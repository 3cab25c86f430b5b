//! *Finds* nouns for people by whom they are for or against: "Ann, a supporter of Bo", "Ann is a Lind fan", "Bo's critic Ann".
//!
//! *Why it is a stance.* Whoever is called somebody's supporter is said to support them.
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: Quirk et al. 1985, 17.65, on apposition.

use std::ops::Range;

use sayso_model::ActorType;

use super::{Finder, Found};
use crate::lexicon::{Class, Frame};
use crate::scene::{Goal, Party, Target};

/// How far before a title the name may stand that a list of titles follows.
const APPOSITION_REACH: usize = 20;

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    let scene = finder.scene;
    for (words, uses) in scene.entries(&scene.lexicon.people, sentence) {
        if let Some((frame, links)) = uses.first() {
            read(finder, *frame, *links, words);
        }
    }
}

fn read(finder: &mut Finder<'_, '_>, frame: Frame, links: usize, noun: Range<usize>) {
    let scene = finder.scene;
    let n_links = scene.lexicon.n_link_words(links, |nth| scene.word(noun.end - 1, nth + 1));
    let mut goals = if n_links > 0 { scene.goals(noun.end + n_links) } else { Vec::new() };
    let mut start = phrase_start(finder, noun.start);
    if goals.is_empty() {
        // "the Park fan", "Ann's critic"
        let Some((goal, from)) = target_before(finder, noun.start) else { return };
        start = start.min(from);
        start = phrase_start(finder, start);
        goals.push(goal);
    }
    if frame.is_mutual && n_links == 0 {
        mutual(finder, frame, &noun);
        return;
    }
    let Some((holder, is_negated)) = called(finder, start, &noun, &goals) else { return };
    let mut tokens = start..noun.end;
    if holder.tokens.end <= tokens.start {
        tokens = finder.near(tokens, &holder.tokens);
    }
    let found =
        Found { frame, holder: holder.actor, factor: holder.factor, nucleus: noun.start, tokens, is_negated };
    finder.add(&found, &goals);
}

/// "My comrade Ann": whose comrade she is, is for her.
fn mutual(finder: &mut Finder<'_, '_>, frame: Frame, noun: &Range<usize>) {
    let scene = finder.scene;
    let sentence = scene.sentence_of(noun.start);
    let mut at = noun.start;
    if let Some(body) =
        at.checked_sub(1).filter(|at| *at >= sentence.start).and_then(|at| scene.party_ending(at))
    {
        // "my Harbour Union comrade"
        at = body.tokens.start;
    }
    let Some(holder) = scene.possessor_left_of(at) else { return };
    let Some(named) = (noun.end < sentence.end).then(|| scene.party_starting(noun.end)).flatten() else {
        return;
    };
    if !scene.tokens[named.tokens.start].is_capital {
        return;
    }
    let tokens = holder.tokens.start..noun.end;
    let found =
        Found { frame, holder: holder.actor, factor: 1.0, nucleus: noun.start, tokens, is_negated: false };
    finder.add(&found, &[Goal::new(Target::Actor(named.actor), named.tokens)]);
}

/// The target right before the noun, as a possessor or as part of a compound.
fn target_before(finder: &Finder<'_, '_>, noun: usize) -> Option<(Goal, usize)> {
    let scene = finder.scene;
    let start = scene.sentence_of(noun).start;
    let mut before = noun.checked_sub(1).filter(|at| *at >= start)?;
    while before > start && scene.is_quotation_mark(before) && !scene.is_possessive_clitic(before) {
        before -= 1;
    }
    let last = if scene.is_possessive_clitic(before) {
        before.checked_sub(1).filter(|at| *at >= start)?
    } else {
        before
    };
    let party = scene.party_ending(last)?;
    let from = party.tokens.start;
    Some((Goal { factor: 0.95, ..Goal::new(Target::Actor(party.actor), party.tokens) }, from))
}

fn phrase_start(finder: &Finder<'_, '_>, from: usize) -> usize {
    let scene = finder.scene;
    let sentence_start = scene.sentence_of(from).start;
    let mut start = from;
    while start > sentence_start && from - start < 6 {
        let before = start - 1;
        if scene.has(before, Class::Negation) {
            break;
        }
        let is_part = scene.is_plain_word(before) && scene.party_ending(before).is_none()
            || scene.has(before, Class::Adverb) && !scene.has(before, Class::Conjunction)
            || scene.is_quotation_mark(before)
            || scene.is_mark(before, "-");
        if scene.has(before, Class::Determiner) && !scene.has(before, Class::Possessive) {
            return before;
        }
        if !is_part {
            break;
        }
        start = before;
    }
    start
}

/// "Ann Park, a doctor, former mayor and supporter of …": the person whom a list of titles follows that ends at `last`.
fn apposed(finder: &Finder<'_, '_>, last: usize) -> Option<Party> {
    let scene = finder.scene;
    let start = scene.sentence_of(last).start;
    if !scene.is_joining(last) && !scene.is_mark(last, ",") {
        return None;
    }
    let from = last.saturating_sub(APPOSITION_REACH).max(start);
    for at in (from..last).rev() {
        let is_comma = scene.is_mark(at, ",") && at > start && scene.has(at + 1, Class::Determiner);
        let party = is_comma.then(|| scene.party_ending(at - 1)).flatten();
        let is_person =
            |party: &Party| scene.layers.resolution.actors[party.actor].actor_type == ActorType::Person;
        if let Some(party) = party.filter(is_person) {
            return Some(Party { factor: 0.9, ..party });
        }
        let is_title = scene.is_plain_word(at)
            || scene.is_mark(at, ",-")
            || scene.is_joining(at)
            || scene.has_any(at, &[Class::Determiner, Class::OfWord]) && !scene.has(at, Class::Clause);
        if !is_title {
            return None;
        }
    }
    None
}

/// Who is called so: the subject of "is" before the phrase, whom it stands beside, or the mention that the phrase itself is.
fn called(
    finder: &Finder<'_, '_>,
    start: usize,
    noun: &Range<usize>,
    goals: &[Goal],
) -> Option<(Party, bool)> {
    let scene = finder.scene;
    let is_target = |party: &Party| goals.iter().any(|goal| goal.target == Target::Actor(party.actor));
    let sentence = scene.sentence_of(noun.start);
    let group = scene.group(start);
    if group.has_be && !group.is_supposed {
        return Some((group.subject.filter(|party| !is_target(party))?, group.is_negated));
    }
    let before = start.checked_sub(1).filter(|at| *at >= sentence.start);
    if let Some(before) = before {
        if scene.has(before, Class::Copula) {
            let group = scene.group(before);
            return Some((group.subject.filter(|party| !is_target(party))?, group.is_negated));
        }
        if scene.is_mark(before, ",–—(") {
            let party = before
                .checked_sub(1)
                .filter(|at| *at >= sentence.start)
                .and_then(|at| scene.party_ending(at));
            if let Some(party) = party.filter(|party| !is_target(party)) {
                return Some((party, false));
            }
        }
    }
    if let Some(party) = before.and_then(|before| apposed(finder, before)).filter(|party| !is_target(party)) {
        return Some((party, false));
    }
    if let Some(party) =
        scene.party_ending(noun.end - 1).filter(|party| !is_target(party) && party.tokens.start <= noun.start)
    {
        return Some((party, false));
    }
    // "the former Park ally, Bo Lind"
    let behind = goals.iter().map(|goal| goal.tokens.end).max().unwrap_or(noun.end).max(noun.end);
    let next = if behind < sentence.end && scene.is_mark(behind, ",") { behind + 1 } else { behind };
    if next >= sentence.end || !scene.tokens[next].is_capital {
        return None;
    }
    let party = scene.party_starting(next).filter(|party| !is_target(party))?;
    Some((Party { factor: 0.9, ..party }, false))
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn whoever_is_called_a_supporter_supports() {
        check("Ann Park, a strong supporter of Bo Lind, won.", &["Ann Park > Bo Lind support"]);
        check("Ann Park is a fierce critic of the Harbour Union.", &["Ann Park > Harbour Union oppose"]);
        check("Ann Park is clearly a Bo Lind fan.", &["Ann Park > Bo Lind support"]);
        check("The former Bo Lind ally, Ann Park, left.", &["Ann Park > Bo Lind support"]);
        check("My Harbour Union comrade Ann Park spoke.", &["Cy Voice > Ann Park support"]);
        check(
            "Ann Park, a doctor and campaigner for Bo Lind as well as for the Harbour Union, spoke.",
            &["Ann Park > Bo Lind support", "Ann Park > Harbour Union support"],
        );
        check("Ann Park is not a big fan of Bo Lind.", &["Ann Park > Bo Lind oppose"]);
        check("A supporter of Bo Lind left.", &[]);
        check("Was Ann Park a supporter of Bo Lind?", &[]);
    }
}
