//! `schemas/` is what the declarations make. With `SAYSO_UPDATE=1` this test writes it.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn schemas_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    let files = sayso_tables::schema_files();
    if std::env::var_os("SAYSO_UPDATE").is_some() {
        fs::create_dir_all(&folder).unwrap();
        for (name, contents) in &files {
            fs::write(folder.join(name), contents).unwrap();
        }
    }
    for (name, contents) in &files {
        let committed = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert_eq!(&committed, contents, "schemas/{name} is out of date; run `just schema`");
    }
    let expected: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(expected.contains(name.as_str()), "schemas/{name} belongs to no table");
    }
}
