//! What stands beside a file tells where it comes from.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
#![allow(dead_code, reason = "each test program uses a part of what they share")]

mod common;

use common::{Bench, assert_told, corpus_file, load_all, sources};
use sayso_ingest::{ReadOptions, open};
use sayso_model::{DatePrecision, Genre};

#[test]
fn the_corpus_has_its_provenance() {
    let bench = Bench::new();
    let collection = open(&[corpus_file()], &ReadOptions::default(), &bench.spool()).unwrap();
    assert_told(&collection, &[]);
    let loaded = load_all(&collection).remove(0);
    assert_eq!(loaded.diagnostics, []);
    let metadata = loaded.document.metadata();
    assert_eq!(metadata.author.as_deref(), Some("Julie Wassmer"));
    assert_eq!(metadata.date.as_deref(), Some("2019-03"));
    assert_eq!(metadata.date_precision, Some(DatePrecision::Inferred));
    assert_eq!((metadata.genre, metadata.lang.as_deref()), (Some(Genre::Blog), Some("en-GB")));
    assert_eq!((loaded.document.text().len(), loaded.document.n_chars()), (24_972, 24_635));
}

/// Its sidecar's corrections are about words that are there.
#[test]
fn the_corrections_of_the_corpus_are_about_its_words() {
    let mut sidecar = corpus_file().into_os_string();
    sidecar.push(".provenance.toml");
    let sidecar: toml::Table = std::fs::read_to_string(sidecar).unwrap().parse().unwrap();
    let corrections = sidecar["corrections"].as_array().unwrap();
    assert!(!corrections.is_empty());
    for correction in corrections {
        let words = correction["text"].as_str().unwrap();
        assert_eq!(common::corpus_text().matches(words).count(), 1, "{words}");
    }
}

#[test]
fn a_file_that_is_not_the_one_described_is_built_and_told() {
    let bench = Bench::new();
    bench.write("a.txt", "Text.");
    bench.write("a.txt.provenance.toml", format!("title = \"T\"\nsha256 = \"{}\"\n", "0".repeat(64)));
    bench.write("gone.txt.provenance.toml", "");
    let collection = bench.open();
    assert_eq!(sources(&collection), ["in/a.txt"]);
    assert_told(&collection, &["warning sidecar_without_file in/gone.txt.provenance.toml: "]);
    let loaded = load_all(&collection).remove(0);
    assert_eq!(loaded.document.metadata().title.as_deref(), Some("T"));
    let found = &loaded.diagnostics[0];
    assert_eq!((found.code, found.severity.to_string().as_str()), ("sidecar_hash_mismatch", "error"));
    assert!(found.message.starts_with("in/a.txt: has the SHA-256 "), "{}", found.message);
}

#[test]
fn a_bad_sidecar_stops_the_build_with_file_and_line() {
    let bench = Bench::new();
    bench.write("a.txt", "Text.");
    bench.write("a.txt.provenance.toml", "title = \"T\"\n\nauthr = \"A\"\n");
    let error = bench.open_with(&ReadOptions::default()).unwrap_err().to_string();
    assert!(error.contains("a.txt.provenance.toml:3: unknown field `authr`"), "{error}");
}

#[test]
fn a_table_of_texts_may_have_one_too() {
    let bench = Bench::new();
    bench.write("a.csv", "text,publisher\nOne.,Own\nTwo.,\n");
    bench.write("a.csv.provenance.toml", format!("publisher = \"All\"\nsha256 = \"{}\"\n", "0".repeat(64)));
    let collection = bench.open();
    assert_told(&collection, &["error sidecar_hash_mismatch in/a.csv: "]);
    let publishers: Vec<_> = load_all(&collection)
        .into_iter()
        .map(|loaded| loaded.document.metadata().publisher.clone().unwrap())
        .collect();
    assert_eq!(publishers, ["Own", "All"]);
}
