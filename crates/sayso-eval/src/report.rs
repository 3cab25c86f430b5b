//! What scoring gives back: a table for people, JSON for programs.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::counts::Figures;
use crate::score::OptionalFigures;

/// The metrics that the table shows, in its order; those of each class come after them.
const ROWS: [&str; 20] = [
    "content.exact",
    "content.trim",
    "content.piece_exact",
    "content.piece_trim",
    "content.soft",
    "content.token",
    "source.exact",
    "source.soft",
    "cue.exact",
    "cue.soft",
    "attr.content",
    "attr.any",
    "attr.head",
    "attr.soft",
    "attr.text",
    "attr.exact",
    "attr.full",
    "attr_sourced.any",
    "src_acc_given_content.any",
    "src_acc_given_content.text",
];

/// The metrics that the table shows of each class.
const CLASS_ROWS: [&str; 2] = ["content.soft", "attr.any"];

/// How well predictions agree with hand coding.
///
/// Its [`Display`](fmt::Display) is a table; serialised, it has every metric, also those that the table leaves out.
///
/// Contents are held against each other by their words: pairs share at least half of their words (Jaccard), each content is in one
/// pair at most, and the best pairs are made first. Of brat coding, `attr.*` ask of a pair besides: `any`, `soft`, `head`, `text`,
/// `exact` the source, from one shared word to the same characters; `cue_any` the cue; `full` source and cue. A source or cue that
/// neither side names is right. `content.*`, `source.*` and `cue.*` are over the distinct spans of a document, `token` over words,
/// `piece_*` over the pieces of spans, and `trim` forgives what is no letter or digit at the ends. `class.*` tell direct, mixed and
/// indirect speech apart by the quotation marks of the text. Of JSON lines there are `attr_any` and `content`.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Report(Kind);

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Kind {
    Brat(BratReport),
    JsonLines(OptionalFigures),
}

#[derive(Clone, Debug, Serialize)]
struct BratReport {
    #[serde(rename = "_meta")]
    about: About,
    #[serde(flatten)]
    figures: BTreeMap<String, Figures>,
}

/// What was held against what.
#[derive(Clone, Debug, Serialize)]
struct About {
    docs: usize,
    docs_predicted: usize,
    pred_docs_not_in_gold: usize,
    annotator: &'static str,
}

impl Report {
    /// `n_predicted` of the `n_gold` coded documents are among the `n_all_predicted` that have predictions.
    pub(crate) fn of_brat(
        figures: BTreeMap<String, Figures>,
        n_gold: usize,
        n_predicted: usize,
        n_all_predicted: usize,
    ) -> Self {
        let about = About {
            docs: n_gold,
            docs_predicted: n_predicted,
            pred_docs_not_in_gold: n_all_predicted - n_predicted,
            annotator: "first",
        };
        Self(Kind::Brat(BratReport { about, figures }))
    }

    pub(crate) fn of_json_lines(figures: OptionalFigures) -> Self {
        Self(Kind::JsonLines(figures))
    }

    /// The figures of one metric, such as `attr.any`; none if there is no such metric.
    pub fn figures(&self, metric: &str) -> Option<Figures> {
        match (&self.0, metric) {
            (Kind::Brat(report), _) => report.figures.get(metric).copied(),
            (Kind::JsonLines(report), "attr_any") => Some(report.attr_any),
            (Kind::JsonLines(report), "content") => Some(report.content),
            (Kind::JsonLines(_), _) => None,
        }
    }

    /// The rows of the table: metric and figures.
    fn rows(&self) -> Vec<(String, Figures)> {
        let names: Vec<String> = match &self.0 {
            Kind::Brat(_) => {
                let of_classes = crate::class::CLASSES.iter().flat_map(|(class, _)| {
                    CLASS_ROWS.iter().map(move |metric| format!("class.{class}.{metric}"))
                });
                ROWS.iter().map(|name| (*name).to_owned()).chain(of_classes).collect()
            }
            Kind::JsonLines(_) => vec!["attr_any".to_owned(), "content".to_owned()],
        };
        names.into_iter().filter_map(|name| self.figures(&name).map(|figures| (name, figures))).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [metric, p, r, f1, tp, pred, gold] = ["metric", "P", "R", "F1", "tp", "pred", "gold"];
        writeln!(formatter, "{metric:<32}{p:>7}{r:>7}{f1:>7}{tp:>7}{pred:>7}{gold:>7}")?;
        for (name, Figures { p, r, f1, tp, pred, gold }) in self.rows() {
            let [p, r, f1] = [p, r, f1].map(|share| share * 100.0);
            writeln!(formatter, "{name:<32}{p:7.1}{r:7.1}{f1:7.1}{tp:7}{pred:7}{gold:7}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIGURES: Figures = Figures { p: 0.6667, r: 0.5, f1: 0.5714, tp: 2, pred: 3, gold: 4 };

    #[test]
    fn the_table_has_the_metrics_that_there_are_in_its_own_order() {
        let figures = ["attr.any", "class.direct.attr.any", "content.exact", "cue.trim"];
        let figures = figures.map(|metric| (metric.to_owned(), FIGURES));
        let report = Report::of_brat(BTreeMap::from(figures), 5, 4, 6);
        let expected = "\
metric                                P      R     F1     tp   pred   gold
content.exact                      66.7   50.0   57.1      2      3      4
attr.any                           66.7   50.0   57.1      2      3      4
class.direct.attr.any              66.7   50.0   57.1      2      3      4
";
        assert_eq!(report.to_string(), expected);
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json["_meta"]["pred_docs_not_in_gold"], 2);
        assert_eq!(json["cue.trim"]["f1"], 0.5714);
        assert_eq!(report.figures("cue.none"), None);
    }

    #[test]
    fn json_lines_have_two_rows() {
        let figures = OptionalFigures { attr_any: FIGURES, content: FIGURES, docs: 3 };
        let report = Report::of_json_lines(figures);
        let names: Vec<String> = report.rows().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["attr_any", "content"]);
        assert_eq!(serde_json::to_value(&report).unwrap()["docs"], 3);
        assert_eq!(report.figures("attr.any"), None);
    }
}
