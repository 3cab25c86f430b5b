//! `sayso codebook` from outside.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::fs;

use common::{run, sayso};
use serde_json::Value;

const CODEBOOK: &str = "version = \"1\"\n[[issue]]\nid = \"rent-freeze\"\nlabel = \"rent freeze\"\ndefinition = \"A stop to rent rises.\"\n\
                        match = [\"rent freeze\", \"stop to rent rises\"]\n";

fn write(folder: &std::path::Path) {
    fs::create_dir(folder.join("texts")).unwrap();
    for (name, text) in [
        ("a.txt", "Zoë Hart said: “The rent freeze helps, and the night buses are late.”\n"),
        ("b.txt", "“Everybody wants the night buses,” said Otto Varga. “The rent-freeze is late.”\n"),
    ] {
        fs::write(folder.join("texts").join(name), text).unwrap();
    }
    fs::write(folder.join("issues.toml"), CODEBOOK).unwrap();
}

#[test]
fn a_codebook_is_looked_over_with_and_without_texts() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let check = |arguments: &[&str]| {
        run(sayso().current_dir(folder.path()).args(["codebook", "check"]).args(arguments))
    };
    let (code, stdout, stderr) = check(&["issues.toml"]);
    assert_eq!((code, stdout.as_str()), (0, "issues.toml: nothing to look at, 2 wordings\n"), "{stderr}");
    let (code, stdout, stderr) = check(&["issues.toml", "--input", "texts"]);
    assert_eq!(code, 1, "{stderr}");
    assert_eq!(
        stdout,
        "issues.toml:6: wording \"stop to rent rises\" of issue \"rent-freeze\" stands in none of the 2 texts\n"
    );
    fs::write(folder.path().join("issues.toml"), CODEBOOK.replace("version", "[[issue]]\nversion")).unwrap();
    let (code, stdout, _) = check(&["issues.toml"]);
    assert!(code == 1 && stdout.starts_with("issues.toml:1: issue \"\" has no definition"), "{stdout}");
    fs::write(folder.path().join("issues.toml"), "version = \n").unwrap();
    let (code, _, stderr) = check(&["issues.toml"]);
    assert!(code == 2 && stderr.contains("issues.toml:1: "), "{stderr}");
}

#[test]
fn what_no_issue_covers_is_suggested() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let suggest = |arguments: &[&str]| {
        let mut command = sayso();
        command
            .current_dir(folder.path())
            .args(["codebook", "suggest", "--engine", "rules", "--input", "texts"]);
        run(command.args(["--codebook", "issues.toml"]).args(arguments))
    };
    let (code, json, stderr) = suggest(&["--json"]);
    assert_eq!(code, 0, "{stderr}");
    let list: Value = serde_json::from_str(&json).unwrap();
    let phrases: Vec<&str> =
        list.as_array().unwrap().iter().map(|one| one["phrase"].as_str().unwrap()).collect();
    assert_eq!(phrases, ["night buses"]);
    assert_eq!((&list[0]["n_places"], &list[0]["n_documents"]), (&2.into(), &2.into()));
    assert_eq!(list[0]["examples"].as_array().unwrap().len(), 2);
    let (_, again, _) = suggest(&["--json"]);
    assert_eq!(again, json);
    let (_, table, _) = suggest(&[]);
    assert!(table.starts_with("night buses: 2 places, 2 documents\n    …"), "{table}");
}
