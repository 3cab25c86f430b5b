//! Hand coding from outside: a template is filled in, and the next builds follow it.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::fs;
use std::path::Path;

use common::{build, column, n_rows, run, sayso, tables, write_texts};

fn build_with(folder: &Path, coding: &[&str], out: &str, code: i32) -> String {
    let mut command = sayso();
    command.arg("build").arg("--input").arg(folder.join("texts")).arg("--out").arg(folder.join(out));
    for file in coding {
        command.arg("--coding").arg(folder.join(file));
    }
    let (found, _, stderr) = run(&mut command);
    assert_eq!(found, code, "{stderr}");
    stderr
}

/// Rows of a CSV file, each changed by `change`, which is given the row as header and cells.
fn rewrite(path: &Path, mut change: impl FnMut(&dyn Fn(&str) -> usize, &mut Vec<String>)) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let mut writer = csv::Writer::from_path(path).unwrap();
    writer.write_record(&headers).unwrap();
    for mut row in rows {
        change(&at, &mut row);
        writer.write_record(&row).unwrap();
    }
    writer.flush().unwrap();
}

#[test]
fn what_a_person_codes_wins_and_survives_a_rebuild() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_texts(&folder.join("texts"));
    build(&folder.join("texts"), &folder.join("before"), 0);
    let n_before = n_rows(&folder.join("before"), "statements");
    let (code, stdout, stderr) = run(sayso()
        .args(["coding", "template"])
        .arg(folder.join("before"))
        .arg("--out")
        .arg(folder.join("coding.csv")));
    assert_eq!(code, 0, "{stderr}");
    assert!(stdout.contains(&format!("{n_before} statements and")), "{stdout}");

    // an open template changes nothing
    build_with(folder, &["coding.csv"], "open", 0);
    let (before, open) = (tables(&folder.join("before")), tables(&folder.join("open")));
    assert_eq!(before["statements.csv"], open["statements.csv"]);

    let mut document = String::new();
    rewrite(&folder.join("coding.csv"), |at, row| match row[at("content")].as_str() {
        "The bridge stays open." => {
            row[at("review_status")] = "corrected".to_owned();
            row[at("act")] = "writing".to_owned();
        }
        "We will strike" => {
            row[at("review_status")] = "rejected".to_owned();
            document.clone_from(&row[at("document_id")]);
        }
        _ => row[at("review_status")] = "accepted".to_owned(),
    });
    let mut added = fs::read_to_string(folder.join("coding.csv")).unwrap();
    let n_columns = added.lines().next().unwrap().split(',').count();
    let blank = ",".repeat(n_columns - 9);
    added.push_str(&format!(",,{document},,met on Monday,,,The Harbour Union,indirect{blank}\n"));
    added.push_str(&format!(
        "accepted,,{document},{document}-s000000000000,nobody said this,,,,direct{blank}\n"
    ));
    added.push_str(&format!("accepted,,,d00000000000f-s000000000000,,,,,direct{blank}\n"));
    fs::write(folder.join("coding.csv"), added).unwrap();
    build_with(folder, &["coding.csv"], "after", 0);
    let after = folder.join("after");

    let contents = column(&after, "statements", "content");
    assert!(
        !contents.contains(&"We will strike".to_owned()) && contents.contains(&"met on Monday".to_owned())
    );
    assert_eq!(contents.len(), n_before);
    let of = |content: &str, name: &str| {
        let row = contents.iter().position(|found| found == content).unwrap();
        column(&after, "statements", name)[row].clone()
    };
    for (content, expected) in [
        ("The bridge stays open.", ["writing", "hand", "coding.csv", "", "corrected"]),
        ("met on Monday", ["speech", "hand", "coding.csv", "", "accepted"]),
    ] {
        let names = ["act", "method", "rule_id", "confidence", "review_status"];
        assert_eq!(names.map(|name| of(content, name)), expected, "{content}");
    }
    assert_eq!(of("met on Monday", "speaker_surface"), "The Harbour Union");
    let accepted =
        column(&after, "statements", "review_status").iter().filter(|status| *status == "accepted").count();
    assert_eq!(accepted, n_before - 1);
    let messages = column(&after, "diagnostics", "message");
    for expected in [
        "was rejected by hand and is left out",
        "there is no",
        "the words \"nobody said this\" are not in the text",
        "\"d00000000000f\" is no document of this build",
    ] {
        assert!(
            messages.iter().any(|message| message.contains(expected) && message.contains("coding.csv:")),
            "{expected}"
        );
    }
    let (code, report, _) = run(sayso().arg("check").arg(&after));
    assert_eq!(code, 0, "{report}");

    // the same texts in another order, and the coding again: the same rows
    build_with(folder, &["coding.csv"], "again", 0);
    assert_eq!(tables(&after), tables(&folder.join("again")));
    let flat = column(&after, "statements_flat", "review_status");
    assert!(flat.contains(&"corrected".to_owned()), "{flat:?}");
}

#[test]
fn a_pipeline_names_its_coding_and_faults_in_it_stop_the_build() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_texts(&folder.join("texts"));
    let pipeline = "name = \"x\"\n[input]\npaths = [\"texts\"]\n[coding]\npaths = [\"coding.csv\"]\n[output]\ndir = \"tables\"\n";
    fs::write(folder.join("pipeline.toml"), pipeline).unwrap();
    fs::write(folder.join("coding.csv"), "statement_id,review_status\nd0-s1,perhaps\n").unwrap();
    let (code, _, stderr) = run(sayso().arg("build").arg(folder.join("pipeline.toml")));
    assert_eq!(code, 2);
    assert!(
        stderr.contains(
            "coding.csv:2: review_status \"perhaps\" is none of auto, accepted, corrected, rejected"
        ),
        "{stderr}"
    );
    assert!(!folder.join("tables").exists());
    fs::write(folder.join("coding.csv"), "statement_id,review_status\nd0-s1,accepted\n").unwrap();
    let (code, _, stderr) = run(sayso().arg("build").arg(folder.join("pipeline.toml")));
    assert_eq!(code, 0, "{stderr}");
    assert_eq!(
        column(&folder.join("tables"), "diagnostics", "code")
            .iter()
            .filter(|code| *code == "coded_document_missing")
            .count(),
        1
    );
    assert!(fs::read_to_string(folder.join("tables/manifest.json")).unwrap().contains("coding.csv"));
}
