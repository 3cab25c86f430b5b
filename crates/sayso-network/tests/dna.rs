//! The figures of DNA's own exporter, to nine decimals.
//!
//! # Source
//! `tests/conformance/dna`: invented statements, and networks that DNA 3.1.2 makes of them.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use sayso_network::{
    Aggregate, Duplicates, Events, Mode, Network, Nodes, Normalise, Projection, project, read_event_list,
};
use serde_json::Value;

fn fixture(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance/dna").join(name);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn events() -> Events {
    let mut csv = "statement_id,document_id,person,organization,concept,agreement\n".to_owned();
    for statement in fixture("statements.json") {
        let word = |key: &str| statement[key].as_str().map_or(statement[key].to_string(), str::to_owned);
        let row = ["statement", "document", "person", "organization", "concept", "agreement"].map(word);
        csv += &format!("{}\n", row.join(","));
    }
    read_event_list(csv.as_bytes(), "statements.json", Nodes::Organization, Duplicates::Document).unwrap()
}

fn projection(expected: &Value) -> Projection {
    let word = |key: &str| expected[key].as_str().unwrap();
    let mode = match word("type") {
        "onemode" => Mode::OneMode,
        _ => Mode::TwoMode,
    };
    let aggregate = match word("agg") {
        "ignore" => Aggregate::Ignore,
        "congruence" => Aggregate::Congruence,
        "conflict" => Aggregate::Conflict,
        "subtract" => Aggregate::Subtract,
        _ => Aggregate::Combine,
    };
    let normalise = match word("norm") {
        "no" => Normalise::No,
        "average" => Normalise::Average,
        "jaccard" => Normalise::Jaccard,
        "cosine" => Normalise::CosineDna,
        "activity" => Normalise::Activity,
        _ => Normalise::Prominence,
    };
    let duplicates = match word("dup") {
        "include" => Duplicates::Include,
        "document" => Duplicates::Document,
        _ => Duplicates::AcrossRange,
    };
    Projection::new(mode, aggregate, normalise).unwrap().duplicates(duplicates)
}

fn is_equal(network: &Network, expected: &Value) -> bool {
    let names =
        |nodes: &[sayso_network::Node]| -> Value { nodes.iter().map(|node| node.name.clone()).collect() };
    let has_names = names(network.rows()) == expected["rows"] && names(network.columns()) == expected["cols"];
    let rows = expected["m"].as_array().unwrap();
    has_names
        && network.matrix().count() == rows.len()
        && network.matrix().zip(rows).all(|(weights, row)| {
            let row: Vec<f64> =
                row.as_array().unwrap().iter().map(|weight| weight.as_f64().unwrap()).collect();
            weights.len() == row.len()
                && weights.iter().zip(row).all(|(one, other)| (one - other).abs() < 1e-9)
        })
}

#[test]
fn every_figure_is_that_of_dna() {
    let events = events();
    let expected = fixture("expected.json");
    assert_eq!((events.n_events(), expected.len()), (42, 33));
    for network in expected {
        let projection = projection(&network);
        assert!(is_equal(&project(&events, &projection).unwrap(), &network), "{projection}");
    }
}

/// So that the test above is seen to tell one figure from another.
#[test]
fn another_rule_gives_other_figures() {
    let events = events();
    let of_dna = |network: &&Value| network["norm"] == "cosine";
    let usual = |network: &Value| {
        let (aggregate, duplicates) =
            match (network["agg"].as_str().unwrap(), network["dup"].as_str().unwrap()) {
                ("congruence", "document") => (Aggregate::Congruence, Duplicates::Document),
                ("ignore", "document") => (Aggregate::Ignore, Duplicates::Document),
                _ => return None,
            };
        let projection = Projection::new(Mode::OneMode, aggregate, Normalise::Cosine).unwrap();
        Some(is_equal(&project(&events, &projection.duplicates(duplicates)).unwrap(), network))
    };
    let found: Vec<bool> = fixture("expected.json").iter().filter(of_dna).filter_map(usual).collect();
    assert_eq!(found, [false, false]);
}
