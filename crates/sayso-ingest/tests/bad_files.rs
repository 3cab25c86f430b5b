//! Files that cannot be read cost themselves only (fault table 5, 8 to 11, 14).
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
#![allow(dead_code, reason = "each test program uses a part of what they share")]

mod common;

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::process::Command;

use common::{Bench, assert_told, load_all, sources, told};
use sayso_ingest::{ReadOptions, open};

#[test]
fn a_folder_of_bad_files_costs_no_good_one() {
    let bench = Bench::new();
    bench.write("good.txt", "A text.");
    bench.write("empty.txt", "");
    bench.write("blank.txt", "\u{feff} \n\t\u{200b}\n");
    bench.write("photo.png", b"\x89PNG");
    bench.write(".hidden/x.txt", "hidden");
    bench.write("more/folder.txt/inner.txt", "Another text.");
    symlink("nowhere", bench.path("dangling.txt")).unwrap();
    let _socket = UnixListener::bind(bench.path("socket.txt")).unwrap();
    assert!(
        Command::new("mkfifo")
            .arg(bench.path("pipe.txt"))
            .arg(bench.path("pipe.csv"))
            .status()
            .unwrap()
            .success()
    );
    let collection = bench.open();
    assert_eq!(sources(&collection), ["in/good.txt", "in/more/folder.txt/inner.txt"]);
    assert_told(
        &collection,
        &[
            "info skipped_file in/.hidden: is hidden",
            "error unreadable in/dangling.txt: link cannot be followed: No such file",
            "warning empty_document in/blank.txt: has no text",
            "warning empty_document in/empty.txt: has no text",
            "info skipped_file in/photo.png: has an extension of no known format",
            "error not_a_regular_file in/pipe.csv: ",
            "error not_a_regular_file in/pipe.txt: ",
            "error not_a_regular_file in/socket.txt: ",
        ],
    );
}

/// Permissions do not stop a privileged user, so the file is one that nobody can read from its start.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_opens_and_cannot_be_read_is_told() {
    let bench = Bench::new();
    symlink("/proc/self/mem", bench.path("memory.txt")).unwrap();
    bench.write("good.txt", "A text.");
    let collection = bench.open_only(&["memory.txt", "good.txt"]);
    assert_eq!(sources(&collection), ["good.txt"]);
    assert_told(&collection, &["error unreadable memory.txt: cannot be read: Input/output error"]);
}

#[test]
fn loops_of_links_end_and_each_file_counts_once() {
    let bench = Bench::new();
    bench.write("a/one.txt", "One.");
    symlink(".", bench.path("a/self")).unwrap();
    symlink("..", bench.path("a/up")).unwrap();
    symlink("b", bench.path("c")).unwrap();
    symlink("c", bench.path("b")).unwrap();
    symlink("a/one.txt", bench.path("again.txt")).unwrap();
    let collection = bench.open();
    assert_eq!(sources(&collection), ["in/a/one.txt"]);
    assert_told(
        &collection,
        &["error unreadable in/b: link cannot be followed", "error unreadable in/c: link"],
    );
}

#[test]
fn links_out_of_the_input_are_not_followed() {
    let bench = Bench::new();
    let outside = bench.spool().join("outside.txt");
    fs::write(&outside, "Outside.").unwrap();
    symlink(&outside, bench.path("out.txt")).unwrap();
    symlink(bench.spool(), bench.path("out")).unwrap();
    let collection = bench.open();
    assert!(collection.entries().is_empty());
    assert_told(
        &collection,
        &[
            "warning link_outside_input in/out.txt: ",
            "warning link_outside_input in/out: ",
            "warning empty_folder in: holds no files to read",
        ],
    );
    // Who names a link means what it leads to.
    assert_eq!(sources(&bench.open_only(&["out.txt"])), ["out.txt"]);
}

#[test]
fn a_huge_file_is_refused_by_its_size() {
    let bench = Bench::new();
    let sparse = File::create(bench.path("sparse.txt")).unwrap();
    sparse.set_len(1 << 40).unwrap();
    bench.write("at-limit.txt", "x".repeat(1000));
    bench.write("above.txt", "x".repeat(1001));
    let options = ReadOptions { max_bytes: 1000, ..ReadOptions::default() };
    let collection = bench.open_with(&options).unwrap();
    assert_eq!(sources(&collection), ["in/at-limit.txt"]);
    assert_told(
        &collection,
        &[
            "error too_large in/above.txt: has 1001 bytes, more than the 1000 allowed",
            "error too_large in/sparse.txt: has 1099511627776 bytes",
        ],
    );
}

