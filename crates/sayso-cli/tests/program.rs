//! The program from outside: what it prints, what it writes, and how it ends.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use common::{build, column, n_rows, root, run, sayso, tables, write_texts};

fn check_code(out: &Path) -> i32 {
    run(sayso().arg("check").arg(out)).0
}

#[test]
fn a_folder_of_texts_becomes_a_dataset_that_passes_its_check() {
    let folder = tempfile::tempdir().unwrap();
    write_texts(&folder.path().join("texts"));
    let out = folder.path().join("out");
    build(&folder.path().join("texts"), &out, 0);
    assert_eq!(n_rows(&out, "documents"), 3);
    assert!(column(&out, "statements", "content").contains(&"The bridge stays open.".to_owned()));
    let (code, report, _) = run(sayso().arg("check").arg(&out));
    assert_eq!(code, 0, "{report}");
    let (code, json, _) = run(sayso().args(["check", "--json"]).arg(&out));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, json["is_ok"].as_bool()), (0, Some(true)));
}

#[test]
fn an_empty_folder_gives_valid_empty_tables() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("texts")).unwrap();
    let out = folder.path().join("out");
    build(&folder.path().join("texts"), &out, 0);
    assert_eq!(n_rows(&out, "documents"), 0);
    assert!(
        std::fs::read_to_string(out.join("statements.csv")).unwrap().starts_with("statement_id,document_id,")
    );
    assert_eq!(check_code(&out), 0);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_built() {
    let folder = tempfile::tempdir().unwrap();
    let texts = folder.path().join("texts");
    write_texts(&texts);
    std::fs::write(texts.join("empty.txt"), "").unwrap();
    std::fs::write(texts.join("nul.txt"), "Rosa\0 Lind said: “No.”\n").unwrap();
    std::os::unix::fs::symlink(&texts, texts.join("loop")).unwrap();
    let huge = std::fs::File::create(texts.join("huge.txt")).unwrap();
    huge.set_len(1 << 30).unwrap();
    let status = Command::new("mkfifo").arg(texts.join("pipe.txt")).status().unwrap();
    assert!(status.success());
    let out = folder.path().join("out");
    let stderr = build(&texts, &out, 1);
    assert!(stderr.contains("huge.txt"), "{stderr}");
    assert_eq!(n_rows(&out, "documents"), 4);
    let codes = column(&out, "diagnostics", "code");
    for code in ["too_large", "empty_document", "nul_bytes"] {
        assert!(codes.iter().any(|found| found == code), "{code} is not among {codes:?}");
    }
    assert_eq!(check_code(&out), 0);
}

#[test]
fn a_fault_in_a_configuration_names_its_line_and_touches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write_texts(&folder.path().join("texts"));
    let out = folder.path().join("out");
    build(&folder.path().join("texts"), &out, 0);
    let before = tables(&out);
    let pipeline = "name = \"x\"\n[input]\npaths = [\"texts\"]\n[output]\ndir = \"out\"\n";
    let registry = "[[person]]\nid = \"per-rosa-lind\"\nname = \"Rosa Lind\"\npublic_role = \"king\"\nevidence = \"invented\"\n";
    let codebook = "version = \"1\"\n[[issue]]\nid = \"Bridge\"\nlabel = \"the bridge\"\n";
    for (file, contents, expected) in [
        ("pipeline.toml", format!("{pipeline}colour = 1\n"), "pipeline.toml:6: unknown field"),
        ("pipeline.toml", format!("{pipeline}[registry]\npaths = [\"people.toml\"]\n"), "people.toml:4: "),
        (
            "pipeline.toml",
            format!("{pipeline}[codebook]\npath = \"codebook.toml\"\n"),
            "codebook.toml:3: issue id",
        ),
        ("pipeline.toml", format!("{pipeline}[registry]\npaths = [\"none.toml\"]\n"), "none.toml"),
        (
            "pipeline.toml",
            format!("{pipeline}[expect.metrics]\nhappiness = {{ min = 1 }}\n"),
            "unknown metric",
        ),
    ] {
        std::fs::write(folder.path().join(file), contents).unwrap();
        std::fs::write(folder.path().join("people.toml"), registry).unwrap();
        std::fs::write(folder.path().join("codebook.toml"), codebook).unwrap();
        let (code, _, stderr) = run(sayso().arg("build").arg(folder.path().join(file)));
        assert_eq!(code, 2, "{stderr}");
        assert!(stderr.contains(expected), "{stderr:?} should contain {expected:?}");
        assert_eq!(tables(&out), before);
    }
}

#[test]
fn a_folder_that_is_no_dataset_of_ours_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    write_texts(&folder.path().join("texts"));
    let out = folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    std::fs::write(out.join("thesis.txt"), "years of work").unwrap();
    build(&folder.path().join("texts"), &out, 2);
    assert_eq!(std::fs::read_to_string(out.join("thesis.txt")).unwrap(), "years of work");
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    build(&folder.path().join("texts"), &file, 2);
}

#[test]
fn wrong_usage_and_missing_datasets_exit_2() {
    assert_eq!(run(sayso().arg("bild")).0, 2);
    assert_eq!(run(sayso().args(["check", "no-such-folder"])).0, 2);
    assert_eq!(run(sayso().args(["build", "no-such-pipeline.toml"])).0, 2);
    assert_eq!(run(sayso().args(["schema", "no-such-table"])).0, 2);
}

