//! Label Studio: tasks with annotations to be corrected, and the labelling interface for them.
//!
//! Positions are code points, as its editor counts the symbols of a text. Files of versions that counted UTF-16 units are read too,
//! by the words that stand beside the positions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Documents, Found, OutFile, ending, file, json_file, same_text, text_of};
use crate::dataset::Names;
use crate::error::{AnnotateError, Place};
use crate::graph::{Graph, Key, Link, LinkKind, Mark, Role};
use crate::json::{Node, parse};
use crate::page::Page;
use crate::words::Words;

/// The tag that holds the text, and the one whose labels are the roles.
const TEXT: &str = "text";
const ROLE: &str = "role";

pub(super) fn write(pages: &[Page], names: &Names) -> Vec<OutFile> {
    let tasks: Vec<Value> = pages.iter().map(task).collect();
    vec![json_file("tasks.json", &Value::Array(tasks)), file("label-config.xml", label_config(names))]
}

fn task(page: &Page) -> Value {
    let graph = Graph::of(page).split();
    let words = Words::new(&page.text);
    let mut result = Vec::new();
    for mark in &graph.marks {
        for span in &mark.spans {
            let region = |from_name: &str, kind: &str, value: &str| {
                json!({
                    "id": mark.id,
                    "from_name": from_name,
                    "to_name": TEXT,
                    "type": kind,
                    "value": {"start": span.start_char, "end": span.end_char, "text": words.at(*span), kind: [value]},
                })
            };
            result.push(region(ROLE, "labels", mark.role.word()));
            result.extend(mark.values.iter().map(|(key, value)| region(key.word(), "choices", value)));
        }
    }
    for link in &graph.links {
        result.push(json!({
            "from_id": link.from,
            "to_id": link.to,
            "type": "relation",
            "direction": "right",
            "labels": [link.kind.word()],
        }));
    }
    json!({
        "data": {"text": page.text, "document_id": page.document_id, "title": page.title},
        "annotations": [{"result": result}],
    })
}

fn label_config(names: &Names) -> String {
    let mut out = "<View>\n  <Style>.htx-text { white-space: pre-wrap; }</Style>\n  <Header value=\"$title\"/>\n  <Relations>\n".to_owned();
    for kind in LinkKind::ALL {
        out.push_str(&format!("    <Relation value=\"{}\"/>\n", kind.word()));
    }
    out.push_str(&format!("  </Relations>\n  <Labels name=\"{ROLE}\" toName=\"{TEXT}\">\n"));
    for role in Role::ALL {
        out.push_str(&format!("    <Label value=\"{}\" background=\"{}\"/>\n", role.word(), role.colour()));
    }
    out.push_str("  </Labels>\n");
    for key in Key::ALL {
        let (word, role) = (key.word(), key.role().word());
        let layout = if key.words().is_empty() { " layout=\"select\"" } else { "" };
        out.push_str(&format!("  <Header value=\"{word}\" size=\"5\"/>\n"));
        out.push_str(&format!(
            "  <Choices name=\"{word}\" toName=\"{TEXT}\" perRegion=\"true\" whenTagName=\"{ROLE}\" whenLabelValue=\"{role}\" \
             choice=\"single\"{layout}>\n"
        ));
        for value in key.words() {
            out.push_str(&format!("    <Choice value=\"{value}\"/>\n"));
        }
        let actors = names.actors.iter().filter(|_| key.words().is_empty());
        let issues = names.issues.iter().filter(|_| key == Key::TargetId);
        for (id, name) in issues.chain(actors) {
            let (id, name) = (escaped(id), escaped(name));
            out.push_str(&format!("    <Choice value=\"{name} ({id})\" alias=\"{id}\"/>\n"));
        }
        out.push_str("  </Choices>\n");
    }
    out.push_str(&format!("  <Text name=\"{TEXT}\" value=\"$text\"/>\n</View>\n"));
    out
}

fn escaped(words: &str) -> String {
    quick_xml::escape::escape(words).into_owned()
}

pub(super) fn read(files: &[OutFile], published: &[Page]) -> Result<Found, AnnotateError> {
    let mut documents = Documents::new(published);
    for file in ending(files, &[".json", ".jsonl"]) {
        let place = Place::file(&file.path);
        let contents = text_of(file)?;
        let lines: Vec<(Place, &str)> = if file.path.to_lowercase().ends_with(".jsonl") {
            let lines = contents.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            lines.map(|(nth, line)| (place.line(nth + 1), line)).collect()
        } else {
            vec![(place, contents)]
        };
        for (place, contents) in lines {
            let value = parse(&place, contents)?;
            for task in (Node { value: &value, place }).items() {
                read_task(&task, &mut documents)?;
            }
        }
    }
    documents.done("file ending in .json", files)
}

