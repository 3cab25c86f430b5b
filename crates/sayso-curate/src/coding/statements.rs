//! Statements that people have accepted, corrected, rejected or added.

use sayso_model::{
    Act, Mode, ReviewStatus, Severity, Span, Speaker, Statement, fold_words, join_parts,
    speaker_words as speaker_words_of,
};

use super::place::{Lost, place, places, spans_at};
use super::row::{Row, StatementCells, Value};
use super::work::{Found, Work};

impl Work<'_> {
    pub(super) fn take_statement(&mut self, row: &Row, cells: &StatementCells) {
        match self.statements.get(&row.id).copied() {
            Some(at) if row.status == ReviewStatus::Rejected => {
                self.rejected_statements.insert(at);
                let span = self.coded.extraction.statements[at].outer();
                let message = format!("{}: {} was rejected by hand and is left out", row.place(), row.id);
                self.tell(Severity::Info, "rejected_by_hand", message, Some(span));
            }
            Some(at) => {
                self.rejected_statements.remove(&at);
                self.change_statement(at, row, cells);
            }
            None => {
                if self.is_kept_without_id(row) {
                    self.add_statement(row, cells);
                }
            }
        }
    }

    fn change_statement(&mut self, at: usize, row: &Row, cells: &StatementCells) {
        let statement = &self.coded.extraction.statements[at];
        let words = join_parts(self.coded.document, &statement.content);
        let (before, outer) = (statement.clone(), statement.outer());
        let content = spans_at(self.coded.document, &cells.content_chars, &row.words);
        if content.is_none() && !row.words.is_empty() && fold_words(&words) != fold_words(&row.words) {
            let message = format!(
                "{}: the content of {} is another here; words are corrected where content_chars tells their places",
                row.place(),
                row.id
            );
            self.tell(Severity::Warning, "coded_words_differ", message, Some(outer));
        }
        if let Some(content) = content.filter(|content| *content != before.content) {
            self.move_statement(at, content);
        }
        let (cue, speaker_words) = (self.cue_of(row, cells), self.named_speaker(row, cells));
        let [speaker, addressee] =
            [self.coded.resolution.speaker_actors[at], self.coded.resolution.statement_addressee_actors[at]];
        let new_speaker = self.actor(row, "speaker_id", &cells.speaker_id, speaker);
        let new_addressee = self.actor(row, "addressee_id", &cells.addressee_id, addressee);
        self.coded.resolution.speaker_actors[at] = new_speaker;
        self.coded.resolution.statement_addressee_actors[at] = new_addressee;
        let speaker_before = speaker_words_of(self.coded.segments, &before);
        let statement = &mut self.coded.extraction.statements[at];
        if let Some(cue) = cue.filter(|cue| *cue != statement.cue) {
            (statement.cue, statement.cue_lemma) = (cue, None);
        }
        if let Some(speaker) = speaker_words.filter(|speaker| *speaker != speaker_before) {
            statement.speaker = speaker.map_or(Speaker::Unknown, Speaker::Named);
        }
        statement.mode = cells.mode.unwrap_or(statement.mode);
        statement.act = cells.act.unwrap_or(statement.act);
        statement.is_negated = cells.is_negated.unwrap_or(statement.is_negated);
        statement.is_hypothetical = cells.is_hypothetical.unwrap_or(statement.is_hypothetical);
        let is_changed = *statement != before || new_speaker != speaker || new_addressee != addressee;
        statement.review_status = row.status;
        // what is only confirmed was found as it was found
        if is_changed || row.status == ReviewStatus::Corrected {
            let Found { method, rule_id, confidence } = Found::by_hand(row);
            (statement.method, statement.rule_id, statement.confidence) = (method, rule_id, confidence);
        }
        if new_speaker != speaker {
            for (nth, stance) in self.coded.stances.iter_mut().enumerate() {
                let is_theirs = stance.statement == Some(at) && stance.holder == speaker;
                if is_theirs && !self.held_stances.contains(&nth) {
                    stance.holder = new_speaker;
                }
            }
        }
    }

    fn add_statement(&mut self, row: &Row, cells: &StatementCells) {
        let document = self.coded.document;
        let content = match spans_at(document, &cells.content_chars, &row.words) {
            Some(content) => Ok(content),
            None => places(document, &row.words, row.start_char),
        };
        let content = match content {
            Ok(content) => content,
            Err(lost) => return self.tell_lost(row, lost),
        };
        let outer = content.iter().copied().reduce(Span::cover).unwrap_or(Span::of_length(0, 0));
        let Some(segment) = self.segment_around(outer) else {
            let message =
                format!("{}: no segment of the text holds these words, so this row is not used", row.place());
            return self.tell(Severity::Warning, "coded_words_missing", message, Some(outer));
        };
        let mode = cells.mode.unwrap_or(Mode::Indirect);
        let speaker = self.speaker_of(row, cells, mode, segment, outer);
        let named = match &speaker {
            Speaker::Named(span) => self.mentioned_at(*span),
            Speaker::SegmentAuthor(segment) => {
                self.coded.resolution.author_actors.get(*segment).copied().flatten()
            }
            Speaker::Unknown => None,
        };
        let speaker_actor = self.actor(row, "speaker_id", &cells.speaker_id, named);
        let addressee_actor = self.actor(row, "addressee_id", &cells.addressee_id, None);
        let Found { method, rule_id, confidence } = Found::by_hand(row);
        let cue = self.cue_of(row, cells).unwrap_or_default();
        let inside = self.statement_around(outer);
        let at = self.coded.extraction.statements.len();
        for (nth, statement) in self.coded.extraction.statements.iter_mut().enumerate() {
            let is_within = content.iter().any(|part| part.contains(statement.outer()));
            if is_within && statement.inside == inside && Some(nth) != inside {
                statement.inside = Some(at);
            }
        }
        self.coded.extraction.statements.push(Statement {
            segment,
            inside,
            content,
            cue,
            cue_lemma: None,
            speaker,
            addressee: None,
            mode,
            act: cells.act.unwrap_or(Act::Speech),
            is_negated: cells.is_negated.unwrap_or(false),
            is_hypothetical: cells.is_hypothetical.unwrap_or(false),
            method,
            rule_id,
            confidence,
            review_status: row.status,
        });
        self.coded.resolution.speaker_actors.push(speaker_actor);
        self.coded.resolution.statement_addressee_actors.push(addressee_actor);
    }

    /// Gives a statement another content, and its place among the others.
    fn move_statement(&mut self, at: usize, content: Vec<Span>) {
        let outer = content.iter().copied().reduce(Span::cover).unwrap_or(Span::of_length(0, 0));
        let segment = self.segment_around(outer);
        let (old, rejected) =
            (self.coded.extraction.statements[at].clone(), self.rejected_statements.clone());
        let inside = {
            let statements = &self.coded.extraction.statements;
            let is_within = |mut of: Option<usize>| {
                (0..=statements.len()).any(|_| {
                    let is_it = of == Some(at);
                    of = of.and_then(|of| statements[of].inside);
                    is_it
                })
            };
            let around = statements.iter().enumerate().filter(|(nth, statement)| {
                !rejected.contains(nth)
                    && !is_within(Some(*nth))
                    && statement.content.iter().any(|part| part.contains(outer))
            });
            around.min_by_key(|(_, statement)| statement.outer().n_bytes()).map(|(nth, _)| nth)
        };
        let statements = &mut self.coded.extraction.statements;
        for (nth, statement) in statements.iter_mut().enumerate() {
            let holds = content.iter().any(|part| part.contains(statement.outer()));
            if statement.inside == Some(at) && !holds {
                statement.inside = old.inside;
            } else if statement.inside == inside && holds && nth != at && Some(nth) != inside {
                statement.inside = Some(at);
            }
        }
        let statement = &mut statements[at];
        (statement.content, statement.inside) = (content, inside);
        statement.segment = segment.filter(|_| statement.mode != Mode::Block).unwrap_or(statement.segment);
    }

    /// The smallest segment that holds a span.
    pub(super) fn segment_around(&self, span: Span) -> Option<usize> {
        let segments = self.coded.segments.iter().enumerate();
        let around = segments.filter(|(_, segment)| segment.span.contains(span));
        around.min_by_key(|(_, segment)| segment.span.n_bytes()).map(|(nth, _)| nth)
    }

    /// The cue that a row tells; `None` where it says nothing of it, or names places that the text does not have.
    fn cue_of(&mut self, row: &Row, cells: &StatementCells) -> Option<Vec<Span>> {
        match cells.cue_chars.as_deref()? {
            [] => Some(Vec::new()),
            chars => self.spans_of(row, "cue_chars", chars, ""),
        }
    }

    /// The words that a row's `speaker_chars` tell to name the speaker; `Some(None)` where it says that nothing does.
    fn named_speaker(&mut self, row: &Row, cells: &StatementCells) -> Option<Option<Span>> {
        match cells.speaker_chars.as_deref()? {
            [] => Some(None),
            chars => {
                let spans = self.spans_of(row, "speaker_chars", chars, &cells.speaker_surface)?;
                Some(spans.into_iter().reduce(Span::cover))
            }
        }
    }

    fn spans_of(
        &mut self,
        row: &Row,
        column: &str,
        chars: &[(usize, usize)],
        words: &str,
    ) -> Option<Vec<Span>> {
        let spans = spans_at(self.coded.document, chars, words);
        if spans.is_none() {
            let message =
                format!("{}: {column} are no places of these words, so they are not used", row.place());
            self.tell(Severity::Warning, "coded_words_missing", message, None);
        }
        spans
    }

    /// The words that name the speaker of a new statement: those of the row that stand nearest to the content.
    fn speaker_of(
        &mut self,
        row: &Row,
        cells: &StatementCells,
        mode: Mode,
        segment: usize,
        outer: Span,
    ) -> Speaker {
        if mode == Mode::Block {
            return Speaker::SegmentAuthor(segment);
        }
        if let Some(speaker) = self.named_speaker(row, cells) {
            return speaker.map_or(Speaker::Unknown, Speaker::Named);
        }
        if cells.speaker_surface.is_empty() {
            return Speaker::Unknown;
        }
        let near = cells.speaker_start_char.unwrap_or_else(|| self.coded.document.char_range(outer).0);
        match place(self.coded.document, &cells.speaker_surface, Some(near)) {
            Ok(span) => Speaker::Named(span),
            Err(Lost::Absent | Lost::Several) => {
                let message = format!(
                    "{}: the speaker's words {:?} are not in the text, so nothing names the speaker",
                    row.place(),
                    cells.speaker_surface
                );
                self.tell(Severity::Warning, "coded_words_missing", message, Some(outer));
                Speaker::Unknown
            }
        }
    }

    /// Whom the mention at exactly this place names.
    fn mentioned_at(&self, span: Span) -> Option<usize> {
        let at = self.coded.extraction.mentions.iter().position(|mention| mention.span == span)?;
        self.coded.resolution.mention_actors.get(at).copied().flatten()
    }

    /// The statement that a cell of a stance names, `current` where it says nothing.
    pub(super) fn statement_named(
        &mut self,
        row: &Row,
        value: &Value,
        current: Option<usize>,
    ) -> Option<usize> {
        match value {
            Value::Keep => current,
            Value::Clear => None,
            Value::Set(id) => self.statements.get(id).copied().or_else(|| {
                let message =
                    format!("{}: statement_id {id:?} is no statement of this document", row.place());
                self.tell(Severity::Warning, "coded_row_missing", message, None);
                current
            }),
        }
    }
}
