//! Every metric of coded events: spans alone, and attributions whole.

mod attributions;

mod optional;

mod spans;

use std::collections::BTreeMap;

use crate::attribution::{Coded, Predictions};
use crate::counts::{Counts, Figures};
use crate::gold::CodedDocument;

pub(crate) use optional::{OptionalFigures, score_optional};

/// Counts by the name of their metric.
#[derive(Default)]
struct Tally(BTreeMap<String, Counts>);

impl Tally {
    fn of(&mut self, metric: impl Into<String>) -> &mut Counts {
        self.0.entry(metric.into()).or_default()
    }
}

/// The figures of every metric, by name; none at all if nothing is coded.
///
/// A document without predictions counts as one in which nothing was found.
pub(crate) fn score(
    gold: &BTreeMap<String, CodedDocument>,
    predictions: &Predictions,
) -> BTreeMap<String, Figures> {
    let mut tally = Tally::default();
    for (doc, document) in gold {
        let predicted = predictions.get(doc).map(Vec::as_slice).unwrap_or_default();
        let predicted: Vec<Coded> = predicted.iter().filter_map(Coded::new).collect();
        spans::count(&mut tally, &document.text, &document.attributions, &predicted);
        attributions::count(&mut tally, &document.text, &document.attributions, &predicted);
    }
    tally.0.into_iter().map(|(metric, counts)| (metric, counts.figures())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::Attribution;
    use crate::text::Text;

    const TEXT: &str = "The mayor said \"we will win\" on Monday.\n\nIt was reported that rain fell.\n";

    fn attribution(source: Option<&str>, cue: Option<&str>, content: &str) -> Attribution {
        let range = |words: &str| {
            let start = TEXT.find(words).unwrap();
            vec![(start, start + words.len())]
        };
        Attribution { source: source.map(range), cue: cue.map(range), content: range(content) }
    }

    fn coded() -> Vec<Attribution> {
        vec![
            attribution(Some("The mayor"), Some("said"), "\"we will win\""),
            attribution(None, Some("was reported"), "that rain fell"),
        ]
    }

    fn scored(predicted: &[Attribution]) -> BTreeMap<String, Figures> {
        let attributions = coded().iter().filter_map(Coded::new).collect();
        let gold = BTreeMap::from([("a".to_owned(), CodedDocument { text: Text::new(TEXT), attributions })]);
        score(&gold, &Predictions::from([("a".to_owned(), predicted.to_vec())]))
    }

    /// Hits of the metrics that a table shows.
    fn check(predicted: &[Attribution], expected: &[(&str, usize)]) {
        let figures = scored(predicted);
        for (metric, tp) in expected {
            assert_eq!(figures[*metric].tp, *tp, "{metric}");
        }
    }

    #[test]
    fn what_was_coded_scores_one_everywhere() {
        for (metric, figures) in scored(&coded()) {
            if figures.gold > 0 {
                assert_eq!((figures.p, figures.r, figures.f1), (1.0, 1.0, 1.0), "{metric}");
            }
        }
    }

    #[test]
    fn nothing_found_scores_zero_everywhere() {
        let figures = scored(&[]);
        assert_eq!((figures["attr.any"].gold, figures["attr.any"].pred), (2, 0));
        assert!(figures.values().all(|figures| figures.f1 == 0.0));
    }

    #[test]
    fn quotation_marks_left_off_are_no_exact_hit() {
        let found = attribution(Some("The mayor"), Some("said"), "we will win");
        check(
            &[found],
            &[
                ("content.exact", 0),
                ("content.trim", 1),
                ("content.soft", 1),
                ("content.piece_trim", 1),
                ("attr.full", 1),
            ],
        );
    }

    #[test]
    fn sources_that_are_partly_right() {
        let found = attribution(Some("mayor"), None, "we will win");
        check(
            &[found],
            &[
                ("attr.any", 1),
                ("attr.soft", 1),
                ("attr.head", 1),
                ("attr.text", 1),
                ("attr.exact", 0),
                ("attr.full", 0),
                ("source.exact", 0),
            ],
        );
    }

    #[test]
    fn a_source_where_none_is_named_is_wrong() {
        let found = attribution(Some("It"), Some("was reported"), "that rain fell");
        check(
            &[found],
            &[("attr.content", 1), ("attr.any", 0), ("attr.cue_any", 1), ("attr_sourced.any", 0)],
        );
        let found = attribution(None, None, "that rain fell");
        check(&[found], &[("attr.any", 1), ("attr.exact", 1), ("attr.cue_any", 0)]);
    }

    #[test]
    fn saying_a_thing_twice_is_right_once() {
        let figures = scored(&[coded()[0].clone(), coded()[0].clone()]);
        assert_eq!((figures["attr.any"].tp, figures["attr.any"].pred), (1, 2));
        assert_eq!(figures["content.soft"].pred, 1);
    }

    #[test]
    fn classes_are_told_apart_on_both_sides() {
        let found = attribution(Some("The mayor"), Some("said"), "said \"we will win\"");
        let figures = scored(&[found]);
        let direct = figures["class.direct.attr.any"];
        assert_eq!((direct.r, direct.pred, direct.gold), (1.0, 0, 1));
        let mixed = figures["class.mixed.attr.any"];
        assert_eq!((mixed.p, mixed.pred, mixed.gold), (1.0, 1, 0));
    }
}
