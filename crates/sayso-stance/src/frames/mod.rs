//! Frames: words with a place for a holder and a place for a target. One file for each kind.
//!
//! A frame says outright who is for or against whom, so frames come before any learned reader.

mod verbs;

mod nouns;

mod stands;

mod adjectives;

mod people;

mod events;

mod hashtags;

mod prefixes;

mod judgements;

mod epithets;

mod ascriptions;

mod works;

mod wordings;

use std::collections::BTreeMap;
use std::ops::Range;

use sayso_model::Method;

use crate::draft::Draft;
use crate::lexicon::{Class, Frame, Sign};
use crate::scene::{Goal, Party, Scene, Target};

/// Finds one kind of frame in one sentence.
type Rule = fn(&mut Finder<'_, '_>, Range<usize>);

/// Every kind of frame, in the order in which they are looked for.
const RULES: &[(&str, Rule)] = &[
    ("verb_frame", verbs::find),
    ("noun_frame", nouns::find),
    ("stand", stands::find),
    ("adjective_frame", adjectives::find),
    ("person_noun", people::find),
    ("event", events::find),
    ("hashtag", hashtags::find),
    ("prefix", prefixes::find),
    ("judgement", judgements::find),
    ("epithet", epithets::find),
    ("ascribed_judgement", ascriptions::find),
    ("praised_work", works::find),
    ("issue_wording", wordings::find),
];

/// All that the frames of a document tell, in the order of the sentences.
pub(crate) fn find(scene: &Scene<'_>) -> Vec<Draft> {
    let mut finder = Finder { scene, rule: "", drafts: Vec::new(), nuclei: BTreeMap::new() };
    for sentence in &scene.sentences {
        for (rule, find) in RULES {
            finder.rule = rule;
            find(&mut finder, sentence.tokens.clone());
        }
    }
    finder.drafts
}

/// What is being looked for, and what has been found.
pub(crate) struct Finder<'s, 'a> {
    pub(crate) scene: &'s Scene<'a>,
    rule: &'static str,
    drafts: Vec<Draft>,
    /// The tokens that carry frames found so far, and whose stances those tell.
    nuclei: BTreeMap<usize, usize>,
}

/// Where a frame stands and how it is turned.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) frame: Frame,
    pub(crate) holder: usize,
    /// How sure it is that this is the holder.
    pub(crate) factor: f64,
    /// The token that carries the frame.
    pub(crate) nucleus: usize,
    /// The frame's words with those of its holder, where they stand near.
    pub(crate) tokens: Range<usize>,
    pub(crate) is_negated: bool,
}

/// What is left of the confidence where a denial makes opposition of support, and where one stance follows from another.
const OF_DENIAL: f64 = 0.75;
const OF_DERIVED: f64 = 0.9;

/// How many words may stand between a participle and "by", and between "by" and a name.
const AGENT_REACH: usize = 6;

/// Holder's words that stand further from the frame than so many tokens are no part of the evidence.
const NEAR: usize = 10;

impl Finder<'_, '_> {
    /// Adds a stance towards each goal, unless it is only supposed, asked, or denied to be opposition.
    pub(crate) fn add(&mut self, found: &Found, goals: &[Goal]) {
        let scene = self.scene;
        if scene.is_unsaid(found.nucleus) || scene.is_asked(found.nucleus) || scene.is_supposed(found.nucleus)
        {
            return;
        }
        let Some((sign, factor)) = turned(found.frame.sign, found.is_negated) else { return };
        let mut places: Vec<Option<usize>> = vec![None; goals.len()];
        for (nth, goal) in goals.iter().enumerate() {
            let is_person = matches!(goal.target, Target::Actor(_)) && !goal.is_event;
            if goal.target == Target::Actor(found.holder) || is_person && !found.frame.is_about_people {
                continue;
            }
            let derived_from = goal.follows.and_then(|origin| places[origin]);
            let derived = if derived_from.is_some() { OF_DERIVED } else { 1.0 };
            let confidence = found.frame.confidence * found.factor * factor * goal.factor * derived;
            let tokens = found.tokens.start.min(goal.tokens.start)..found.tokens.end.max(goal.tokens.end);
            let sign = sign * goal.sign;
            places[nth] = Some(self.drafts.len());
            self.nuclei.entry(found.nucleus).or_insert(found.holder);
            self.drafts.push(Draft {
                holder: found.holder,
                target: goal.target,
                sign: Some(sign),
                score: f64::from(sign) * confidence,
                confidence,
                is_explicit: found.frame.is_explicit && derived_from.is_none(),
                evidence: scene.span_of(tokens),
                statement: self.statement(found),
                method: Method::Rule,
                rule_id: self.rule.to_owned(),
                derived_from,
                abstain_reason: None,
            });
        }
    }

