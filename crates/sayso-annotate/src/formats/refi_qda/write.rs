//! A project written.

use std::io::{Cursor, Write};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::code_book::{Code, values};
use super::{NAMESPACE, PROJECT, guid};
use crate::dataset::Names;
use crate::formats::{OutFile, file};
use crate::graph::{Graph, Key, Link, LinkKind, Mark, Role};
use crate::page::Page;
use crate::words::Words;

pub(in crate::formats) fn write(pages: &[Page], names: &Names) -> Vec<OutFile> {
    let graphs: Vec<Graph> = pages.iter().map(|page| Graph::of(page).split()).collect();
    let mut entries = vec![(PROJECT.to_owned(), project(pages, &graphs, names))];
    entries
        .extend(pages.iter().map(|page| (format!("sources/{}.txt", source_guid(page)), page.text.clone())));
    vec![file("project.qdpx", archive(&entries))]
}

fn source_guid(page: &Page) -> String {
    guid("document", &page.document_id)
}

/// A ZIP file with the same bytes for the same entries.
fn archive(entries: &[(String, String)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut write_all = || -> zip::result::ZipResult<()> {
        for (name, contents) in entries {
            out.start_file(name.as_str(), options)?;
            out.write_all(contents.as_bytes())?;
        }
        Ok(())
    };
    // what is written goes to memory, which takes all of it
    let is_written = write_all().is_ok();
    debug_assert!(is_written, "an archive in memory");
    out.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn project(pages: &[Page], graphs: &[Graph], names: &Names) -> String {
    let user = guid("user", "sayso");
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Project xmlns=\"{NAMESPACE}\" name=\"{}\" origin=\"sayso {}\" \
         creatingUserGUID=\"{user}\">\n<Users>\n<User guid=\"{user}\" name=\"sayso\"/>\n</Users>\n",
        attribute(&names.title),
        env!("CARGO_PKG_VERSION"),
    );
    code_book(&mut out, graphs, names);
    out.push_str("<Sources>\n");
    for (page, graph) in pages.iter().zip(graphs) {
        source(&mut out, page, graph, &user);
    }
    out.push_str("</Sources>\n");
    let links: Vec<(&Graph, &Page, &Link)> = graphs
        .iter()
        .zip(pages)
        .flat_map(|(graph, page)| graph.links.iter().map(move |link| (graph, page, link)))
        .collect();
    if !links.is_empty() {
        out.push_str("<Links>\n");
        for (nth, (graph, page, link)) in links.into_iter().enumerate() {
            let Some((from, to)) = ends(graph, link) else { continue };
            out.push_str(&format!(
                "<Link guid=\"{}\" name=\"{}\" direction=\"OneWay\" originGUID=\"{}\" targetGUID=\"{}\"/>\n",
                guid("link", &format!("{}:{nth}", page.document_id)),
                link.kind.word(),
                selection_guid(page, from),
                selection_guid(page, to),
            ));
        }
        out.push_str("</Links>\n");
    }
    out.push_str("</Project>\n");
    out
}

/// The two marks of a link.
fn ends<'a>(graph: &'a Graph, link: &Link) -> Option<(&'a Mark, &'a Mark)> {
    let of_roles = |(from, to): (Role, Role)| {
        Some((&graph.marks[graph.find(from, &link.from)?], &graph.marks[graph.find(to, &link.to)?]))
    };
    match link.kind {
        LinkKind::Part => Role::ALL.into_iter().find_map(|role| of_roles((role, role))),
        kind => kind.roles().and_then(of_roles),
    }
}

/// The id of a mark's selection: rows' ids are unique in a dataset, those of other marks in a document.
fn selection_guid(page: &Page, mark: &Mark) -> String {
    guid(&format!("selection:{}:{}", page.document_id, mark.role.word()), &mark.id)
}

fn code_book(out: &mut String, graphs: &[Graph], names: &Names) {
    out.push_str("<CodeBook>\n<Codes>\n");
    for role in Role::ALL {
        let code = Code::Role(role);
        out.push_str(&format!(
            "<Code guid=\"{}\" name=\"{}\" isCodable=\"true\" color=\"{}\"/>\n",
            code.guid(),
            code.name(),
            role.colour(),
        ));
    }
    for key in Key::ALL {
        let colour = key.role().colour();
        let group = guid("group", key.word());
        out.push_str(&format!(
            "<Code guid=\"{group}\" name=\"{}\" isCodable=\"false\" color=\"{colour}\">\n",
            key.word()
        ));
        for (value, meaning) in values(key, names, graphs) {
            let code = Code::Value(key, &value);
            let head = format!(
                "<Code guid=\"{}\" name=\"{}\" isCodable=\"true\" color=\"{colour}\"",
                code.guid(),
                attribute(&code.name()),
            );
            match meaning {
                Some(meaning) => {
                    let meaning = escape(visible(&meaning)).into_owned();
                    out.push_str(&format!("{head}><Description>{meaning}</Description></Code>\n"));
                }
                None => out.push_str(&format!("{head}/>\n")),
            }
        }
        out.push_str("</Code>\n");
    }
    out.push_str("</Codes>\n</CodeBook>\n");
}

fn source(out: &mut String, page: &Page, graph: &Graph, user: &str) {
    let words = Words::new(&page.text);
    let id = source_guid(page);
    out.push_str(&format!(
        "<TextSource guid=\"{id}\" name=\"{}\" plainTextPath=\"internal://{id}.txt\" creatingUser=\"{user}\">\n",
        attribute(&page.title),
    ));
    for mark in &graph.marks {
        let selection = selection_guid(page, mark);
        for span in &mark.spans {
            let told: String = words.at(*span).unwrap_or_default().chars().take(60).collect();
            out.push_str(&format!(
                "<PlainTextSelection guid=\"{selection}\" name=\"{}\" startPosition=\"{}\" endPosition=\"{}\" creatingUser=\"{user}\">\n",
                attribute(&told.replace('\n', " ")),
                span.start_char,
                span.end_char,
            ));
            let role = Code::Role(mark.role);
            let values = mark.values.iter().map(|(key, value)| Code::Value(*key, value));
            for code in [role].into_iter().chain(values) {
                out.push_str(&format!(
                    "<Coding guid=\"{}\" creatingUser=\"{user}\"><CodeRef targetGUID=\"{}\"/></Coding>\n",
                    guid(&format!("coding:{selection}"), &code.name()),
                    code.guid(),
                ));
            }
            out.push_str("</PlainTextSelection>\n");
        }
    }
    out.push_str("</TextSource>\n");
}

/// Words as the value of an attribute.
fn attribute(words: &str) -> String {
    escape(visible(words)).into_owned()
}

/// Words without symbols that XML does not have.
fn visible(words: &str) -> String {
    words
        .chars()
        .filter(|symbol| !symbol.is_control() && !matches!(symbol, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
