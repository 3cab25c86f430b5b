//! What the clause around a cue tells of a report: whether it was made, and to whom.

use std::ops::Range;

use sayso_model::{Span, Speaker};

use super::Scene;
use super::clause::Clause;
use super::quotation_after_cue::Gap;
use crate::language::Class;
use crate::reading::Stream;

/// How far before a cue its auxiliaries are looked for, in items.
const MAX_AUXILIARIES: usize = 6;

/// Most items between a cue and what it reports.
const MAX_GAP: usize = 22;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Circumstances {
    pub(crate) is_negated: bool,
    pub(crate) is_hypothetical: bool,
    /// Whether the cue's subject is told and does not tell.
    pub(crate) is_passive: bool,
    /// The words that the clause has for the cue's subject, seen through "who".
    pub(crate) subject: Option<Span>,
    /// The words that name whom it was said to.
    pub(crate) addressee: Option<Span>,
}

/// Where each token stands in the streams.
pub(super) struct Places {
    /// For each token: its stream, and its item there.
    of_token: Vec<Option<(usize, usize)>>,
}

impl Places {
    pub(super) fn new(streams: &[Stream], n_tokens: usize) -> Self {
        let mut of_token = vec![None; n_tokens];
        for (stream, found) in streams.iter().enumerate() {
            for (at, item) in found.items.iter().enumerate() {
                if let Some(token) = item.token() {
                    of_token[token] = Some((stream, at));
                }
            }
        }
        Self { of_token }
    }
}

/// The circumstances of a report whose cue and speaker are these tokens; the speaker's may be empty.
pub(crate) fn circumstances(scene: &Scene, cue: Range<usize>, speaker: Range<usize>) -> Circumstances {
    let mut found = Circumstances::default();
    for token in cue.clone().rev() {
        let Some((clause, at)) = clause_of(scene, token) else { continue };
        let Some(verb) = clause.verb(at) else { continue };
        if let Some(subject) = clause.subject_of(&verb) {
            found.is_negated = subject.is_negated;
            found.is_hypothetical = subject.is_hypothetical;
            found.addressee = subject.addressee;
            found.is_passive = subject.addressee.is_some();
            found.subject = match subject.speaker {
                Speaker::Named(span) => Some(span),
                Speaker::SegmentAuthor(_) | Speaker::Unknown => None,
            };
        }
        if found.addressee.is_none() && (verb.cue.takes.addressee || clause.is_word(verb.end, "to")) {
            let gap_end = (verb.end..clause.end.min(verb.end + MAX_GAP)).find(|at| {
                clause.quotation(*at).is_some() || clause.is_word(*at, "that") || clause.is_mark(*at, ",:")
            });
            found.addressee = gap_end.and_then(|end| Gap::read(&clause, verb.end, end).addressee);
        }
        break;
    }
    let (is_negated, is_supposed) = said_around(scene, &cue, &speaker);
    found.is_negated |= is_negated;
    found.is_hypothetical |= is_supposed;
    found
}

/// The tokens of the sentence in which a token stands, on its level; those of quotations within it are among them.
pub(crate) fn sentence_of(scene: &Scene, token: usize) -> Option<Range<usize>> {
    let (clause, _) = clause_of(scene, token)?;
    let tokens = scene.reading.tokens_in(clause.span(clause.start..clause.end));
    Some(tokens)
}

fn clause_of<'a>(scene: &'a Scene<'a>, token: usize) -> Option<(Clause<'a>, usize)> {
    let (stream, at) = scene.places.of_token.get(token).copied().flatten()?;
    let stream = &scene.reading.streams[stream];
    let nth = stream.sentences.partition_point(|sentence| sentence.end <= at);
    let sentence = stream.sentences.get(nth)?;
    Some((Clause { scene, stream, start: sentence.start, end: sentence.end }, at))
}

/// Whether words in the cue or right before it deny the report, and whether they or a word before the speaker suppose it.
fn said_around(scene: &Scene, cue: &Range<usize>, speaker: &Range<usize>) -> (bool, bool) {
    let has = |token: usize, class| scene.reading.has(token, class);
    let mut is_negated = cue.clone().any(|token| has(token, Class::Negation));
    let mut is_supposed = cue.clone().any(|token| has(token, Class::Modal));
    if let Some((clause, first)) = clause_of(scene, cue.start) {
        let floor = first.saturating_sub(MAX_AUXILIARIES).max(clause.start);
        for at in (floor..first).rev() {
            let auxiliaries =
                [Class::Be, Class::Have, Class::Do, Class::Modal, Class::Negation, Class::Adverb];
            if clause.mention(at).is_some() || !clause.has_any(at, &auxiliaries) {
                break;
            }
            is_negated |= clause.has(at, Class::Negation);
            is_supposed |= clause.has(at, Class::Modal);
        }
    }
    if let Some((clause, first)) = (!speaker.is_empty()).then(|| clause_of(scene, speaker.start)).flatten() {
        is_negated |= clause.has(first, Class::NegativeSubject)
            || clause.is_word(first, "no") && clause.is_word(first + 1, "one");
        is_supposed |= first > clause.start && clause.has(first - 1, Class::Supposition);
    }
    (is_negated, is_supposed)
}
