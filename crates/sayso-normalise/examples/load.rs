//! How long a registry takes to load: `cargo run --release --package sayso-normalise --example load`.
//!
//! 50,000 invented people with two names each, loaded five times; the fastest counts. Beside it, what the TOML parser alone takes.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use sayso_normalise::{Registry, RegistryFile};

fn main() {
    let mut contents = String::new();
    for n in 0..50_000 {
        let _ = write!(
            contents,
            "[[person]]\nid = \"per-given{n:05}-family{n:05}\"\nname = \"Given{n:05} Family{n:05}\"\ngiven_name = \"Given{n:05}\"\nfamily_name = \"Family{n:05}\"\nnames = [\n    {{ name = \"Middle{n:05} Family{n:05}\", type = \"full_name\" }},\n]\npublic_role = \"elected\"\nwikidata_id = \"Q{}\"\nevidence = \"invented\"\n\n",
            n + 1
        );
    }
    println!("100,000 names in {:.1} MB", contents.len() as f64 / 1e6);
    let files = [("many.toml".to_owned(), contents)];
    let contents = &files[0].1;
    fastest("TOML parser alone", || toml::from_str::<toml::Table>(contents).unwrap().len());
    fastest("reading the entries", || RegistryFile::parse("many.toml", contents).unwrap().people.len());
    fastest("reading, checking and indexing", || Registry::from_toml(&files).unwrap().known_names().len());
}

fn fastest(what: &str, run: impl Fn() -> usize) {
    let times = (0..5).map(|_| {
        let start = Instant::now();
        assert!(run() > 0);
        start.elapsed()
    });
    println!("{what}: {:?}", times.min().unwrap_or(Duration::ZERO));
}
