//! W3C Web Annotation: one JSON-LD page of annotations a document, beside the text that it annotates.
//!
//! Every mark is an annotation whose bodies are tags (`content`, `mode: direct`), every link one with the motivation `linking`, as
//! Recogito writes them. Positions are code points, which the standard leaves open; the words themselves stand beside them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Documents, Found, OutFile, ending, file, json_file, same_text, stem, text_of};
use crate::dataset::Names;
use crate::error::{AnnotateError, Place};
use crate::graph::{Graph, Key, Link, LinkKind, Mark, Role};
use crate::json::{Node, parse};
use crate::page::{Chars, Page};
use crate::words::Words;

/// How much text around a quotation is told, in code points.
const N_CHARS_AROUND: usize = 32;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

pub(super) fn write(pages: &[Page], names: &Names) -> Vec<OutFile> {
    let mut files = Vec::new();
    for page in pages {
        let id = &page.document_id;
        let value = json!({
            "@context": CONTEXT,
            "id": urn(page, "annotations"),
            "type": "AnnotationPage",
            "partOf": {
                "id": urn(page, "collection"),
                "type": "AnnotationCollection",
                "label": format!("{}: {} (positions count Unicode code points)", names.title, page.title),
            },
            "items": items(page),
        });
        files.push(json_file(format!("{id}.jsonld"), &value));
        files.push(file(format!("{id}.txt"), page.text.as_str()));
    }
    files
}

fn urn(page: &Page, id: &str) -> String {
    format!("{}{id}", prefix(page))
}

fn prefix(page: &Page) -> String {
    format!("urn:sayso:{}:", page.document_id)
}

fn items(page: &Page) -> Vec<Value> {
    let graph = Graph::of(page);
    let words = Words::new(&page.text);
    let tag = |value: &str| json!({"type": "TextualBody", "purpose": "tagging", "value": value});
    let mut items = Vec::new();
    for mark in &graph.marks {
        let mut body = vec![tag(mark.role.word())];
        body.extend(mark.values.iter().map(|(key, value)| tag(&format!("{}: {value}", key.word()))));
        let mut targets: Vec<Value> = mark.spans.iter().map(|span| target(page, &words, *span)).collect();
        let target = match targets.len() {
            1 => targets.remove(0),
            // all of them in this order, where a plain list would say: each of them for itself
            _ => json!({"type": "List", "items": targets}),
        };
        items.push(json!({
            "id": urn(page, &mark.id),
            "type": "Annotation",
            "motivation": "tagging",
            "body": body,
            "target": target,
        }));
    }
    for (nth, link) in graph.links.iter().enumerate() {
        items.push(json!({
            "id": urn(page, &format!("link-{}", nth + 1)),
            "type": "Annotation",
            "motivation": "linking",
            "body": [tag(link.kind.word())],
            "target": [{"id": urn(page, &link.from)}, {"id": urn(page, &link.to)}],
        }));
    }
    items
}

fn target(page: &Page, words: &Words<'_>, span: Chars) -> Value {
    let before = Chars::new(span.start_char.saturating_sub(N_CHARS_AROUND), span.start_char);
    let after = Chars::new(span.end_char, (span.end_char + N_CHARS_AROUND).min(words.n_chars()));
    json!({
        "type": "SpecificResource",
        "source": format!("{}.txt", page.document_id),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start_char, "end": span.end_char},
            {
                "type": "TextQuoteSelector",
                "exact": words.at(span),
                "prefix": words.at(before),
                "suffix": words.at(after),
            },
        ],
    })
}