    /// The statement that expresses a stance: the one whose cue is the frame itself, if the holder is its speaker, or else the one in
    /// whose content the frame stands.
    fn statement(&self, found: &Found) -> Option<usize> {
        let token = &self.scene.tokens[found.nucleus];
        let reported = token.cue_of.filter(|statement| self.scene.speaker(*statement) == Some(found.holder));
        reported.or(token.statement)
    }

    /// A frame's words with those of its holder, where they stand near.
    pub(crate) fn near(&self, frame: Range<usize>, holder: &Range<usize>) -> Range<usize> {
        let is_near = holder.end <= frame.start && frame.start - holder.end <= NEAR
            || frame.end <= holder.start && holder.start - frame.end <= NEAR;
        let is_here = self.scene.tokens[holder.start].sentence == self.scene.tokens[frame.start].sentence;
        if is_near && is_here { frame.start.min(holder.start)..frame.end.max(holder.end) } else { frame }
    }

    /// Whose stance is told by a frame that a token carries.
    pub(crate) fn holder_of_frame_at(&self, token: usize) -> Option<usize> {
        self.nuclei.get(&token).copied()
    }

    /// Whether a noun is one for what somebody does or has, or one that no list knows; not one for people.
    pub(crate) fn is_deed(&self, noun: usize) -> bool {
        let lexicon = self.scene.lexicon;
        let is_person = lexicon.people.longest(|nth| self.scene.word(noun, nth)).0 > 0;
        !is_person && !self.scene.has(noun, Class::Constituent)
    }

    /// The speaker of the statement whose cue holds a token.
    pub(crate) fn reporter(&self, token: usize) -> Option<usize> {
        self.scene.tokens[token].cue_of.and_then(|statement| self.scene.speaker(statement))
    }

    /// The speaker of the statement whose cue holds the first of some tokens, as whose stance these tokens tell.
    pub(crate) fn reporting(&self, tokens: Range<usize>) -> Option<Party> {
        let actor = self.reporter(tokens.start)?;
        Some(Party { actor, tokens, factor: 1.0 })
    }

    /// Who is named after "by" behind a participle that ends before `from`.
    pub(crate) fn agent_after(&self, from: usize) -> Option<Party> {
        let scene = self.scene;
        let sentence_end = scene.sentence_of(from.checked_sub(1)?).end;
        let end = sentence_end.min(from + AGENT_REACH);
        let by = (from..end).find(|at| scene.has(*at, Class::Agent))?;
        let is_between = |at: usize| {
            scene.is_plain_word(at)
                || scene.has_any(at, &[Class::Adverb, Class::Preposition, Class::Determiner])
        };
        if !(from..by).all(is_between) {
            return None;
        }
        // "by the mayor, Ann Park", "by MPs such as Ann Park"
        let end = sentence_end.min(by + 1 + AGENT_REACH);
        for at in by + 1..end {
            if let Some(party) = scene.party_starting(at) {
                let next = party.tokens.end;
                let is_possessor = next < sentence_end && scene.is_possessive_clitic(next);
                return (!is_possessor && !scene.has(at, Class::Possessive)).then_some(party);
            }
            let leads_on = scene.has_any(at, &[Class::Determiner, Class::SuchAs, Class::Constituent])
                || scene.is_quotation_mark(at)
                || scene.is_plain_word(at)
                    && (scene.tokens[at].is_capital
                        || scene
                            .word(at, 1)
                            .is_some_and(|next| scene.lexicon.classes(next).has(Class::SuchAs)))
                || scene.is_plain_word(at) && at == by + 1;
            if !leads_on || scene.has(at, Class::Clause) && !scene.has(at, Class::SuchAs) {
                return None;
            }
        }
        None
    }

    /// Whether a token stands where nouns do, not verbs: after an article, a possessive, a preposition.
    pub(crate) fn stands_as_noun(&self, token: usize) -> bool {
        let start = self.scene.sentence_of(token).start;
        let Some(mut before) = token.checked_sub(1).filter(|at| *at >= start) else { return false };
        while before > start && self.scene.is_quotation_mark(before) {
            before -= 1;
        }
        let classes = self.scene.tokens[before].classes;
        if classes.has(Class::Infinitive) {
            return false;
        }
        let is_noun_place = classes.has_any(&[Class::Determiner, Class::Possessive, Class::Preposition])
            && !classes.has_any(&[Class::FirstPerson, Class::SecondPerson, Class::Relative])
            || classes.has(Class::Possessive);
        is_noun_place || self.scene.is_possessive_clitic(before)
    }
}

/// A position and what is left of its confidence when it is denied. To deny opposition is not to support.
fn turned(sign: Sign, is_negated: bool) -> Option<(Sign, f64)> {
    match (sign, is_negated) {
        (sign, false) => Some((sign, 1.0)),
        (1, true) => Some((-1, OF_DENIAL)),
        (_, true) => None,
    }
}
