//! A registry of a whole parliament's history is no burden.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use sayso_normalise::Registry;

/// The bound for 100,000 names, several times what it takes: tests also run on busy machines. What it takes on a quiet one is
/// measured by `cargo run --release --package sayso-normalise --example load`.
const BOUND: Duration = Duration::from_secs(5);

#[test]
fn a_hundred_thousand_names_load_in_time() {
    let mut contents = String::new();
    for n in 0..50_000 {
        let _ = write!(
            contents,
            "[[person]]\nid = \"per-given-{n:05}\"\nname = \"Given Family{n:05}\"\nnames = [\n    {{ name = \"Given Middle Family{n:05}\", type = \"full_name\", from = \"1990\" }},\n]\npublic_role = \"elected\"\nwikidata_id = \"Q{}\"\nevidence = \"invented\"\n\n",
            n + 1
        );
    }
    let files = [("many.toml".to_owned(), contents)];
    let start = Instant::now();
    let registry = Registry::from_toml(&files).unwrap();
    let elapsed = start.elapsed();
    assert_eq!(registry.known_names().len(), 100_000);
    assert!(elapsed < BOUND, "{elapsed:?}");
}
