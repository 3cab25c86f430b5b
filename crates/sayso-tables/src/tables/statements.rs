//! `statements`: who said what.

use arrow::array::RecordBatch;
use sayso_model::{
    Act, Method, Mode, ReviewStatus, Sensitivity, Span, Statement, Vocabulary, join_parts, speaker_words,
};

use super::common::{
    CODE_POINTS, CONFIDENCE, DATE_PATTERN, DOCUMENT_ID, END_BYTE, END_CHAR, METHOD, REVIEW_STATUS, RULE_ID,
    START_BYTE, START_CHAR, to_actor, to_document,
};
use crate::cell::{Cell, Row, batch_of};
use crate::view::{Place, View};
use crate::{Column, ForeignKey, Table};

/// How many code points around a content are told.
const N_CHARS_AROUND: usize = 32;

pub(super) const MODE: Column = Column::closed(
    "mode",
    "Mode",
    "How the words are reported: in quotation marks, in the reporter's words, both, or as a region of their own.",
    Mode::WORDS,
);

pub(super) const ACT: Column = Column::closed(
    "act",
    "Act",
    "What the cue reports: speech, writing, a thought told as a claim, or an attitude (wanting, hoping, planning) without \
             anything said.",
    Act::WORDS,
);

pub(super) const CUE: Column = Column::text(
    "cue",
    "Cue",
    "The words that carry the report, such as `claimed`; several joined by ` … `.",
)
.nullable();

pub(super) const CUE_LEMMA: Column =
    Column::text("cue_lemma", "Cue's dictionary form", "Dictionary form of the cue's verb or noun.")
        .nullable();

pub(super) const IS_NEGATED: Column =
    Column::boolean("is_negated", "Negated", "Whether the text says that it was not said.");

pub(super) const IS_HYPOTHETICAL: Column =
    Column::boolean("is_hypothetical", "Hypothetical", "Whether the text only supposes that it was said.");

pub(super) const N_WORDS: Column = Column::integer(
    "n_words",
    "Words",
    "How many words the content has: runs between white space that hold a letter or digit.",
)
.unit("words");

pub(super) const SENSITIVITY: Column = Column::closed(
    "sensitivity",
    "Sensitivity",
    "What makes the statement sensitive: a slur or a call for violence, by a short list of words that misses much, or words that \
     identify a person. Missing where nobody has looked; told of statements, never of people.",
    Sensitivity::WORDS,
)
.nullable();

