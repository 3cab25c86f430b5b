//! Files as the tools themselves change them: new ids, other orders, keys that we do not write, values that stand apart.

use std::io::{Cursor, Read, Write};

use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::compare::compare;
use crate::formats::{FORMATS, Format, Found, OutFile};
use crate::samples::{names, page};

fn format(name: &str) -> &'static Format {
    FORMATS.iter().find(|format| format.name == name).unwrap()
}

/// Files of a format, one of them changed.
fn changed(name: &str, path: &str, change: impl FnOnce(String) -> String) -> Vec<OutFile> {
    let mut files = (format(name).write)(&[page()], &names());
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    file.contents = change(String::from_utf8(file.contents.clone()).unwrap()).into_bytes();
    files
}

/// The rows of both coding files without the columns' names, and what was not used.
fn rows(name: &str, files: &[OutFile]) -> (Vec<String>, Vec<String>) {
    let Found { pages: found, unused } = (format(name).read)(files, &[page()]).unwrap();
    let codings = compare(&[page()], found, false);
    let both = [codings.statements_csv(), codings.stances_csv()];
    let rows = both.iter().flat_map(|csv| csv.lines().skip(1)).map(str::to_owned).collect();
    (rows, unused)
}

const ADDED: &str = "accepted,d0,,the rent must fall,85..103,,per-zoe,Zoë,59..62,indirect,,false,false";
const REJECTED: &str = "rejected,d0,d0-s4,𝓝ever,,,,,,,,,";
const FLIPPED: &str = "corrected,d0,d0-t1,,,,support,the rent must fall & fall,";

fn check(name: &str, files: &[OutFile]) {
    let (found, unused) = rows(name, files);
    let mut expected = [REJECTED, ADDED, FLIPPED];
    let mut told: Vec<&str> = found.iter().map(String::as_str).collect();
    told.sort_unstable();
    expected.sort_unstable();
    assert_eq!(told, expected, "{name}");
    assert_eq!(unused, Vec::<String>::new(), "{name}");
}

#[test]
fn brat_appends_and_takes_out_lines() {
    let files = changed("brat", "d0.ann", |contents| {
        let note = contents.lines().find(|line| line.ends_with("sayso d0-s4")).unwrap();
        let gone = note.split([' ', '\t']).nth(2).unwrap().to_owned();
        let flipped = contents.lines().find(|line| line.ends_with("sayso d0-t1")).unwrap();
        let flipped = flipped.split([' ', '\t']).nth(2).unwrap().to_owned();
        let zoe = contents
            .lines()
            .find(|line| line.ends_with("\tZoë"))
            .unwrap()
            .split('\t')
            .next()
            .unwrap()
            .to_owned();
        let is_about = |line: &&str| line.split(['\t', ' ', ':']).any(|run| run == gone);
        let kept = contents.lines().filter(|line| !is_about(line)).map(|line| {
            line.replace(&format!("Polarity {flipped} oppose"), &format!("Polarity {flipped} support"))
        });
        let mut lines: Vec<String> = kept.collect();
        // brat writes relations and attributes of new annotations where it has room for them
        lines.insert(0, format!("R90\tHasSpeaker Arg1:T90 Arg2:{zoe}\t"));
        lines.insert(0, "A90\tSpeaker_id T90 per-zoe".to_owned());
        lines.push("T90\tContent 85 103\tthe rent must fall".to_owned());
        lines.push("#90\tAnnotatorNotes T90\twhy not?".to_owned());
        lines.join("\r\n") + "\r\n"
    });
    check("brat", &files);
}

/// Entities of a JSON list without those that `is_gone`.
fn without(list: &mut Value, is_gone: impl Fn(&Value) -> bool) {
    list.as_array_mut().unwrap().retain(|item| !is_gone(item));
}

#[test]
fn label_studio_adds_keys_and_random_ids() {
    let files = changed("label-studio", "tasks.json", |contents| {
        let mut tasks: Value = serde_json::from_str(&contents).unwrap();
        let task = &mut tasks[0];
        task["id"] = json!(17);
        task["predictions"] = json!([]);
        let zoe = task["annotations"][0]["result"]
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["value"]["text"] == "Zoë");
        let zoe = zoe.unwrap()["id"].clone();
        let result = &mut task["annotations"][0]["result"];
        without(result, |item| item["id"] == "d0-s4" || item["from_id"] == "d0-s4");
        for item in result.as_array_mut().unwrap() {
            item["origin"] = json!("manual");
            if item["id"] == "d0-t1" && item["from_name"] == "polarity" {
                item["value"]["choices"] = json!(["support"]);
            }
            if let Some(text) = item["value"]["text"].as_str() {
                // as its editor writes line ends
                item["value"]["text"] = json!(text.replace('\n', "\\n"));
            }
        }
        let value = json!({"start": 85, "end": 103, "text": "the rent must fall", "labels": ["content"]});
        let chosen = json!({"start": 85, "end": 103, "text": "the rent must fall", "choices": ["per-zoe"]});
        let added = result.as_array_mut().unwrap();
        added.push(json!({"type": "relation", "from_id": zoe, "to_id": "Xy_3kQ", "direction": "left", "labels": ["speaker"]}));
        added.push(json!({"id": "Xy_3kQ", "type": "choices", "from_name": "speaker_id", "to_name": "text", "value": chosen}));
        added.push(
            json!({"id": "Xy_3kQ", "type": "labels", "from_name": "role", "to_name": "text", "value": value}),
        );
        let cancelled = json!({"was_cancelled": true, "result": []});
        task["annotations"].as_array_mut().unwrap().push(cancelled);
        tasks.to_string()
    });
    check("label-studio", &files);
}

