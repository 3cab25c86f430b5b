//! The loop through an annotation tool: build, export, edit, import, build with the coding.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::fs;
use std::path::Path;

use common::{column, n_rows, run, sayso};

const FORMATS: [&str; 5] = ["brat", "doccano", "label-studio", "refi-qda", "web-annotation"];

const TEXT: &str = "🎉 Mayor Rosa Lind 👩‍👧 said: “The bridge 🌉 stays open.” Otto Varga said that nothing was decided 🙂 yet.\n\n\
    Rosa Lind supports Otto Varga. Otto Varga opposes the bridge.\n";

fn write_texts(folder: &Path) {
    fs::create_dir_all(folder.join("texts")).unwrap();
    fs::write(folder.join("texts/a.txt"), TEXT).unwrap();
    let codebook =
        "version = \"1\"\n[[issue]]\nid = \"bridge\"\nlabel = \"the bridge\"\nmatch = [\"the bridge\"]\n";
    fs::write(folder.join("issues.toml"), codebook).unwrap();
}

fn done(command: &mut std::process::Command) -> String {
    let (code, stdout, stderr) = run(command);
    assert_eq!(code, 0, "{stdout}{stderr}");
    stdout
}

fn build(folder: &Path, codings: &[&str], out: &str) {
    let mut command = sayso();
    command.arg("build").arg("--input").arg(folder.join("texts")).arg("--out").arg(folder.join(out));
    command.arg("--codebook").arg(folder.join("issues.toml"));
    for coding in codings {
        for table in ["statements.csv", "stances.csv"] {
            command.arg("--coding").arg(folder.join(coding).join(table));
        }
    }
    done(&mut command);
}

fn import(folder: &Path, format: &str, path: &str, dataset: &str, out: &str) -> std::process::Command {
    let mut command = sayso();
    command.args(["import", format]).arg(folder.join(path)).arg("--dataset").arg(folder.join(dataset));
    command.arg("--out").arg(folder.join(out));
    command
}

fn export(folder: &Path, dataset: &str, out: &str) {
    let mut command = sayso();
    command.arg("export").arg(folder.join(dataset)).arg("--out").arg(folder.join(out));
    for format in FORMATS {
        command.args(["--format", format]);
    }
    done(&mut command);
}

#[test]
fn untouched_files_change_nothing_and_edits_come_through_a_rebuild() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_texts(folder);
    build(folder, &[], "before");
    let (n_statements, n_stances) =
        (n_rows(&folder.join("before"), "statements"), n_rows(&folder.join("before"), "stances"));
    assert!(n_statements >= 2 && n_stances >= 2, "{n_statements} {n_stances}");
    export(folder, "before", "tools");
    for format in FORMATS {
        let path = format!("tools/{format}");
        let told = done(&mut import(folder, format, &path, "before", "same"));
        let expected = format!(
            "0 rows corrected, 0 rejected, 0 added, 0 accepted; {} unchanged in 1 documents, 0 documents not looked at",
            n_statements + n_stances
        );
        assert!(told.contains(&expected), "{format}: {told}");
        let mut accepting = import(folder, format, &path, "before", "accepted");
        let told = done(accepting.arg("--accept-unchanged"));
        assert!(told.contains(&format!("{} accepted", n_statements + n_stances)), "{format}: {told}");
    }
    build(folder, &["same"], "rebuilt");
    for table in ["statements", "statement_parts", "stances"] {
        let of = |dataset: &str| fs::read(folder.join(dataset).join(format!("{table}.csv"))).unwrap();
        assert_eq!(of("before"), of("rebuilt"), "{table}");
    }

    let document = column(&folder.join("before"), "documents", "document_id")[0].clone();
    let path = folder.join("tools/brat").join(format!("{document}.ann"));
    let bridge = column(&folder.join("before"), "statements", "content")
        .iter()
        .position(|content| content.contains("stays"));
    let speaker_id = &column(&folder.join("before"), "statements", "speaker_id")[bridge.unwrap()];
    let edited = edit(&fs::read_to_string(&path).unwrap(), speaker_id);
    fs::write(&path, &edited).unwrap();
    done(&mut import(folder, "brat", "tools/brat", "before", "coding"));
    build(folder, &["coding"], "after");
    let after = folder.join("after");
    let contents = column(&after, "statements", "content");
    assert!(contents.contains(&"bridge 🌉 stays open".to_owned()), "{contents:?}");
    assert!(contents.contains(&"decided 🙂".to_owned()), "{contents:?}");
    assert!(!contents.iter().any(|content| content.contains("nothing was")), "{contents:?}");
    let at = contents.iter().position(|content| content == "bridge 🌉 stays open").unwrap();
    let cell = |name: &str, at: usize| column(&after, "statements", name)[at].clone();
    assert_eq!((cell("mode", at), cell("method", at)), ("mixed".to_owned(), "hand".to_owned()));
    assert_eq!(cell("review_status", at), "corrected");
    let at = contents.iter().position(|content| content == "decided 🙂").unwrap();
    assert_eq!((cell("speaker_surface", at).as_str(), cell("cue", at).as_str()), ("Rosa Lind", "supports"));
    let polarities = |dataset: &str| {
        let mut polarities = column(&folder.join(dataset), "stances", "polarity");
        polarities.sort();
        polarities
    };
    let n_opposing =
        |dataset: &str| polarities(dataset).iter().filter(|polarity| *polarity == "oppose").count();
    assert_eq!(n_opposing("after"), n_opposing("before") - 1);
    done(sayso().arg("check").arg(&after));

    // what the new dataset gives a tool is what the tool was left with
    export(folder, "after", "again");
    let told = done(&mut import(folder, "brat", "tools/brat", "after", "nothing"));
    assert!(told.contains("0 rows corrected, 0 rejected, 0 added"), "{told}");
    for format in FORMATS {
        let told = done(&mut import(folder, format, &format!("again/{format}"), "after", "nothing"));
        assert!(told.contains("0 rows corrected, 0 rejected, 0 added"), "{format}: {told}");
    }
}

