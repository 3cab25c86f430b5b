//! `sayso network` from outside: what it reads, what it writes, and how it ends.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;
use std::path::Path;

use common::{build, root, run, sayso};

/// Invented codings: `C` shares positions with both, the others with each other by half.
const CODED: &str = "\
statement_id,document_id,time,person,organization,concept,agreement
1,d1,2019-01-10,Ann,A,bridge,1
2,d1,2019-01-10,Bo,B,bridge,0
3,d1,2019-01-11,Ann,A,bridge,1
4,d2,2019-02-10,Cy,C,bridge,1
5,d2,2019-02-11,Cy,C,trams,0
6,d2,2019-03-01,,B,trams,0
7,d2,2019-03-01,Di,,trams,1
8,d3,2019-03-02,Ann,A,,
9,d3,2019-03-02,Ann,A,trams,
";

fn coded(folder: &Path) -> String {
    let path = folder.join("coded.csv");
    fs::write(&path, CODED).unwrap();
    path.to_str().unwrap().to_owned()
}

fn network(arguments: &[&str]) -> (i32, String, String) {
    run(sayso().arg("network").args(arguments))
}

#[test]
fn a_coding_becomes_a_matrix() {
    let folder = tempfile::tempdir().unwrap();
    let coded = coded(folder.path());
    let matrix = |options: &[&str]| {
        let (code, stdout, stderr) = network(&[&["--input", &coded], options].concat());
        assert_eq!(code, 0, "{stderr}");
        stdout
    };
    assert_eq!(
        matrix(&["--type", "onemode", "--aggregate", "subtract"]),
        ",A,B,C\nA,0,-2,2\nB,-2,0,0\nC,2,0,0\n"
    );
    assert_eq!(
        matrix(&["--duplicates", "document", "--normalise", "average"]),
        ",A,B,C\nA,0,-0.6666666666666666,0.6666666666666666\nB,-0.6666666666666666,0,0\nC,0.6666666666666666,0,0\n"
    );
    let two_mode = ["--type", "twomode", "--aggregate", "combine", "--nodes", "person"];
    assert_eq!(matrix(&two_mode), ",bridge,trams\nAnn,1,0\nBo,2,0\nCy,1,2\nDi,0,1\n");
    let late = ["--from", "2019-02", "--to", "2019", "--type", "twomode", "--min-statements", "2"];
    assert_eq!(matrix(&late), ",bridge,trams\nC,1,-1\n");
    assert_eq!(matrix(&["--min-weight", "2.5"]), ",A,B,C\nA,0,0,0\nB,0,0,0\nC,0,0,0\n");
}

#[test]
fn each_row_that_is_left_out_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, stderr) = network(&["--input", &coded(folder.path()), "-v"]);
    assert_eq!(code, 0);
    for told in [
        "6 stances, 1 rows without one",
        "1 rows left out: they are neither for nor against",
        "1 rows left out: they are of nobody who is a node",
    ] {
        assert!(stderr.contains(told), "{stderr}");
    }
}

#[test]
fn each_format_is_written_and_edges_have_their_nodes_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    let coded = coded(folder.path());
    for (format, start) in [
        ("matrix", ",A,B,C\n"),
        ("edges", "source,target,weight,type\nA,B,-2,Undirected\n"),
        ("graphml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml "),
        (
            "gexf",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">",
        ),
        ("dl", "dl n=3\nformat = edgelist1\nlabels:\nA,B,C\ndata:\n1 2 -2\n"),
    ] {
        let out = folder.path().join(format!("net.{format}"));
        let (code, stdout, stderr) =
            network(&["--input", &coded, "--format", format, "--out", out.to_str().unwrap()]);
        assert_eq!((code, stdout), (0, String::new()), "{stderr}");
        let written = fs::read_to_string(&out).unwrap();
        assert!(written.starts_with(start), "{written}");
        assert_eq!(
            network(&["--input", &coded, "--format", format]).1,
            written,
            "standard output has the same"
        );
    }
    let nodes = fs::read_to_string(folder.path().join("net.nodes.edges")).unwrap();
    assert_eq!(nodes, "id,label,kind,n_statements\nA,A,actor,2\nB,B,actor,2\nC,C,actor,2\n");
}

#[test]
fn windows_are_a_file_each_or_one_that_changes_over_time() {
    let folder = tempfile::tempdir().unwrap();
    let coded = coded(folder.path());
    let out = folder.path().join("net.csv");
    let options = ["--input", &coded, "--window", "months=2", "--aggregate", "congruence"];
    let (code, _, stderr) = network(&[&options[..], &["--out", out.to_str().unwrap()]].concat());
    assert_eq!(code, 0, "{stderr}");
    let of_window = |days: &str| fs::read_to_string(folder.path().join(format!("net.{days}.csv"))).unwrap();
    assert_eq!(of_window("2019-01-01_2019-02-28"), ",A,B,C\nA,0,0,2\nB,0,0,0\nC,2,0,0\n");
    assert_eq!(of_window("2019-02-01_2019-03-31"), ",B,C\nB,0,1\nC,1,0\n");
    let (code, dynamic, stderr) = network(&[&options[..], &["--format", "gexf"]].concat());
    assert_eq!(code, 0, "{stderr}");
    assert!(
        dynamic.contains("<attvalue for=\"weight\" value=\"2\" start=\"2019-02-01\" end=\"2019-02-28\"/>"),
        "{dynamic}"
    );
}