pub(crate) static STATEMENTS: Table = Table {
    name: "statements",
    title: "Statements",
    description: "One row each time the text reports that somebody said, wrote, asked, demanded or claimed something, sorted by id.",
    columns: &[
        Column::text("statement_id", "Statement", "Id made from the words of the content and of the speaker.")
            .pattern("^d[0-9a-f]{12}-s[0-9a-f]{12}$")
            .unique(),
        DOCUMENT_ID,
        Column::text(
            "segment_id",
            "Segment",
            "The segment in which it is reported; for a post, letter or displayed quotation, that segment itself.",
        ),
        Column::text("inside_id", "Inside", "The statement whose content holds this one (a quotation within a letter).")
            .nullable(),
        Column::text("speaker_id", "Speaker", "Who said it. Missing where nobody is named or the name is not resolved.")
            .nullable(),
        Column::text("speaker_mention_id", "Mention of the speaker", "The mention that names the speaker.").nullable(),
        Column::text(
            "speaker_surface",
            "Speaker's words",
            "The words of the text that name the speaker; for a post or letter, those that name its author.",
        )
        .nullable(),
        Column::integer("speaker_start_char", "Start of the speaker", "Where speaker_surface starts in documents.text.")
            .unit(CODE_POINTS)
            .nullable(),
        Column::integer("speaker_end_char", "End of the speaker", "Where speaker_surface ends in documents.text.")
            .unit(CODE_POINTS)
            .nullable(),
        Column::text(
            "reported_by_id",
            "Reported by",
            "In whose text it is reported: the author of the segment around it, or the speaker of the statement that holds it.",
        )
        .nullable(),
        Column::text("addressee_id", "Said to", "Whom it is said to.").nullable(),
        MODE,
        ACT,
        CUE,
        CUE_LEMMA,
        Column::integer("cue_start_char", "Start of the cue", "Where the first word of the cue starts in documents.text.")
            .unit(CODE_POINTS)
            .nullable(),
        Column::integer("cue_end_char", "End of the cue", "Where the last word of the cue ends in documents.text.")
            .unit(CODE_POINTS)
            .nullable(),
        IS_NEGATED,
        IS_HYPOTHETICAL,
        Column::text(
            "content",
            "Content",
            "What was said, word for word; where the report interrupts it, its parts joined by ` … ` (see statement_parts).",
        ),
        START_CHAR.described("Start (code points)", "Where the first part of the content starts in documents.text."),
        END_CHAR.described("End (code points)", "Where the last part of the content ends in documents.text."),
        START_BYTE.described("Start (bytes)", "Where the first part of the content starts in documents.text."),
        END_BYTE.described("End (bytes)", "Where the last part of the content ends in documents.text."),
        Column::text(
            "prefix",
            "Before",
            "Up to 32 code points of text before the content. Missing where the content starts the text.",
        )
        .nullable(),
        Column::text(
            "suffix",
            "After",
            "Up to 32 code points of text after the content. Missing where the content ends the text.",
        )
        .nullable(),
        N_WORDS,
        Column::text(
            "date",
            "Date",
            "Date that the segment around it shows: ISO 8601, whole or partial. The document's own date is in documents.",
        )
        .pattern(DATE_PATTERN)
        .nullable(),
        METHOD,
        RULE_ID,
        CONFIDENCE,
        REVIEW_STATUS,
        SENSITIVITY,
    ],
    primary_key: &["statement_id"],
    foreign_keys: &[
        to_document(),
        ForeignKey { column: "segment_id", table: "segments", target: "segment_id" },
        ForeignKey { column: "inside_id", table: "statements", target: "statement_id" },
        to_actor("speaker_id"),
        ForeignKey { column: "speaker_mention_id", table: "mentions", target: "mention_id" },
        to_actor("reported_by_id"),
        to_actor("addressee_id"),
    ],
    unique_keys: &[],
};

struct StatementRow<'a> {
    statement_id: &'a str,
    document_id: &'a str,
    segment_id: &'a str,
    inside_id: Option<&'a str>,
    speaker_id: Option<&'a str>,
    speaker_mention_id: Option<&'a str>,
    speaker_surface: Option<&'a str>,
    speaker_place: Option<Place>,
    reported_by_id: Option<&'a str>,
    addressee_id: Option<&'a str>,
    mode: Mode,
    act: Act,
    cue: String,
    cue_lemma: Option<&'a str>,
    cue_place: Option<Place>,
    is_negated: bool,
    is_hypothetical: bool,
    content: String,
    place: Place,
    prefix: &'a str,
    suffix: &'a str,
    n_words: i64,
    date: Option<&'a str>,
    method: Method,
    rule_id: &'a str,
    confidence: Option<f64>,
    review_status: ReviewStatus,
    sensitivity: Option<Sensitivity>,
}

impl Row for StatementRow<'_> {
    const TABLE: &'static Table = &STATEMENTS;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            self.statement_id.into(),
            self.document_id.into(),
            self.segment_id.into(),
            self.inside_id.into(),
            self.speaker_id.into(),
            self.speaker_mention_id.into(),
            self.speaker_surface.into(),
            self.speaker_place.map(|place| place.start_char).into(),
            self.speaker_place.map(|place| place.end_char).into(),
            self.reported_by_id.into(),
            self.addressee_id.into(),
            self.mode.as_str().into(),
            self.act.as_str().into(),
            (&self.cue).into(),
            self.cue_lemma.into(),
            self.cue_place.map(|place| place.start_char).into(),
            self.cue_place.map(|place| place.end_char).into(),
            self.is_negated.into(),
            self.is_hypothetical.into(),
            (&self.content).into(),
            self.place.start_char.into(),
            self.place.end_char.into(),
            self.place.start_byte.into(),
            self.place.end_byte.into(),
            self.prefix.into(),
            self.suffix.into(),
            self.n_words.into(),
            self.date.into(),
            self.method.as_str().into(),
            self.rule_id.into(),
            self.confidence.into(),
            self.review_status.as_str().into(),
            self.sensitivity.map(Vocabulary::as_str).into(),
        ]
    }
}

