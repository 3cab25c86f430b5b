//! Texts with marked names, for tests: `[p:Ann Park] of the [o:Harbour Union] ([a=:HU])`.
//!
//! Before the colon: `p` person, `o` organisation, `g` group, `l` place, `?` name of unknown kind, `a` acronym, `a=` acronym that
//! stands for the mention before it, `h` account or hashtag, `i` initials, `s` signature, `r` pronoun, `n` nominal, `c` a body's head word with a capital.

use sayso_model::{
    Document, EntityKind, Extraction, Mention, MentionType, Metadata, Method, Segment, SegmentType, Span,
    Speaker, Statement, Voice,
};

use crate::registry::Registry;

pub(crate) struct MarkedText {
    pub(crate) document: Document,
    pub(crate) segments: Vec<Segment>,
    pub(crate) extraction: Extraction,
}

/// The document and mentions that `marked` describes, in one body segment.
pub(crate) fn marked_text(marked: &str) -> MarkedText {
    let mut text = String::new();
    let mut mentions: Vec<Mention> = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (mark, after) = after.split_once(':').expect("a colon");
        let (words, after) = after.split_once(']').expect("a closing bracket");
        text.push_str(before);
        let span = Span::of_length(text.len(), words.len());
        text.push_str(words);
        let (mention_type, kind) = match mark {
            "p" => (MentionType::Name, Some(EntityKind::Person)),
            "o" => (MentionType::Name, Some(EntityKind::Organisation)),
            "g" => (MentionType::Nominal, Some(EntityKind::Group)),
            "l" => (MentionType::Name, Some(EntityKind::Place)),
            "?" => (MentionType::Name, None),
            "a" | "a=" => (MentionType::Acronym, Some(EntityKind::Organisation)),
            "h" => (MentionType::Handle, None),
            "i" => (MentionType::Initials, Some(EntityKind::Person)),
            "s" => (MentionType::Signature, Some(EntityKind::Person)),
            "r" => (MentionType::Pronoun, None),
            "n" => (MentionType::Nominal, Some(EntityKind::Person)),
            "c" => (MentionType::Nominal, Some(EntityKind::Organisation)),
            _ => panic!("no such mark: {mark}"),
        };
        let stands_for = (mark == "a=").then(|| mentions.last().expect("a mention before").span);
        let (method, rule_id) = (Method::Rule, "marked".to_owned());
        mentions.push(Mention { span, mention_type, kind, method, rule_id, confidence: None, stands_for });
        rest = after;
    }
    text.push_str(rest);
    let document = Document::from_text("marked.txt", text);
    let segments = vec![segment(SegmentType::Body, document.whole())];
    MarkedText { document, segments, extraction: Extraction { mentions, ..Extraction::default() } }
}

/// A segment of nobody's voice that has no words but its content.
pub(crate) fn segment(segment_type: SegmentType, span: Span) -> Segment {
    Segment {
        segment_type,
        span,
        parent: None,
        author: Voice::Unknown,
        addressee: None,
        content: span,
        cue: None,
        date: None,
        rule_id: "marked",
    }
}

impl MarkedText {
    /// The nth place (from 0) where `words` stand.
    pub(crate) fn span_of(&self, words: &str, nth: usize) -> Span {
        let (at_byte, _) = self.document.text().match_indices(words).nth(nth).expect("words of the text");
        Span::of_length(at_byte, words.len())
    }

    /// Adds a segment that spans `words`.
    pub(crate) fn with_segment(mut self, segment_type: SegmentType, words: &str, author: Voice) -> Self {
        let span = self.span_of(words, 0);
        self.segments.push(Segment { author, parent: Some(0), ..segment(segment_type, span) });
        self
    }

    pub(crate) fn with_metadata(mut self, metadata: Metadata) -> Self {
        let text = self.document.text().to_owned();
        self.document = Document::new("marked.txt", text.as_bytes(), text.clone(), metadata);
        self
    }

    /// Adds a direct statement of `content` by the nth place of `speaker`'s words.
    pub(crate) fn with_statement(mut self, content: &str, speaker: &str, nth: usize) -> Self {
        let statement = statement(self.span_of(content, 0), Speaker::Named(self.span_of(speaker, nth)));
        self.extraction.statements.push(statement);
        self
    }

    /// The name of each mention's actor, `?` where there is none.
    pub(crate) fn actors_of_mentions(&self, registry: &Registry) -> Vec<String> {
        let resolution = crate::resolve(&self.document, &self.segments, &self.extraction, registry);
        let name =
            |actor: &Option<usize>| actor.map_or("?".to_owned(), |at| resolution.actors[at].name.clone());
        resolution.mention_actors.iter().map(name).collect()
    }

    /// The name of each statement's speaker, `?` where there is none.
    pub(crate) fn speakers(&self, registry: &Registry) -> Vec<String> {
        let resolution = crate::resolve(&self.document, &self.segments, &self.extraction, registry);
        let name =
            |actor: &Option<usize>| actor.map_or("?".to_owned(), |at| resolution.actors[at].name.clone());
        resolution.speaker_actors.iter().map(name).collect()
    }
}

pub(crate) fn statement(content: Span, speaker: Speaker) -> Statement {
    Statement {
        segment: 0,
        inside: None,
        content: vec![content],
        cue: Vec::new(),
        cue_lemma: None,
        speaker,
        addressee: None,
        mode: sayso_model::Mode::Direct,
        act: sayso_model::Act::Speech,
        is_negated: false,
        is_hypothetical: false,
        method: Method::Rule,
        rule_id: "marked".to_owned(),
        confidence: None,
        review_status: sayso_model::ReviewStatus::Auto,
    }
}

/// A registry of invented people and bodies.
pub(crate) fn invented() -> Registry {
    let contents = include_str!("../tests/invented.toml").to_owned();
    Registry::from_toml(&[("invented.toml".to_owned(), contents)]).expect("a registry without faults")
}