#[test]
fn inputs_that_are_not_there_or_no_files() {
    let bench = Bench::new();
    let inputs = [PathBuf::from("/dev/zero"), bench.path("missing.txt"), bench.path("no-*.txt")];
    let collection = open(&inputs, &ReadOptions::default(), &bench.spool()).unwrap();
    assert_told(
        &collection,
        &[
            "error no_match in/no-*.txt: no file matches",
            "error unreadable missing.txt: cannot be read: No such file",
            "error not_a_regular_file zero: ",
        ],
    );
    let bad = open(&[bench.path("a[.txt")], &ReadOptions::default(), &bench.spool()).unwrap_err();
    assert!(bad.to_string().starts_with("bad glob \"a[.txt\": "), "{bad}");
}

#[test]
fn a_named_file_of_unknown_kind_is_read_if_it_is_text() {
    let bench = Bench::new();
    bench.write("notes.xyz", "Café");
    bench.write("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let collection = bench.open_only(&["notes.xyz", "photo.png"]);
    assert_eq!(sources(&collection), ["notes.xyz"]);
    assert_told(&collection, &["error unknown_format photo.png: "]);
    assert_eq!(sources(&bench.open_only(&["*.xyz"])), ["in/notes.xyz"]);
}

#[test]
fn equal_files_are_one_document_whatever_the_order_of_inputs() {
    let bench = Bench::new();
    for name in ["b.txt", "a.txt", "sub/c.txt"] {
        bench.write(name, "The same words.");
    }
    bench.write("d.txt", "The same words. ");
    let forth = bench.open_only(&["a.txt", "b.txt", "sub", "d.txt"]);
    let back = bench.open_only(&["d.txt", "sub", "b.txt", "a.txt", "b.txt"]);
    assert_eq!(told(&forth), told(&back));
    assert_eq!(sources(&forth), sources(&back));
    assert_eq!(sources(&forth), ["a.txt", "d.txt"]);
    assert_told(
        &forth,
        &[
            "info duplicate_document b.txt: is the same text as \"a.txt\"",
            "info duplicate_document sub/c.txt: is the same text as \"a.txt\"",
        ],
    );
}

#[test]
fn files_of_one_name_differ_by_their_folders() {
    let bench = Bench::new();
    for (nth, name) in ["x/p/same.txt", "y/p/same.txt", "y/other.txt"].iter().enumerate() {
        bench.write(name, format!("Text {nth}."));
    }
    let collection = bench.open_only(&["x/p/same.txt", "y/p/same.txt", "y/other.txt"]);
    assert_eq!(sources(&collection), ["other.txt", "x/p/same.txt", "y/p/same.txt"]);
    assert_eq!(sources(&bench.open_only(&["x/p", "y/p"])), ["x/p/same.txt", "y/p/same.txt"]);
    assert_eq!(sources(&bench.open_only(&["x", "y"])), ["x/p/same.txt", "y/other.txt", "y/p/same.txt"]);
    assert_eq!(sources(&bench.open_only(&["*/p/*.txt"])), ["in/x/p/same.txt", "in/y/p/same.txt"]);
    assert_eq!(sources(&bench.open_only(&["**/o*.txt"])), ["in/y/other.txt"]);
}

#[test]
fn file_names_are_data() {
    use std::os::unix::ffi::OsStrExt;
    let bench = Bench::new();
    bench.write("a\u{1b}[2J\n\u{202e}.txt", "One.");
    let raw = std::ffi::OsStr::from_bytes(b"b\xff.txt");
    fs::write(bench.path("").join(raw), "Two.").unwrap();
    assert_eq!(sources(&bench.open()), ["in/a\\u{1b}[2J\\u{a}\\u{202e}.txt", "in/b\\xff.txt"]);
}

#[test]
fn a_file_that_changes_during_a_build_is_told() {
    let bench = Bench::new();
    let path = bench.write("a.txt", "Before.");
    let collection = bench.open();
    fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b" After.").unwrap();
    let found = collection.load(&collection.entries()[0]).unwrap_err();
    assert_eq!((found.code, found.severity.to_string().as_str()), ("changed_while_reading", "error"));
    fs::remove_file(&path).unwrap();
    let found = collection.load(&collection.entries()[0]).unwrap_err();
    assert!(found.code == "unreadable" && found.message.starts_with("in/a.txt: "), "{found:?}");
}

#[test]
fn nothing_to_read_is_an_empty_collection() {
    let bench = Bench::new();
    assert_told(&bench.open(), &["warning empty_folder in: holds no files to read"]);
    assert!(load_all(&bench.open()).is_empty());
}
