//! Every row of the fixture texts and of the corpus, as tables and as marked-up text, held against `tests/golden`.
//!
//! `just accept` takes today's rows as the expected ones; the difference is part of the review.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds with `arguments`, shows with `show`, and compares both with the golden folder `name`.
fn check(name: &str, build: &[&str], show: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let (code, _, stderr) = common::run(common::sayso().arg("build").args(build).arg("--out").arg(&out));
    assert_eq!(code, 0, "{stderr}");
    let (code, marked, stderr) =
        common::run(common::sayso().arg("show").args(["--colour", "never"]).args(show));
    assert_eq!(code, 0, "{stderr}");
    let golden = common::root().join("tests/golden").join(name);
    let mut found = vec![(PathBuf::from("marked.txt"), marked)];
    for (file, bytes) in common::tables(&out) {
        if file.ends_with(".csv") {
            found.push((PathBuf::from(file), String::from_utf8(bytes).unwrap()));
        }
    }
    let mut differences = Vec::new();
    for (file, contents) in found {
        let path = golden.join(&file);
        if std::env::var_os("SAYSO_UPDATE").is_some() {
            std::fs::create_dir_all(&golden).unwrap();
            std::fs::write(&path, contents).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != contents {
            differences.push(first_difference(&path, &contents));
        }
    }
    assert!(
        differences.is_empty(),
        "rows have changed; `just accept` takes them, if they are right:\n{}",
        differences.join("\n")
    );
}

fn first_difference(path: &Path, contents: &str) -> String {
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    let mut lines = expected.lines().zip(contents.lines()).enumerate();
    let name = path.file_name().unwrap().to_string_lossy();
    match lines.find(|(_, (expected, found))| expected != found) {
        Some((nth, (expected, found))) => format!("{name}:{}\n- {expected}\n+ {found}", nth + 1),
        None => format!("{name}: {} lines, {} expected", contents.lines().count(), expected.lines().count()),
    }
}

#[test]
fn golden_corpus() {
    check("canterbury", &["pipelines/canterbury.toml"], &[]);
}

#[test]
fn golden_fixtures() {
    let folder = common::root().join("tests/fixtures");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 4, "{names:?}");
    for name in names {
        let text = format!("tests/fixtures/{name}.txt");
        check(&name, &["--input", &text], &[&text]);
    }
}

/// Every document, actor and statement of the golden tables is found again in a second build, whatever the threads, order of
/// inputs, working folder, time zone and locale.
#[test]
fn builds_are_identical() {
    let folder = tempfile::tempdir().unwrap();
    let texts = folder.path().join("texts");
    common::write_texts(&texts);
    let root = common::root();
    let mut results = Vec::new();
    let variants: [&[&str]; 3] =
        [&["first.txt", "second.txt", "third.txt"], &["third.txt", "first.txt", "second.txt"], &["."]];
    for (nth, inputs) in variants.iter().enumerate() {
        let out = folder.path().join(format!("out-{nth}"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
        command
            .current_dir(&texts)
            .args(["build", "--jobs", if nth == 0 { "1" } else { "4" }])
            .env("TZ", ["UTC", "Asia/Tokyo", "America/New_York"][nth])
            .env("LC_ALL", ["C", "de_DE.UTF-8", "tr_TR.UTF-8"][nth])
            .arg("--out")
            .arg(&out);
        for input in *inputs {
            command.arg("--input").arg(input);
        }
        command.arg("--registry").arg(root.join("data/reference/organisations.toml"));
        let (code, _, stderr) = common::run(&mut command);
        assert_eq!(code, 0, "{stderr}");
        results.push(common::tables(&out));
    }
    for (name, bytes) in &results[0] {
        assert!(results.iter().all(|tables| tables[name] == *bytes), "{name} differs between builds");
    }
}