#[test]
fn what_cannot_be_done_is_told_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let coded = coded(folder.path());
    let wrong = folder.path().join("wrong.csv");
    fs::write(&wrong, "organization,concept,agreement\nA,bridge,maybe\n").unwrap();
    let wrong = wrong.to_str().unwrap();
    let out = folder.path().join("out");
    for (options, expected) in [
        (vec!["--input", wrong], "wrong.csv:2: agreement \"maybe\" is neither 1 nor 0"),
        (vec!["--input", wrong, "--nodes", "person"], "wrong.csv:1: there is no column \"person\""),
        (vec!["--input", "no-such-file.csv"], "cannot read no-such-file.csv"),
        (
            vec!["--input", &coded, "--aggregate", "combine"],
            "aggregate \"combine\" is for two-mode networks only",
        ),
        (
            vec!["--input", &coded, "--from", "2020"],
            "no network: there is no stance of an actor towards a concept",
        ),
        (vec!["--input", &coded, "--from", "soon"], "\"soon\" is no date of the form YYYY"),
        (vec!["--input", &coded, "--window", "hours=1"], "\"hours=1\" is no window"),
        (vec!["--input", &coded, "--min-weight=-1"], "must be a number from 0"),
        (vec!["--input", &coded, "--step", "2"], "--window"),
        (vec!["no-such-folder"], "cannot read no-such-folder/stances.parquet"),
        (vec!["folder", "--input", &coded], "cannot be used with"),
    ] {
        let (code, stdout, stderr) = network(&[&options[..], &["--out", out.to_str().unwrap()]].concat());
        assert_eq!((code, stdout), (2, String::new()), "{options:?} {stderr}");
        assert!(stderr.contains(expected), "{stderr:?} should contain {expected:?}");
        assert!(!out.exists());
    }
    let (code, _, stderr) = network(&["--input", &coded, "--window", "years=1"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("name the files with --out"), "{stderr}");
}

#[test]
fn a_dataset_without_stances_has_no_network() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("text.txt");
    fs::write(&text, "Rosa Lind said: “The meeting is on Monday.”\n").unwrap();
    let out = folder.path().join("tables");
    build(&text, &out, 0);
    let flat = out.join("statements_flat.csv");
    let (out, flat) = (out.to_str().unwrap(), flat.to_str().unwrap());
    for dataset in [vec![out], vec!["--dataset", out], vec!["--input", flat]] {
        let (code, _, stderr) = network(&dataset);
        assert_eq!(code, 2);
        assert!(stderr.contains("no network: there is no stance of an actor towards a concept"), "{stderr}");
    }
}

#[test]
fn the_figures_of_dna_come_out_of_the_program_too() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = root().join("tests/conformance/dna");
    let read = |name: &str| -> Vec<serde_json::Value> {
        serde_json::from_str(&fs::read_to_string(fixtures.join(name)).unwrap()).unwrap()
    };
    let columns = ["statement", "document", "person", "organization", "concept", "agreement"];
    let mut csv = "statement_id,document_id,person,organization,concept,agreement\n".to_owned();
    for statement in read("statements.json") {
        let cells = columns.map(|column| statement[column].to_string().replace('"', ""));
        csv += &format!("{}\n", cells.join(","));
    }
    let path = folder.path().join("statements.csv");
    fs::write(&path, csv).unwrap();
    let mut n_figures = 0;
    for expected in read("expected.json") {
        let word = |key: &str| expected[key].as_str().unwrap();
        let normalise = if word("norm") == "cosine" { "cosine-dna" } else { word("norm") };
        let options = ["--type", word("type"), "--aggregate", word("agg"), "--normalise", normalise];
        let options =
            [&options[..], &["--duplicates", word("dup"), "--input", path.to_str().unwrap()]].concat();
        let (code, matrix, stderr) = network(&options);
        assert_eq!(code, 0, "{stderr}");
        let mut rows = csv::Reader::from_reader(matrix.as_bytes());
        let header: Vec<String> = rows.headers().unwrap().iter().skip(1).map(str::to_owned).collect();
        assert_eq!(serde_json::json!(header), expected["cols"], "{options:?}");
        for (row, (name, weights)) in rows
            .records()
            .zip(expected["rows"].as_array().unwrap().iter().zip(expected["m"].as_array().unwrap()))
        {
            let row = row.unwrap();
            assert_eq!(&row[0], name.as_str().unwrap());
            for (cell, weight) in row.iter().skip(1).zip(weights.as_array().unwrap()) {
                let distance = (cell.parse::<f64>().unwrap() - weight.as_f64().unwrap()).abs();
                assert!(distance < 1e-9, "{options:?}");
                n_figures += 1;
            }
        }
    }
    assert!(n_figures > 1000, "{n_figures}");
}
