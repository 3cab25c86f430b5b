//! What a document tells of itself: `<teiHeader>`.

use std::collections::{BTreeMap, BTreeSet};

use sayso_published::DocumentRow;

use super::body::{categories, category};
use super::people::{Cast, w3c_date};
use super::xml::{Xml, pointer};
use crate::Dataset;
use crate::index::Index;

/// How the elements of the text are to be read.
const ENCODING: [&str; 4] = [
    "div: a region of one voice; corresp points to whose voice it is. p: a line that is not blank.",
    "said: what somebody is reported to have said, also in the text's own words (direct is false); who points to the speaker, n is the \
     part of the quotation. A quotation that its attribution, a paragraph or another element interrupts goes on where next points to.",
    "seg: the words that tell that something was said (cue) or who said it (speaker); corresp points to the said.",
    "relation: an affiliation, or a stance of the active towards the passive. cert: how sure the program was, from 0 to 1.",
];

pub(super) fn write(
    xml: &mut Xml,
    dataset: &Dataset,
    index: &Index<'_>,
    document: &DocumentRow,
    cast: &Cast<'_>,
) {
    let title = document.title.as_deref().unwrap_or(&document.source);
    let tables = dataset.tables();
    xml.open("teiHeader", &[]).line().open("fileDesc", &[]).line();
    xml.open("titleStmt", &[]).element("title", &[], title);
    author(xml, index, document);
    xml.close().line();
    xml.open("publicationStmt", &[]).element("publisher", &[], &tables.title);
    xml.element("idno", &[("type", Some("sayso"))], &document.document_id);
    match &document.licence {
        Some(licence) => xml.open("availability", &[]).element("licence", &[], licence).close(),
        None => xml
            .open("availability", &[("status", Some("unknown"))])
            .element("p", &[], "No licence is told.")
            .close(),
    };
    xml.close().line();
    source(xml, index, document, title);
    xml.close().line();
    encoding(xml, index, document, cast);
    xml.open("profileDesc", &[]).open("langUsage", &[]);
    xml.element("language", &[("ident", Some(&document.lang))], &document.lang).close();
    xml.open("textClass", &[]).open("keywords", &[]).element(
        "term",
        &[("type", Some("genre"))],
        &document.genre,
    );
    xml.close().close().close().line();
    xml.close().line();
}

fn author(xml: &mut Xml, index: &Index<'_>, document: &DocumentRow) {
    if let Some(id) = &document.author_id {
        xml.element("author", &[("ref", Some(&pointer(id)))], &index.actor(id).name);
    }
}

fn source(xml: &mut Xml, index: &Index<'_>, document: &DocumentRow, title: &str) {
    xml.open("sourceDesc", &[]).open("bibl", &[]).element("title", &[], title);
    author(xml, index, document);
    if let Some(publisher) = &document.publisher {
        xml.element("publisher", &[], publisher);
    }
    if let Some(date) = &document.date {
        let precision = Some(document.date_precision.as_str()).filter(|precision| !precision.is_empty());
        xml.element("date", &[("when", w3c_date(Some(date))), ("type", precision)], date);
    }
    if let Some(url) = &document.url {
        xml.element("ptr", &[("target", Some(url))], "");
    }
    xml.element("idno", &[("type", Some("source"))], &document.source);
    xml.close().close().line();
}

/// What the elements mean, and the words that `ana` and the stances' `passive` point to.
fn encoding(xml: &mut Xml, index: &Index<'_>, document: &DocumentRow, cast: &Cast<'_>) {
    xml.open("encodingDesc", &[]).line();
    xml.open("projectDesc", &[]);
    let program = format!(
        "Reported speech was marked by sayso {}. The text is the dataset's, character for character; a character that XML cannot hold \
         stands as U+FFFD.",
        env!("CARGO_PKG_VERSION")
    );
    xml.element("p", &[], &program);
    for told in ENCODING {
        xml.element("p", &[], told);
    }
    xml.close().line();
    let mut taxonomies: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in index.statements_of(&document.document_id) {
        for id in categories(row) {
            let (taxonomy, _) = id.split_once('.').unwrap_or((&id, ""));
            taxonomies.entry(taxonomy.to_owned()).or_default().insert(id);
        }
    }
    if !taxonomies.is_empty() || !cast.issues.is_empty() {
        xml.open("classDecl", &[]).line();
        for (taxonomy, ids) in &taxonomies {
            xml.open("taxonomy", &[("xml:id", Some(taxonomy))]);
            for id in ids {
                let word = id.split_once('.').map_or("", |(_, word)| word);
                xml.open("category", &[("xml:id", Some(id))]).element("catDesc", &[], word).close();
            }
            xml.close().line();
        }
        if !cast.issues.is_empty() {
            xml.open("taxonomy", &[("xml:id", Some("issue"))]);
            for id in &cast.issues {
                let row = index.issue(id);
                let told =
                    row.definition.as_deref().map_or(String::new(), |definition| format!(": {definition}"));
                xml.open("category", &[("xml:id", Some(&category("issue", id)))]);
                xml.element("catDesc", &[], &format!("{}{told}", row.label)).close();
            }
            xml.close().line();
        }
        xml.close().line();
    }
    xml.close().line();
}
