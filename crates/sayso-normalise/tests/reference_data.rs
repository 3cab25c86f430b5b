//! The registry of this repository.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use sayso_normalise::{Registry, canonical_toml};

fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/reference");
    ["organisations.toml", "people.toml"]
        .iter()
        .map(|name| ((*name).to_owned(), std::fs::read_to_string(folder.join(name)).unwrap()))
        .collect()
}

#[test]
fn it_loads_and_comes_back_byte_for_byte() {
    if let Err(error) = Registry::from_toml(&files()) {
        panic!("{error}");
    }
    for (name, contents) in files() {
        assert_eq!(canonical_toml(&name, &contents).unwrap(), contents, "{name} is not in canonical form");
    }
}
