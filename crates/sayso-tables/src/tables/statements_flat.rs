//! `statements_flat`: everything joined, for people who open one file.
//!
//! # Source
//! The first columns are those of the event list of Discourse Network Analyzer (DNA), with its names.

use arrow::array::RecordBatch;
use sayso_model::{
    Actor, ActorType, AffiliationStatus, Genre, Method, Polarity, SegmentType, Stance, Statement, TargetType,
    Vocabulary, join_parts, speaker_words,
};

use super::common::{
    CODE_POINTS, CONFIDENCE, DATE_PATTERN, DOCUMENT_ID, METHOD, REVIEW_STATUS, RULE_ID, to_actor, to_document,
};
use super::statements::{ACT, CUE, CUE_LEMMA, IS_HYPOTHETICAL, IS_NEGATED, MODE, N_WORDS, SENSITIVITY};
use crate::cell::{Cell, Row, batch_of};
use crate::view::{Place, View};
use crate::{Column, ForeignKey, Table};

/// What `coder` says of rows that this program found, and of rows that a person coded.
const PROGRAM: &str = "sayso";
const PERSON: &str = "hand";

pub(crate) static STATEMENTS_FLAT: Table = Table {
    name: "statements_flat",
    title: "Statements and stances, joined",
    description: "One row for each statement and each stance that it expresses (one row with empty stance columns for a statement \
                  that expresses none), sorted by statement and stance. The first 16 columns have the names of the event list of \
                  Discourse Network Analyzer.",
    columns: &[
        Column::text("statement_id", "Statement", "The statement."),
        Column::text("time", "Time", "Date of the statement if the text tells its year, or else of its document: ISO 8601, whole or partial.")
            .pattern(DATE_PATTERN)
            .nullable(),
        Column::text(
            "person",
            "Person",
            "Name of the person whose stance the row tells; where the row has no stance, of the person who speaks.",
        )
        .nullable(),
        Column::text(
            "organization",
            "Organisation",
            "Name of the body or group whose stance it is or that speaks; for a person, of the one body to which the same document \
             says the person belongs now.",
        )
        .nullable(),
        Column::text("concept", "Concept", "Label of the issue, or name of the actor, that the stance is towards.").nullable(),
        Column::integer("agreement", "Agreement", "1 for support, 0 for opposition. Missing for anything else.")
            .between(0, 1)
            .nullable(),
        Column::integer("start_position", "Start", "Where the content starts in documents.text.").unit(CODE_POINTS),
        Column::integer("stop_position", "End", "Where the content ends in documents.text.").unit(CODE_POINTS),
        Column::text("text", "Text", "What was said, word for word; its parts joined by ` … `."),
        Column::text("coder", "Coder", "`sayso` for what a rule or model found, `hand` for what a person coded."),
        DOCUMENT_ID,
        Column::text("document_title", "Title of the document", "Title of the document.").nullable(),
        Column::text("document_author", "Author of the document", "Name of the author of the document.").nullable(),
        Column::text(
            "document_source",
            "Source of the document",
            "Who published the document; where that is not known, the file name or URL as given.",
        ),
        Column::closed(
            "document_section",
            "Section of the document",
            "Type of the segment in which the statement stands.",
            SegmentType::WORDS,
        ),
        Column::closed("document_type", "Type of the document", "Genre of the document.", Genre::WORDS),
        Column::text("segment_id", "Segment", "The segment in which the statement stands."),
        Column::text("inside_id", "Inside", "The statement whose content holds this one.").nullable(),
        Column::text("speaker_id", "Speaker", "Who said it.").nullable(),
        Column::text("speaker_name", "Speaker's name", "Name of the speaker.").nullable(),
        Column::closed("speaker_type", "Type of speaker", "What kind of actor the speaker is.", ActorType::WORDS).nullable(),
        Column::text("speaker_surface", "Speaker's words", "The words of the text that name the speaker.").nullable(),
        Column::text("reported_by_id", "Reported by", "In whose text the statement is reported.").nullable(),
        Column::text("reported_by_name", "Reporter's name", "Name of the one in whose text it is reported.").nullable(),
        Column::text("addressee_id", "Said to", "Whom it is said to.").nullable(),
        Column::text("addressee_name", "Addressee's name", "Name of the one to whom it is said.").nullable(),
        MODE,
        ACT,
        CUE,
        CUE_LEMMA,
        IS_NEGATED,
        IS_HYPOTHETICAL,
        N_WORDS,
        METHOD,
        RULE_ID,
        CONFIDENCE,
        REVIEW_STATUS,
        SENSITIVITY,
        Column::text("stance_id", "Stance", "The stance.").nullable(),
        Column::text("holder_id", "Holder", "Who is for or against.").nullable(),
        Column::text("holder_name", "Holder's name", "Name of the one who is for or against.").nullable(),
        Column::closed("target_type", "Type of target", "Whether the target is an actor or an issue.", TargetType::WORDS)
            .nullable(),
        Column::text("target_id", "Target", "Id of the actor or issue that the stance is towards.").nullable(),
        Column::closed("polarity", "Polarity", "For, against, neither or both.", Polarity::WORDS).nullable(),
        Column::number("score", "Score", "How much, from -1 (against) to 1 (for).").between(-1, 1).nullable(),
        Column::boolean("is_explicit", "Explicit", "Whether the stance is said outright.").nullable(),
        Column::text("evidence", "Evidence", "The words that the stance rests on, word for word.").nullable(),
        CONFIDENCE
            .named("stance_confidence")
            .described("Confidence in the stance", "How sure the method is of the stance, from 0 to 1."),
    ],
    primary_key: &[],
    foreign_keys: &[
        ForeignKey { column: "statement_id", table: "statements", target: "statement_id" },
        to_document(),
        ForeignKey { column: "segment_id", table: "segments", target: "segment_id" },
        ForeignKey { column: "inside_id", table: "statements", target: "statement_id" },
        to_actor("speaker_id"),
        to_actor("reported_by_id"),
        to_actor("addressee_id"),
        ForeignKey { column: "stance_id", table: "stances", target: "stance_id" },
        to_actor("holder_id"),
    ],
    unique_keys: &[&["statement_id", "stance_id"]],
};

