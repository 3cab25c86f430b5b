//! Each table is there in both forms, with what describes them, and nothing else is.

use polars::prelude::PolarsResult;

use crate::dataset::{Dataset, MANIFEST, PACKAGE, csv_name, parquet_name};
use crate::sink::{At, Sink, quoted, table};

pub(super) fn test(dataset: &Dataset, sink: &mut Sink<'_>) -> PolarsResult<()> {
    for name in [PACKAGE, MANIFEST] {
        missing(dataset, sink, At::default(), name);
    }
    for schema in &dataset.schemas {
        for name in [parquet_name(&schema.table), csv_name(&schema.table)] {
            missing(dataset, sink, table(&schema.table), &name);
        }
    }
    for (name, facts) in &dataset.entries {
        if !dataset.is_known(name) || facts.is_none() {
            sink.error(At::default(), format_args!("{} does not belong here", quoted(name)));
        }
    }
    Ok(())
}

fn missing(dataset: &Dataset, sink: &mut Sink<'_>, at: At<'_>, name: &str) {
    if !dataset.entries.contains_key(name) {
        sink.error(at, format_args!("{} is missing", quoted(name)));
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use std::fs;

    #[test]
    fn missing_files() {
        for (name, table) in [
            ("redactions.parquet", Some("redactions")),
            ("redactions.csv", Some("redactions")),
            ("datapackage.json", None),
            ("manifest.json", None),
        ] {
            let published = Sample::valid().publish();
            fs::remove_file(published.path(name)).unwrap();
            if name != "manifest.json" {
                published.describe_in_manifest();
            }
            let report = published.check();
            let found = report.findings.iter().find(|finding| finding.rule == "files_present").unwrap();
            assert_eq!(
                (found.table.as_deref(), found.message.as_str()),
                (table, format!("{name:?} is missing").as_str())
            );
            let others = report
                .findings
                .iter()
                .filter(|finding| !["files_present", "package", "manifest"].contains(&finding.rule));
            assert_eq!(others.count(), 0, "{report}");
        }
    }

    #[test]
    fn files_that_do_not_belong() {
        let published = Sample::valid().publish();
        fs::write(published.path("README.md"), "about").unwrap();
        published.describe_files();
        assert!(published.check().is_ok);
        fs::write(published.path("statements (copy).csv"), "a\n").unwrap();
        fs::create_dir(published.path("old")).unwrap();
        let report = published.check();
        let told: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "error [files_present]: \"old\" does not belong here",
                "error [files_present]: \"statements (copy).csv\" does not belong here",
            ]
        );
    }

    #[test]
    fn a_folder_in_place_of_a_file() {
        for name in ["manifest.json", "datapackage.json", "issues.csv", "issues.parquet"] {
            let published = Sample::valid().publish();
            fs::remove_file(published.path(name)).unwrap();
            fs::create_dir(published.path(name)).unwrap();
            let report = published.check();
            assert_eq!(report.findings[0].message, format!("{name:?} does not belong here"), "{report}");
        }
    }
}
