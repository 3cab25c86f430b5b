//! `sayso export` from outside: what it writes, what it replaces and what it leaves alone.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{build, root, run, sayso, write_texts};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A dataset of invented texts.
fn dataset(folder: &Path) -> PathBuf {
    let (texts, out) = (folder.join("texts"), folder.join("tables"));
    write_texts(&texts);
    build(&texts, &out, 0);
    out
}

fn export(dataset: &Path, out: &Path, options: &[&str]) -> (i32, String, String) {
    run(sayso().arg("export").arg(dataset).arg("--out").arg(out).args(options))
}

fn listing(out: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(out.join("exports.json")).unwrap()).unwrap()
}

fn sha256(path: &Path) -> String {
    Sha256::digest(fs::read(path).unwrap()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn writes_every_format_and_the_same_bytes_again() {
    let folder = tempfile::tempdir().unwrap();
    let dataset = dataset(folder.path());
    let out = folder.path().join("exports");
    let (code, _, stderr) = export(&dataset, &out, &[]);
    assert_eq!(code, 0, "{stderr}");
    let listing = listing(&out);
    assert_eq!(listing["dataset"]["manifest_sha256"], sha256(&dataset.join("manifest.json")));
    let outputs = listing["outputs"].as_object().unwrap();
    assert!(outputs.contains_key("dataset.dna") && outputs.contains_key("popolo.json"));
    assert_eq!(outputs.keys().filter(|name| name.starts_with("tei/")).count(), 3);
    for (name, told) in outputs {
        assert_eq!(told["sha256"], sha256(&out.join(name)), "{name}");
    }
    let before = fs::read(out.join("exports.json")).unwrap();
    let (code, _, stderr) = export(&dataset, &out, &[]);
    assert_eq!((code, fs::read(out.join("exports.json")).unwrap()), (0, before), "{stderr}");
}

#[test]
fn a_chosen_format_replaces_all_of_an_earlier_export() {
    let folder = tempfile::tempdir().unwrap();
    let dataset = dataset(folder.path());
    let out = folder.path().join("exports");
    assert_eq!(export(&dataset, &out, &["--format", "tei", "--format", "popolo"]).0, 0);
    assert_eq!(export(&dataset, &out, &["--format", "popolo"]).0, 0);
    let mut names: Vec<String> =
        fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["exports.json", "popolo.json"]);
}

#[test]
fn nothing_of_others_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let dataset = dataset(folder.path());
    let (code, _, stderr) = export(&dataset, &dataset, &[]);
    assert!(code == 2 && stderr.contains("which sayso did not write"), "{stderr}");
    let out = folder.path().join("exports");
    assert_eq!(export(&dataset, &out, &["--format", "tei"]).0, 0);
    fs::write(out.join("tei/notes.txt"), "mine").unwrap();
    let (code, _, stderr) = export(&dataset, &out, &["--format", "tei"]);
    assert!(code == 2 && stderr.contains("tei/notes.txt"), "{stderr}");
    assert_eq!(fs::read_to_string(out.join("tei/notes.txt")).unwrap(), "mine");
}

#[test]
fn a_dataset_that_does_not_hold_together_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let dataset = dataset(folder.path());
    let out = folder.path().join("exports");
    assert_eq!(export(&dataset, &out, &["--format", "popolo"]).0, 0);
    let before = fs::read(out.join("popolo.json")).unwrap();
    let actors = dataset.join("actors.csv");
    let header = fs::read_to_string(&actors).unwrap().lines().next().unwrap().to_owned();
    fs::write(&actors, header + "\n").unwrap();
    let (code, _, stderr) = export(&dataset, &out, &[]);
    assert!(code == 2 && stderr.contains("is not in actors"), "{stderr}");
    assert_eq!(fs::read(out.join("popolo.json")).unwrap(), before);
}

#[test]
fn the_help_and_the_readme_name_every_format() {
    let (_, help, _) = run(sayso().args(["export", "--help"]));
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    // other options have values too
    let formats = help.split_once("--format <NAME>").unwrap().1.split_once("\n  -").unwrap().0;
    let names: Vec<&str> = formats
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- ")?.split_once(": ").map(|(name, _)| name))
        .collect();
    assert!(names.contains(&"dna"), "{help}");
    for name in names {
        assert!(readme.contains(&format!("| `{name}` |")), "{name} is not in the README");
    }
}
