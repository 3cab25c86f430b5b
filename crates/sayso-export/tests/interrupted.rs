//! Builds that are killed, and builds that run at once: a reader sees one whole set, always.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use serde_json::Value;

/// Cargo builds the examples of a package with its tests, in the folder beside theirs.
fn example() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let path = tests.parent().and_then(Path::parent).unwrap().join("examples").join("publish");
    assert!(
        path.exists(),
        "{} is missing: run all of the package's tests, not this one alone",
        path.display()
    );
    path
}

fn publish(out: &Path, text: &str, n: usize) -> Child {
    let mut command = Command::new(example());
    command.arg(out).arg("--repeat").arg(n.to_string()).arg(text);
    command.stderr(Stdio::null()).spawn().unwrap()
}

/// The text of the one whole set at `out`: every file is there and is what the manifest says.
fn whole_set(out: &Path) -> String {
    let manifest: Value =
        serde_json::from_str(&fs::read_to_string(out.join("manifest.json")).unwrap()).unwrap();
    let outputs = manifest["outputs"].as_object().unwrap();
    assert_eq!(outputs.len() + 1, fs::read_dir(out).unwrap().count());
    for (name, told) in outputs {
        let bytes = fs::read(out.join(name)).unwrap();
        assert_eq!(told["bytes"], bytes.len(), "{name}");
        let digest = <sha2::Sha256 as sha2::Digest>::digest(&bytes);
        let sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(told["sha256"], sha256, "{name}");
    }
    let mut documents = csv::Reader::from_path(out.join("documents.csv")).unwrap();
    let texts: Vec<String> = documents.records().map(|record| record.unwrap()[15].to_owned()).collect();
    let first = texts[0].split(' ').next().unwrap().to_owned();
    assert!(texts.iter().all(|text| text.starts_with(&first)), "rows of two builds are mixed");
    first
}

/// How many builds are killed, from at once to a little later than a build takes.
const ROUNDS: u32 = 20;

#[test]
fn a_killed_build_leaves_the_old_set_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("set");
    let started = Instant::now();
    assert!(publish(&out, "old", 300).wait().unwrap().success());
    let whole_time = started.elapsed();
    let mut was = whole_set(&out);
    for round in 0..ROUNDS {
        let text = format!("round{round}");
        let mut child = publish(&out, &text, 300);
        sleep(whole_time * round / (ROUNDS - 2));
        child.kill().unwrap();
        child.wait().unwrap();
        let is = whole_set(&out);
        assert!(is == was || is == text, "{is}");
        was = is;
    }
    assert!(publish(&out, "last", 1).wait().unwrap().success());
    assert_eq!(whole_set(&out), "last");
    let beside: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, ["set"], "what killed builds leave is swept, their locks block nobody");
}

#[test]
fn builds_at_once_never_mix() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("set");
    for round in 0..5 {
        let builds = ["a", "b", "c"].map(|name| (name, publish(&out, &format!("{name}{round}"), 200)));
        let mut done = Vec::new();
        for (name, mut build) in builds {
            if build.wait().unwrap().success() {
                done.push(format!("{name}{round}"));
            }
        }
        assert!(done.contains(&whole_set(&out)), "{done:?}");
    }
}
