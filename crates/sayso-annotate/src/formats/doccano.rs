//! doccano: JSON lines for a project of sequence labelling with relations and overlapping spans.
//!
//! doccano has no values of spans, so each is a label of its own (`mode: direct`) on the same words; a relation `of` tells to which
//! span it belongs where several stand there. Positions are code points. doccano numbers spans anew, so rows are known by their places.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Documents, Found, OutFile, ending, file, json_file, same_text, text_of};
use crate::dataset::Names;
use crate::error::{AnnotateError, Place};
use crate::graph::{Graph, Key, Link, LinkKind, Mark, Role};
use crate::json::{Node, parse};
use crate::loose::{Loose, attach};
use crate::page::{Chars, Page};
use crate::words::Words;

/// The relation from a value to what it is told of.
const OF: &str = "of";

pub(super) fn write(pages: &[Page], names: &Names) -> Vec<OutFile> {
    let mut lines = String::new();
    for (nth, page) in pages.iter().enumerate() {
        lines.push_str(&line(nth + 1, page).to_string());
        lines.push('\n');
    }
    vec![
        file("documents.jsonl", lines),
        json_file("span-labels.json", &Value::Array(span_labels(names))),
        json_file("relation-labels.json", &Value::Array(relation_labels())),
    ]
}

fn line(id: usize, page: &Page) -> Value {
    let graph = Graph::of(page).split();
    let numbers: BTreeMap<(Role, &str), usize> =
        graph.marks.iter().enumerate().map(|(nth, mark)| ((mark.role, mark.id.as_str()), nth + 1)).collect();
    let (mut entities, mut relations) = (Vec::new(), Vec::new());
    let parts = graph.wholes().unwrap_or_default();
    let mut relate = |from: usize, to: usize, kind: &str| {
        relations.push(json!({"id": relations.len() + 1, "from_id": from, "to_id": to, "type": kind}));
    };
    let mut values = Vec::new();
    let mut n_standing: BTreeMap<(Role, Chars), usize> = BTreeMap::new();
    for (_, mark) in graph.marks.iter().enumerate().filter(|(at, _)| !parts.contains_key(at)) {
        for span in &mark.spans {
            *n_standing.entry((mark.role, *span)).or_default() += 1;
        }
    }
    for (nth, mark) in graph.marks.iter().enumerate() {
        for span in &mark.spans {
            entities.push(json!({
                "id": nth + 1,
                "label": mark.role.word(),
                "start_offset": span.start_char,
                "end_offset": span.end_char,
            }));
            let is_shared = n_standing.get(&(mark.role, *span)).is_some_and(|n_marks| *n_marks > 1);
            values.extend(mark.values.iter().map(|(key, value)| (nth + 1, span, is_shared, key, value)));
        }
    }
    for (of, span, is_shared, key, value) in values {
        let number = entities.len() + 1;
        entities.push(json!({
            "id": number,
            "label": format!("{}: {value}", key.word()),
            "start_offset": span.start_char,
            "end_offset": span.end_char,
        }));
        if is_shared {
            relate(number, of, OF);
        }
    }
    for link in &graph.links {
        let roles = link
            .kind
            .roles()
            .map_or_else(|| Role::ALL.map(|role| (role, role)).to_vec(), |roles| vec![roles]);
        let ends = roles.into_iter().find_map(|(from, to)| {
            Some((*numbers.get(&(from, link.from.as_str()))?, *numbers.get(&(to, link.to.as_str()))?))
        });
        if let Some((from, to)) = ends {
            relate(from, to, link.kind.word());
        }
    }
    json!({
        "id": id,
        "text": page.text,
        "document_id": page.document_id,
        "title": page.title,
        "entities": entities,
        "relations": relations,
    })
}

fn label(text: String, colour: &str) -> Value {
    json!({"text": text, "suffixKey": null, "backgroundColor": colour, "textColor": "#000000"})
}

