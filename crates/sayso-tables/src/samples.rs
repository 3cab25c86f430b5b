//! Layers for tests: one document written by hand, and any others that fit together.

use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::Int64Type;
use proptest::prelude::*;
use sayso_model::*;

use crate::Layers;

const LETTER: &str = "Bo Lind’s page 🚌\nAnn Park writes:-\nDear Bus Users,\n“We shall,” said the council, “build it.” I am against the new \
                      bridge.\nAnn Park\n";

/// A document and all its layers.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) document: Document,
    pub(crate) segments: Vec<Segment>,
    pub(crate) extraction: Extraction,
    pub(crate) resolution: Resolution,
    pub(crate) stances: Vec<Stance>,
    pub(crate) issues: Vec<Issue>,
    pub(crate) sensitivity: Vec<Sensitivity>,
    pub(crate) redactions: Vec<Redaction>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) coverage: Vec<(&'static str, u64)>,
}

impl Sample {
    /// A page by Bo Lind that shows a letter by Ann Park, in which a council is quoted.
    pub(crate) fn letter() -> Self {
        let metadata = Metadata {
            title: Some("Buses".to_owned()),
            genre: Some(Genre::Letter),
            lang: Some("en".to_owned()),
            date: Some("2019-03".to_owned()),
            ..Metadata::default()
        };
        let document = Document::new("letter.txt", LETTER.as_bytes(), LETTER, metadata);
        let mut sample = Self {
            document,
            segments: Vec::new(),
            extraction: Extraction::default(),
            resolution: Resolution::default(),
            stances: Vec::new(),
            issues: issues(),
            sensitivity: vec![Sensitivity::None, Sensitivity::PersonalIdentifier],
            redactions: Vec::new(),
            diagnostics: vec![Diagnostic::new(Severity::Info, Stage::Ingest, "no_date", "no date was found")],
            coverage: vec![("quotation_marks_seen", 4), ("names_seen", 2), ("names_seen", 3)],
        };
        sample.segments = sample.letter_segments();
        sample.extraction = sample.letter_extraction();
        sample.resolution = sample.letter_resolution();
        sample.stances = sample.letter_stances();
        sample.redactions = vec![Redaction {
            span: sample.span("build it"),
            kind: RedactionKind::PostalAddress,
            action: RedactionAction::Kept,
            rule_id: "address",
        }];
        sample
    }

