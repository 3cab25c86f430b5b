//! A collection takes memory for what is known of its documents, not for their texts.
//!
//! A program of its own, because the peak of a process is what is measured.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
#![allow(dead_code, reason = "each test program uses a part of what they share")]

mod common;

use std::fs::File;
use std::io::{BufWriter, Write};

use common::Bench;

#[test]
fn ten_thousand_documents_of_10_kb_take_less_than_half_of_their_100_mb() {
    let bench = Bench::new();
    let words = "The harbour committee met again and did not agree. ".repeat(200);
    let mut file = BufWriter::new(File::create(bench.path("a.jsonl")).unwrap());
    for nth in 0..10_000 {
        writeln!(file, "{{\"id\": {nth}, \"title\": \"Minutes {nth}\", \"text\": \"{nth} {words}\"}}")
            .unwrap();
    }
    file.into_inner().unwrap();
    let collection = bench.open();
    assert_eq!(collection.entries().len(), 10_000);
    let n_bytes: u64 = collection.entries().iter().map(|entry| entry.n_bytes()).sum();
    assert!(n_bytes > 100_000_000);
    for entry in collection.entries().iter().step_by(100) {
        let loaded = collection.load(entry).unwrap();
        assert_eq!(loaded.document.id(), entry.id());
        assert!(loaded.document.text().ends_with("agree. "));
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak_kb: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(peak_kb < 50_000, "peak of {peak_kb} kB");
}
