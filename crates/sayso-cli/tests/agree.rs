//! `sayso agree` from outside.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::fs;
use std::path::Path;

use common::{build, n_rows, run, sayso, write_texts};
use serde_json::Value;

/// Exit code, standard output and standard error.
fn agree(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    run(sayso().current_dir(folder).arg("agree").args(arguments))
}

#[test]
fn two_hand_codings_in_one_file_and_in_two() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, contents: &str| fs::write(folder.path().join(name), contents).unwrap();
    let rows = |coder: &str, values: [&str; 4]| -> String {
        let rows = values
            .iter()
            .enumerate()
            .map(|(unit, value)| format!("u{unit},{coder},stärke,{value},Größe {unit}\n"));
        rows.collect()
    };
    let header = "unit_id,coder_id,variable,value,text\n";
    let (ann, bo) = (rows("ann", ["1", "2", "3", ""]), rows("bo", ["1", "2", "4", "4"]));
    write("ann.csv", &format!("{header}{ann}"));
    write("bo.csv", &format!("{header}{bo}"));
    write("both.csv", &format!("{header}{ann}{bo}"));
    let (code, apart, stderr) = agree(folder.path(), &["ann.csv", "bo.csv", "--json"]);
    assert_eq!(code, 0, "{stderr}");
    let (_, together, _) = agree(folder.path(), &["both.csv", "--json"]);
    assert_eq!(apart, together);

    let levels = ["--level", "stärke=ordinal", "--level", "stärke=ratio", "--out", "out"];
    let (code, table, stderr) = agree(folder.path(), &[&["both.csv"], &levels[..]].concat());
    assert_eq!(code, 0, "{stderr}");
    let told: Vec<&str> = table.lines().filter(|line| line.starts_with("stärke ")).collect();
    assert!(told.len() == 2 && told[0].contains("ordinal") && told[1].contains("ratio"), "{table}");
    assert!(table.contains("codes stärke of u2: ann: 3; bo: 4\n    Größe 2\n"), "{table}");
    let disagreements = fs::read_to_string(folder.path().join("out/disagreements.csv")).unwrap();
    assert_eq!(disagreements.lines().count(), 3, "{disagreements}");
    let figures = fs::read_to_string(folder.path().join("out/agreement.csv")).unwrap();
    assert!(figures.contains("codes,stärke,krippendorff_alpha,ordinal,\"ann;bo\","), "{figures}");
    // what coders disagree on is a coding too
    let (code, again, stderr) = agree(folder.path(), &["out/disagreements.csv"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(again.contains("1 disagreements"), "{again}");
}

#[test]
fn a_dataset_agrees_with_itself_and_less_with_another() {
    let folder = tempfile::tempdir().unwrap();
    write_texts(&folder.path().join("texts"));
    build(&folder.path().join("texts"), &folder.path().join("model"), 0);
    let rules = folder.path().join("rules");
    let (code, _, stderr) = run(sayso()
        .args(["build", "--engine", "rules", "--input"])
        .arg(folder.path().join("texts"))
        .arg("--out")
        .arg(&rules));
    assert_eq!(code, 0, "{stderr}");
    fs::create_dir(folder.path().join("copy")).unwrap();
    for table in ["statements", "stances", "documents", "statement_parts"] {
        let file = format!("{table}.csv");
        fs::copy(folder.path().join("model").join(&file), folder.path().join("copy").join(&file)).unwrap();
    }
    let value = |report: &Value, variable: &str, statistic: &str| -> Value {
        let figures = report["agreement"].as_array().unwrap();
        let is_it = |figure: &&Value| figure["variable"] == variable && figure["statistic"] == statistic;
        figures.iter().find(is_it).unwrap()["value"].clone()
    };
    let (code, json, stderr) = agree(folder.path(), &["model", "copy", "--json"]);
    assert_eq!(code, 0, "{stderr}");
    let report: Value = serde_json::from_str(&json).unwrap();
    for (variable, statistic) in [
        ("found", "positive_agreement"),
        ("words", "krippendorff_alpha"),
        ("speaker_id", "observed_agreement"),
    ] {
        assert_eq!(value(&report, variable, statistic), 1.0, "{variable}");
    }
    assert_eq!(report["disagreements"], Value::Array(Vec::new()));

    let (code, json, stderr) = agree(folder.path(), &["model", "rules", "copy", "--json"]);
    assert_eq!(code, 0, "{stderr}");
    let report: Value = serde_json::from_str(&json).unwrap();
    let n_found = |of: &str| n_rows(&folder.path().join(of), "statements");
    let found = value(&report, "found", "positive_agreement").as_f64().unwrap();
    assert!(found < 1.0 || n_found("model") == n_found("rules"), "{found}");
    let alpha = value(&report, "words", "krippendorff_alpha").as_f64().unwrap();
    assert!(alpha > 0.0 && alpha <= 1.0, "{alpha}");
}

#[test]
fn faulty_codings_exit_2_and_what_cannot_be_compared_exits_1() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, contents: &str| fs::write(folder.path().join(name), contents).unwrap();
    write("empty.csv", "");
    write("one.csv", "unit_id,variable,value\nu1,x,1\n");
    write("twice.csv", "unit_id,variable,value\nu1,x,1\nu1,x,2\n");
    write("other.csv", "unit_id,variable,value\nu2,x,1\n");
    fs::create_dir(folder.path().join("folder")).unwrap();
    for (arguments, expected) in [
        (&["one.csv"][..], "agreement is between two coders or more; here is one, \"one\""),
        (&["one.csv", "empty.csv"], "empty.csv: this file is empty"),
        (&["one.csv", "none.csv"], "cannot read none.csv"),
        (&["one.csv", "folder"], "folder holds neither statements.csv nor stances.csv"),
        (
            &["one.csv", "twice.csv"],
            "twice.csv:3: \"twice\" has coded x of unit \"u1\" on an earlier line too",
        ),
        (&["one.csv", "other.csv", "--level", "y=ratio"], "there is no variable \"y\""),
        (&["one.csv", "other.csv", "--min-overlap", "2"], "--min-overlap is a share from 0 to 1"),
    ] {
        let (code, _, stderr) = agree(folder.path(), arguments);
        assert_eq!(code, 2, "{arguments:?}");
        assert!(stderr.contains(expected), "{stderr:?} should contain {expected:?}");
    }
    let (code, stdout, stderr) = agree(folder.path(), &["one.csv", "other.csv"]);
    assert_eq!(code, 1);
    assert!(stdout.contains("no alpha, as no unit has two values") && !stdout.contains("NaN"), "{stdout}");
    assert!(stderr.contains("nothing was coded by two coders"), "{stderr}");
}
