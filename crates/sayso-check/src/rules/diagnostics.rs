//! Nothing was lost when the dataset was built.

use std::collections::BTreeMap;

use polars::prelude::PolarsResult;

use crate::dataset::{Dataset, texts};
use crate::sink::{Sink, table};

/// A warning, not an error: the tables tell truly that a file could not be read. Whoever wants none sets bounds for the metric
/// `diagnostics_errors`.
pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    let Some(frame) = dataset.frame("diagnostics") else { return Ok(()) };
    let (Some(severities), Some(codes)) = (texts(frame, "severity"), texts(frame, "code")) else {
        return Ok(());
    };
    let mut n_by_code: BTreeMap<&str, usize> = BTreeMap::new();
    for (severity, code) in severities.iter().zip(codes.iter()) {
        if severity == Some("error") {
            *n_by_code.entry(code.unwrap_or_default()).or_default() += 1;
        }
    }
    if !n_by_code.is_empty() {
        let n_errors: usize = n_by_code.values().sum();
        let told: Vec<String> = n_by_code.iter().map(|(code, n)| format!("{code} {n}")).collect();
        let rows = if n_errors == 1 { "row tells" } else { "rows tell" };
        sink.warning(
            table("diagnostics"),
            format_args!("{n_errors} {rows} of lost data: {}", told.join(", ")),
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::Severity;
    use crate::sample::{Sample, Value};

    #[test]
    fn lost_data_is_a_warning() {
        let mut sample = Sample::valid();
        sample.set("diagnostics", 0, "severity", Value::from("error"));
        let report = sample.publish().check();
        assert!(report.is_ok);
        assert_eq!(report.findings[0].severity, Severity::Warning);
        let expected = "warning [diagnostics] diagnostics: 1 row tells of lost data: unclosed_quotation 1";
        assert_eq!(report.findings[0].to_string(), expected);
        assert_eq!(report.metrics["diagnostics_errors"], 1.0);
    }
}
