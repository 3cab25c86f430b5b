//! Files that hold a text in each row (fault table 5, 14 for rows).
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
#![allow(dead_code, reason = "each test program uses a part of what they share")]

mod common;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BinaryArray, Date32Array, DictionaryArray, Int64Array, LargeStringArray, ListArray,
    StringArray, StringViewArray,
};
use arrow::datatypes::{Int32Type, Int64Type};
use arrow::record_batch::RecordBatch;
use common::{Bench, assert_told, load_all, sources, told};
use parquet::arrow::ArrowWriter;
use sayso_ingest::ReadOptions;
use sayso_model::Genre;

#[test]
fn json_lines_with_good_and_bad_rows() {
    let bench = Bench::new();
    bench.write(
        "c.jsonl",
        concat!(
            "{\"id\": \"x1\", \"text\": \"caf\\u00e9\\r\\nnext\", \"title\": \" T \", \"genre\": \"News\", \"date\": \"2019-03\"}\n",
            "\n",
            "{\"id\": \"x2\", \"text\": \n",
            "{\"id\": \"x3\"}\r\n",
            "{\"id\": 4, \"text\": \"Four.\", \"genre\": \"sermon\", \"date\": \"soon\", \"language\": \"cy\"}\n",
            "{\"text\": [\"no\"]}\n",
            "{\"text\": \"  \"}\n",
            "{\"text\": \"Last.\"}",
        ),
    );
    let collection = bench.open();
    assert_eq!(sources(&collection), ["in/c.jsonl#4", "in/c.jsonl#row 7", "in/c.jsonl#x1"]);
    assert_told(
        &collection,
        &[
            "error bad_row in/c.jsonl:3: EOF",
            "error missing_text in/c.jsonl:4: has no text column",
            "error wrong_type in/c.jsonl:6: the text is a list",
            "warning empty_document in/c.jsonl#row 6: has no text",
        ],
    );
    let loaded = load_all(&collection);
    assert_eq!(loaded[2].document.text(), "café\nnext");
    assert_eq!(loaded[2].document.sha256(), sha256("café\r\nnext".as_bytes()));
    let metadata = loaded[2].document.metadata();
    assert_eq!((metadata.title.as_deref(), metadata.genre), (Some("T"), Some(Genre::News)));
    assert_eq!((metadata.date.as_deref(), metadata.lang.as_deref()), (Some("2019-03"), Some("und")));
    let metadata = loaded[0].document.metadata();
    assert_eq!((metadata.genre, metadata.date.as_deref()), (Some(Genre::Other), None));
    assert_eq!(metadata.lang.as_deref(), Some("cy"));
    let messages: Vec<&str> = loaded[0].diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "in/c.jsonl#4: genre \"sermon\" is taken as \"other\"",
            "in/c.jsonl#4: date \"soon\" is no ISO 8601 date, left out"
        ]
    );
}

#[test]
fn csv_with_good_and_bad_records() {
    let bench = Bench::new();
    bench.write(
        "c.csv",
        "id,text,author\r\n1,\"One, with\nlines and \"\"marks\"\".\",Ann\r\n2,too,many,fields\r\n3,few\r\n4,Four.,\r\n5,\"never closed,x\r\n6,lost,x\r\n",
    );
    bench.write("s.csv", b"text;licence\ncaf\xE9 \x93ja\x94;CC0\n");
    bench.write("t.tsv", "text\tlicense\nTab.\tCC0\n");
    bench.write("none.csv", "words,id\na,1\n");
    bench.write("header-only.csv", "text,id\n");
    let collection = bench.open();
    assert_eq!(sources(&collection), ["in/c.csv#1", "in/c.csv#4", "in/s.csv#row 1", "in/t.tsv#row 1"]);
    assert_told(
        &collection,
        &[
            "error bad_row in/c.csv:4: has 4 fields where the header has 3",
            "error bad_row in/c.csv:5: has 2 fields",
            "error bad_row in/c.csv:7: a quotation mark opens here and never closes",
            "warning empty_document in/header-only.csv: has no text",
            "error no_text_column in/none.csv: has no text column; looked for text, body",
        ],
    );
    let loaded = load_all(&collection);
    assert_eq!(loaded[0].document.text(), "One, with\nlines and \"marks\".");
    assert_eq!(loaded[0].document.metadata().author.as_deref(), Some("Ann"));
    assert_eq!(loaded[2].document.text(), "café “ja”");
    assert_eq!(loaded[2].document.sha256(), sha256(b"caf\xE9 \x93ja\x94"));
    assert_eq!(loaded[3].document.metadata().licence.as_deref(), Some("CC0"));
}

