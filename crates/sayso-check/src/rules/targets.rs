//! Targets of stances exist.
//!
//! A target is an actor or an issue, as `target_type` tells; a foreign key cannot say that.

use polars::prelude::{IntoLazy, JoinArgs, JoinType, PolarsResult, SortMultipleOptions, col, lit};

use crate::dataset::Dataset;
use crate::sink::{Sink, cell, table};

const TARGETS: [(&str, &str, &str); 2] = [("actor", "actors", "actor_id"), ("issue", "issues", "issue_id")];

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for from in ["stances", "statements_flat"] {
        let Some(frame) = dataset.frame(from) else { continue };
        if ["target_type", "target_id"].iter().any(|name| frame.column(name).is_err()) {
            continue;
        }
        for (target_type, to, key) in TARGETS {
            let Some(target) = dataset.frame(to).filter(|target| target.column(key).is_ok()) else {
                continue;
            };
            let rows = frame
                .clone()
                .lazy()
                .select([col("target_type"), col("target_id")])
                .with_row_index("row", None)
                .filter(col("target_type").eq(lit(target_type)).and(col("target_id").is_not_null()))
                .join(
                    target.clone().lazy().select([col(key)]),
                    [col("target_id")],
                    [col(key)],
                    JoinArgs::new(JoinType::Anti),
                )
                .sort(["row"], SortMultipleOptions::default())
                .collect()?;
            for row in rows.column("row")?.u32()?.iter().flatten() {
                let value = cell(frame, row as usize, "target_id")?;
                sink.error(
                    table(from).row(row as usize).column("target_id"),
                    format_args!("{value} is not in {to}"),
                );
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::sample::{Sample, Value};

    #[test]
    fn a_target_that_does_not_exist() {
        let mut sample = Sample::valid();
        sample.set("stances", 1, "target_id", Value::from("no-such-issue"));
        sample.join();
        let report = sample.publish().check();
        assert_eq!(
            report.findings[0].to_string().split(" (d").next(),
            Some("error [targets] stances.target_id row 2")
        );
        assert!(report.findings.iter().all(|finding| finding.rule == "targets"), "{report}");
        assert!(report.findings[0].message.starts_with("\"no-such-issue\" is not in "), "{report}");
    }
}
