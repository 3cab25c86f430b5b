//! Figures of coding in which some rows are optional: finding one of those counts neither for nor against.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::attribution::{Attribution, Predictions};
use crate::counts::{Counts, Figures};
use crate::gold::OptionalDocument;
use crate::pairing::ENOUGH;
use crate::text::{Text, Words};

/// What is told of such coding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct OptionalFigures {
    /// The content is right, and the sources share a word or neither is named.
    pub(crate) attr_any: Figures,
    /// The content is right.
    pub(crate) content: Figures,
    /// Coded documents.
    pub(crate) docs: usize,
}

/// Words of an attribution's content and source; a stretch without words has none.
struct Worded {
    content: Words,
    source: Words,
}

impl Worded {
    fn new(text: &Text, attribution: &Attribution) -> Self {
        let source = attribution.source.as_deref().unwrap_or_default();
        Self {
            content: Words::without_pieces(text, &attribution.content),
            source: Words::without_pieces(text, source),
        }
    }

    fn has_same_source(&self, other: &Self) -> bool {
        self.source.shares_any(&other.source) || (self.source.is_empty() && other.source.is_empty())
    }
}

/// A coded row and a prediction whose contents are alike.
struct Candidate {
    likeness: f64,
    is_sure: bool,
    is_same_source: bool,
    gold: usize,
    predicted: usize,
}

/// Hits of one document, or of all.
#[derive(Default)]
struct Hits {
    n_content: usize,
    n_any: usize,
    n_predicted: usize,
    n_gold: usize,
}

pub(crate) fn score_optional(
    gold: &BTreeMap<String, OptionalDocument>,
    predictions: &Predictions,
) -> OptionalFigures {
    let mut hits = Hits::default();
    for (doc, document) in gold {
        let predicted = predictions.get(doc).map(Vec::as_slice).unwrap_or_default();
        count(&mut hits, document, predicted);
    }
    let figures = |n_hits: usize| {
        let mut counts = Counts::default();
        counts.add(n_hits, hits.n_predicted, hits.n_gold);
        counts.figures()
    };
    OptionalFigures { attr_any: figures(hits.n_any), content: figures(hits.n_content), docs: gold.len() }
}

fn count(hits: &mut Hits, document: &OptionalDocument, predicted: &[Attribution]) {
    let text = &document.text;
    let gold: Vec<(Worded, bool)> =
        document.rows.iter().map(|row| (Worded::new(text, &row.attribution), row.is_sure)).collect();
    let predicted: Vec<Worded> = predicted.iter().map(|attribution| Worded::new(text, attribution)).collect();
    let mut is_gold_free = vec![true; gold.len()];
    let mut is_predicted_free = vec![true; predicted.len()];
    for candidate in candidates(&gold, &predicted) {
        if !is_gold_free[candidate.gold] || !is_predicted_free[candidate.predicted] {
            continue;
        }
        is_gold_free[candidate.gold] = false;
        is_predicted_free[candidate.predicted] = false;
        if candidate.is_sure {
            hits.n_content += 1;
            hits.n_any += usize::from(candidate.is_same_source);
            hits.n_predicted += 1;
        }
    }
    hits.n_predicted += is_predicted_free.iter().filter(|is_free| **is_free).count();
    hits.n_gold += gold.iter().filter(|(_, is_sure)| *is_sure).count();
}

/// Pairs with enough in common, best first: then sure before optional, right source before wrong, earlier row, later prediction.
fn candidates(gold: &[(Worded, bool)], predicted: &[Worded]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (at_predicted, found) in predicted.iter().enumerate() {
        for (at_gold, (coded, is_sure)) in gold.iter().enumerate() {
            let likeness = found.content.jaccard(&coded.content);
            if likeness >= ENOUGH {
                candidates.push(Candidate {
                    likeness,
                    is_sure: *is_sure,
                    is_same_source: found.has_same_source(coded),
                    gold: at_gold,
                    predicted: at_predicted,
                });
            }
        }
    }
    candidates.sort_by(|one, other| {
        let rest = |candidate: &Candidate| {
            (candidate.is_sure, candidate.is_same_source, Reverse(candidate.gold), candidate.predicted)
        };
        other.likeness.total_cmp(&one.likeness).then_with(|| rest(other).cmp(&rest(one)))
    });
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gold::OptionalRow;

    const TEXT: &str = "Ann said it rains. Bo hopes it stops. Cy says so.";

    fn attribution(source: Option<(usize, usize)>, content: (usize, usize)) -> Attribution {
        Attribution { source: source.map(|source| vec![source]), cue: None, content: vec![content] }
    }

    fn check(predicted: &[Attribution], n_any: usize, n_content: usize, n_predicted: usize) {
        let row =
            |source, content, is_sure| OptionalRow { attribution: attribution(source, content), is_sure };
        let rows = vec![
            row(Some((0, 3)), (9, 17), true),
            row(Some((19, 21)), (28, 36), false),
            row(None, (46, 48), true),
        ];
        let gold = BTreeMap::from([("a".to_owned(), OptionalDocument { text: Text::new(TEXT), rows })]);
        let figures = score_optional(&gold, &Predictions::from([("a".to_owned(), predicted.to_vec())]));
        let found = (figures.attr_any.tp, figures.content.tp, figures.content.pred, figures.content.gold);
        assert_eq!(found, (n_any, n_content, n_predicted, 2));
    }

    #[test]
    fn an_optional_row_counts_neither_for_nor_against() {
        check(&[], 0, 0, 0);
        check(&[attribution(Some((19, 21)), (28, 36))], 0, 0, 0);
        check(&[attribution(Some((19, 21)), (28, 36)), attribution(Some((0, 3)), (9, 17))], 1, 1, 1);
    }

    #[test]
    fn a_source_without_words_is_none() {
        check(&[attribution(None, (46, 48))], 1, 1, 1);
        check(&[attribution(Some((48, 49)), (46, 48))], 1, 1, 1);
        check(&[attribution(Some((38, 40)), (46, 48))], 0, 1, 1);
    }

    #[test]
    fn of_two_like_predictions_the_one_with_the_right_source_is_taken() {
        let wrong = attribution(Some((19, 21)), (9, 17));
        let right = attribution(Some((0, 3)), (9, 17));
        check(&[wrong.clone(), right.clone()], 1, 1, 2);
        check(&[right, wrong], 1, 1, 2);
    }

    #[test]
    fn a_prediction_without_words_is_wrong() {
        check(&[attribution(None, (17, 18))], 0, 0, 1);
        check(&[attribution(None, (9, 9))], 0, 0, 1);
    }
}