#[test]
fn tables_in_utf_16() {
    let bench = Bench::new();
    let utf_16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    bench.write("a.csv", utf_16("\u{FEFF}id;text\r\n1;„Ünal“ 🎉\r\n"));
    bench.write("b.jsonl", utf_16("\u{FEFF}{\"text\": \"„Zoë“\"}\r\n"));
    let loaded = load_all(&bench.open());
    let texts: Vec<&str> = loaded.iter().map(|loaded| loaded.document.text()).collect();
    assert_eq!(texts, ["„Ünal“ 🎉", "„Zoë“"]);
}

#[test]
fn options_name_the_columns() {
    let bench = Bench::new();
    bench.write("c.csv", "text,words,by,nr\nnot this,These words.,Ann,7\n");
    let options = ReadOptions {
        text_column: Some("words".into()),
        columns: [("author", "by"), ("id", "nr"), ("title", "headline")]
            .map(|(field, column)| (field.to_owned(), column.to_owned()))
            .into(),
        ..ReadOptions::default()
    };
    let collection = bench.open_with(&options).unwrap();
    assert_told(&collection, &["warning missing_column in/c.csv: has no column \"headline\""]);
    let loaded = load_all(&collection).remove(0);
    assert_eq!((loaded.document.source(), loaded.document.text()), ("in/c.csv#7", "These words."));
    assert_eq!(loaded.document.metadata().author.as_deref(), Some("Ann"));
}

#[test]
fn parquet_of_every_kind_of_text_column() {
    let dictionary: DictionaryArray<Int32Type> = ["One.", "Two.", "One."].into_iter().collect();
    let texts: [(&str, ArrayRef); 5] = [
        ("string", Arc::new(StringArray::from(vec![Some("One."), Some("Two."), None]))),
        ("large", Arc::new(LargeStringArray::from(vec![Some("One."), Some("Two."), None]))),
        ("view", Arc::new(StringViewArray::from(vec![Some("One."), Some("Two."), None]))),
        ("bytes", Arc::new(BinaryArray::from_opt_vec(vec![Some(b"One."), Some(b"Two."), None]))),
        ("dictionary", Arc::new(dictionary)),
    ];
    let dates: ArrayRef = Arc::new(Date32Array::from(vec![Some(17959), None, None]));
    let ids: ArrayRef = Arc::new(Int64Array::from(vec![10, 11, 12]));
    let lists: ArrayRef =
        Arc::new(ListArray::from_iter_primitive::<Int64Type, _, _>(vec![Some(vec![Some(1)]), None, None]));
    for (name, text) in texts {
        let bench = Bench::new();
        write_parquet(&bench, &[("id", &ids), ("body", &text), ("date", &dates), ("author", &lists)]);
        let collection = bench.open();
        assert_eq!(sources(&collection), ["in/p.parquet#10", "in/p.parquet#11"], "{name}");
        let last = match name {
            "dictionary" => "warning duplicate_document in/p.parquet#12: ",
            _ => "error missing_text in/p.parquet#row 3: has no text",
        };
        assert_told(&collection, &["warning wrong_type in/p.parquet: column \"author\" holds lists", last]);
        let loaded = load_all(&collection);
        assert_eq!(loaded[0].document.text(), "One.");
        assert_eq!(loaded[0].document.metadata().date.as_deref(), Some("2019-03-04"));
    }
}

#[test]
fn parquet_that_holds_no_texts_or_is_none() {
    let bench = Bench::new();
    write_parquet(&bench, &[("text", &(Arc::new(Int64Array::from(vec![1])) as ArrayRef))]);
    bench.write("broken.parquet", "PAR1 and then nothing that makes sense PAR1");
    let collection = bench.open();
    assert!(collection.entries().is_empty());
    assert_told(
        &collection,
        &[
            "error unreadable in/broken.parquet: cannot be read: ",
            "error wrong_type in/p.parquet: column \"text\" holds Int64, no text",
        ],
    );
}

/// Any byte of a Parquet file may be wrong: the file is then told, or its rows come out, and nothing stops.
#[test]
fn damaged_parquet_never_stops_a_build() {
    let bench = Bench::new();
    let texts: Vec<String> = (0..50).map(|nth| format!("Text number {nth}.")).collect();
    write_parquet(&bench, &[("text", &(Arc::new(StringArray::from(texts)) as ArrayRef))]);
    let sound = std::fs::read(bench.path("p.parquet")).unwrap();
    for at_byte in (0..sound.len()).step_by(7) {
        let mut damaged = sound.clone();
        damaged[at_byte] ^= 0x55;
        bench.write("p.parquet", &damaged);
        let collection = bench.open();
        assert!(!collection.entries().is_empty() || !told(&collection).is_empty(), "byte {at_byte}");
        bench.write("p.parquet", &sound[..at_byte]);
        let collection = bench.open();
        assert!(collection.entries().is_empty() && told(&collection).len() == 1, "cut at {at_byte}");
    }
}

