//! Who is told to belong to which body: "Ann Park MP", "chair of the Harbour Union", "left the League".
//!
//! Rules read sentences in which each name is one piece. What a rule finds names people and bodies by their words; who those are is
//! for the normalise stage. A sentence tells each membership once: the first rule in the order of [`RULES`] has it.

mod sentence;

mod role_phrase;

mod people;

mod dates;

mod draft;

mod letters_after_name;

mod role_after_name;

mod role_before_name;

mod role_of_subject;

mod named_among;

mod of_body;

mod membership_verbs;

mod role_as;

mod role_alone;

mod body_of_body;

use std::collections::BTreeSet;

use sayso_model::{AffiliationDraft, AffiliationStatus, BodyWords, Extraction, Mention, Span, Standing};

use self::dates::Dates;
use self::role_phrase::{RolePhrase, role_phrases};
use self::sentence::{Sentence, sentences};
use crate::mentions::HELD_ROLES;
use crate::reading::Reading;

/// A rule that finds affiliations.
pub(crate) struct Rule {
    /// Its file's name.
    pub(crate) id: &'static str,
    /// How sure what it finds is, by reading of its hits.
    pub(crate) confidence: f64,
    find: fn(&Sentence, &[RolePhrase], &mut Finds),
}

/// The rules in the order in which they apply.
pub(crate) const RULES: &[Rule] = &[
    letters_after_name::RULE,
    role_after_name::RULE,
    role_before_name::RULE,
    role_of_subject::RULE,
    named_among::RULE,
    of_body::RULE,
    membership_verbs::RULE,
    role_as::RULE,
    role_alone::RULE,
    body_of_body::RULE,
];

/// An affiliation without the name of its rule.
struct Find {
    member: Span,
    organisation: BodyWords,
    role: Option<String>,
    area: Option<Span>,
    status: AffiliationStatus,
    dates: Dates,
    evidence: Span,
}

/// What one rule finds in one sentence.
#[derive(Default)]
struct Finds {
    drafts: Vec<Find>,
    standings: Vec<Standing>,
}

/// Adds to `extraction` who belongs to which body, and how public people are told to be.
pub(crate) fn add(reading: &Reading, extraction: &mut Extraction) {
    let mut drafts: Vec<AffiliationDraft> = Vec::new();
    let mut standings: Vec<Standing> = Vec::new();
    let is_held = |mention: &&Mention| mention.rule_id == HELD_ROLES;
    let held: BTreeSet<Span> =
        extraction.mentions.iter().filter(is_held).map(|mention| mention.span).collect();
    for sentence in sentences(reading, &extraction.mentions, &held) {
        let phrases = role_phrases(&sentence);
        let mut known: BTreeSet<(Span, Option<Span>, Option<String>)> = BTreeSet::new();
        for rule in RULES {
            let mut finds = Finds::default();
            (rule.find)(&sentence, &phrases, &mut finds);
            standings.append(&mut finds.standings);
            for find in finds.drafts {
                let body = match &find.organisation {
                    BodyWords::Named(span) => Some(*span),
                    BodyWords::ByOffice(_) => None,
                };
                if known.insert((find.member, body, find.role.clone())) {
                    drafts.push(find.into_draft(rule.id, rule.confidence));
                }
            }
        }
    }
    drafts.sort_by_key(|draft| (draft.evidence.start_byte(), draft.evidence.end_byte(), draft.member));
    standings.sort_by_key(|standing| standing.person);
    standings.dedup();
    extraction.affiliations = drafts;
    extraction.standings = standings;
}

#[cfg(test)]
mod testing;