    pub(crate) fn layers(&self) -> Layers<'_> {
        Layers {
            document: &self.document,
            segments: &self.segments,
            extraction: &self.extraction,
            resolution: &self.resolution,
            stances: &self.stances,
            issues: &self.issues,
            sensitivity: &self.sensitivity,
            redactions: &self.redactions,
            diagnostics: &self.diagnostics,
            coverage: &self.coverage,
        }
    }

    /// Where `words` come first.
    pub(crate) fn span(&self, words: &str) -> Span {
        Span::of_length(self.document.text().find(words).unwrap(), words.len())
    }

    fn last_span(&self, words: &str) -> Span {
        Span::of_length(self.document.text().rfind(words).unwrap(), words.len())
    }

    fn letter_segments(&self) -> Vec<Segment> {
        let whole = self.document.trim(self.document.whole());
        let letter = self.span("Dear Bus Users,").cover(self.last_span("Ann Park"));
        let content = self.span("“We shall").cover(self.span("bridge."));
        let body = Segment {
            segment_type: SegmentType::Body,
            span: whole,
            parent: None,
            author: Voice::Named(self.span("Bo Lind")),
            addressee: None,
            content: whole,
            cue: None,
            date: None,
            rule_id: "body",
        };
        let letter = Segment {
            segment_type: SegmentType::Letter,
            span: letter,
            parent: Some(0),
            author: Voice::Named(self.last_span("Ann Park")),
            addressee: Some(self.span("Bus Users")),
            content,
            cue: Some(self.span("writes")),
            date: Some("--02-27".to_owned()),
            rule_id: "letter",
        };
        vec![body, letter]
    }

    fn letter_extraction(&self) -> Extraction {
        let names = [
            self.span("Bo Lind"),
            self.span("Ann Park"),
            self.span("Bus Users"),
            self.span("the council"),
            self.last_span("Ann Park"),
        ];
        let letter = Statement {
            segment: 1,
            inside: None,
            content: vec![self.segments[1].content],
            cue: vec![self.span("writes")],
            cue_lemma: Some("write".to_owned()),
            speaker: Speaker::SegmentAuthor(1),
            addressee: None,
            mode: Mode::Block,
            act: Act::Writing,
            is_negated: false,
            is_hypothetical: false,
            method: Method::Rule,
            rule_id: "block".to_owned(),
            confidence: Some(1.0),
            review_status: ReviewStatus::Auto,
        };
        let saying = Statement {
            inside: Some(0),
            content: vec![self.span("We shall,"), self.span("build it.")],
            cue: vec![self.span("said")],
            cue_lemma: Some("say".to_owned()),
            speaker: Speaker::Named(self.span("the council")),
            mode: Mode::Direct,
            act: Act::Speech,
            rule_id: "direct".to_owned(),
            ..letter.clone()
        };
        Extraction {
            mentions: names.into_iter().map(mention).collect(),
            statements: vec![letter, saying],
            ..Extraction::default()
        }
    }

    fn letter_resolution(&self) -> Resolution {
        let affiliation = Affiliation {
            member: 1,
            organisation: 0,
            area: Some("Northwick".to_owned()),
            role: Some("chair".to_owned()),
            status: AffiliationStatus::Current,
            start_date: None,
            end_date: None,
            date_text: None,
            evidence: self.span("Dear Bus Users"),
            method: Method::Rule,
            rule_id: "greeting".to_owned(),
            confidence: Some(0.5),
        };
        Resolution {
            actors: vec![
                actor("org-bus-users", ActorType::Organisation, "Bus Users"),
                actor("per-ann-park", ActorType::Person, "Ann Park"),
                actor("per-bo-lind", ActorType::Person, "Bo Lind"),
            ],
            mention_actors: vec![Some(2), Some(1), Some(0), None, Some(1)],
            author_actors: vec![Some(2), Some(1)],
            addressee_actors: vec![None, Some(0)],
            speaker_actors: vec![Some(1), None],
            statement_addressee_actors: vec![Some(0), None],
            document_author: Some(2),
            affiliations: vec![affiliation],
            ..Resolution::default()
        }
    }

    fn letter_stances(&self) -> Vec<Stance> {
        let against = Stance {
            statement: Some(0),
            holder: Some(1),
            target_type: TargetType::Issue,
            target_id: "new-bridge".to_owned(),
            polarity: Some(Polarity::Oppose),
            score: -1.0,
            is_explicit: true,
            evidence: self.span("I am against the new bridge"),
            further: vec![Evidence {
                statement: None,
                polarity: Some(Polarity::Oppose),
                span: self.span("Bus Users"),
                method: Method::Model,
                rule_id: "reader-0".to_owned(),
                confidence: Some(0.6),
            }],
            method: Method::Rule,
            rule_id: "against".to_owned(),
            confidence: Some(0.8),
            review_status: ReviewStatus::Auto,
            derived_from: None,
            abstain_reason: None,
        };
        let towards_actor = Stance {
            target_type: TargetType::Actor,
            target_id: "org-bus-users".to_owned(),
            polarity: Some(Polarity::Support),
            score: 0.5,
            evidence: self.span("Dear Bus Users"),
            further: Vec::new(),
            derived_from: Some(0),
            ..against.clone()
        };
        let narrator = Stance {
            statement: None,
            holder: Some(2),
            target_id: "bus-lanes".to_owned(),
            polarity: Some(Polarity::Mixed),
            score: 0.0,
            evidence: self.span("page 🚌"),
            ..against.clone()
        };
        vec![against, towards_actor, narrator]
    }
}

/// A small codebook, not sorted.
pub(crate) fn issues() -> Vec<Issue> {
    let issue = |issue_id: &str, label: &str| Issue {
        issue_id: issue_id.to_owned(),
        label: label.to_owned(),
        definition: None,
        parent_id: None,
        wordings: Vec::new(),
        against: Vec::new(),
        says_for: Vec::new(),
        says_against: Vec::new(),
    };
    vec![issue("new-bridge", "the new bridge"), issue("bus-lanes", "bus lanes")]
}

fn mention(span: Span) -> Mention {
    Mention {
        span,
        mention_type: MentionType::Name,
        kind: None,
        method: Method::Rule,
        rule_id: "name".to_owned(),
        confidence: None,
        stands_for: None,
    }
}