struct FlatRow<'a> {
    view: &'a View<'a>,
    nth: usize,
    statement: &'a Statement,
    /// Index into the layer's stances.
    stance: Option<usize>,
    speaker: Option<&'a Actor>,
    place: Place,
    text: String,
    cue: String,
}

impl FlatRow<'_> {
    fn stance(&self) -> Option<&Stance> {
        Some(&self.view.layers.stances[self.stance?])
    }

    /// Whose position the row tells: the stance's holder, or the speaker where there is no stance.
    fn holder(&self) -> Option<usize> {
        self.stance().map_or(self.view.speaker_of(self.nth), |stance| stance.holder)
    }

    fn segment_type(&self) -> SegmentType {
        self.view.layers.segments[self.statement.segment].segment_type
    }

    /// The stance's columns, in order.
    fn stance_cells(&self) -> Vec<Cell<'_>> {
        let stance = self.stance();
        let holder = stance.and_then(|stance| self.view.actor(stance.holder));
        vec![
            self.stance.map(|stance| self.view.stance_ids[stance].as_str()).into(),
            holder.map(|actor| &actor.actor_id).into(),
            holder.map(|actor| &actor.name).into(),
            stance.map(|stance| stance.target_type.as_str()).into(),
            stance.map(|stance| &stance.target_id).into(),
            stance.and_then(|stance| stance.polarity).map(Polarity::as_str).into(),
            stance.map(|stance| stance.score).into(),
            stance.map(|stance| stance.is_explicit).into(),
            stance.map(|stance| self.view.layers.document.slice(stance.evidence)).into(),
            stance.and_then(|stance| stance.confidence).into(),
        ]
    }

    /// The columns of DNA's event list, in order.
    fn event_cells(&self) -> Vec<Cell<'_>> {
        let document = self.view.layers.document;
        let metadata = document.metadata();
        let holder = self.holder();
        let author = self.view.actor(self.view.layers.resolution.document_author);
        let is_hand = self.statement.method == Method::Hand;
        vec![
            (&self.view.statement_ids[self.nth]).into(),
            dated(self.view.date_of(self.statement)).or(metadata.date.as_deref()).into(),
            person(self.view, holder).into(),
            organisation(self.view, holder).into(),
            self.stance().and_then(|stance| concept(self.view, stance)).into(),
            self.stance().and_then(|stance| agreement(stance.polarity?)).into(),
            self.place.start_char.into(),
            self.place.end_char.into(),
            (&self.text).into(),
            if is_hand { PERSON } else { PROGRAM }.into(),
            document.id().as_str().into(),
            metadata.title.as_ref().into(),
            author.map(|actor| &actor.name).or(metadata.author.as_ref()).into(),
            metadata.publisher.as_deref().filter(|name| !name.is_empty()).unwrap_or(document.source()).into(),
            self.segment_type().as_str().into(),
            metadata.genre.unwrap_or(Genre::Other).as_str().into(),
        ]
    }

    /// The statement's further columns, in order.
    fn statement_cells(&self) -> Vec<Cell<'_>> {
        let (view, statement) = (self.view, self.statement);
        let reporter = view.actor(view.reporter(self.nth));
        let addressee = view.actor(view.spoken_to(self.nth));
        let surface = speaker_words(view.layers.segments, statement);
        vec![
            (&view.segment_ids[statement.segment]).into(),
            statement.inside.map(|outer| &view.statement_ids[outer]).into(),
            self.speaker.map(|actor| &actor.actor_id).into(),
            self.speaker.map(|actor| &actor.name).into(),
            self.speaker.map(|actor| actor.actor_type.as_str()).into(),
            surface.map(|words| view.layers.document.slice(words)).into(),
            reporter.map(|actor| &actor.actor_id).into(),
            reporter.map(|actor| &actor.name).into(),
            addressee.map(|actor| &actor.actor_id).into(),
            addressee.map(|actor| &actor.name).into(),
            statement.mode.as_str().into(),
            statement.act.as_str().into(),
            (&self.cue).into(),
            statement.cue_lemma.as_ref().into(),
            statement.is_negated.into(),
            statement.is_hypothetical.into(),
            view.n_words(statement).into(),
            statement.method.as_str().into(),
            (&statement.rule_id).into(),
            statement.confidence.into(),
            statement.review_status.as_str().into(),
            view.layers.sensitivity.get(self.nth).map(|sensitivity| sensitivity.as_str()).into(),
        ]
    }
}

