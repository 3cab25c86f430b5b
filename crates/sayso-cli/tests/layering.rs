//! The arrows between crates are those that ARCHITECTURE.md draws, and the core stays free of the outside world.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use toml::Table;

type Arrows = BTreeMap<String, BTreeSet<String>>;

/// Crates that each do one step on a document. Only the program knows their order.
const STAGES: [&str; 4] = ["sayso-ingest", "sayso-extract", "sayso-normalise", "sayso-stance"];

/// Crates that take text and give rows, make registry files or compare codings: no files, no clock, no chance but from a seed.
const CORE: [&str; 8] = [
    "sayso-model",
    "sayso-extract",
    "sayso-normalise",
    "sayso-stance",
    "sayso-curate",
    "sayso-privacy",
    "sayso-agree",
    "sayso-annotate",
];

/// What would make the core impure.
const OUTSIDE_WORLD: [&str; 10] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::time",
    "std::thread",
    "println!",
    "eprintln!",
    "RandomState",
    "thread_rng",
];

/// Packages with which a program talks to other machines. tokio is not among them: polars-core runs its tasks on it.
const NETWORK: [&str; 7] = ["reqwest", "hyper", "ureq", "object_store", "rustls", "openssl", "native-tls"];

/// Words without which no code of ours opens a connection.
const SOCKETS: [&str; 4] = ["std::net", "os::unix::net", "tokio", "rustix::net"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The manifest of each crate of the workspace.
fn manifests() -> BTreeMap<String, Table> {
    let mut manifests = BTreeMap::new();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        let path = entry.unwrap().path().join("Cargo.toml");
        let manifest: Table = fs::read_to_string(&path).unwrap().parse().unwrap();
        manifests.insert(manifest["package"]["name"].as_str().unwrap().to_owned(), manifest);
    }
    manifests
}

/// The names in one section of a manifest, such as `dependencies`.
fn section(manifest: &Table, name: &str) -> BTreeSet<String> {
    let section = manifest.get(name).and_then(toml::Value::as_table);
    section.map(|section| section.keys().cloned().collect()).unwrap_or_default()
}

fn ours(names: BTreeSet<String>) -> BTreeSet<String> {
    names.into_iter().filter(|name| name.starts_with("sayso-")).collect()
}

/// The source files of a crate, without their tests: those come last in a file and may do what the code may not.
fn code_of(name: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("crates").join(name).join("src")];
    while let Some(folder) = folders.pop().filter(|folder| folder.is_dir()) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let code = fs::read_to_string(&path).unwrap();
                let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
                files.push((path, code));
            }
        }
    }
    files
}

/// The table of crates in ARCHITECTURE.md: crate -> the crates of its last column.
fn drawn(page: &str) -> Arrows {
    let mut arrows = Arrows::new();
    for line in page.lines() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let [name, _job, uses] = cells.as_slice() else { continue };
        let name = name.trim_matches('`');
        if name.starts_with("sayso-") {
            let uses = uses.split(',').map(str::trim).filter(|used| *used != "–");
            arrows.insert(name.to_owned(), uses.map(|used| format!("sayso-{used}")).collect());
        }
    }
    arrows
}

#[test]
fn arrows_are_those_of_the_architecture_page() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let built: Arrows = manifests()
        .iter()
        .map(|(name, manifest)| (name.clone(), ours(section(manifest, "dependencies"))))
        .collect();
    assert_eq!(drawn(&page), built, "left: ARCHITECTURE.md, right: the manifests");
}

#[test]
fn tests_use_no_more_than_the_crate_and_the_model() {
    for (name, manifest) in manifests() {
        let mut allowed = ours(section(&manifest, "dependencies"));
        allowed.insert("sayso-model".to_owned());
        for kind in ["dev-dependencies", "build-dependencies"] {
            let used = ours(section(&manifest, kind));
            assert!(used.is_subset(&allowed), "{name}: {kind} {used:?}");
        }
    }
}

#[test]
fn stages_do_not_know_one_another() {
    let manifests = manifests();
    for stage in STAGES {
        let Some(manifest) = manifests.get(stage) else { continue };
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for used in section(manifest, kind) {
                assert!(!STAGES.contains(&used.as_str()), "{stage} uses {used}");
            }
        }
    }
}

#[test]
fn polars_stays_in_two_crates() {
    for (name, manifest) in manifests() {
        let uses_polars = section(&manifest, "dependencies").iter().any(|used| used.starts_with("polars"));
        assert_eq!(uses_polars, ["sayso-check", "sayso-network"].contains(&name.as_str()), "{name}");
    }
}

/// Cargo.lock also lists what optional features could ask for, so the question is what is compiled.
#[test]
fn no_network_client_is_compiled_and_one_arrow() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--workspace", "--edges", "normal,build", "--prefix", "none", "--offline", "--locked"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8(tree.stdout).unwrap();
    let packages: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, rest)| (name, rest.split(' ').next().unwrap_or(rest)))
        .collect();
    for name in NETWORK {
        assert!(packages.iter().all(|(package, _)| *package != name), "{name} is compiled in");
    }
    for name in ["arrow-schema", "arrow-array", "parquet", "polars"] {
        assert_eq!(packages.iter().filter(|(package, _)| *package == name).count(), 1, "{name}");
    }
}

#[test]
fn the_core_does_no_input_or_output() {
    let mut n_files = 0;
    for (path, code) in CORE.iter().flat_map(|name| code_of(name)) {
        n_files += 1;
        for word in OUTSIDE_WORLD {
            assert!(!code.contains(word), "{} has {word}", path.display());
        }
    }
    assert!(n_files > 10, "found only {n_files} files");
}

#[test]
fn no_crate_opens_a_connection() {
    for (path, code) in manifests().keys().flat_map(|name| code_of(name)) {
        for word in SOCKETS {
            assert!(!code.contains(word), "{} has {word}", path.display());
        }
    }
}

#[test]
fn reads_the_table_of_crates() {
    let page = "| crate | job | uses |\n|---|---|---|\n| `sayso-a` | one | – |\n| sayso-b | two | a, c |\n| other | x | y |\n";
    let expected = [("sayso-a", vec![]), ("sayso-b", vec!["sayso-a", "sayso-c"])];
    let expected =
        expected.map(|(name, uses)| (name.to_owned(), uses.into_iter().map(str::to_owned).collect()));
    assert_eq!(drawn(page), Arrows::from(expected));
}