fn span_labels(names: &Names) -> Vec<Value> {
    let mut labels: Vec<Value> =
        Role::ALL.into_iter().map(|role| label(role.word().to_owned(), role.colour())).collect();
    for key in Key::ALL {
        let ids: Vec<&str> = match key {
            Key::SpeakerId | Key::HolderId => names.actors.keys().map(String::as_str).collect(),
            Key::TargetId => names.issues.keys().chain(names.actors.keys()).map(String::as_str).collect(),
            _ => key.words().to_vec(),
        };
        let of_key = ids.into_iter().map(|id| label(format!("{}: {id}", key.word()), key.role().colour()));
        labels.extend(of_key);
    }
    labels
}

fn relation_labels() -> Vec<Value> {
    let kinds = LinkKind::ALL.map(LinkKind::word).into_iter().chain([OF]);
    kinds.map(|kind| label(kind.to_owned(), "#eeeeee")).collect()
}

pub(super) fn read(files: &[OutFile], published: &[Page]) -> Result<Found, AnnotateError> {
    let mut documents = Documents::new(published);
    for file in ending(files, &[".jsonl"]) {
        for (nth, contents) in text_of(file)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty())
        {
            let place = Place::file(&file.path).line(nth + 1);
            let value = parse(&place, contents).map_err(|error| match error {
                AnnotateError::Malformed { message, .. } => {
                    AnnotateError::Malformed { place: place.clone(), message }
                }
                error => error,
            })?;
            let line = Node { value: &value, place: place.clone() };
            let id = line.needed("document_id")?;
            let page = documents.page(&id.place, id.text()?)?;
            let text = line.needed("text")?;
            same_text(&text.place, text.text()?, page)?;
            let graph = graph_of(&line, page)?;
            documents.add(&place, graph, page)?;
        }
    }
    documents.done("file ending in .jsonl", files)
}

fn graph_of(line: &Node<'_>, page: &Page) -> Result<Graph, AnnotateError> {
    let words = Words::new(&page.text);
    let mut graph = Graph::default();
    let mut loose: BTreeMap<String, Loose> = BTreeMap::new();
    for entity in line.list("entities") {
        let id = entity.needed("id")?.id()?;
        let (start, end) = (entity.needed("start_offset")?.number()?, entity.needed("end_offset")?.number()?);
        let at = words.place(&entity.place, start, end, None)?;
        let told = entity.needed("label")?;
        let label = told.text()?;
        let place = entity.place.clone();
        match (Role::from_word(label), Key::from_label(label)) {
            (Some(role), _) => graph.push(Mark { id, role, spans: vec![at], values: BTreeMap::new(), place }),
            (None, Some((key, value))) => {
                loose.insert(id, Loose { key, value: value.to_owned(), at, of: None, place });
            }
            (None, None) => {
                let keys = Key::ALL.map(|key| format!("\"{}: …\"", key.word())).join(", ");
                let words = format!("{}, {keys}", Role::ALL.map(Role::word).join(", "));
                return Err(AnnotateError::Word { place: told.place, word: label.to_owned(), words });
            }
        }
    }
    for relation in line.list("relations") {
        let (from, to) = (relation.needed("from_id")?.id()?, relation.needed("to_id")?.id()?);
        let told = relation.needed("type")?;
        let word = told.text()?;
        let place = relation.place.clone();
        if word == OF {
            let value =
                loose.get_mut(&from).ok_or(AnnotateError::Dangling { place, id: from, what: "value" })?;
            value.of = Some(to);
            continue;
        }
        let kind = LinkKind::from_word(word).ok_or_else(|| AnnotateError::Word {
            place: told.place.clone(),
            word: word.to_owned(),
            words: LinkKind::ALL.map(LinkKind::word).into_iter().chain([OF]).collect::<Vec<_>>().join(", "),
        })?;
        graph.links.push(Link { kind, from, to, place });
    }
    attach(&mut graph, loose.into_values().collect())?;
    Ok(graph)
}
