//! Registry files from outside: imports, checks, and decisions that the next build uses.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::path::Path;

use common::{column, n_rows, run, sayso};

/// Where the invented files of the crate that imports are.
fn fixture(name: &str) -> String {
    format!("crates/sayso-curate/tests/fixtures/{name}")
}

/// Runs the program; gives back standard output, and standard error where it ends otherwise than expected.
fn expect(code: i32, arguments: &[&str]) -> String {
    let (found, stdout, stderr) = run(sayso().args(arguments));
    assert_eq!(found, code, "{arguments:?}: {stdout}{stderr}");
    if code == 0 { stdout } else { stderr }
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_parliament_comes_in_one_command_and_is_found_in_texts() {
    let folder = tempfile::tempdir().unwrap();
    let registry = path(folder.path(), "parliament.toml");
    let files = [
        fixture("norland.popolo.json"),
        fixture("norland.everypolitician.csv"),
        fixture("norland.wikidata.csv"),
    ];
    let [popolo, csv, query] = files.each_ref().map(String::as_str);
    let told = expect(0, &["registry", "import", popolo, csv, query, "--out", &registry]);
    assert!(told.contains("6 people, 5 organisations (11 new"), "{told}");
    let first = std::fs::read_to_string(&registry).unwrap();
    let told = expect(0, &["registry", "import", csv, "--format", "everypolitician", "--out", &registry]);
    assert!(told.contains("(0 new"), "{told}");
    assert_eq!(std::fs::read_to_string(&registry).unwrap(), first);
    let told = expect(0, &["registry", "check", &registry]);
    assert!(told.starts_with("no faults: 6 people, 5 organisations"), "{told}");
    assert!(told.contains("\"Nils Aune\": per-nils-aune-q900000002, per-nils-aune-q900000003"), "{told}");

    let (text, out) = (path(folder.path(), "news.txt"), path(folder.path(), "tables"));
    std::fs::write(&text, "“The harbour stays open,” said Ylva Tjern. The Fjord Party agreed.\n").unwrap();
    expect(0, &["build", "--engine", "rules", "--input", &text, "--registry", &registry, "--out", &out]);
    assert_eq!(column(Path::new(&out), "statements", "speaker_id"), ["per-ylva-tjern"]);
    assert!(column(Path::new(&out), "actors", "actor_id").contains(&"org-fjord-party".to_owned()));
}

#[test]
fn faults_are_told_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (csv, registry) = (path(folder.path(), "bad.csv"), path(folder.path(), "parliament.toml"));
    std::fs::write(&csv, "id,name,start_date\n1,Ann Lund,soon\n").unwrap();
    let stderr = expect(2, &["registry", "import", &csv, "--out", &registry]);
    assert!(stderr.contains("bad.csv:2: start_date \"soon\" is no date"), "{stderr}");
    assert!(!Path::new(&registry).exists());
    std::fs::write(&registry, "[[redirect]]\nold_id = \"per-a\"\nnew_id = \"per-b\"\nevidence = \"e\"\n")
        .unwrap();
    let stderr = expect(2, &["registry", "check", &registry]);
    assert!(stderr.contains("parliament.toml:3: new_id \"per-b\" is no entry of the registry"), "{stderr}");
}

/// The review with a decision in each row for which `decide`, given kind, name and other name, has one.
fn fill(sheet: &str, decide: impl Fn(&str, &str, &str) -> &'static str) {
    let mut reader = csv::Reader::from_path(sheet).unwrap();
    let headers = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    let mut writer = csv::Writer::from_path(sheet).unwrap();
    writer.write_record(&headers).unwrap();
    for row in rows {
        let mut cells: Vec<&str> = row.iter().collect();
        cells[9] = decide(&row[0], &row[2], &row[4]);
        writer.write_record(cells).unwrap();
    }
    writer.flush().unwrap();
}

#[test]
fn decisions_of_a_review_shape_the_next_build() {
    let folder = tempfile::tempdir().unwrap();
    let texts = folder.path().join("texts");
    std::fs::create_dir(&texts).unwrap();
    for (name, text) in [
        (
            "a.txt",
            "Rosa Lindqvist said: “The bridge stays open.” Rosa Lindqvist left. Rosa Lindqvist came back.\n",
        ),
        ("b.txt", "Rosa M. Lindqvist said: “The bridge is shut.”\n"),
        ("c.txt", "Otto Varga said: “All aboard.” Otto Varga left. Otto Varga came back.\n"),
    ] {
        std::fs::write(texts.join(name), text).unwrap();
    }
    let [texts, out, sheet, decisions] =
        ["texts", "tables", "review.csv", "decisions.toml"].map(|name| path(folder.path(), name));
    let build = ["build", "--engine", "rules", "--input", &texts, "--out", &out];
    expect(0, &build);
    let tables = Path::new(&out);
    let n_actors = n_rows(tables, "actors");
    let told = expect(0, &["actors", "review", &out, "--out", &sheet]);
    assert!(told.contains("rows to decide on"), "{told}");
    fill(&sheet, |kind, name, other_name| match (kind, name, other_name) {
        ("middle_name", "Rosa Lindqvist", "Rosa M. Lindqvist") => "same",
        ("unknown_name", "Otto Varga", _) => "nobody",
        _ => "",
    });
    // the pipeline that belongs to this dataset has no other registry files
    let pipeline = path(folder.path(), "pipeline.toml");
    std::fs::write(&pipeline, "name = \"x\"\n[input]\npaths = [\"texts\"]\n[output]\ndir = \"tables\"\n")
        .unwrap();
    let apply = ["actors", "review", "--apply", &sheet, "--registry", &decisions, "--pipeline", &pipeline];
    let told = expect(0, &apply);
    assert!(told.contains("1 new entries, 2 new redirects, 1 other new decisions"), "{told}");
    let first = std::fs::read_to_string(&decisions).unwrap();
    expect(0, &apply);
    assert_eq!(std::fs::read_to_string(&decisions).unwrap(), first);
    expect(0, &["registry", "check", &decisions]);

    expect(0, &[&build[..], &["--registry", &decisions]].concat());
    assert_eq!(n_rows(tables, "actors"), n_actors - 2);
    let speakers = column(tables, "statements", "speaker_id");
    assert_eq!(speakers.iter().filter(|id| *id == "per-rosa-lindqvist").count(), 2, "{speakers:?}");
    assert!(!column(tables, "actors", "name").contains(&"Otto Varga".to_owned()));
    expect(0, &["check", &out]);
    expect(0, &["actors", "review", &out, "--out", &sheet, "--registry", &decisions]);
    let kinds = std::fs::read_to_string(&sheet).unwrap();
    assert!(!kinds.contains("Lindqvist") && !kinds.contains("Varga"), "{kinds}");
}

#[test]
fn a_contradiction_in_a_review_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let (sheet, decisions) = (path(folder.path(), "review.csv"), path(folder.path(), "decisions.toml"));
    let row = "unknown_name,x-per-0123456789ab,Ann Lund,,";
    std::fs::write(
        &sheet,
        format!("kind,actor_id,name,other_actor_id,other_name,decision\n{row},person\n{row},nobody\n"),
    )
    .unwrap();
    let stderr = expect(2, &["actors", "review", "--apply", &sheet, "--registry", &decisions]);
    assert!(
        stderr.contains("review.csv:3: this contradicts line 2: \"Ann Lund\" is \"person\" there"),
        "{stderr}"
    );
    assert!(!Path::new(&decisions).exists());
    expect(2, &["actors", "review", "--apply", &sheet]);
    expect(2, &["actors", "review"]);
}