impl Row for FlatRow<'_> {
    const TABLE: &'static Table = &STATEMENTS_FLAT;

    fn cells(&self) -> Vec<Cell<'_>> {
        [self.event_cells(), self.statement_cells(), self.stance_cells()].concat()
    }
}

pub(super) fn batch(view: &View<'_>) -> RecordBatch {
    let mut stances_of: Vec<Vec<usize>> = vec![Vec::new(); view.layers.extraction.statements.len()];
    for (at, stance) in view.layers.stances.iter().enumerate() {
        if let Some(statement) = stance.statement {
            stances_of[statement].push(at);
        }
    }
    let mut rows = Vec::new();
    for (nth, stances) in stances_of.into_iter().enumerate() {
        if stances.is_empty() {
            rows.push(row(view, nth, None));
        }
        rows.extend(stances.into_iter().map(|stance| row(view, nth, Some(stance))));
    }
    rows.sort_by_key(|row| (&view.statement_ids[row.nth], row.stance.map(|stance| &view.stance_ids[stance])));
    batch_of(&rows)
}

fn row<'a>(view: &'a View<'a>, nth: usize, stance: Option<usize>) -> FlatRow<'a> {
    let statement = &view.layers.extraction.statements[nth];
    FlatRow {
        view,
        nth,
        statement,
        stance,
        speaker: view.actor(view.speaker_of(nth)),
        place: view.place(statement.outer()),
        text: join_parts(view.layers.document, &statement.content),
        cue: join_parts(view.layers.document, &statement.cue),
    }
}

/// A date that tells its year; a day without one ("27 February") places nothing in time.
fn dated(date: Option<&str>) -> Option<&str> {
    date.filter(|date| !date.starts_with('-'))
}

fn person<'a>(view: &View<'a>, holder: Option<usize>) -> Option<&'a str> {
    let actor = view.actor(holder)?;
    (actor.actor_type == ActorType::Person).then_some(actor.name.as_str())
}

