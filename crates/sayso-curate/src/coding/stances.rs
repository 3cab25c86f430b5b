//! Stances that people have accepted, corrected, rejected or added.

use sayso_model::{Polarity, ReviewStatus, Severity, Span, Stance, TargetType, fold_words};

use super::place::{place, spans_at};
use super::row::{Row, StanceCells};
use super::work::{Found, Work};

impl Work<'_> {
    pub(super) fn take_stance(&mut self, row: &Row, cells: &StanceCells) {
        match self.stances.get(&row.id).copied() {
            Some(at) if row.status == ReviewStatus::Rejected => {
                self.rejected_stances.insert(at);
                self.held_stances.remove(&at);
                let span = self.coded.stances[at].evidence;
                let message = format!("{}: {} was rejected by hand and is left out", row.place(), row.id);
                self.tell(Severity::Info, "rejected_by_hand", message, Some(span));
            }
            Some(at) => {
                if self.change_stance(at, row, cells) {
                    self.rejected_stances.remove(&at);
                    self.held_stances.insert(at);
                }
            }
            None => {
                if self.is_kept_without_id(row) {
                    self.add_stance(row, cells);
                }
            }
        }
    }

    /// False where the row cannot be used.
    fn change_stance(&mut self, at: usize, row: &Row, cells: &StanceCells) -> bool {
        let before = self.coded.stances[at].clone();
        let words = self.coded.document.slice(before.evidence);
        let evidence = spans_at(self.coded.document, &cells.evidence_chars, &row.words);
        let evidence = evidence.and_then(|spans| spans.into_iter().reduce(Span::cover));
        if evidence.is_none() && !row.words.is_empty() && fold_words(words) != fold_words(&row.words) {
            let message = format!(
                "{}: the evidence of {} is another here; words are corrected where evidence_chars tells their place",
                row.place(),
                row.id
            );
            self.tell(Severity::Warning, "coded_words_differ", message, Some(before.evidence));
        }
        let (target_type, target_id) = match cells.target_id.as_str() {
            "" => (before.target_type, before.target_id.clone()),
            _ => match self.target(row, cells) {
                Some(target) => target,
                None => return false,
            },
        };
        let holder = self.actor(row, "holder_id", &cells.holder_id, before.holder);
        let statement = self.statement_named(row, &cells.statement_id, before.statement);
        let polarity = cells.polarity.or(before.polarity);
        let usual = if polarity == before.polarity { before.score } else { polarity.map_or(0.0, score_of) };
        let score = cells.score.unwrap_or(usual);
        let mut stance = Stance {
            statement,
            holder,
            target_type,
            target_id,
            polarity,
            score,
            is_explicit: cells.is_explicit.unwrap_or(before.is_explicit),
            evidence: evidence.unwrap_or(before.evidence),
            // whoever tells the position needs no reason for giving none
            abstain_reason: before.abstain_reason.clone().filter(|_| cells.polarity.is_none()),
            ..before.clone()
        };
        let is_changed = stance != before;
        stance.review_status = row.status;
        // what is only confirmed was found as it was found
        if is_changed || row.status == ReviewStatus::Corrected {
            let Found { method, rule_id, confidence } = Found::by_hand(row);
            (stance.method, stance.rule_id, stance.confidence) = (method, rule_id, confidence);
        }
        self.coded.stances[at] = stance;
        true
    }

    fn add_stance(&mut self, row: &Row, cells: &StanceCells) {
        let told = spans_at(self.coded.document, &cells.evidence_chars, &row.words);
        let found = match told.and_then(|spans| spans.into_iter().reduce(Span::cover)) {
            Some(evidence) => Ok(evidence),
            None => place(self.coded.document, &row.words, row.start_char),
        };
        let evidence = match found {
            Ok(evidence) => evidence,
            Err(lost) => return self.tell_lost(row, lost),
        };
        let Some((target_type, target_id)) = self.target(row, cells) else { return };
        let around = self.statement_around(evidence);
        let statement = self.statement_named(row, &cells.statement_id, around);
        let segment = self.segment_around(evidence);
        let resolution = &*self.coded.resolution;
        let voice = match statement {
            Some(statement) => resolution.speaker_actors.get(statement),
            None => segment.and_then(|segment| resolution.author_actors.get(segment)),
        };
        let voice = voice.copied().flatten();
        let holder = self.actor(row, "holder_id", &cells.holder_id, voice);
        let polarity = cells.polarity.unwrap_or(Polarity::Neutral);
        let Found { method, rule_id, confidence } = Found::by_hand(row);
        self.held_stances.insert(self.coded.stances.len());
        self.coded.stances.push(Stance {
            statement,
            holder,
            target_type,
            target_id,
            polarity: Some(polarity),
            score: cells.score.unwrap_or(score_of(polarity)),
            is_explicit: cells.is_explicit.unwrap_or(true),
            evidence,
            method,
            rule_id,
            confidence,
            review_status: row.status,
            derived_from: None,
            abstain_reason: None,
            further: Vec::new(),
        });
    }

    /// The target that a row names; `None`, with a diagnostic, where nothing known has its id.
    fn target(&mut self, row: &Row, cells: &StanceCells) -> Option<(TargetType, String)> {
        let id = &cells.target_id;
        let is_issue = self.known.issues.iter().any(|issue| issue.issue_id == *id);
        if is_issue && cells.target_type != Some(TargetType::Actor) {
            return Some((TargetType::Issue, id.clone()));
        }
        let actor = self.actor_with_id(id).filter(|_| cells.target_type != Some(TargetType::Issue));
        if let Some(actor) = actor {
            return Some((TargetType::Actor, self.coded.resolution.actors[actor].actor_id.clone()));
        }
        let message = format!(
            "{}: target_id {id:?} is neither an issue of the codebook nor an actor of this document or of the registry, so this row \
             is not used",
            row.place()
        );
        self.tell(Severity::Warning, "coded_target_unknown", message, None);
        None
    }
}

/// The score of a position that somebody has told in a word.
fn score_of(polarity: Polarity) -> f64 {
    match polarity {
        Polarity::Support => 1.0,
        Polarity::Oppose => -1.0,
        Polarity::Neutral | Polarity::Mixed => 0.0,
    }
}
