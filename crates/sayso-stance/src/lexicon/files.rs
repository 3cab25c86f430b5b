//! The shape of `stances.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StancesFile {
    pub(super) verbs: Vec<FrameGroup>,
    pub(super) nouns: Vec<FrameGroup>,
    pub(super) stands: Vec<StandGroup>,
    pub(super) people: Vec<FrameGroup>,
    pub(super) adjectives: Vec<FrameGroup>,
    pub(super) hashtags: Sides,
    pub(super) prefixes: Sides,
    pub(super) events: Vec<EventGroup>,
    pub(super) judgements: Judgements,
    pub(super) works: Works,
    pub(super) turns: Turns,
    pub(super) words: Words,
    pub(super) irregular: BTreeMap<String, [String; 4]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrameGroup {
    pub(super) polarity: Spanned<String>,
    pub(super) holder: Option<Spanned<String>>,
    pub(super) target: Option<Spanned<String>>,
    pub(super) confidence: Option<Spanned<f64>>,
    pub(super) explicit: Option<bool>,
    pub(super) towards: Option<Spanned<String>>,
    pub(super) mood: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) mutual: bool,
    #[serde(default)]
    pub(super) leaves: bool,
    #[serde(default)]
    pub(super) links: Vec<Spanned<String>>,
    pub(super) lemmas: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StandGroup {
    pub(super) polarity: Spanned<String>,
    pub(super) words: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sides {
    pub(super) support: Vec<Spanned<String>>,
    pub(super) oppose: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventGroup {
    pub(super) nouns: Vec<Spanned<String>>,
    pub(super) verbs: Vec<Spanned<String>>,
    pub(super) effect: Spanned<String>,
    pub(super) agent: Option<Spanned<String>>,
    pub(super) possessor: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) undoes: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Judgements {
    pub(super) good: Vec<Spanned<String>>,
    pub(super) bad: Vec<Spanned<String>>,
    pub(super) only_predicate: Vec<Spanned<String>>,
    pub(super) feelings: Vec<Spanned<String>>,
    pub(super) ascriptions: Vec<Spanned<String>>,
    pub(super) ascriptions_as: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Works {
    pub(super) nouns: Vec<Spanned<String>>,
    pub(super) enjoyments: Vec<Spanned<String>>,
    pub(super) thanks: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Turns {
    pub(super) denials: Vec<Spanned<String>>,
    pub(super) removals: Vec<Spanned<String>>,
    pub(super) none: Vec<Spanned<String>>,
    pub(super) supposing: Vec<Spanned<String>>,
    pub(super) demanding: Vec<Spanned<String>>,
    pub(super) asked: Vec<Spanned<String>>,
    pub(super) particles: Vec<Spanned<String>>,
    pub(super) claims: Vec<Spanned<String>>,
    pub(super) unwilling: Vec<Spanned<String>>,
    pub(super) lessening: Vec<Spanned<String>>,
    pub(super) intensifiers: Vec<Spanned<String>>,
    pub(super) passive_only: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) first_person: Vec<Spanned<String>>,
    pub(super) second_person: Vec<Spanned<String>>,
    pub(super) bearers: Vec<Spanned<String>>,
    pub(super) constituents: Vec<Spanned<String>>,
    pub(super) partitives: Vec<Spanned<String>>,
    pub(super) of_words: Vec<Spanned<String>>,
    pub(super) such_as: Vec<Spanned<String>>,
    pub(super) on_words: Vec<Spanned<String>>,
    pub(super) agents: Vec<Spanned<String>>,
    pub(super) exclamations: Vec<Spanned<String>>,
    pub(super) copulas: Vec<Spanned<String>>,
    pub(super) deeds: Vec<Spanned<String>>,
    pub(super) infinitives: Vec<Spanned<String>>,
    pub(super) clauses: Vec<Spanned<String>>,
    pub(super) adverb_endings: Vec<Spanned<String>>,
    pub(super) degrees: Vec<Spanned<String>>,
    pub(super) articles: Vec<Spanned<String>>,
    pub(super) withs: Vec<Spanned<String>>,
    pub(super) instead: Vec<Spanned<String>>,
    pub(super) additions: Vec<Spanned<String>>,
}
