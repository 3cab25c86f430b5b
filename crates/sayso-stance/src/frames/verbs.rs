//! *Finds* verbs that say that somebody is for or against somebody: "Ann backs Bo", "Bo was condemned by Ann", "Bo has betrayed us".
//!
//! *Why it is a stance.* The verb names the position or an act that takes one; subject and object fill its places, and a passive turns
//! them round. Where a statement's cue is the verb, the statement's speaker is its subject.
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: Levin 1993, classes 31 and 33; Deng and Wiebe 2014.

use std::ops::Range;

use super::{Finder, Found};
use crate::lexicon::{Class, Form, Frame, Slot};
use crate::scene::{Goal, Group, Party, Target};

/// How many words may stand between two commas behind a verb whose object follows them.
const INSERTION: usize = 10;

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    let scene = finder.scene;
    for (words, uses) in scene.entries(&scene.lexicon.verbs, sentence) {
        for (frame, form) in uses {
            read(finder, frame, form, words.clone());
        }
    }
}

fn read(finder: &mut Finder<'_, '_>, frame: Frame, form: Form, verb: Range<usize>) {
    let scene = finder.scene;
    let may_be_noun = matches!(form, Form::Base | Form::ThirdPerson);
    if may_be_noun && finder.stands_as_noun(verb.start)
        || scene.tokens[verb.start].is_capital && verb.start != scene.sentence_of(verb.start).start
    {
        return;
    }
    let is_other_verb = verb.len() == 1
        && scene.word(verb.start, 1).is_some_and(|next| scene.lexicon.classes(next).has(Class::Particle));
    let mut group = scene.group(verb.start);
    if is_other_verb || group.is_supposed && !group.is_demanded {
        return;
    }
    let end = scene.sentence_of(verb.start).end;
    if (verb.end..end.min(verb.end + 5)).any(|at| scene.has(at, Class::Intensifier)) {
        // "cannot thank her enough"
        group.is_negated = false;
    }
    if frame.holder == Slot::Voice && group.follows_to && !group.is_seeming {
        return;
    }
    let agent = finder.agent_after(verb.end);
    let is_participle = matches!(form, Form::Participle | Form::PastOrParticiple);
    let is_before_agent =
        scene.word(verb.end - 1, 1).is_some_and(|next| scene.lexicon.classes(next).has(Class::Agent));
    let is_reduced = agent.is_some() && is_before_agent && finder.reporter(verb.start).is_none();
    let is_passive = is_participle && (group.has_be || is_reduced);
    let (subject, object_from) = if is_passive {
        // what stands before a passive is its object, who stands after "by" is its subject
        (agent, None)
    } else {
        (acting(finder, frame, &group, form, &verb), Some(verb.end))
    };
    let goals_of = |slot: Slot| match slot {
        Slot::Object if is_passive => {
            group.subject.iter().flat_map(|party| undergoing(finder, party)).collect()
        }
        Slot::Object => object_from.map(|from| objects(finder, frame, from)).unwrap_or_default(),
        _ if is_passive => Vec::new(),
        _ => group.subject.iter().flat_map(|party| undergoing(finder, party)).collect(),
    };
    let goals: Vec<Goal> = goals_of(frame.target);
    let holder = match frame.holder {
        Slot::Subject => subject,
        Slot::Voice => voice(finder, &verb),
        Slot::Object => scene
            .party_starting(verb.end.min(scene.tokens.len() - 1))
            .filter(|party| party.tokens.start == verb.end),
    };
    let Some(holder) = holder else { return };
    let is_named = holder.tokens != verb;
    let joined = if is_named { scene.joined_before(&holder) } else { Vec::new() };
    let first = joined.last().unwrap_or(&holder).tokens.clone();
    let tokens = finder.near(verb.clone(), &first);
    let joined = joined.into_iter().map(|party| Party { factor: party.factor * holder.factor, ..party });
    for party in std::iter::once(holder.clone()).chain(joined) {
        let found = Found {
            frame,
            holder: party.actor,
            factor: party.factor,
            nucleus: verb.start,
            tokens: tokens.clone(),
            is_negated: group.is_negated,
        };
        finder.add(&found, &goals);
    }
}

/// What stands at the object's place; behind an insertion where two verbs share it ("dread, and will work against, the union"); and
/// what somebody turns to who leaves something.
fn objects(finder: &Finder<'_, '_>, frame: Frame, from: usize) -> Vec<Goal> {
    let scene = finder.scene;
    let end = scene.sentence_of(from - 1).end;
    let mut from = from;
    if from + 1 < end && scene.is_mark(from, ",") && scene.is_joining(from + 1) {
        match (from + 2..end.min(from + INSERTION)).find(|at| scene.is_mark(*at, ",")) {
            Some(close) => from = close + 1,
            None => return Vec::new(),
        }
    }
    let mut goals = scene.goals(from);
    let behind = goals.iter().map(|goal| goal.tokens.end).max();
    if let Some(at) = behind.filter(|at| frame.is_leaving && *at < end && scene.has(*at, Class::Instead)) {
        let turned_to = scene.goals(at + 1).into_iter();
        goals.extend(turned_to.map(|goal| Goal { sign: -goal.sign, ..goal }));
    }
    goals
}

