//! Columns that mean the same in several tables.

use sayso_model::{Method, ReviewStatus, Vocabulary};

use crate::{Column, ForeignKey};

pub(super) const CODE_POINTS: &str = "code points";
pub(super) const BYTES: &str = "bytes";

/// A date as texts give it; the second form is that of a day whose year is not told.
pub(super) const DATE_PATTERN: &str = "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|--[0-9]{2}-[0-9]{2})$";

pub(super) const DOCUMENT_ID: Column =
    Column::text("document_id", "Document", "The document it is from.").pattern("^d[0-9a-f]{12}$");

pub(super) const START_CHAR: Column = Column::integer(
    "start_char",
    "Start (code points)",
    "Where its words start: how many Unicode code points of documents.text stand before them.",
)
.unit(CODE_POINTS);

pub(super) const END_CHAR: Column = Column::integer(
    "end_char",
    "End (code points)",
    "Where its words end: how many Unicode code points of documents.text stand before the first one after them.",
)
.unit(CODE_POINTS);

pub(super) const START_BYTE: Column = Column::integer(
    "start_byte",
    "Start (bytes)",
    "Where its words start: how many UTF-8 bytes of documents.text stand before them.",
)
.unit(BYTES);

pub(super) const END_BYTE: Column = Column::integer(
    "end_byte",
    "End (bytes)",
    "Where its words end: how many UTF-8 bytes of documents.text stand before the first one after them.",
)
.unit(BYTES);

pub(super) const METHOD: Column = Column::closed(
    "method",
    "Method",
    "How the row was found: by a rule, by a model or by a person.",
    Method::WORDS,
);

pub(super) const RULE_ID: Column = Column::text(
    "rule_id",
    "Rule or model",
    "What found the row: the rule's name, or the model's name and version.",
);

pub(super) const CONFIDENCE: Column = Column::number(
    "confidence",
    "Confidence",
    "How sure the method is of the row, from 0 to 1. Missing for what a person has coded.",
)
.between(0, 1)
.nullable();

pub(super) const REVIEW_STATUS: Column = Column::closed(
    "review_status",
    "Review",
    "What a person has said of the row; `auto` where nobody has looked at it.",
    ReviewStatus::WORDS,
);

pub(super) const fn to_document() -> ForeignKey {
    ForeignKey { column: "document_id", table: "documents", target: "document_id" }
}

pub(super) const fn to_actor(column: &'static str) -> ForeignKey {
    ForeignKey { column, table: "actors", target: "actor_id" }
}
