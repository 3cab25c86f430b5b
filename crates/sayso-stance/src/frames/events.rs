//! *Finds* what somebody does to somebody, or says should be done: "the union suspended Bo", "Bo must resign", "Bo should be expelled".
//!
//! *Why it is a stance.* Whoever does what harms somebody is for the event and, as follows from it, against the one harmed; so is
//! whoever says that it should be done. An issue of the codebook that is this event is the first target, the person the second.
//!
//! *Examples* are the tests of this file.
//!
//! *Source*: Deng and Wiebe 2014, on events that help or harm.

use std::ops::Range;

use super::{Finder, Found, turned};
use crate::lexicon::{Form, Frame};
use crate::scene::{Party, Target};

/// How sure a stance is that somebody's act shows, and one that a demand does.
const OF_ACT: f64 = 0.85;
const OF_DEMAND: f64 = 0.8;

pub(super) fn find(finder: &mut Finder<'_, '_>, sentence: Range<usize>) {
    let scene = finder.scene;
    for (words, uses) in scene.entries(&scene.lexicon.event_verbs, sentence) {
        if let Some((event, form)) = uses.first() {
            read(finder, *event, *form, words);
        }
    }
}

/// Something done or demanded.
struct Act {
    event: usize,
    /// The token of its verb.
    nucleus: usize,
    confidence: f64,
    is_negated: bool,
}

fn read(finder: &mut Finder<'_, '_>, event: usize, form: Form, verb: Range<usize>) {
    let scene = finder.scene;
    if matches!(form, Form::Base | Form::ThirdPerson) && finder.stands_as_noun(verb.start) {
        return;
    }
    let group = scene.group(verb.start);
    let is_participle = matches!(form, Form::Participle | Form::PastOrParticiple);
    let is_own_act = scene.lexicon.events[event].is_own_act;
    let is_passive = is_participle && group.has_be;
    let act = Act { event, nucleus: verb.start, confidence: OF_ACT, is_negated: group.is_negated };
    if group.is_demanded && (is_own_act || is_passive) {
        let (Some(victim), Some(voice)) = (group.subject.clone(), scene.voice(verb.start)) else { return };
        let holder = Party { actor: voice.holder, tokens: verb.clone(), factor: 1.0 };
        add(finder, &Act { confidence: OF_DEMAND, ..act }, &victim, &holder, group.start..verb.end);
        return;
    }
    if is_own_act || group.is_supposed || group.is_demanded {
        return;
    }
    if is_passive {
        let Some(victim) = group.subject.clone() else { return };
        let Some(agent) = finder.agent_after(verb.end) else { return };
        let tokens = victim.tokens.start..agent.tokens.end;
        add(finder, &act, &victim, &agent, tokens);
        return;
    }
    let victim = scene.goals(verb.end).into_iter().find_map(|goal| {
        let Target::Actor(actor) = goal.target else { return None };
        (goal.sign == 1 && goal.factor > 0.9).then_some(Party { actor, tokens: goal.tokens, factor: 1.0 })
    });
    let agent = finder.reporting(verb.clone()).or(group.subject);
    let (Some(victim), Some(agent)) = (victim, agent) else { return };
    let tokens = finder.near(verb.start..victim.tokens.end, &agent.tokens);
    add(finder, &act, &victim, &agent, tokens);
}

/// Adds what an act tells of whoever does or demands it.
fn add(finder: &mut Finder<'_, '_>, act: &Act, victim: &Party, holder: &Party, tokens: Range<usize>) {
    if turned(1, act.is_negated).is_none() {
        return;
    }
    let mut goals = Vec::new();
    finder.scene.add_event(act.event, victim.actor, victim.factor, victim.tokens.clone(), &mut goals);
    let found = Found {
        frame: Frame::new(1, act.confidence),
        holder: holder.actor,
        factor: holder.factor,
        nucleus: act.nucleus,
        tokens,
        is_negated: act.is_negated,
    };
    finder.add(&found, &goals);
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn who_does_it_and_who_demands_it() {
        check("The Harbour Union suspended Ann Park.", &["Harbour Union > Ann Park oppose"]);
        check("Ann Park was expelled by the Harbour Union.", &["Harbour Union > Ann Park oppose"]);
        check("The Harbour Union reinstated Ann Park.", &["Harbour Union > Ann Park support"]);
        check("Ann Park should be suspended.", &["Cy Voice > Ann Park oppose"]);
        check("Ann Park must resign.", &["Cy Voice > Ann Park oppose"]);
        check("Ann Park resigned.", &[]);
        check("Ann Park was suspended.", &[]);
    }

    #[test]
    fn a_codebook_has_the_event_as_its_issue() {
        check(
            "The Harbour Union suspended Bo Lind.",
            &["Harbour Union > lind-suspension support", "Harbour Union > Bo Lind oppose (derived)"],
        );
        check(
            "Ann Park called for the suspension of Bo Lind.",
            &["Ann Park > lind-suspension support", "Ann Park > Bo Lind oppose (derived)"],
        );
        check("Ann Park opposes his suspension.", &[]);
        check(
            "Ann Park demanded Bo Lind’s reinstatement.",
            &["Ann Park > lind-suspension oppose", "Ann Park > Bo Lind support (derived)"],
        );
        check(
            "I am disgusted at Bo Lind’s suspension.",
            &["Cy Voice > lind-suspension oppose", "Cy Voice > Bo Lind support (derived)"],
        );
        check("I regret that Ann Park was expelled.", &["Cy Voice > Ann Park support"]);
        check("I decry the attacks that Bo Lind leads.", &["Cy Voice > Bo Lind oppose"]);
        check("I condemn Bo Lind’s attacks.", &["Cy Voice > Bo Lind oppose"]);
        check("I condemn the attacks on Ann Park.", &["Cy Voice > Ann Park support"]);
        check("Ann Park called for Bo Lind to resign.", &["Ann Park > Bo Lind oppose"]);
    }
}