fn actor(actor_id: &str, actor_type: ActorType, name: &str) -> Actor {
    Actor {
        actor_id: actor_id.to_owned(),
        actor_type,
        name: name.to_owned(),
        sort_name: None,
        given_name: None,
        family_name: None,
        honorific_prefix: None,
        classification: None,
        wikidata_id: None,
        public_role: PublicRole::Unknown,
        is_registered: false,
        names: vec![ActorName {
            name: name.to_owned(),
            name_type: NameType::Name,
            is_observed: true,
            source: NameSource::Text,
        }],
        identifiers: vec![Identifier { scheme: "register".to_owned(), identifier: actor_id.to_owned() }],
    }
}

/// Words that differ in bytes and code points, with repeats.
const WORDS: [&str; 8] = ["yes ", "“no” ", "Ünal ", "🚌 ", "e\u{301} ", "“no” ", "a\nb ", "said "];

/// Any document with layers that fit it and each other: segments that nest, statements with one to three parts, repeats.
pub(crate) fn any_sample() -> impl Strategy<Value = Sample> {
    let words = prop::collection::vec(0..WORDS.len(), 4..40);
    let choices = prop::collection::vec((any::<u16>(), any::<u16>(), any::<u8>()), 0..12);
    (words, choices).prop_map(|(words, choices)| {
        let text: String = words.into_iter().map(|word| WORDS[word]).collect();
        sample_of(&text, &choices)
    })
}

fn sample_of(text: &str, choices: &[(u16, u16, u8)]) -> Sample {
    let document = Document::from_text("any.txt", text);
    let bounds: Vec<usize> = text.char_indices().map(|(at_byte, _)| at_byte).chain([text.len()]).collect();
    let mut sample = Sample { document, ..Sample::letter() };
    let template = sample.extraction.statements[0].clone();
    let stance = sample.stances[0].clone();
    let affiliation = sample.resolution.affiliations[0].clone();
    let n_actors = sample.resolution.actors.len();
    let mut spans = Vec::new();
    let whole = sample.document.whole();
    sample.segments = vec![Segment { span: whole, content: whole, ..sample.segments[0].clone() }];
    sample.segments[0].author = Voice::Named(Span::between(bounds[0], bounds[1]));
    sample.extraction = Extraction::default();
    sample.stances.clear();
    sample.redactions.clear();
    sample.sensitivity.clear();
    sample.resolution.affiliations.clear();
    for (one, other, kind) in choices {
        let start = usize::from(*one) % (bounds.len() - 1);
        let end = (start + 1 + usize::from(*other) % 6).min(bounds.len() - 1);
        spans.push((Span::between(bounds[start], bounds[end]), usize::from(*kind)));
    }
    spans.sort_by_key(|(span, _)| *span);
    for (nth, (span, kind)) in spans.iter().enumerate() {
        let actor = (kind % (n_actors + 1)).checked_sub(1);
        if sample.extraction.mentions.iter().all(|mention| mention.span != *span) {
            sample.extraction.mentions.push(mention(*span));
            sample.resolution.mention_actors.push(actor);
        }
        let speaker = if kind % 2 == 0 { Speaker::Named(*span) } else { Speaker::SegmentAuthor(0) };
        let parts = spans[nth..].iter().map(|(span, _)| *span).take(1 + kind % 3).collect();
        let statement =
            Statement { segment: 0, content: parts, cue: vec![*span], speaker, ..template.clone() };
        sample.extraction.statements.push(statement);
        sample.resolution.speaker_actors.push(actor);
        let further = stance.further.iter();
        let further =
            further.map(|piece| Evidence { statement: Some(nth), span: *span, ..piece.clone() }).collect();
        let evidence =
            Stance { statement: Some(nth), evidence: *span, holder: actor, further, ..stance.clone() };
        sample.stances.push(evidence);
        sample.resolution.affiliations.push(Affiliation { evidence: *span, ..affiliation.clone() });
    }
    sample.resolution.speaker_actors.drain(..2);
    sample.resolution.mention_actors.drain(..5);
    sample
}

/// A text column; the empty string where a row has no value.
pub(crate) fn texts<'a>(batch: &'a RecordBatch, name: &str) -> Vec<&'a str> {
    let array = batch.column_by_name(name).unwrap().as_string::<i32>();
    array.iter().map(Option::unwrap_or_default).collect()
}

/// A column of whole numbers; 0 where a row has no value.
pub(crate) fn column(batch: &RecordBatch, name: &str) -> Vec<i64> {
    let array = batch.column_by_name(name).unwrap().as_primitive::<Int64Type>();
    array.iter().map(Option::unwrap_or_default).collect()
}