fn read_task(task: &Node<'_>, documents: &mut Documents<'_>) -> Result<(), AnnotateError> {
    let data = task.needed("data")?;
    let id = data.needed("document_id")?;
    let page = documents.page(&id.place, id.text()?)?;
    let text = data.needed(TEXT)?;
    same_text(&text.place, text.text()?, page)?;
    let annotations = task.list("annotations");
    let is_done =
        |annotation: &&Node<'_>| annotation.get("was_cancelled").is_none_or(|was| was.value != true);
    // of several people's annotations the last one counts, as the list tells them
    let Some(annotation) = annotations.iter().rfind(is_done) else {
        return Err(AnnotateError::Missing { place: task.place.clone(), what: "annotation".to_owned() });
    };
    let graph = graph_of(annotation, page)?;
    documents.add(&task.place, graph, page)
}

fn graph_of(annotation: &Node<'_>, page: &Page) -> Result<Graph, AnnotateError> {
    let words = Words::new(&page.text);
    let mut graph = Graph::default();
    let mut values = Vec::new();
    for item in annotation.list("result") {
        let kind = item.needed("type")?.text()?;
        if kind == "relation" {
            graph.links.push(link_of(&item)?);
            continue;
        }
        let from_name = item.needed("from_name")?;
        let (id, value) = (item.needed("id")?.id()?, item.needed("value")?);
        if from_name.text()? == ROLE {
            graph.push(mark_of(&item, id, &value, &words)?);
            continue;
        }
        let key = Key::from_word(from_name.text()?).ok_or_else(|| AnnotateError::Word {
            place: from_name.place.clone(),
            word: from_name.text().unwrap_or_default().to_owned(),
            words: [ROLE].into_iter().chain(Key::ALL.map(Key::word)).collect::<Vec<_>>().join(", "),
        })?;
        for choice in value.list("choices") {
            values.push((id.clone(), key, choice));
        }
    }
    let parts: BTreeSet<String> =
        graph.links.iter().filter(|link| link.kind == LinkKind::Part).map(|link| link.to.clone()).collect();
    for (id, key, choice) in values {
        // a choice made of a further part is one made of the whole
        let at = graph.find(key.role(), &id).filter(|_| !parts.contains(&id));
        let at = at.ok_or_else(|| AnnotateError::Dangling {
            place: choice.place.clone(),
            id,
            what: key.role().word(),
        })?;
        graph.marks[at].set(&choice.place, key, choice.text()?)?;
    }
    Ok(graph)
}

fn link_of(item: &Node<'_>) -> Result<Link, AnnotateError> {
    let labels = item.list("labels");
    let label = labels.first().ok_or_else(|| AnnotateError::Missing {
        place: item.place.clone(),
        what: format!("label; give this relation one of {}", LinkKind::ALL.map(LinkKind::word).join(", ")),
    })?;
    let kind = LinkKind::from_word(label.text()?).ok_or_else(|| AnnotateError::Word {
        place: label.place.clone(),
        word: label.text().unwrap_or_default().to_owned(),
        words: LinkKind::ALL.map(LinkKind::word).join(", "),
    })?;
    let (mut from, mut to) = (item.needed("from_id")?.id()?, item.needed("to_id")?.id()?);
    if item.get("direction").is_some_and(|direction| direction.value == "left") {
        std::mem::swap(&mut from, &mut to);
    }
    Ok(Link { kind, from, to, place: item.place.clone() })
}

fn mark_of(item: &Node<'_>, id: String, value: &Node<'_>, words: &Words<'_>) -> Result<Mark, AnnotateError> {
    let labels = value.list("labels");
    let label = labels
        .first()
        .ok_or_else(|| AnnotateError::Missing { place: value.place.clone(), what: "label".to_owned() })?;
    let role = Role::from_word(label.text()?).ok_or_else(|| AnnotateError::Word {
        place: label.place.clone(),
        word: label.text().unwrap_or_default().to_owned(),
        words: Role::ALL.map(Role::word).join(", "),
    })?;
    let (start, end) = (value.needed("start")?.number()?, value.needed("end")?.number()?);
    let told = value.get("text").map(|told| told.text()).transpose()?;
    let span = words.place(&value.place, start, end, told)?;
    Ok(Mark { id, role, spans: vec![span], values: BTreeMap::new(), place: item.place.clone() })
}