/// A body speaks for itself; a person for the one body to which the document says the person belongs, if it is one.
fn organisation<'a>(view: &View<'a>, holder: Option<usize>) -> Option<&'a str> {
    let actor = view.actor(holder)?;
    match actor.actor_type {
        ActorType::Organisation | ActorType::Group => return Some(&actor.name),
        ActorType::Unknown => return None,
        ActorType::Person => {}
    }
    let current = view.layers.resolution.affiliations.iter().filter(|affiliation| {
        Some(affiliation.member) == holder && affiliation.status == AffiliationStatus::Current
    });
    let mut bodies = current.map(|affiliation| affiliation.organisation);
    let body = bodies.next()?;
    bodies.all(|other| other == body).then(|| view.actor(Some(body)).map(|actor| actor.name.as_str()))?
}

/// What tables show of a stance's target.
fn concept<'a>(view: &View<'a>, stance: &Stance) -> Option<&'a str> {
    match stance.target_type {
        TargetType::Issue => {
            let issue = view.layers.issues.iter().find(|issue| issue.issue_id == stance.target_id)?;
            Some(&issue.label)
        }
        TargetType::Actor => {
            let actors = &view.layers.resolution.actors;
            let at = actors.binary_search_by(|actor| actor.actor_id.as_str().cmp(&stance.target_id)).ok()?;
            Some(&actors[at].name)
        }
    }
}

fn agreement(polarity: Polarity) -> Option<i64> {
    match polarity {
        Polarity::Support => Some(1),
        Polarity::Oppose => Some(0),
        Polarity::Neutral | Polarity::Mixed => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Sample, column, texts};

    const EVENT_LIST: [&str; 16] = [
        "statement_id",
        "time",
        "person",
        "organization",
        "concept",
        "agreement",
        "start_position",
        "stop_position",
        "text",
        "coder",
        "document_id",
        "document_title",
        "document_author",
        "document_source",
        "document_section",
        "document_type",
    ];

    #[test]
    fn starts_with_the_event_list() {
        let names: Vec<&str> = STATEMENTS_FLAT.columns.iter().map(|column| column.name).collect();
        assert_eq!(names[..16], EVENT_LIST);
        let shared: Vec<&str> = names[26..33].to_vec();
        let expected = ["mode", "act", "cue", "cue_lemma", "is_negated", "is_hypothetical", "n_words"];
        assert_eq!(shared, expected, "the columns taken over from statements");
    }

    #[test]
    fn one_row_for_each_statement_and_stance() {
        let sample = Sample::letter();
        let layers = sample.layers();
        let view = View::new(&layers);
        let batch = batch(&view);
        assert_eq!(batch.num_rows(), 3, "two stances of the letter, none of the saying within it");
        let row_of = |nth: usize| {
            texts(&batch, "stance_id").iter().position(|id| *id == view.stance_ids[nth]).unwrap()
        };
        let against = row_of(0);
        assert_eq!(texts(&batch, "person")[against], "Ann Park");
        assert_eq!(texts(&batch, "organization")[against], "Bus Users");
        assert_eq!(texts(&batch, "concept")[against], "the new bridge");
        assert_eq!(column(&batch, "agreement")[against], 0);
        assert_eq!(texts(&batch, "time")[against], "2019-03", "the letter’s own date lacks its year");
        let towards_actor = row_of(1);
        assert_eq!(texts(&batch, "concept")[towards_actor], "Bus Users");
        assert_eq!(column(&batch, "agreement")[towards_actor], 1);
        let without = texts(&batch, "stance_id").iter().position(|id| id.is_empty()).unwrap();
        assert_eq!(texts(&batch, "mode")[without], "direct");
        assert!(batch.column_by_name("agreement").unwrap().is_null(without));
        assert_eq!(texts(&batch, "reported_by_name")[without], "Ann Park");
    }

    #[test]
    fn a_statement_has_the_time_of_its_segment() {
        let mut sample = Sample::letter();
        sample.segments[1].date = Some("2019-02-27".to_owned());
        let batch = batch(&View::new(&sample.layers()));
        assert_eq!(texts(&batch, "time"), ["2019-02-27"; 3]);
    }

    #[test]
    fn a_person_in_two_bodies_speaks_for_neither() {
        let mut sample = Sample::letter();
        let mut other = sample.resolution.affiliations[0].clone();
        other.organisation = 2;
        sample.resolution.affiliations.push(other);
        let batch = batch(&View::new(&sample.layers()));
        assert!(texts(&batch, "organization").iter().all(|name| name.is_empty()));
    }
}