/// Who does what an active verb tells.
fn acting(
    finder: &Finder<'_, '_>,
    frame: Frame,
    group: &Group,
    form: Form,
    verb: &Range<usize>,
) -> Option<Party> {
    if let Some(reporter) = finder.reporting(verb.clone()).filter(|_| !frame.is_only_imperative) {
        return Some(reporter);
    }
    if let Some(subject) = &group.subject {
        if group.is_demanded {
            // "we must back Ann": whoever demands it
            return voice(finder, verb).map(|party| Party { factor: 0.8, ..party });
        }
        let is_bare = form == Form::Base && group.start == verb.start && !group.follows_to;
        let fits = (!is_bare || agrees(finder, subject)) && !frame.is_only_imperative;
        return fits.then(|| subject.clone());
    }
    let is_imperative = form == Form::Base && is_first_word(finder, group.start);
    if is_imperative { voice(finder, verb).map(|party| Party { factor: 0.9, ..party }) } else { None }
}

/// Whether a party can be the subject of a verb without an ending: "I back", "the MPs back", not "Ann back".
fn agrees(finder: &Finder<'_, '_>, party: &Party) -> bool {
    let scene = finder.scene;
    let is_pronoun = scene.has_any(party.tokens.start, &[Class::FirstPerson, Class::SecondPerson]);
    let actor = &scene.layers.resolution.actors[party.actor];
    is_pronoun || actor.actor_type != sayso_model::ActorType::Person
}

fn voice(finder: &Finder<'_, '_>, verb: &Range<usize>) -> Option<Party> {
    let voice = finder.scene.voice(verb.start)?;
    Some(Party { actor: voice.holder, tokens: verb.clone(), factor: 1.0 })
}

/// Whether nothing but marks stands before a token in its sentence.
fn is_first_word(finder: &Finder<'_, '_>, token: usize) -> bool {
    let start = finder.scene.sentence_of(token).start;
    (start..token).all(|at| finder.scene.is_quotation_mark(at) || finder.scene.is_mark(at, "-–—"))
}

/// The targets that a subject names: itself, or whose deeds it is.
pub(super) fn undergoing(finder: &Finder<'_, '_>, party: &Party) -> Vec<Goal> {
    let mut goals = finder.scene.goals(party.tokens.start);
    goals.truncate(1);
    for goal in &mut goals {
        let is_party = goal.target == Target::Actor(party.actor);
        goal.factor = if is_party { party.factor } else { goal.factor * party.factor };
    }
    goals
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn holder_and_target_fill_their_places() {
        check("Ann Park backs Bo Lind.", &["Ann Park > Bo Lind support"]);
        check("Bo Lind was condemned by Ann Park.", &["Ann Park > Bo Lind oppose"]);
        check("Ann Park, a doctor, strongly criticised Bo Lind’s remarks.", &["Ann Park > Bo Lind oppose"]);
        check(
            "Ann Park voted for Bo Lind and the Harbour Union.",
            &["Ann Park > Bo Lind support", "Ann Park > Harbour Union support"],
        );
        check("Bo Lind, backed by Ann Park, stood again.", &["Ann Park > Bo Lind support"]);
        check("Members of the Harbour Union dread Bo Lind.", &["Harbour Union > Bo Lind oppose"]);
        check("Ann Park accused Harbour Union members.", &["Ann Park > Harbour Union oppose"]);
        check("Ann Park accused some local Harbour Union members.", &[]);
        check("Ann Park resigned from the Harbour Union.", &["Ann Park > Harbour Union oppose"]);
        check("I fully support Bo Lind.", &["Cy Voice > Bo Lind support"]);
        check("Bo Lind has betrayed everyone.", &["Cy Voice > Bo Lind oppose"]);
        check("We must defend Bo Lind.", &["Cy Voice > Bo Lind support"]);
    }

    #[test]
    fn places_hold_several() {
        check(
            "Ann Park and Bo Lind condemned the Harbour Union.",
            &["Ann Park > Harbour Union oppose", "Bo Lind > Harbour Union oppose"],
        );
        check(
            "Cy met Ann Park and Bo Lind condemned the Harbour Union.",
            &["Bo Lind > Harbour Union oppose"],
        );
        check(
            "Ann Park deserted the Harbour Union for Bo Lind.",
            &["Ann Park > Bo Lind support", "Ann Park > Harbour Union oppose"],
        );
        check("Ann Park dreads, and will fight against, Bo Lind.", &["Ann Park > Bo Lind oppose"]);
        check("Ann Park’s letter attacked the MP Bo Lind.", &["Ann Park > Bo Lind oppose"]);
        check(
            "There was an effort by Ann Park and others to topple Bo Lind.",
            &["Ann Park > Bo Lind oppose"],
        );
    }

    #[test]
    fn what_a_verb_is_towards() {
        check("Ann Park called for Bo Lind.", &[]);
        check("Ann Park backed away from Bo Lind.", &[]);
        check("See the free crossing.", &["Cy Voice > bridge-toll oppose"]);
        check("They see the free crossing.", &[]);
        check("Ann Park does not speak for me.", &["Cy Voice > Ann Park oppose"]);
        check("I cannot thank Ann Park enough.", &["Cy Voice > Ann Park support"]);
        check("Bo Lind’s values have no place in the Harbour Union.", &["Cy Voice > Bo Lind oppose"]);
    }

    #[test]
    fn what_is_denied_supposed_or_asked_is_no_stance() {
        check("Ann Park refused to endorse Bo Lind.", &["Ann Park > Bo Lind oppose"]);
        check("Ann Park did not condemn Bo Lind.", &[]);
        check("Ann Park refused to condemn Bo Lind.", &[]);
        check("If Ann Park backs Bo Lind, so be it.", &[]);
        check("Does Ann Park support Bo Lind?", &[]);
        check("Ann Park might oppose Bo Lind.", &[]);
        check("Ann Park was asked to condemn Bo Lind.", &[]);
    }

    #[test]
    fn nouns_are_no_verbs() {
        check("The support of Ann Park for Bo Lind grew.", &["Ann Park > Bo Lind support"]);
        check("Ann Park came back. Bo Lind left.", &[]);
    }
}