#[test]
fn damage_is_found_and_exits_1() {
    let folder = tempfile::tempdir().unwrap();
    write_texts(&folder.path().join("texts"));
    let out = folder.path().join("out");
    build(&folder.path().join("texts"), &out, 0);
    let path = out.join("statements.csv");
    let contents = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, contents.replacen("direct", "shouted", 1)).unwrap();
    let (code, report, _) = run(sayso().arg("check").arg(&out));
    assert_eq!(code, 1);
    assert!(report.contains("shouted"), "{report}");
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_made_safe_on_request() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("note.txt");
    std::fs::write(&text, "Rosa Lind said: “=1+1 is what they told us.”\n").unwrap();
    let out = folder.path().join("out");
    let (code, _, stderr) =
        run(sayso().args(["build", "--csv-safe", "--input"]).arg(&text).arg("--out").arg(&out));
    assert_eq!(code, 0, "{stderr}");
    assert_eq!(column(&out, "statements", "content"), ["'=1+1 is what they told us."]);
    assert_eq!(check_code(&out), 0);
}

#[test]
fn two_builds_are_compared_row_by_row() {
    let folder = tempfile::tempdir().unwrap();
    let texts = folder.path().join("texts");
    write_texts(&texts);
    let (older, newer) = (folder.path().join("older"), folder.path().join("newer"));
    build(&texts, &older, 0);
    build(&texts, &newer, 0);
    let diff = |code: i32| {
        let (found, report, stderr) = run(sayso().arg("diff").arg(&older).arg(&newer));
        assert_eq!(found, code, "{report}{stderr}");
        report
    };
    diff(0);
    std::fs::write(
        texts.join("first.txt"),
        "Mayor Rosa Lind said: “The bridge is shut.”\n\nHer rival, Otto Varga, said that nothing was decided.\n",
    )
    .unwrap();
    build(&texts, &newer, 0);
    let report = diff(1);
    assert!(report.contains("The bridge is shut.") && report.contains("The bridge stays open."), "{report}");
    assert!(!report.contains("I am against the bridge."), "{report}");
}

#[test]
fn an_actor_that_documents_spell_differently_has_one_name() {
    let folder = tempfile::tempdir().unwrap();
    let texts = folder.path().join("texts");
    std::fs::create_dir(&texts).unwrap();
    std::fs::write(texts.join("a.txt"), "Rosa Lind said: “The bridge stays.”\n").unwrap();
    std::fs::write(texts.join("b.txt"), "ROsa Lind said: “It … stays … open.”\n").unwrap();
    let out = folder.path().join("out");
    build(&texts, &out, 0);
    assert_eq!(n_rows(&out, "actors"), 1);
    let shown = column(&out, "statements_flat", "speaker_name");
    assert_eq!(shown.len(), 2);
    assert!(shown.iter().all(|name| *name == column(&out, "actors", "name")[0]), "{shown:?}");
    assert_eq!(check_code(&out), 0);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = sayso()
        .args(["show", "--pipeline", "pipelines/canterbury.toml"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first_line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first_line).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn messages_can_be_json() {
    let (code, _, stderr) = run(sayso().args(["build", "none.toml", "--log", "json"]));
    assert_eq!(code, 2);
    let line: serde_json::Value = serde_json::from_str(stderr.lines().next().unwrap()).unwrap();
    assert_eq!(line["level"], "ERROR");
}

#[test]
fn a_talkative_build_tells_how_long_reading_took() {
    let folder = tempfile::tempdir().unwrap();
    write_texts(&folder.path().join("texts"));
    let build = ["build", "-v", "--log", "json", "--engine", "rules", "--input"];
    let out = folder.path().join("out");
    let (code, _, stderr) = run(sayso().args(build).arg(folder.path().join("texts")).arg("--out").arg(out));
    assert_eq!(code, 0, "{stderr}");
    let lines = stderr.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let told: Vec<f64> = lines.filter_map(|line| line["fields"]["seconds"].as_f64()).collect();
    assert!(matches!(told[..], [seconds] if seconds > 0.0 && seconds < 600.0), "{stderr}");
}

#[test]
fn an_interrupted_build_leaves_the_old_tables() {
    let folder = tempfile::tempdir().unwrap();
    let texts = folder.path().join("texts");
    write_texts(&texts);
    let out = folder.path().join("out");
    build(&texts, &out, 0);
    let before = tables(&out);
    let many: String =
        (0..400_000).map(|n| format!("{{\"text\": \"Rosa Lind said that {n} was wrong.\"}}\n")).collect();
    std::fs::write(texts.join("many.jsonl"), many).unwrap();
    let mut child = sayso()
        .args(["build", "--input"])
        .arg(&texts)
        .arg("--out")
        .arg(&out)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let staging = || {
        std::fs::read_dir(folder.path())
            .unwrap()
            .filter_map(Result::ok)
            .any(|entry| entry.file_name().to_string_lossy().starts_with(".out.build-"))
    };
    while !staging() {
        assert!(child.try_wait().unwrap().is_none(), "the build ended before it could be interrupted");
        std::thread::yield_now();
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(tables(&out), before);
    assert!(!staging());
}

#[test]
fn schemas_are_printed_and_listed() {
    let (code, list, _) = run(sayso().arg("schema"));
    assert_eq!((code, list.lines().count()), (0, 16));
    let (code, schema, _) = run(sayso().args(["schema", "statements"]));
    assert_eq!(code, 0);
    assert_eq!(schema, std::fs::read_to_string(root().join("schemas/statements.schema.json")).unwrap());
}