/// Standoff annotations with the direct quotation shortened and of another mode, the indirect one replaced by another without an id,
/// and the first opposing stance turned round.
fn edit(contents: &str, speaker_id: &str) -> String {
    let number = |line: &str| line.split(['\t', ' ']).next().unwrap().to_owned();
    let place_of = |words: &str| {
        let start_char = TEXT[..TEXT.find(words).unwrap()].chars().count();
        format!("{start_char} {}\t{words}", start_char + words.chars().count())
    };
    let is_content = |line: &&str, words: &str| line.contains("\tContent ") && line.contains(words);
    let bridge = number(contents.lines().find(|line| is_content(line, "stays open")).unwrap());
    let nothing = number(contents.lines().find(|line| is_content(line, "nothing was")).unwrap());
    let is_gone = |line: &str| line.split(['\t', ' ', ':']).any(|run| run == nothing);
    let mut out = String::new();
    let mut is_turned = false;
    for line in contents.lines().filter(|line| !is_gone(line)) {
        let line = if line.starts_with(&format!("{bridge}\t")) {
            format!("{bridge}\tContent {}", place_of("bridge 🌉 stays open"))
        } else if line.contains(&format!("\tMode {bridge} ")) {
            line.replace("direct", "mixed")
        } else if line.contains("\tPolarity ") && line.ends_with("oppose") && !is_turned {
            is_turned = true;
            line.replace("oppose", "support")
        } else {
            line.to_owned()
        };
        out.push_str(&line);
        out.push('\n');
    }
    assert!(is_turned);
    out.push_str(&format!("T800\tContent {}\nA800\tMode T800 indirect\n", place_of("decided 🙂")));
    out.push_str(&format!("T801\tCue {}\nR801\tHasCue Arg1:T800 Arg2:T801\n", place_of("supports")));
    out.push_str(&format!("A801\tSpeaker_id T800 {speaker_id}\n"));
    let rosa = TEXT[..TEXT.rfind("Rosa Lind").unwrap()].chars().count();
    out.push_str(&format!(
        "T802\tSpeaker {rosa} {}\tRosa Lind\nR802\tHasSpeaker Arg1:T800 Arg2:T802\n",
        rosa + 9
    ));
    out
}

#[test]
fn faulty_files_are_told_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_texts(folder);
    build(folder, &[], "before");
    export(folder, "before", "tools");
    let tasks = folder.join("tools/label-studio/tasks.json");
    let contents = fs::read_to_string(&tasks).unwrap();
    fs::write(&tasks, contents.replacen("Rosa Lind", "Rosa Lund", 1)).unwrap();
    let document = column(&folder.join("before"), "documents", "document_id")[0].clone();
    let (code, _, stderr) =
        run(&mut import(folder, "label-studio", "tools/label-studio", "before", "coding"));
    assert_eq!(code, 2);
    let expected = format!("tasks.json: [0].data.text: the text is not that of {document} in the dataset");
    assert!(stderr.contains(&expected), "{stderr}");
    fs::write(&tasks, contents.replacen("\"result\"", "result", 1)).unwrap();
    let (code, _, stderr) =
        run(&mut import(folder, "label-studio", "tools/label-studio", "before", "coding"));
    assert_eq!(code, 2);
    assert!(stderr.contains("tasks.json:"), "{stderr}");
    assert!(!folder.join("coding").exists());
}
