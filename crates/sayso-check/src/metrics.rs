//! Numbers that tell how well a build went.

use polars::prelude::DataFrame;

use crate::dataset::{Dataset, integers, texts};

/// One number about a dataset.
pub(crate) struct Metric {
    /// Its name in `[expect]`.
    pub(crate) name: &'static str,
    /// Its value; `None` where its tables are missing, and for a share of nothing.
    pub(crate) value: fn(&Dataset) -> Option<f64>,
}

/// Every metric, in the order of their names.
pub(crate) static METRICS: &[Metric] = &[
    Metric {
        name: "cue_verbs_used_share",
        value: |dataset| coverage(dataset, "cue_verbs_used", "cue_verbs_seen"),
    },
    Metric { name: "diagnostics_errors", value: |dataset| Some(diagnostics(dataset, "error")? as f64) },
    Metric { name: "diagnostics_warnings", value: |dataset| Some(diagnostics(dataset, "warning")? as f64) },
    Metric { name: "mentions_resolved_share", value: |dataset| filled(dataset, "mentions", "actor_id") },
    Metric {
        name: "quotation_marks_attributed_share",
        value: |dataset| coverage(dataset, "quotation_marks_attributed", "quotation_marks_seen"),
    },
    Metric { name: "segments_with_author_share", value: |dataset| filled(dataset, "segments", "author_id") },
    Metric { name: "speakers_resolved_share", value: |dataset| filled(dataset, "statements", "speaker_id") },
    Metric { name: "stances_with_holder_share", value: |dataset| filled(dataset, "stances", "holder_id") },
];

/// Names of the metrics for which `[expect]` may set bounds.
///
/// `…_share` is from 0 to 1: statements with a resolved speaker, mentions with an actor, segments with an author, stances with a
/// holder, quotation marks that belong to a statement, verbs of saying that report one. `diagnostics_…` count rows.
pub fn metric_names() -> impl Iterator<Item = &'static str> {
    METRICS.iter().map(|metric| metric.name)
}

/// The share of rows that have a value in a column.
fn filled(dataset: &Dataset, table: &str, column: &str) -> Option<f64> {
    let column = dataset.frame(table)?.column(column).ok()?;
    share(column.len() - column.null_count(), column.len())
}

/// Rows of `diagnostics` with that severity.
pub(crate) fn diagnostics(dataset: &Dataset, severity: &str) -> Option<usize> {
    let column = texts(dataset.frame("diagnostics")?, "severity")?;
    Some(column.iter().filter(|value| *value == Some(severity)).count())
}

/// One counter of `coverage`, summed over all documents, as a share of another.
fn coverage(dataset: &Dataset, part: &str, whole: &str) -> Option<f64> {
    let frame = dataset.frame("coverage")?;
    share(counted(frame, part)?, counted(frame, whole)?)
}

fn counted(frame: &DataFrame, counter: &str) -> Option<usize> {
    let rows = texts(frame, "counter")?.iter().zip(integers(frame, "n")?.iter());
    let sum = rows.filter(|(name, _)| *name == Some(counter)).filter_map(|(_, n)| n).sum::<i64>();
    usize::try_from(sum).ok()
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
