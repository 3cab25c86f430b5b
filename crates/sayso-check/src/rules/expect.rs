//! Rows and metrics lie within the expected bounds.

use polars::prelude::PolarsResult;

use crate::Expect;
use crate::dataset::{Dataset, MANIFEST};
use crate::metrics::METRICS;
use crate::sink::{At, Sink, table};

/// The caller's bounds, or else those that the manifest carries.
pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    let carried = match (&dataset.expect, &dataset.manifest) {
        (None, Some(Ok(manifest))) => match manifest.get("expect") {
            None | Some(serde_json::Value::Null) => None,
            Some(json) => match serde_json::from_value::<Expect>(json.clone()) {
                Ok(expect) => Some(expect),
                Err(error) => {
                    sink.error(At::default(), format_args!("{MANIFEST}: expect: {error}"));
                    None
                }
            },
        },
        _ => None,
    };
    let Some(expect) = dataset.expect.as_ref().or(carried.as_ref()) else { return Ok(()) };
    for (name, bounds) in &expect.rows {
        if !dataset.schemas.iter().any(|schema| schema.table == *name) {
            sink.error(
                At::default(),
                format_args!("bounds are given for the rows of {name:?}, which is no table"),
            );
        } else if let Some(n_rows) = dataset.frame(name).map(|frame| frame.height())
            && !bounds.allow(n_rows as f64)
        {
            sink.error(table(name), format_args!("has {n_rows} rows, expected are {bounds}"));
        }
    }
    for metric in METRICS {
        let Some(bounds) = expect.metrics.get(metric.name) else { continue };
        match (metric.value)(dataset) {
            Some(value) if bounds.allow(value) => {}
            Some(value) => {
                sink.error(At::default(), format_args!("{} is {value}, expected is {bounds}", metric.name));
            }
            None => sink.error(
                At::default(),
                format_args!("{} is a share of nothing, expected is {bounds}", metric.name),
            ),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use crate::{Expect, check};

    fn found(json: &str) -> Vec<String> {
        let published = Sample::valid().publish();
        let expect: Expect = serde_json::from_str(json).unwrap();
        let report = check(published.dir(), &published.schemas(), Some(&expect)).unwrap();
        assert_eq!(report.is_ok, report.findings.is_empty());
        report.findings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn rows_and_metrics() {
        assert_eq!(found(r#"{"rows": {"documents": {"min": 2, "max": 2}}}"#), [""; 0]);
        assert_eq!(
            found(r#"{"rows": {"documents": {"min": 3}}}"#),
            ["error [expect] documents: has 2 rows, expected are at least 3"]
        );
        assert_eq!(
            found(r#"{"rows": {"speeches": {"min": 3}}}"#),
            ["error [expect]: bounds are given for the rows of \"speeches\", which is no table"]
        );
        assert_eq!(found(r#"{"metrics": {"speakers_resolved_share": {"min": 0.1}}}"#), [""; 0]);
        let told = found(r#"{"metrics": {"speakers_resolved_share": {"max": 0.1}}}"#);
        assert_eq!(told[0], "error [expect]: speakers_resolved_share is 1, expected is at most 0.1");
        assert_eq!(
            found(r#"{"metrics": {"quotation_marks_attributed_share": {"min": 0.5, "max": 0.5}}}"#),
            [""; 0]
        );
        assert_eq!(
            found(r#"{"metrics": {"cue_verbs_used_share": {"min": 0}}}"#),
            ["error [expect]: cue_verbs_used_share is a share of nothing, expected is at least 0"]
        );
    }

    #[test]
    fn bounds_of_the_manifest_apply_unless_others_are_given() {
        let published = Sample::valid().publish();
        published.set_expect(r#"{"rows": {"documents": {"max": 1}}}"#);
        published.finds("expect", "documents", None, None, "has 2 rows, expected are at most 1");
        let report = check(published.dir(), &published.schemas(), Some(&Expect::default())).unwrap();
        assert!(report.is_ok, "{report}");
        published.set_expect(r#"{"rows": {"documents": {"most": 1}}}"#);
        let report = published.check();
        assert!(
            report.findings[0].message.starts_with("manifest.json: expect: unknown field `most`"),
            "{report}"
        );
    }
}