pub(super) fn read(files: &[OutFile], published: &[Page]) -> Result<Found, AnnotateError> {
    let mut documents = Documents::new(published);
    for file in ending(files, &[".txt"]) {
        let place = Place::file(&file.path);
        if let Ok(page) = documents.page(&place, stem(&file.path)) {
            same_text(&place, text_of(file)?, page)?;
        }
    }
    for file in ending(files, &[".jsonld", ".json"]) {
        let place = Place::file(&file.path);
        let value = parse(&place, text_of(file)?)?;
        let root = Node { value: &value, place: place.clone() };
        let list = root.get("first").unwrap_or(root);
        let annotations = list.get("items").map_or_else(|| list.items(), |items| items.items());
        let mut graphs: BTreeMap<&str, (&Page, Words<'_>, Graph)> = BTreeMap::new();
        let mut links = Vec::new();
        for annotation in &annotations {
            let is_link =
                annotation.list("motivation").iter().any(|motivation| motivation.value == "linking");
            if is_link {
                links.push(link_of(annotation)?);
                continue;
            }
            let targets = targets_of(annotation);
            let first = targets.first().ok_or_else(|| missing(annotation, "target"))?;
            let source = first.needed("source")?;
            let page = documents.page(&source.place, stem(source_of(&source)?))?;
            let entry = graphs
                .entry(&page.document_id)
                .or_insert_with(|| (page, Words::new(&page.text), Graph::default()));
            let mark = mark_of(annotation, &targets, page, &entry.1)?;
            entry.2.push(mark);
        }
        if annotations.is_empty() {
            // somebody has deleted all of them
            let page = documents.page(&place, stem(&file.path))?;
            graphs.insert(&page.document_id, (page, Words::new(&page.text), Graph::default()));
        }
        for mut link in links {
            let holds = |graph: &Graph, page: &Page| {
                let id = short(page, &link.from);
                Role::ALL.into_iter().any(|role| graph.find(role, &id).is_some())
            };
            let found = graphs.values_mut().find(|(page, _, graph)| holds(graph, page));
            let Some((page, _, graph)) = found else {
                let (place, id) = (link.place, link.from);
                return Err(AnnotateError::Dangling { place, id, what: "annotation" });
            };
            (link.from, link.to) = (short(page, &link.from), short(page, &link.to));
            graph.links.push(link);
        }
        for (page, _, graph) in graphs.into_values() {
            documents.add(&place, graph, page)?;
        }
    }
    documents.done("file ending in .jsonld or .json", files)
}

fn missing(node: &Node<'_>, what: &str) -> AnnotateError {
    AnnotateError::Missing { place: node.place.clone(), what: format!("{what:?}") }
}

/// An id without what makes it one of the whole world.
fn short(page: &Page, id: &str) -> String {
    let id = id.strip_prefix(&prefix(page)).unwrap_or(id);
    id.trim_start_matches('#').to_owned()
}

fn source_of<'a>(source: &Node<'a>) -> Result<&'a str, AnnotateError> {
    match source.get("id") {
        Some(id) => id.text(),
        None => source.text(),
    }
}

fn targets_of<'a>(annotation: &Node<'a>) -> Vec<Node<'a>> {
    let targets = annotation.list("target");
    targets
        .into_iter()
        .flat_map(|target| if target.get("items").is_some() { target.list("items") } else { vec![target] })
        .collect()
}

fn tags_of<'a>(annotation: &Node<'a>) -> Result<Vec<(Node<'a>, &'a str)>, AnnotateError> {
    let bodies = annotation.list("body").into_iter();
    bodies
        .map(|body| {
            body.get("value")
                .map_or_else(|| Ok((body.clone(), body.text()?)), |value| Ok((body.clone(), value.text()?)))
        })
        .collect()
}

fn link_of(annotation: &Node<'_>) -> Result<Link, AnnotateError> {
    let tags = tags_of(annotation)?;
    let (body, word) = tags.first().ok_or_else(|| missing(annotation, "body"))?;
    let kind = LinkKind::from_word(word).ok_or_else(|| AnnotateError::Word {
        place: body.place.clone(),
        word: (*word).to_owned(),
        words: LinkKind::ALL.map(LinkKind::word).join(", "),
    })?;
    let ends = annotation.list("target");
    let end = |nth: usize| match ends.get(nth) {
        Some(end) => end.get("id").unwrap_or_else(|| end.clone()).text().map(str::to_owned),
        None => Err(missing(annotation, "target")),
    };
    Ok(Link { kind, from: end(0)?, to: end(1)?, place: annotation.place.clone() })
}

fn mark_of(
    annotation: &Node<'_>,
    targets: &[Node<'_>],
    page: &Page,
    words: &Words<'_>,
) -> Result<Mark, AnnotateError> {
    let tags = tags_of(annotation)?;
    let role = tags.iter().find_map(|(_, tag)| Role::from_word(tag));
    let role = role.ok_or_else(|| AnnotateError::Missing {
        place: annotation.place.clone(),
        what: format!("tag that is one of {}", Role::ALL.map(Role::word).join(", ")),
    })?;
    let spans = targets.iter().map(|target| span_of(target, words)).collect::<Result<Vec<_>, _>>()?;
    let id = annotation.needed("id")?;
    let id = short(page, id.text()?);
    let mut mark = Mark { id, role, spans, values: BTreeMap::new(), place: annotation.place.clone() };
    for (body, tag) in tags.iter().filter(|(_, tag)| *tag != role.word()) {
        let (key, value) = Key::from_label(tag).ok_or_else(|| AnnotateError::Word {
            place: body.place.clone(),
            word: (*tag).to_owned(),
            words: Key::ALL.map(|key| format!("\"{}: …\"", key.word())).join(", "),
        })?;
        mark.set(&body.place, key, value)?;
    }
    Ok(mark)
}

fn span_of(target: &Node<'_>, words: &Words<'_>) -> Result<Chars, AnnotateError> {
    let selectors = target.list("selector");
    let of_type = |name: &str| {
        selectors.iter().find(|selector| selector.get("type").is_some_and(|of| of.value == name))
    };
    let exact = of_type("TextQuoteSelector").and_then(|quote| quote.get("exact"));
    let exact = exact.map(|exact| exact.text()).transpose()?;
    let position = of_type("TextPositionSelector").ok_or_else(|| missing(target, "TextPositionSelector"))?;
    let (start, end) = (position.needed("start")?.number()?, position.needed("end")?.number()?);
    words.place(&position.place, start, end, exact)
}
