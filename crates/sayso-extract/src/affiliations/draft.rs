//! From a role phrase and those who hold the role to drafts of affiliations.

use sayso_model::{AffiliationDraft, AffiliationStatus, BodyWords, Span, Standing};

use super::dates::{Dates, dates_after};
use super::role_phrase::RolePhrase;
use super::sentence::Sentence;
use super::{Find, Finds};

/// What a sentence says of the people who hold a role.
pub(super) struct Holding<'a> {
    pub(super) phrase: &'a RolePhrase,
    pub(super) people: Vec<usize>,
    /// Whether a verb puts it into the past.
    pub(super) is_past: bool,
}

impl Finds {
    /// Adds what a holding tells: one draft for each person and body, and how public it makes each person.
    pub(super) fn add_holding(&mut self, sentence: &Sentence, holding: &Holding) {
        let phrase = holding.phrase;
        let dates = dates_after(sentence, phrase.end);
        let has_ended = dates.as_ref().is_some_and(|dates| dates.end.is_some());
        let is_former = phrase.is_former || holding.is_past || has_ended;
        let status = if is_former { AffiliationStatus::Former } else { AffiliationStatus::Current };
        for &person in &holding.people {
            let member = sentence.pieces[person].span;
            if let Some(public_role) = phrase.public_role(sentence) {
                self.standings.push(Standing { person: member, public_role });
            }
            if !phrase.is_belonging(sentence) {
                continue;
            }
            let mut evidence = sentence.span(phrase.start..phrase.end).cover(member);
            if let Some(dates) = &dates {
                evidence = evidence.cover(dates.span);
            }
            let area = phrase.area.clone().map(|area| sentence.span(area));
            let draft = |organisation: BodyWords, area: Option<Span>| Find {
                member,
                organisation,
                role: Some(phrase.role_name(sentence)),
                area,
                status,
                dates: dates.clone().unwrap_or_default(),
                evidence,
            };
            let named = phrase.bodies.iter().map(|body| BodyWords::Named(sentence.pieces[*body].span));
            self.drafts.extend(named.map(|body| draft(body, area)));
            let stands_for_body = phrase.its.or(phrase.body_noun).filter(|_| phrase.bodies.is_empty());
            if let Some(words) = stands_for_body {
                self.drafts.push(draft(BodyWords::Named(sentence.pieces[words].span), area));
            }
            if let Some(office) = sentence.office(phrase.head) {
                // "the former Labour MP": what is over may be the seat or the party.
                let is_told = phrase.bodies.is_empty() || phrase.has_body_before && !phrase.is_former;
                if is_told {
                    self.drafts.push(draft(BodyWords::ByOffice(office.body.clone()), area));
                }
            }
        }
    }
}

impl Finds {
    /// Adds the role that a phrase gives to whoever it means.
    pub(super) fn add_held_role(&mut self, sentence: &Sentence, phrase: &RolePhrase) {
        let words = sentence.span(phrase.start..phrase.end);
        self.drafts.extend(phrase.bodies.iter().map(|body| Find {
            member: words,
            organisation: BodyWords::Named(sentence.pieces[*body].span),
            role: Some(phrase.role_name(sentence)),
            area: None,
            status: AffiliationStatus::Current,
            dates: Dates::default(),
            evidence: words,
        }));
    }
}

impl Find {
    /// The find as the draft of the rule that found it.
    pub(super) fn into_draft(self, rule_id: &'static str, confidence: f64) -> AffiliationDraft {
        let Dates { start, end, span, is_told } = self.dates;
        AffiliationDraft {
            member: self.member,
            organisation: self.organisation,
            role: self.role,
            area: self.area,
            status: self.status,
            start_date: start,
            end_date: end,
            date: is_told.then_some(span),
            evidence: self.evidence,
            rule_id,
            confidence,
        }
    }
}
