//! The vocabulary of sayso: what a document is, how positions are told, which layers the stages add, and how ids are made.
//!
//! A [`Document`] holds text that never changes after ingest. Every later stage adds a layer that stands off from the text:
//! [`Segment`]s (whose voice is this?), [`Mention`]s and [`Statement`]s (what is said?), [`Actor`]s and [`Affiliation`]s (who is
//! that?), [`Stance`]s (who is for or against whom or what?). Layers point at each other by index and at the text by [`Span`].
//!
//! What several stages need of the text itself is here too: tokens ([`scan`]) and regular English forms ([`regular_verb`]).
//!
//! This crate does no I/O and knows neither patterns nor tables.

mod vocabulary;

mod span;

mod chars;

mod document;

mod diagnostic;

mod segment;

mod mention;

mod statement;

mod actor;

mod belonging;

mod context;

mod stance;

mod redaction;

mod names;

mod words;

mod inflect;

mod id;

mod row_ids;

pub use actor::{Actor, ActorName, Affiliation, Identifier, Resolution};
pub use actor::{
    ActorType, AffiliationStatus, Classification, KnownName, KnownRole, NameSource, NameType, PublicRole,
};
pub use belonging::{AffiliationDraft, BodyWords, Standing};
pub use chars::CharIndex;
pub use context::{Aspect, Context, Fact};
pub use diagnostic::{Diagnostic, Severity, Stage};
pub use document::{DatePrecision, Document, Genre, Metadata};
pub use id::{
    DocumentId, Repeats, affiliation_id, mention_id, segment_id, stance_id, statement_id, unknown_actor_id,
};
pub use inflect::{regular_verb, s_form, stem};
pub use mention::{EntityKind, Mention, MentionType};
pub use names::{fold_name, fold_words};
pub use redaction::{Redaction, RedactionAction, RedactionKind};
pub use row_ids::{ids_in_text_order, stance_ids, statement_ids};
pub use segment::{Segment, SegmentType, Voice};
pub use span::{Span, SpanError};
pub use stance::{Evidence, Issue, Polarity, Stance, TargetType};
pub use statement::{Act, Antecedent, Extraction, Mode, Speaker, Statement, join_parts, speaker_words};
pub use vocabulary::{Method, ReviewStatus, Sensitivity, Vocabulary};
pub use words::{Shape, TokenKind, fold_word, scan, shape};