#[test]
fn doccano_numbers_everything_anew() {
    let files = changed("doccano", "documents.jsonl", |contents| {
        let mut line: Value = serde_json::from_str(&contents).unwrap();
        let of_label = |line: &Value, label: &str, start: u64| {
            let entities = line["entities"].as_array().unwrap().iter();
            entities
                .filter(|item| item["label"] == label && item["start_offset"] == start)
                .map(|item| item["id"].as_u64().unwrap())
                .collect::<Vec<_>>()
        };
        // the first of the two contents that stand at one place, with all that belongs to it
        let never = page().statements.iter().find(|row| row.id.as_deref() == Some("d0-s4")).unwrap().content
            [0]
        .start_char as u64;
        let gone = of_label(&line, "content", never)[0];
        let values: Vec<u64> = line["relations"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|item| item["to_id"] == gone && item["type"] == "of")
            .map(|item| item["from_id"].as_u64().unwrap())
            .collect();
        let is_gone = |id: &Value| id.as_u64().is_some_and(|id| id == gone || values.contains(&id));
        without(&mut line["entities"], |item| is_gone(&item["id"]));
        without(&mut line["relations"], |item| is_gone(&item["from_id"]) || is_gone(&item["to_id"]));
        let evidence = of_label(&line, "evidence", 85)[0];
        let oppose = line["relations"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|item| item["to_id"] == evidence && item["type"] == "of")
            .map(|item| item["from_id"].clone())
            .collect::<Vec<_>>();
        for item in line["entities"].as_array_mut().unwrap() {
            if item["label"] == "polarity: oppose" && oppose.contains(&item["id"]) {
                item["label"] = json!("polarity: support");
            }
        }
        let zoe = of_label(&line, "speaker", 59)[0];
        for (id, label) in [(900, "content"), (901, "speaker_id: per-zoe")] {
            line["entities"]
                .as_array_mut()
                .unwrap()
                .push(json!({"id": id, "label": label, "start_offset": 85, "end_offset": 103}));
        }
        line["relations"]
            .as_array_mut()
            .unwrap()
            .push(json!({"id": 9, "from_id": 900, "to_id": zoe, "type": "speaker"}));
        for key in ["entities", "relations"] {
            for item in line[key].as_array_mut().unwrap() {
                for id in ["id", "from_id", "to_id"] {
                    if let Some(number) = item[id].as_u64() {
                        item[id] = json!(number + 5000);
                    }
                }
            }
            line[key].as_array_mut().unwrap().reverse();
        }
        line["Comments"] = json!([]);
        format!("\n{line}\n")
    });
    check("doccano", &files);
}

#[test]
fn recogito_counts_what_a_browser_counts() {
    let files = changed("web-annotation", "d0.jsonld", |contents| {
        let mut root: Value = serde_json::from_str(&contents).unwrap();
        let mut items = root["items"].take();
        let urn = |id: &str| format!("urn:sayso:d0:{id}");
        without(&mut items, |item| item["id"] == urn("d0-s4") || item["target"][0]["id"] == urn("d0-s4"));
        for item in items.as_array_mut().unwrap() {
            if item["id"] == urn("d0-t1") {
                item["body"][3]["value"] = json!("polarity: support");
            }
        }
        let zoe = items
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["target"]["selector"][1]["exact"] == "Zoë")
            .unwrap();
        let zoe = zoe["id"].clone();
        let tag = |value: &str| json!({"type": "TextualBody", "purpose": "tagging", "value": value});
        let target = json!({"source": "https://example.org/texts/d0.txt", "selector": [
            {"type": "TextQuoteSelector", "exact": "the rent must fall"},
            {"type": "TextPositionSelector", "start": 91, "end": 109},
        ]});
        let added = items.as_array_mut().unwrap();
        added.push(json!({"id": "#1f", "type": "Annotation", "body": [tag("content"), tag("speaker_id: per-zoe")], "target": target}));
        added.push(json!({"id": "#2f", "type": "Annotation", "motivation": "linking", "body": tag("speaker"), "target": [{"id": "#1f"}, {"id": zoe}]}));
        // a bare list, without the page around it
        items.to_string()
    });
    let units = page().text.chars().take(85).map(char::len_utf16).sum::<usize>();
    assert_eq!(units, 91, "positions of the new annotation are UTF-16 units");
    check("web-annotation", &files);
}