#[test]
fn rows_that_are_too_large_are_passed_over() {
    let bench = Bench::new();
    let large = "x".repeat(3000);
    bench.write("a.jsonl", format!("{{\"text\": \"{large}\"}}\n{{\"text\": \"A.\"}}\n"));
    bench.write("b.csv", format!("text\n\"{large}\n{large}\"\nB.\n"));
    let texts: ArrayRef = Arc::new(StringArray::from(vec![large.as_str(), "P."]));
    write_parquet(&bench, &[("text", &texts)]);
    let options = ReadOptions { max_bytes: 1000, ..ReadOptions::default() };
    let collection = bench.open_with(&options).unwrap();
    assert_eq!(sources(&collection), ["in/a.jsonl#row 2", "in/b.csv#row 2", "in/p.parquet#row 2"]);
    assert_told(
        &collection,
        &[
            "error too_large in/a.jsonl:1: row is larger than 1000 bytes",
            "error too_large in/b.csv:2: row is larger than 1000 bytes",
            "error too_large in/p.parquet#row 1: row is larger than 1000 bytes",
        ],
    );
}

/// Rows of 1 GB in all, in one line each, in a few MB of memory.
#[cfg(target_os = "linux")]
#[test]
fn a_line_of_a_gigabyte_takes_no_memory() {
    let bench = Bench::new();
    for (name, start) in [("a.jsonl", "{\"text\": \""), ("b.csv", "text\n\"")] {
        // A sparse file: zero bytes to the reader, nothing to the disk.
        let mut file = File::create(bench.path(name)).unwrap();
        file.write_all(start.as_bytes()).unwrap();
        file.set_len(1_000_000_000).unwrap();
    }
    let collection = bench.open();
    assert!(collection.entries().is_empty());
    let expected = ["error too_large in/a.jsonl:1: ", "error bad_row in/b.csv:2: a quotation mark opens"];
    assert_told(&collection, &expected);
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak_kb: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(peak_kb < 300_000, "peak of {peak_kb} kB");
}

#[test]
fn equal_texts_are_one_document_and_other_metadata_are_told() {
    let bench = Bench::new();
    bench.write(
        "a.jsonl",
        "{\"text\": \"Same.\", \"title\": \"A\"}\n{\"text\": \"Same.\", \"title\": \"A\"}\n{\"text\": \"Same.\", \"title\": \"B\"}\n",
    );
    let collection = bench.open();
    assert_told(
        &collection,
        &[
            "info duplicate_document in/a.jsonl#row 2: is the same text as \"in/a.jsonl#row 1\", left out",
            "warning duplicate_document in/a.jsonl#row 3: is the same text as \"in/a.jsonl#row 1\", left out, though",
        ],
    );
    assert_eq!(load_all(&collection)[0].document.metadata().title.as_deref(), Some("A"));
}

#[test]
fn a_flood_of_bad_rows_is_counted() {
    let bench = Bench::new();
    bench.write("a.jsonl", "{\n".repeat(1500));
    let told = told(&bench.open());
    assert_eq!(told.len(), 1001);
    assert_eq!(told[1000], "error bad_row in/a.jsonl: 500 more rows could not be read");
}

#[test]
fn many_rows_come_out_as_they_went_in_and_the_spool_goes() {
    let bench = Bench::new();
    let mut file = BufWriter::new(File::create(bench.path("a.jsonl")).unwrap());
    for nth in 0..3000 {
        writeln!(file, "{{\"id\": {nth}, \"text\": \"Text {nth} {}\"}}", "é".repeat(nth % 50)).unwrap();
    }
    file.into_inner().unwrap();
    let collection = bench.open();
    assert!(collection.entries().is_sorted_by(|one, next| one.id() < next.id()));
    for loaded in load_all(&collection) {
        let nth: usize = loaded.document.source().strip_prefix("in/a.jsonl#").unwrap().parse().unwrap();
        assert_eq!(loaded.document.text(), format!("Text {nth} {}", "é".repeat(nth % 50)));
    }
    assert_eq!(std::fs::read_dir(bench.spool()).unwrap().count(), 1);
    drop(collection);
    assert_eq!(std::fs::read_dir(bench.spool()).unwrap().count(), 0);
}

fn write_parquet(bench: &Bench, columns: &[(&str, &ArrayRef)]) {
    let batch =
        RecordBatch::try_from_iter(columns.iter().map(|(name, array)| (*name, (*array).clone()))).unwrap();
    let file = File::create(bench.path("p.parquet")).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
