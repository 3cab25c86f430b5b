//! What a build hides, as a user sees it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

/// Invented: somebody who writes as a private person, with one identifier, to somebody in office.
const LETTER: &str = "Dear Rosa Lind MP,\n\nI am a constituent. Otto Varga, a pensioner, says that the bridge must stay open.\n\nYours \
                      sincerely\nOtto Varga\n(membership no. L5550123)\n";

fn build(folder: &Path, options: &[&str]) -> (i32, PathBuf, String) {
    let (text, out) = (folder.join("varga.txt"), folder.join("out"));
    fs::write(&text, LETTER).unwrap();
    let mut command = common::sayso();
    command.arg("build").arg("--input").arg(&text).arg("--out").arg(&out).args(options);
    let (code, _, stderr) = common::run(&mut command);
    (code, out, stderr)
}

/// Files of a dataset that are not compressed and hold `words`.
fn files_with(out: &Path, words: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(out).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        if bytes.windows(words.len()).any(|window| window == words.as_bytes()) {
            found.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found.sort();
    found
}

#[test]
fn identifiers_are_masked_unless_they_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, stderr) = build(folder.path(), &[]);
    assert_eq!(code, 0, "{stderr}");
    assert_eq!(files_with(&out, "L5550123"), Vec::<String>::new());
    assert_eq!(common::column(&out, "redactions", "kind"), ["membership_number"]);
    assert!(common::column(&out, "documents", "text")[0].ends_with("(membership no. xxxxxxxx)\n"));
    let (code, out, stderr) = build(folder.path(), &["--keep-identifiers"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(files_with(&out, "L5550123").contains(&"documents.csv".to_owned()));
    assert_eq!(common::column(&out, "redactions", "action"), ["kept"]);
    assert!(fs::read_to_string(out.join("datasheet.md")).unwrap().contains("stand in the texts"));
}

#[test]
fn the_public_sees_pseudonyms_and_no_key() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, stderr) = build(folder.path(), &["--publish-profile", "public"]);
    assert_eq!(code, 0, "{stderr}");
    let key = fs::read_to_string(folder.path().join("out.pseudonym-key")).unwrap();
    for secret in ["Varga", "varga", "Otto", "L5550123", key.trim()] {
        assert_eq!(files_with(&out, secret), Vec::<String>::new(), "{secret}");
    }
    assert!(!files_with(&out, "Rosa Lind").is_empty());
    let (code, stdout, _) = common::run(common::sayso().arg("check").arg(&out));
    assert_eq!(code, 0, "{stdout}");
    let ids = common::column(&out, "actors", "actor_id");
    assert!(ids.iter().any(|id| id.starts_with("x-prv-")), "{ids:?}");
}

#[test]
fn a_key_is_not_published() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("out/key");
    let options = ["--publish-profile", "public", "--pseudonym-key", key.to_str().unwrap()];
    let (code, out, stderr) = build(folder.path(), &options);
    assert_eq!((code, out.exists()), (2, false));
    assert!(stderr.contains("must not lie in the dataset"), "{stderr}");
}

#[test]
fn the_corpus_shows_no_membership_number() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let pipeline = "pipelines/canterbury.toml";
    let (code, _, stderr) = common::run(common::sayso().args(["build", pipeline, "--out"]).arg(&out));
    assert_eq!(code, 0, "{stderr}");
    let [document] = common::column(&out, "documents", "text").try_into().unwrap();
    let text = fs::read_to_string(common::root().join("data/raw/000_4a9dfc69f9480646.txt")).unwrap();
    let at = text.find("(membership no. ").unwrap();
    let number: String = text[at + 16..].chars().take_while(|symbol| *symbol != ')').collect();
    assert_eq!(files_with(&out, &number), Vec::<String>::new());
    assert_eq!(document.chars().count(), text.chars().count());
    assert_eq!(common::column(&out, "redactions", "kind"), ["membership_number"]);
}
