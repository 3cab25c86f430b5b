//! Comparisons of samples that were changed in a known way.

use super::*;
use crate::sample::{Published, Sample, Value};

fn compared(older: &Published, newer: &Published) -> DiffReport {
    diff(older.dir(), newer.dir(), &older.schemas()).unwrap()
}

fn table<'a>(report: &'a DiffReport, name: &str) -> &'a TableDiff {
    report.tables.iter().find(|table| table.table == name).unwrap()
}

#[test]
fn the_same_rows_twice() {
    let (one, other) = (Sample::valid().publish(), Sample::valid().publish());
    let report = compared(&one, &other);
    assert!(report.is_same);
    assert!(report.to_string().starts_with("same: "));
    assert_eq!(report.tables.len(), one.schemas().len());
}

#[test]
fn rows_that_came_went_and_changed() {
    let older = Sample::valid();
    let mut newer = older.clone();
    newer.set("statements", 0, "mode", Value::from("mixed"));
    newer.set("statements", 0, "confidence", Value::Null);
    newer.remove("statements", 2);
    newer.set("mentions", 0, "start_char", Value::Integer(0));
    newer.set("actors", 3, "actor_id", Value::from("per-zoe-hart"));
    newer.set("diagnostics", 0, "code", Value::from("other_code"));
    let report = compared(&older.publish(), &newer.publish());
    assert!(!report.is_same);
    let statements = table(&report, "statements");
    assert_eq!((statements.n_added, statements.n_removed, statements.n_changed), (0, 1, 1));
    assert_eq!(statements.removed[0].summary, "Bo Lind \"trams are slow – truly\"");
    let cells: Vec<(&str, Option<&str>, Option<&str>)> = statements.changed[0]
        .cells
        .iter()
        .map(|cell| (cell.column.as_str(), cell.older.as_deref(), cell.newer.as_deref()))
        .collect();
    assert_eq!(cells, [("mode", Some("block"), Some("mixed")), ("confidence", Some("0.75"), None)]);
    assert_eq!((table(&report, "mentions").n_moved, table(&report, "mentions").n_changed), (1, 0));
    let actors = table(&report, "actors");
    assert_eq!(
        (actors.added[0].key.as_str(), actors.removed[0].key.as_str()),
        ("per-zoe-hart", "per-unal-park")
    );
    let diagnostics = table(&report, "diagnostics");
    assert_eq!((diagnostics.n_added, diagnostics.n_removed), (1, 1), "{report}");
    let text = report.to_string();
    for line in [
        "statements: 1 removed, 1 changed (6 -> 5 rows)\n",
        "      mode: \"block\" -> \"mixed\"\n",
        "      confidence: \"0.75\" -> nothing\n",
        "mentions: 1 moved (6 -> 6 rows)\n",
        "  + per-zoe-hart  Ünal Park\n",
    ] {
        assert!(text.contains(line), "{line:?} is not in\n{text}");
    }
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["is_same"], false);
}

/// The ids of an edited document change; its rows are still known by their own words.
#[test]
fn an_edited_document() {
    let older = Sample::valid();
    let mut newer = older.clone();
    let Value::Text(id) = older.get("documents", 0, "document_id") else { panic!("document_id") };
    newer.replace_everywhere(&id, "d0123456789ab");
    newer.set("statements", 0, "content", Value::from("Dear all"));
    let report = compared(&older.publish(), &newer.publish());
    assert_eq!(report.edited_documents.len(), 1);
    assert_eq!(report.edited_documents[0].newer_id, "d0123456789ab");
    let statements = table(&report, "statements");
    assert_eq!((statements.n_added, statements.n_removed, statements.n_changed), (0, 0, 1), "{report}");
    assert_eq!(statements.changed[0].cells[0].column, "content");
    assert!(table(&report, "mentions").is_same() && table(&report, "coverage").is_same(), "{report}");
    assert!(
        report.to_string().contains(&format!("edited documents\n  0.txt: {id} -> d0123456789ab\n")),
        "{report}"
    );
}

#[test]
fn other_columns() {
    let (older, newer) = (Sample::valid().publish(), Sample::valid().publish());
    newer.rewrite_parquet("issues", |columns| columns[1].0 = "title".to_owned());
    std::fs::remove_file(newer.path("redactions.parquet")).unwrap();
    let report = compared(&older, &newer);
    assert_eq!(
        report.schema_differences,
        [
            "issues.label: only the older has the column",
            "issues.title: only the newer has the column",
            "redactions: only the older has the table",
        ]
    );
    assert!(!report.is_same);
}

#[test]
fn folders_and_tables_that_cannot_be_compared() {
    let published = Sample::valid().publish();
    let nowhere = published.path("nowhere");
    let schemas = published.schemas();
    let error = diff(published.dir(), &nowhere, &schemas).unwrap_err();
    assert!(matches!(error, CheckError::Folder { .. }), "{error}");
    std::fs::create_dir(&nowhere).unwrap();
    let error = diff(published.dir(), &nowhere, &schemas).unwrap_err();
    assert!(matches!(error, CheckError::NoTables { .. }), "{error}");
    std::fs::write(published.path("actors.parquet"), "no table").unwrap();
    let error = diff(published.dir(), published.dir(), &schemas).unwrap_err();
    assert!(error.to_string().contains("actors.parquet: "), "{error}");
}
