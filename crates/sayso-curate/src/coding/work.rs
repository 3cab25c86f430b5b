//! A document while hand coding is taken over.

use std::collections::{BTreeMap, BTreeSet};

use sayso_model::{Diagnostic, Method, ReviewStatus, Severity, Span, Stage, stance_ids, statement_ids};

use super::place::Lost;
use super::row::{Row, Value};
use super::{Coded, Known};

/// Layers under change. Rejected rows stay in their places until the end, so that indices hold.
pub(super) struct Work<'a> {
    pub(super) coded: Coded<'a>,
    pub(super) known: Known<'a>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Statements and stances by every id that they have had.
    pub(super) statements: BTreeMap<String, usize>,
    pub(super) stances: BTreeMap<String, usize>,
    pub(super) rejected_statements: BTreeSet<usize>,
    pub(super) rejected_stances: BTreeSet<usize>,
    /// Stances that somebody has accepted, corrected or added.
    pub(super) held_stances: BTreeSet<usize>,
}

impl<'a> Work<'a> {
    pub(super) fn new(coded: Coded<'a>, known: Known<'a>) -> Self {
        let n_statements = coded.extraction.statements.len();
        coded.resolution.speaker_actors.resize(n_statements, None);
        coded.resolution.statement_addressee_actors.resize(n_statements, None);
        Self {
            coded,
            known,
            diagnostics: Vec::new(),
            statements: BTreeMap::new(),
            stances: BTreeMap::new(),
            rejected_statements: BTreeSet::new(),
            rejected_stances: BTreeSet::new(),
            held_stances: BTreeSet::new(),
        }
    }

    /// Notes the ids that rows have now, beside those that they had.
    pub(super) fn name_rows(&mut self) {
        let Coded { document, segments, extraction, resolution, stances } = &self.coded;
        let ids = statement_ids(document, segments, &extraction.statements);
        for (at, id) in ids.into_iter().enumerate() {
            self.statements.entry(id).or_insert(at);
        }
        let ids = stance_ids(document, &resolution.actors, stances);
        for (at, id) in ids.into_iter().enumerate() {
            self.stances.entry(id).or_insert(at);
        }
    }

    pub(super) fn tell(
        &mut self,
        severity: Severity,
        code: &'static str,
        message: String,
        span: Option<Span>,
    ) {
        let diagnostic = Diagnostic::new(severity, Stage::Coding, code, message);
        self.diagnostics.push(Diagnostic { span, ..diagnostic });
    }

    /// Tells that a row's words have no place, and so what becomes of it.
    pub(super) fn tell_lost(&mut self, row: &Row, lost: Lost) {
        let why = match lost {
            Lost::Absent => "are not in the text",
            Lost::Several => "stand in several places of the text, and no start_char tells which is meant",
        };
        let message = format!("{}: the words {:?} {why}, so this row is not used", row.place(), row.words);
        self.tell(Severity::Warning, "coded_words_missing", message, None);
    }

    /// Tells that no row has a coded row's id any more. False if there is nothing that could be kept of it.
    pub(super) fn is_kept_without_id(&mut self, row: &Row) -> bool {
        if row.id.is_empty() {
            return true;
        }
        let is_kept = row.status != ReviewStatus::Rejected && !row.words.is_empty();
        let outcome = if is_kept { "it is kept by its words" } else { "this row is not used" };
        let message = format!("{}: there is no {} any more; {outcome}", row.place(), row.id);
        self.tell(Severity::Warning, "coded_row_missing", message, None);
        is_kept
    }

    /// Index of the actor that a cell names, taken over from the registry where the document has none; `current` where the cell says
    /// nothing, or names nobody who is known.
    pub(super) fn actor(
        &mut self,
        row: &Row,
        column: &str,
        value: &Value,
        current: Option<usize>,
    ) -> Option<usize> {
        match value {
            Value::Keep => current,
            Value::Clear => None,
            Value::Set(id) => self.actor_with_id(id).or_else(|| {
                let message = format!(
                    "{}: {column} {id:?} is neither an actor of this document nor of the registry, so it stays as it was",
                    row.place()
                );
                self.tell(Severity::Warning, "coded_actor_unknown", message, None);
                current
            }),
        }
    }

    pub(super) fn actor_with_id(&mut self, id: &str) -> Option<usize> {
        let at_of =
            |actors: &[sayso_model::Actor], id: &str| actors.iter().position(|actor| actor.actor_id == id);
        let actors = &mut self.coded.resolution.actors;
        at_of(actors, id).or_else(|| {
            let actor = self.known.registry.actor(id)?;
            at_of(actors, &actor.actor_id).or_else(|| {
                actors.push(actor);
                Some(actors.len() - 1)
            })
        })
    }

    /// The statement, other than those rejected, in the smallest of whose contents `span` lies.
    pub(super) fn statement_around(&self, span: Span) -> Option<usize> {
        let statements = self.coded.extraction.statements.iter().enumerate();
        let around = statements.filter(|(at, statement)| {
            !self.rejected_statements.contains(at) && statement.content.iter().any(|part| part.contains(span))
        });
        around.min_by_key(|(_, statement)| statement.outer().n_bytes()).map(|(at, _)| at)
    }
}

/// How a row that a person has looked at was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) method: Method,
    pub(super) rule_id: String,
    pub(super) confidence: Option<f64>,
}

impl Found {
    /// By the coding file in which `row` stands.
    pub(super) fn by_hand(row: &Row) -> Self {
        Self { method: Method::Hand, rule_id: row.file_name.clone(), confidence: None }
    }
}
