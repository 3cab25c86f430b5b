//! Statements and mentions put in order, nested, and counted.

use sayso_model::{
    Diagnostic, Document, EntityKind, Extraction, Mention, MentionType, Method, Mode, Severity, Span, Speaker, Stage, Statement,
};

use crate::language::Class;
use crate::reading::{MarkKind, Reading, TokenKind};

/// Sorts statements, drops repeats and sets which statement each stands in.
pub(crate) fn nest(mut statements: Vec<Statement>) -> Vec<Statement> {
    statements.sort_by(|one, other| {
        let key = |statement: &Statement| (statement.outer(), statement.mode != Mode::Block);
        key(one).cmp(&key(other)).then_with(|| other.confidence.unwrap_or(1.0).total_cmp(&one.confidence.unwrap_or(1.0)))
    });
    statements.dedup_by(|later, earlier| later.content == earlier.content && later.cue == earlier.cue);
    // Statements whose content is not over yet, outermost first.
    let mut open: Vec<usize> = Vec::new();
    for at in 0..statements.len() {
        let outer = statements[at].outer();
        while open.last().is_some_and(|last| statements[*last].outer().end_byte() <= outer.start_byte()) {
            open.pop();
        }
        let whole = statements[at].cue.iter().fold(outer, |whole, cue| whole.cover(*cue));
        let holder = open.iter().rev().take(MAX_NESTING).copied().find(|holder| holds(&statements[*holder], outer, whole, &statements[at]));
        statements[at].inside = holder;
        open.push(at);
    }
    statements
}

/// Deeper nesting is not looked for.
const MAX_NESTING: usize = 16;

/// Whether one part of `holder` contains the other statement, with its cue unless the cue is layout.
fn holds(holder: &Statement, outer: Span, whole: Span, inner: &Statement) -> bool {
    let needed = if inner.mode == Mode::Block { outer } else { whole };
    let is_same = holder.content == inner.content && holder.mode == inner.mode;
    !is_same && holder.content.iter().any(|part| part.contains(needed))
}

/// Adds a mention for each speaker whom no mention names: pronouns, nominals, and names that stood alone.
pub(crate) fn speaker_mentions(reading: &Reading, statements: &[Statement], mentions: &mut Vec<Mention>) {
    let known: std::collections::BTreeSet<Span> = mentions.iter().map(|mention| mention.span).collect();
    let mut added: std::collections::BTreeSet<Span> = std::collections::BTreeSet::new();
    for statement in statements {
        let Speaker::Named(span) = statement.speaker else { continue };
        if known.contains(&span) || !added.insert(span) {
            continue;
        }
        let tokens = reading.tokens_in(span);
        let Some(first) = tokens.clone().next() else { continue };
        let is_pronoun = tokens.len() == 1
            && reading.tokens[first].classes.has_any(&[Class::SubjectPronoun, Class::ObjectPronoun, Class::Possessive]);
        let is_name = tokens.clone().all(|token| reading.is_capital(token) && !reading.has(token, Class::Determiner));
        let mention_type = match (is_pronoun, is_name) {
            (true, _) => MentionType::Pronoun,
            (_, true) => MentionType::Name,
            _ => MentionType::Nominal,
        };
        mentions.push(Mention {
            span,
            mention_type,
            kind: None::<EntityKind>,
            method: Method::Rule,
            rule_id: "speaker".to_owned(),
            confidence: statement.confidence,
            stands_for: None,
        });
    }
    mentions.sort_by_key(|mention| mention.span);
}

/// Counts for the coverage table.
pub(crate) fn coverage(reading: &Reading, extraction: &Extraction) -> Vec<(&'static str, u64)> {
    let mut n_cues = 0;
    for unit in reading.units.iter().filter(|unit| unit.is_own_words) {
        for token in unit.tokens.clone() {
            n_cues += u64::from(reading.verb_at(token).is_some_and(|(cue, ..)| cue.takes.quotation));
        }
    }
    let verbs = extraction.statements.iter().filter(|statement| {
        statement.mode != Mode::Block && statement.cue.iter().any(|cue| reading.tokens_in(*cue).any(|token| reading.verb_at(token).is_some()))
    });
    let is_name = |mention: &&Mention| {
        !matches!(mention.mention_type, MentionType::Nominal | MentionType::Pronoun)
    };
    let doubles: Vec<Span> = (reading.quotations.iter())
        .filter(|quotation| quotation.kind != MarkKind::Single)
        .filter_map(|quotation| quotation.parts.first().map(|part| part.inner))
        .collect();
    // Content of statements by start, to see which quotations they cover.
    let mut contents: Vec<Span> = extraction.statements.iter().flat_map(|statement| statement.content.iter().copied()).collect();
    contents.sort();
    let mut reach: Vec<usize> = Vec::with_capacity(contents.len());
    for content in &contents {
        reach.push(reach.last().copied().unwrap_or(0).max(content.end_byte()));
    }
    let is_attributed = |inner: &&Span| {
        let before = contents.partition_point(|content| content.start_byte() <= inner.end_byte().min(first_word(reading.document, **inner)));
        before > 0 && reach[before - 1] > inner.start_byte()
    };
    vec![
        ("quotation_marks_seen", doubles.len() as u64 + displayed_marks(reading)),
        ("quotation_marks_attributed", doubles.iter().filter(is_attributed).count() as u64 + displayed_marks(reading)),
        ("cue_verbs_seen", n_cues),
        ("cue_verbs_used", verbs.count() as u64),
        ("names_seen", extraction.mentions.iter().filter(is_name).count() as u64),
    ]
}

fn first_word(document: &Document, inner: Span) -> usize {
    document.trim(inner).start_byte()
}

/// Pairs of marks that enclose a displayed quotation: they stand outside the segment's own words.
fn displayed_marks(reading: &Reading) -> u64 {
    let is_opener = |token: usize| matches!(reading.tokens[token].kind, TokenKind::Mark('“' | '"' | '„' | '«'));
    let units = reading.units.iter().enumerate().filter(|(_, unit)| !unit.is_own_words);
    let before_words = units.filter(|(nth, unit)| {
        let is_last_of_header = reading.units.get(nth + 1).is_some_and(|next| next.is_own_words && next.segment == unit.segment);
        is_last_of_header && unit.tokens.end.checked_sub(1).is_some_and(is_opener)
    });
    before_words.count() as u64
}

/// What was seen and not understood.
pub(crate) fn diagnostics(reading: &Reading) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for quotation in reading.quotations.iter().filter(|quotation| !quotation.is_closed) {
        let Some(first) = quotation.parts.first() else { continue };
        let message = "no mark closes this quotation; it counts to the end of its paragraph";
        let found = Diagnostic::new(Severity::Warning, Stage::Extract, "unclosed_quotation", message);
        diagnostics.push(found.at(reading.tokens[first.open_token].span));
    }
    for mark in &reading.stray_marks {
        let message = "this quotation mark opens and closes nothing";
        diagnostics.push(Diagnostic::new(Severity::Info, Stage::Extract, "stray_quotation_mark", message).at(*mark));
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    diagnostics
}