/// A project with its XML changed.
fn project(change: impl FnOnce(String) -> String) -> Vec<OutFile> {
    let files = (format("refi-qda").write)(&[page()], &names());
    let mut archive = ZipArchive::new(Cursor::new(files[0].contents.as_slice())).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut change = Some(change);
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut contents = String::new();
        entry.read_to_string(&mut contents).unwrap();
        if entry.name() == "project.qde" {
            contents = change.take().unwrap()(contents);
        }
        out.start_file(entry.name(), SimpleFileOptions::default()).unwrap();
        out.write_all(contents.as_bytes()).unwrap();
    }
    vec![OutFile { path: "a.QDPX".to_owned(), contents: out.finish().unwrap().into_inner() }]
}

/// The element of the `nth` selection that has both words, from 0.
fn selection(xml: &str, start: usize, code: &str, nth: usize) -> String {
    let guid = xml.lines().find(|line| line.contains(&format!("name=\"{code}\""))).unwrap();
    let guid = guid.split('"').nth(1).unwrap();
    let elements = xml
        .split("<PlainTextSelection ")
        .skip(1)
        .map(|rest| rest.split("</PlainTextSelection>").next().unwrap());
    let is_it =
        |element: &&str| element.contains(&format!("startPosition=\"{start}\"")) && element.contains(guid);
    let element = elements.filter(is_it).nth(nth).unwrap();
    format!("<PlainTextSelection {element}</PlainTextSelection>\n")
}

#[test]
fn programs_for_qualitative_analysis_write_their_own_ids() {
    let files = project(|xml| {
        let id_of = |element: &str| element.split('"').nth(1).unwrap().to_owned();
        let code =
            |name: &str| id_of(xml.lines().find(|line| line.contains(&format!("name=\"{name}\""))).unwrap());
        let gone = selection(&xml, 133, "negated: yes", 0);
        let links: Vec<&str> =
            xml.lines().filter(|line| line.contains(&id_of(&gone)) && line.starts_with("<Link")).collect();
        let mut edited = xml.replace(&gone, "");
        for link in links {
            edited = edited.replace(link, "");
        }
        let flipped = selection(&xml, 85, "polarity: oppose", 0);
        edited =
            edited.replace(&flipped, &flipped.replace(&code("polarity: oppose"), &code("polarity: support")));
        let zoe = id_of(&selection(&xml, 59, "speaker", 0));
        let one = "{0000AAAA-0000-0000-0000-000000000001}";
        let select = |guid: &str, code: &str| {
            format!(
                "<PlainTextSelection guid=\"{guid}\" startPosition=\"85\" endPosition=\"103\">\n<Description/><Coding guid=\"{guid}\"><CodeRef targetGUID=\"{code}\"/></Coding></PlainTextSelection>\n"
            )
        };
        // a code of somebody's own, and a value in a selection of its own
        let added = select(one, &code("content"))
            + &select("0000aaaa-0000-0000-0000-000000000002", &code("speaker_id: per-zoe"));
        edited = edited.replace("</TextSource>", &format!("{added}</TextSource>"));
        edited.replace(
            "</Links>",
            &format!(
                "<Link guid=\"{one}\" name=\"speaker\" originGUID=\"{one}\" targetGUID=\"{{{}}}\"/></Links>",
                zoe.to_uppercase()
            ),
        )
    });
    check("refi-qda", &files);
}

#[test]
fn ids_that_a_program_gives_anew_are_found_by_their_places() {
    let mut nth = 0;
    let files = project(|xml| {
        let mut edited = xml.clone();
        for element in xml.split("<PlainTextSelection ").skip(1).map(|rest| rest.split('"').nth(1).unwrap()) {
            nth += 1;
            edited = edited.replace(element, &format!("00000000-0000-4000-8000-{nth:012}"));
        }
        let source = xml.split("<TextSource ").nth(1).unwrap().split('"').nth(1).unwrap();
        edited.replace(
            &format!("TextSource guid=\"{source}"),
            "TextSource guid=\"{00000000-0000-4000-9000-000000000000}",
        )
    });
    assert_eq!(rows("refi-qda", &files), (vec![], vec![]));
}

#[test]
fn a_damaged_project_is_told_with_its_line() {
    for (from, to, expected) in [
        (
            "startPosition=\"4\"",
            "startPosition=\"x\"",
            "PlainTextSelection.startPosition: \"x\" is no position",
        ),
        ("startPosition=\"4\"", "", "PlainTextSelection: there is no attribute \"startPosition\""),
        (
            "endPosition=\"16\"",
            "endPosition=\"1600\"",
            "4..1600 is not within the 141 characters of the text",
        ),
        ("</Sources>", "</Source>", "expected `</Sources>`"),
    ] {
        let files = project(|xml| xml.replacen(from, to, 1));
        let error = (format("refi-qda").read)(&files, &[page()]).unwrap_err().to_string();
        assert!(error.starts_with("a.QDPX/project.qde:") && error.contains(expected), "{error}");
    }
    let files = [OutFile { path: "a.qdpx".to_owned(), contents: b"PK".to_vec() }];
    let error = (format("refi-qda").read)(&files, &[page()]).unwrap_err().to_string();
    assert!(error.starts_with("a.qdpx: "), "{error}");
}
