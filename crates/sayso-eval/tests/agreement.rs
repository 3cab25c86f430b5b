//! The figures are those of the reference scorers, to the last digit that they print. See `fixtures/README.md`.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};

use sayso_eval::{Attribution, Predictions, Report, read_gold};
use serde_json::Value;

#[derive(serde::Deserialize)]
struct Line {
    doc: String,
    attributions: Vec<Attribution>,
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn expected(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(fixture(name)).unwrap()).unwrap()
}

fn score(gold: &str) -> Report {
    let lines = fs::read_to_string(fixture("predictions.jsonl")).unwrap();
    let lines = lines.lines().map(|line| serde_json::from_str::<Line>(line).unwrap());
    let predictions: Predictions = lines.map(|line| (line.doc, line.attributions)).collect();
    read_gold(&fixture("text"), &fixture(gold)).unwrap().score(&predictions)
}

#[test]
fn every_metric_of_coded_events_agrees() {
    let report = serde_json::to_value(score("attributions")).unwrap();
    let expected = expected("expected.json");
    for (metric, figures) in expected.as_object().unwrap() {
        assert_eq!(&report[metric], figures, "{metric}");
    }
    assert_eq!(report, expected);
}

#[test]
fn the_table_of_coded_events_agrees() {
    assert_eq!(score("attributions").to_string(), fs::read_to_string(fixture("expected.txt")).unwrap());
}

#[test]
fn figures_with_optional_rows_agree() {
    assert_eq!(serde_json::to_value(score("gold.jsonl")).unwrap(), expected("expected-optional.json"));
}
