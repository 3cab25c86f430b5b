//! What the tests of the program from outside share.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The program, run in the project's folder.
pub(crate) fn sayso() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.current_dir(root()).env_remove("RUST_LOG");
    command
}

/// Runs the program and gives back its exit code, standard output and standard error.
pub(crate) fn run(command: &mut Command) -> (i32, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap_or(-1), text(stdout), text(stderr))
}

/// Builds `input` into `out` with the default settings; panics unless it ends with `code`.
pub(crate) fn build(input: &Path, out: &Path, code: i32) -> String {
    let (found, _, stderr) = run(sayso().arg("build").arg("--input").arg(input).arg("--out").arg(out));
    assert_eq!(found, code, "{stderr}");
    stderr
}

/// Name and bytes of every table file of a dataset; not the manifest, which tells the time.
pub(crate) fn tables(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(out).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name != "manifest.json" {
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
    files
}

/// How many rows the CSV of `table` has.
pub(crate) fn n_rows(out: &Path, table: &str) -> usize {
    let mut reader = csv::Reader::from_path(out.join(format!("{table}.csv"))).unwrap();
    reader.records().map(Result::unwrap).count()
}

/// The cells of one column of a table.
pub(crate) fn column(out: &Path, table: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_path(out.join(format!("{table}.csv"))).unwrap();
    let at = reader.headers().unwrap().iter().position(|header| header == name).unwrap();
    reader.records().map(|record| record.unwrap()[at].to_owned()).collect()
}

/// Invented texts: two letters and a news item.
pub(crate) fn write_texts(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for (name, text) in [
        (
            "first.txt",
            "Mayor Rosa Lind said: “The bridge stays open.”\n\nHer rival, Otto Varga, said that nothing was decided.\n",
        ),
        ("second.txt", "Dear Rosa,\n\nI am against the bridge.\n\nYours sincerely\nOtto Varga\n"),
        (
            "third.txt",
            "The Harbour Union (HU) met on Monday. “We will strike,” said Petra Olm 🎉 of the HU.\n",
        ),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
}
