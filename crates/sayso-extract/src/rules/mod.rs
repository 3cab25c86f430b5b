//! Statements that structure alone tells: layout, quotation marks, and frames that cannot be mistaken.
//!
//! Each rule gives drafts; [`find`] lets one rule have each quotation, in the order of [`RULES`].

mod clause;

mod phrase;

mod subject;

mod block;

mod quotation_after_cue;

mod quotation_before_cue;

mod announced_quotation;

mod statement_in_document;

mod named_line;

mod signed_quotation;

mod transcript_turn;

mod according_to;

mod reported_clause;

mod reported_infinitive;

mod as_clause;

mod held_as;

mod noun_clause;

mod circumstances;

use sayso_model::{Act, Mention, Method, Mode, ReviewStatus, SegmentType, Span, Speaker, Statement};

use circumstances::Places;
pub(crate) use circumstances::{circumstances, sentence_of};

use crate::language::Cue;
use crate::reading::Reading;

/// What a rule goes by: where there is a model, that tells when the rule is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// Layout: what it finds stands, whatever the model says.
    Layout,
    /// A construction that cannot be mistaken: it is heard everywhere where the model is silent.
    Frame,
    /// Sentences: it is heard where the model is silent within what others say, which no training text has.
    Sentence,
}

/// A rule that finds statements.
pub(crate) struct Rule {
    /// Its file's name.
    pub(crate) id: &'static str,
    /// How sure what it finds is, by reading of its hits.
    pub(crate) confidence: f64,
    pub(crate) evidence: Evidence,
    pub(crate) find: fn(&Scene) -> Vec<Draft>,
}

/// The rules in the order in which they may claim a quotation.
pub(crate) const RULES: &[Rule] = &[
    block::RULE,
    transcript_turn::RULE,
    signed_quotation::RULE,
    quotation_after_cue::RULE,
    quotation_before_cue::RULE,
    statement_in_document::RULE,
    announced_quotation::RULE,
    named_line::RULE,
    according_to::RULE,
    reported_clause::RULE,
    reported_infinitive::RULE,
    as_clause::RULE,
    held_as::RULE,
    noun_clause::RULE,
];

/// What a rule sees.
pub(crate) struct Scene<'a> {
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) mentions: &'a [Mention],
    /// For each token: the mention it is part of.
    mention_of: Vec<Option<usize>>,
    places: Places,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(reading: &'a Reading<'a>, mentions: &'a [Mention]) -> Self {
        let mut mention_of = vec![None; reading.tokens.len()];
        for (nth, mention) in mentions.iter().enumerate() {
            for token in &mut mention_of[reading.tokens_in(mention.span)] {
                *token = Some(nth);
            }
        }
        let places = Places::new(&reading.streams, reading.tokens.len());
        Self { reading, mentions, mention_of, places }
    }

    pub(crate) fn mention_at(&self, token: usize) -> Option<&'a Mention> {
        self.mention_of[token].map(|nth| &self.mentions[nth])
    }
}

/// A statement without the name of its rule.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) segment: usize,
    pub(crate) content: Vec<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) cue_lemma: Option<String>,
    pub(crate) act: Act,
    pub(crate) speaker: Speaker,
    pub(crate) addressee: Option<Span>,
    pub(crate) mode: Mode,
    pub(crate) is_negated: bool,
    pub(crate) is_hypothetical: bool,
    /// Quotations of which it is made, if it is direct.
    pub(crate) quotations: Vec<usize>,
}

impl Draft {
    /// A direct quotation.
    pub(crate) fn direct(
        segment: usize,
        quotations: Vec<usize>,
        reading: &Reading,
        cue: &Cue,
        speaker: Speaker,
    ) -> Self {
        Self {
            segment,
            content: contents(reading, &quotations),
            cue: Vec::new(),
            cue_lemma: Some(cue.lemma.clone()),
            act: cue.act,
            speaker,
            addressee: None,
            mode: Mode::Direct,
            is_negated: false,
            is_hypothetical: false,
            quotations,
        }
    }
}

/// The words of quotations, one part for each paragraph.
fn contents(reading: &Reading, quotations: &[usize]) -> Vec<Span> {
    let parts = quotations.iter().flat_map(|quotation| &reading.quotations[*quotation].parts);
    parts.map(|part| clean(reading, part.inner)).filter(|part| !part.is_empty()).collect()
}

/// A span without white space, and without the comma that belongs to the sentence around a quotation.
pub(crate) fn clean(reading: &Reading, span: Span) -> Span {
    let span = reading.document.trim(span);
    let words = reading.document.slice(span);
    let bare = words.trim_end_matches([',', ' ']);
    Span::of_length(span.start_byte(), bare.len())
}

/// The last word of `span` that reports: a verb, else a noun ("made the following request").
pub(crate) fn last_cue<'a>(reading: &Reading<'a>, span: Span) -> Option<&'a Cue> {
    let mut tokens = reading.tokens_in(span).rev();
    let verb = tokens.clone().find_map(|token| reading.verb_at(token)).map(|(cue, _, _)| cue);
    verb.or_else(|| tokens.find_map(|token| reading.noun_at(token)))
}

/// What the rule of this name goes by.
pub(crate) fn evidence_of(rule_id: &str) -> Option<Evidence> {
    RULES.iter().find(|rule| rule.id == rule_id).map(|rule| rule.evidence)
}

/// Whether segments of this type are what others say, set apart from the text around.
pub(crate) fn is_set_apart(segment_type: SegmentType) -> bool {
    matches!(segment_type, SegmentType::SocialPost | SegmentType::Letter | SegmentType::BlockQuote)
}

/// All statements, in no particular order yet.
pub(crate) fn find(scene: &Scene) -> Vec<Statement> {
    let mut is_claimed = vec![false; scene.reading.quotations.len()];
    let mut statements = Vec::new();
    for rule in RULES {
        for draft in (rule.find)(scene) {
            if draft.content.is_empty() || draft.quotations.iter().any(|quotation| is_claimed[*quotation]) {
                continue;
            }
            for quotation in &draft.quotations {
                is_claimed[*quotation] = true;
            }
            statements.push(Statement {
                segment: draft.segment,
                inside: None,
                content: draft.content,
                cue: draft.cue,
                cue_lemma: draft.cue_lemma,
                speaker: draft.speaker,
                addressee: draft.addressee,
                mode: draft.mode,
                act: draft.act,
                is_negated: draft.is_negated,
                is_hypothetical: draft.is_hypothetical,
                method: Method::Rule,
                rule_id: rule.id.to_owned(),
                confidence: Some(rule.confidence),
                review_status: ReviewStatus::Auto,
            });
        }
    }
    statements
}

#[cfg(test)]
pub(crate) mod testing {
    use crate::mentions::testing::registry;
    use crate::testing::{body, line};
    use crate::{Language, extract};

    /// Checks what one rule finds in `text`, each as `speaker | cue | content parts joined by … | mode act`, with `not`, `if` and
    /// `to …` after it.
    pub(crate) fn check(rule: &str, text: &str, expected: &[&str]) {
        let (document, segments) = body(text);
        let extraction = extract(&document, &segments, &Language::english().unwrap(), &registry(), None);
        let found: Vec<String> = extraction
            .statements
            .iter()
            .filter(|statement| statement.rule_id == rule)
            .map(|statement| line(&document, statement))
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}
