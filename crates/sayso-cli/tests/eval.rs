//! `sayso eval` from outside.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::fs;
use std::path::Path;

use common::{build, column, run, sayso, write_texts};
use serde_json::Value;

/// Codes the quotation of `first.txt`, which is the same in both forms.
fn write_gold(folder: &Path) {
    fs::create_dir_all(folder.join("coded")).unwrap();
    fs::write(
        folder.join("coded/first_k1.ann"),
        "T1\tSource 0 15\tMayor Rosa Lind\nT2\tCue 16 20\tsaid\nT3\tContent 22 46\t“The bridge stays open.”\n\
         T4\tAttribution 16 20\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n",
    )
    .unwrap();
    fs::write(
        folder.join("coded.jsonl"),
        "{\"doc\": \"first\", \"attributions\": [{\"source\": [[0, 15]], \"cue\": [[16, 20]], \"content\": [[22, 46]]}]}\n",
    )
    .unwrap();
}

/// Exit code, standard output and standard error of an evaluation.
fn evaluate(folder: &Path, gold: &str, options: &[&str]) -> (i32, String, String) {
    let texts = folder.join("texts");
    let gold = folder.join(gold);
    run(sayso().args(["eval", "attribution", "--text"]).arg(texts).arg("--gold").arg(gold).args(options))
}

#[test]
fn the_statements_of_a_build_are_scored_against_coded_events() {
    let folder = tempfile::tempdir().unwrap();
    write_texts(&folder.path().join("texts"));
    write_gold(folder.path());
    let (code, json, stderr) = evaluate(folder.path(), "coded", &["--json"]);
    assert_eq!(code, 0, "{stderr}");
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&report["_meta"]["docs"], &report["_meta"]["pred_docs_not_in_gold"]), (&1.into(), &2.into()));
    assert_eq!((&report["attr.any"]["tp"], &report["attr.any"]["gold"]), (&1.into(), &1.into()));

    let only_first = folder.path().join("only");
    fs::create_dir(&only_first).unwrap();
    fs::copy(folder.path().join("texts/first.txt"), only_first.join("first.txt")).unwrap();
    let out = folder.path().join("out");
    build(&only_first, &out, 0);
    let n_coded = column(&out, "statements", "mode").iter().filter(|mode| *mode != "block").count();
    assert_eq!(report["attr.any"]["pred"], n_coded);

    let (code, table, _) = evaluate(folder.path(), "coded", &[]);
    assert_eq!(code, 0);
    let row = table.lines().find(|line| line.starts_with("attr.any ")).unwrap();
    assert!(row.ends_with(&format!("{:7}{n_coded:7}{:7}", 1, 1)), "{row}");
}

#[test]
fn json_lines_are_gold_too() {
    let folder = tempfile::tempdir().unwrap();
    write_texts(&folder.path().join("texts"));
    write_gold(folder.path());
    let (code, json, stderr) = evaluate(folder.path(), "coded.jsonl", &["--json"]);
    assert_eq!(code, 0, "{stderr}");
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&report["docs"], &report["attr_any"]["r"]), (&1.into(), &1.0.into()));
}

#[test]
fn faulty_gold_exits_2_and_names_the_place() {
    let folder = tempfile::tempdir().unwrap();
    write_texts(&folder.path().join("texts"));
    fs::create_dir(folder.path().join("coded")).unwrap();
    fs::write(folder.path().join("coded.jsonl"), "\n{}\n").unwrap();
    for (gold, expected) in [
        ("none", "none: "),
        ("coded", "coded holds coding of none of the texts in "),
        ("coded.jsonl", "coded.jsonl:2: missing field `doc`"),
    ] {
        let (code, _, stderr) = evaluate(folder.path(), gold, &[]);
        assert_eq!(code, 2);
        assert!(stderr.contains(expected), "{stderr:?} should contain {expected:?}");
    }
}

#[test]
fn a_text_that_reading_changes_needs_a_look() {
    let folder = tempfile::tempdir().unwrap();
    write_texts(&folder.path().join("texts"));
    write_gold(folder.path());
    let path = folder.path().join("texts/first.txt");
    let contents = fs::read_to_string(&path).unwrap();
    fs::write(&path, contents.replace('\n', "\r\n")).unwrap();
    let (code, _, stderr) = evaluate(folder.path(), "coded", &[]);
    assert_eq!(code, 1);
    assert!(stderr.contains("first: reading changed line ends"), "{stderr}");
}

#[test]
fn names_and_pronouns_are_scored_beside_the_baseline() {
    let gold = common::root().join("crates/sayso-eval/tests/fixtures/entities.conllu");
    let coreference =
        |options: &[&str]| run(sayso().args(["eval", "coreference", "--gold"]).arg(&gold).args(options));
    let (code, json, stderr) = coreference(&["--json"]);
    assert_eq!(code, 0, "{stderr}");
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&report["docs"], &report["names.both"]["gold"]), (&2.into(), &5.into()));
    assert!(report["names.both"]["tp"].as_u64() >= Some(4), "{json}");
    assert!(report["pronouns.reader"]["right"].as_u64() >= Some(3), "{json}");
    let (_, rules, _) = coreference(&["--json", "--engine", "rules"]);
    let report: Value = serde_json::from_str(&rules).unwrap();
    assert_eq!((&report["links.reader"]["pred"], &report["names.both"]["gold"]), (&0.into(), &5.into()));
    let (code, table, _) = coreference(&[]);
    assert_eq!(code, 0);
    assert!(table.lines().any(|line| line.starts_with("links.baseline ")), "{table}");

    let folder = tempfile::tempdir().unwrap();
    let faulty = folder.path().join("faulty.conllu");
    fs::write(&faulty, "1\tAnn\n").unwrap();
    let (code, _, stderr) = run(sayso().args(["eval", "coreference", "--gold"]).arg(&faulty));
    assert_eq!(code, 2);
    assert!(stderr.contains("faulty.conllu:1: a word has 10 columns"), "{stderr}");
}
