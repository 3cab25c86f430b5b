//! Who is one with whom over several documents, and on which date: the program from outside.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use common::{column, run, sayso, tables};

/// Writes texts as JSON lines, each with a title and a date.
fn write_lines(path: &Path, texts: &[(&str, &str, &str)]) {
    let line = |(title, date, text): &(&str, &str, &str)| {
        let date = if date.is_empty() { String::new() } else { format!(", \"date\": \"{date}\"") };
        format!("{{\"title\": \"{title}\", \"text\": \"{text}\"{date}}}\n")
    };
    fs::write(path, texts.iter().map(line).collect::<String>()).unwrap();
}

fn build(input: &Path, out: &Path, options: &[&str]) {
    let mut command = sayso();
    command.args(["build", "--engine", "rules", "--input"]).arg(input).arg("--out").arg(out).args(options);
    let (code, _, stderr) = run(&mut command);
    assert_eq!(code, 0, "{stderr}");
    let (code, report, stderr) = run(sayso().arg("check").arg(out));
    assert_eq!(code, 0, "{report}{stderr}");
}

/// The titles of documents by the ids of their speakers.
fn speakers(out: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let titles: BTreeMap<String, String> =
        column(out, "documents", "document_id").into_iter().zip(column(out, "documents", "title")).collect();
    let mut speakers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let rows =
        column(out, "statements", "document_id").into_iter().zip(column(out, "statements", "speaker_id"));
    for (document, speaker) in rows {
        speakers.entry(speaker).or_default().insert(titles[&document].clone());
    }
    speakers
}

#[test]
fn people_of_one_name_are_two_where_documents_clearly_differ() {
    let folder = tempfile::tempdir().unwrap();
    let texts = [
        ("tide", "2019", "The Tide Party councillor Nora Hart said that the pier was closed."),
        ("seat", "2020", "Nora Hart, a Tide Party councillor for Easton, said that it was late."),
        ("reed", "2019", "Nora Hart, a Reed Party councillor, said that the pier was open."),
        ("bare", "2019", "Nora Hart said that it rained."),
        ("late", "1987", "The Lantern Party councillor Nora Hart said that it snowed."),
    ];
    let (forth, back) = (folder.path().join("forth.jsonl"), folder.path().join("back.jsonl"));
    write_lines(&forth, &texts);
    let reversed: Vec<_> = texts.iter().rev().copied().collect();
    write_lines(&back, &reversed);
    let out = folder.path().join("out");
    build(&forth, &out, &[]);
    let found: Vec<BTreeSet<String>> = speakers(&out).into_values().collect();
    let group =
        |titles: &[&str]| -> BTreeSet<String> { titles.iter().map(|title| (*title).to_owned()).collect() };
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.contains(&group(&["reed"])) && found.contains(&group(&["bare", "late", "seat", "tide"])));
    let ids: BTreeSet<String> = speakers(&out).into_keys().collect();
    let known: BTreeSet<String> = column(&out, "actors", "actor_id").into_iter().collect();
    assert!(ids.is_subset(&known));
    assert!(column(&out, "diagnostics", "code").contains(&"told_apart".to_owned()));

    let other_way = folder.path().join("other");
    build(&back, &other_way, &[]);
    assert_eq!(speakers(&other_way), speakers(&out));
    assert_eq!(tables(&other_way)["actors.csv"], tables(&out)["actors.csv"]);
}

#[test]
fn roles_and_names_mean_who_had_them_on_the_date() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("texts.jsonl");
    write_lines(
        &input,
        &[
            ("early", "2005-03-01", "The leader of the Tide List said that the pier was closed."),
            ("later", "2015-03", "The Tide List leader said that the pier was open."),
            ("state", "2017", "The prime minister said that it was late."),
            ("undated", "", "The prime minister said that it was early."),
        ],
    );
    let registry = common::root().join("crates/sayso-normalise/tests/norland.toml");
    let out = folder.path().join("out");
    build(&input, &out, &["--registry", registry.to_str().unwrap()]);
    let found = speakers(&out);
    let of = |id: &str| found.get(id).cloned().unwrap_or_default().into_iter().collect::<Vec<_>>();
    assert_eq!(of("per-ida-brandt"), ["early"]);
    assert_eq!(of("per-per-holm"), ["later", "state"]);
    assert_eq!(of(""), ["undated"]);
    let messages = column(&out, "diagnostics", "message");
    let expected = "\"The prime minister\" may be per-ida-brandt or per-per-holm";
    assert!(messages.contains(&expected.to_owned()), "{messages:?}");
}