pub(super) fn batch(view: &View<'_>) -> RecordBatch {
    let statements = &view.layers.extraction.statements;
    let mut rows: Vec<StatementRow<'_>> =
        statements.iter().enumerate().map(|(nth, statement)| row(view, nth, statement)).collect();
    rows.sort_by_key(|row| row.statement_id);
    batch_of(&rows)
}

fn row<'a>(view: &'a View<'a>, nth: usize, statement: &'a Statement) -> StatementRow<'a> {
    let document = view.layers.document;
    let outer = statement.outer();
    let speaker = speaker_words(view.layers.segments, statement);
    let mention = speaker.and_then(|words| view.speaker_mention(nth, words));
    let content = join_parts(document, &statement.content);
    StatementRow {
        statement_id: &view.statement_ids[nth],
        document_id: document.id().as_str(),
        segment_id: &view.segment_ids[statement.segment],
        inside_id: statement.inside.map(|outer| view.statement_ids[outer].as_str()),
        speaker_id: view.actor_id(view.speaker_of(nth)),
        speaker_mention_id: mention.map(|mention| view.mention_ids[mention].as_str()),
        speaker_surface: speaker.map(|words| document.slice(words)),
        speaker_place: speaker.map(|words| view.place(words)),
        reported_by_id: view.actor_id(view.reporter(nth)),
        addressee_id: view.actor_id(view.spoken_to(nth)),
        mode: statement.mode,
        act: statement.act,
        cue: join_parts(document, &statement.cue),
        cue_lemma: statement.cue_lemma.as_deref(),
        cue_place: statement.cue.iter().copied().reduce(Span::cover).map(|cue| view.place(cue)),
        is_negated: statement.is_negated,
        is_hypothetical: statement.is_hypothetical,
        place: view.place(outer),
        prefix: document.before(outer, N_CHARS_AROUND),
        suffix: document.after(outer, N_CHARS_AROUND),
        n_words: view.n_words(statement),
        content,
        date: view.date_of(statement),
        method: statement.method,
        rule_id: &statement.rule_id,
        confidence: statement.confidence,
        review_status: statement.review_status,
        sensitivity: view.layers.sensitivity.get(nth).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Sample, column, texts};

    #[test]
    fn a_block_is_by_the_author_of_its_segment() {
        let sample = Sample::letter();
        let layers = sample.layers();
        let view = View::new(&layers);
        let batch = batch(&view);
        let at = texts(&batch, "mode").iter().position(|mode| *mode == "block").unwrap();
        assert_eq!(texts(&batch, "speaker_id")[at], "per-ann-park");
        assert_eq!(texts(&batch, "speaker_surface")[at], "Ann Park");
        assert_eq!(texts(&batch, "reported_by_id")[at], "per-bo-lind");
        assert_eq!(texts(&batch, "cue")[at], "writes");
        assert_eq!(texts(&batch, "sensitivity")[at], "none");
        assert_eq!(texts(&batch, "date")[at], "--02-27");
        assert_eq!(texts(&batch, "suffix")[at], "\nAnn Park\n");
        assert_eq!(texts(&batch, "prefix")[at], "Ann Park writes:-\nDear Bus Users,\n".get(2..).unwrap());
    }

    #[test]
    fn a_split_quotation_is_one_row() {
        let sample = Sample::letter();
        let batch = batch(&View::new(&sample.layers()));
        let at = texts(&batch, "mode").iter().position(|mode| *mode == "direct").unwrap();
        assert_eq!(texts(&batch, "content")[at], "We shall, … build it.");
        assert_eq!(column(&batch, "n_words")[at], 4);
        assert_eq!(texts(&batch, "inside_id")[at], texts(&batch, "statement_id")[1 - at]);
        assert_eq!(texts(&batch, "speaker_surface")[at], "the council");
        assert_eq!(texts(&batch, "speaker_id")[at], "");
        assert_eq!(texts(&batch, "sensitivity")[at], "personal_identifier");
        assert!(!texts(&batch, "speaker_mention_id")[at].is_empty());
        assert_eq!(texts(&batch, "reported_by_id")[at], "per-ann-park");
        assert_eq!(column(&batch, "end_char")[at] - column(&batch, "start_char")[at], 39);
    }
}
