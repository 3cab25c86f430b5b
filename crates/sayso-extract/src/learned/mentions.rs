//! Scores of one window to mentions, and mentions of a document to what they point back at (`training/SPEC.md`, section 8).

use libm::{expf, logf};
use sayso_encoder::{MentionVector, Reader, Relation, Scores, Window, WordMatch, WordRange};
use sayso_model::Span;

use super::best_path::{labels, spans};
use super::settings::Settings;

/// How words point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Name = 0,
    Nominal = 1,
    Pronoun = 2,
}

/// The pronoun class of a word that the model does not list.
const UNLISTED: usize = 10;

/// A mention as the model sees it.
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// 0 person, 1 organisation, 2 place, 3 other.
    pub(super) entity: usize,
    /// Probability of its label, the mean over its words.
    pub(super) score: f32,
    /// In lower case.
    words: Vec<String>,
    paragraph: usize,
    is_quoted: bool,
    vector: MentionVector,
}

impl Found {
    /// Its words, in lower case.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }
}

/// Names, nominals and pronouns of a window, in text order.
pub(super) fn find(
    reader: &Reader,
    settings: &Settings,
    text: &str,
    window: &Window,
    scores: &Scores,
) -> Vec<Found> {
    let mut ranges: Vec<(WordRange, Kind, usize, f32)> = Vec::new();
    for (kind, rows) in [(Kind::Name, &scores.names), (Kind::Nominal, &scores.nominals)] {
        for (entity, words) in spans(&labels(rows)) {
            let is_known = ranges.iter().rev().any(|(known, ..)| *known == words);
            if !is_known {
                ranges.push((words, kind, entity, label_score(rows, words, entity)));
            }
        }
    }
    for (word, row) in scores.pronouns.iter().enumerate() {
        let mut best = 0;
        for (label, score) in row.iter().enumerate() {
            if *score > row[best] {
                best = label;
            }
        }
        let words = WordRange { first: word, last: word };
        if best > 0 && !ranges.iter().any(|(known, ..)| *known == words) {
            ranges.push((words, Kind::Pronoun, best - 1, expf(row[best])));
        }
    }
    ranges.sort_by_key(|(words, ..)| *words);
    ranges
        .into_iter()
        .map(|(range, kind, entity, score)| {
            let all = &window.words[range.first..=range.last];
            let words: Vec<String> = all.iter().map(|word| text[word.span.clone()].to_lowercase()).collect();
            let pronoun = match kind {
                Kind::Pronoun => settings.pronouns.get(&words[0]).copied().unwrap_or(UNLISTED),
                Kind::Name | Kind::Nominal => 0,
            };
            Found {
                span: Span::between(all[0].span.start, all[all.len() - 1].span.end),
                kind,
                entity,
                score,
                paragraph: all[0].paragraph,
                is_quoted: all[0].is_quoted(),
                vector: reader.mention(scores, range, 4 * kind as usize + entity, pronoun),
                words,
            }
        })
        .collect()
}

/// The geometric mean, over the words of a span, of the probability that each is of this entity.
fn label_score(rows: &[[f32; 9]], words: WordRange, entity: usize) -> f32 {
    let (begin, inside) = (1 + 2 * entity, 2 + 2 * entity);
    let range = &rows[words.first..=words.last];
    let sum: f32 = range.iter().map(|row| logf(expf(row[begin]) + expf(row[inside]))).sum();
    expf(sum / range.len() as f32)
}

/// The mention that the mention `at` of a document points back at, and how sure that is; `found` are all of them, in text order.
pub(super) fn antecedent(
    reader: &Reader,
    settings: &Settings,
    found: &[Found],
    at: usize,
) -> Option<(usize, f32)> {
    let anaphor = &found[at];
    if anaphor.kind == Kind::Name {
        return None;
    }
    let earlier = (0..at).rev().filter(|known| found[*known].span.end_byte() <= anaphor.span.start_byte());
    let none = anaphor.vector.no_antecedent + settings.decode.ante_bias;
    let (mut best, mut most) = (None, none);
    let mut logits = vec![none];
    for (nth, known) in earlier.take(settings.candidates).enumerate() {
        let candidate = &found[known];
        let relation = Relation {
            rank: nth + 1,
            paragraphs_back: anaphor.paragraph - candidate.paragraph,
            word_match: word_match(&anaphor.words, &candidate.words),
            is_anaphor_quoted: anaphor.is_quoted,
            is_candidate_quoted: candidate.is_quoted,
        };
        let logit = reader.pair(&anaphor.vector, &candidate.vector, relation);
        logits.push(logit);
        if logit > most {
            (best, most) = (Some(known), logit);
        }
    }
    let total: f32 = logits.iter().map(|logit| expf(logit - most)).sum();
    best.map(|known| (known, 1.0 / total))
}

fn word_match(anaphor: &[String], candidate: &[String]) -> WordMatch {
    let last = anaphor.last();
    if anaphor == candidate {
        WordMatch::All
    } else if last == candidate.last() {
        WordMatch::LastWord
    } else if last.is_some_and(|word| candidate.contains(word)) {
        WordMatch::Contained
    } else {
        WordMatch::None
    }
}
