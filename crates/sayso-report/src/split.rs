//! A report as several files: a page of all documents without their texts, and one page for each document.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use crate::page::{Kind, page};
use sayso_published::PublishedError;
use sayso_published::{ActorRow, DiagnosticRow, IdentifierRow, NameRow, PartRow, Tables};

/// The page of all documents, as the pages of documents name it.
const HOME: &str = "../index.html";

/// One file of a split report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitPage {
    /// Where it belongs in the report's folder, with `/` between folders.
    pub path: String,
    /// The file.
    pub html: String,
}

/// The files of a split report, made one after the other.
#[derive(Debug)]
pub struct Pages {
    index: Option<SplitPage>,
    documents: std::vec::IntoIter<Tables>,
}

/// A page for the dataset (`index.html`), then one for each document (`documents/ID.html`).
///
/// Each page can be read without the others. Colours of speakers are chosen page by page.
///
/// # Errors
/// [`PublishedError::Dangling`] and [`PublishedError::OutsideText`] for rows that do not fit together, before any page is given.
pub fn split(tables: Tables) -> Result<Pages, PublishedError> {
    let html = page(&tables, &Kind::Index { address })?;
    let index = SplitPage { path: "index.html".to_owned(), html };
    Ok(Pages { index: Some(index), documents: by_document(tables).into_iter() })
}

impl Iterator for Pages {
    type Item = Result<SplitPage, PublishedError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(index) = self.index.take() {
            return Some(Ok(index));
        }
        let tables = self.documents.next()?;
        let path = tables.documents.first().map(|row| address(&row.document_id))?;
        Some(page(&tables, &Kind::Document { home: HOME }).map(|html| SplitPage { path, html }))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.documents.len() + usize::from(self.index.is_some());
        (n, Some(n))
    }
}

impl ExactSizeIterator for Pages {}

/// Where a document's page is. What an id could do to a path is written as its code.
fn address(document_id: &str) -> String {
    let mut path = "documents/".to_owned();
    for symbol in document_id.chars() {
        if symbol.is_ascii_alphanumeric() || symbol == '-' {
            path.push(symbol);
        } else {
            let _ = write!(path, "_{:x}_", u32::from(symbol));
        }
    }
    path + ".html"
}

/// The rows of each document, with the actors and issues that they name. Documents keep their order.
fn by_document(tables: Tables) -> Vec<Tables> {
    let mut parts: Vec<Tables> = Vec::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for row in tables.documents {
        numbers.insert(row.document_id.clone(), parts.len());
        let (title, description) = (tables.title.clone(), tables.description.clone());
        parts.push(Tables { title, description, documents: vec![row], ..Tables::default() });
    }
    let number = |id: &String| numbers.get(id).copied();
    let statements: HashMap<String, usize> = tables
        .statements
        .iter()
        .filter_map(|row| Some((row.statement_id.clone(), number(&row.document_id)?)))
        .collect();
    let of_part = |row: &PartRow| statements.get(&row.statement_id).copied();
    let of_diagnostic = |row: &DiagnosticRow| row.document_id.as_ref().and_then(number);
    let to = &mut parts;
    deal(tables.segments, to, |row| number(&row.document_id), |part| &mut part.segments);
    deal(tables.mentions, to, |row| number(&row.document_id), |part| &mut part.mentions);
    deal(tables.statements, to, |row| number(&row.document_id), |part| &mut part.statements);
    deal(tables.statement_parts, to, of_part, |part| &mut part.statement_parts);
    deal(tables.stances, to, |row| number(&row.document_id), |part| &mut part.stances);
    deal(tables.stance_evidence, to, |row| number(&row.document_id), |part| &mut part.stance_evidence);
    deal(tables.affiliations, to, |row| number(&row.document_id), |part| &mut part.affiliations);
    deal(tables.redactions, to, |row| number(&row.document_id), |part| &mut part.redactions);
    deal(tables.diagnostics, to, of_diagnostic, |part| &mut part.diagnostics);
    deal(tables.coverage, to, |row| number(&row.document_id), |part| &mut part.coverage);
    let people = People::of(tables.actors, tables.actor_names, tables.actor_identifiers);
    for part in &mut parts {
        people.give(part);
        let named: HashSet<&str> = part.stances.iter().map(|row| row.target_id.as_str()).collect();
        part.issues =
            tables.issues.iter().filter(|row| named.contains(row.issue_id.as_str())).cloned().collect();
    }
    parts
}

/// Gives each row to its document; rows of no document stay with the page of all.
fn deal<T>(
    rows: Vec<T>,
    parts: &mut [Tables],
    document: impl Fn(&T) -> Option<usize>,
    table: impl Fn(&mut Tables) -> &mut Vec<T>,
) {
    for row in rows {
        if let Some(part) = document(&row).and_then(|number| parts.get_mut(number)) {
            table(part).push(row);
        }
    }
}

/// Actors with what belongs to them.
struct People {
    actors: BTreeMap<String, ActorRow>,
    names: HashMap<String, Vec<NameRow>>,
    identifiers: HashMap<String, Vec<IdentifierRow>>,
}

impl People {
    fn of(actors: Vec<ActorRow>, actor_names: Vec<NameRow>, actor_identifiers: Vec<IdentifierRow>) -> Self {
        let mut names: HashMap<String, Vec<_>> = HashMap::new();
        for row in actor_names {
            names.entry(row.actor_id.clone()).or_default().push(row);
        }
        let mut identifiers: HashMap<String, Vec<_>> = HashMap::new();
        for row in actor_identifiers {
            identifiers.entry(row.actor_id.clone()).or_default().push(row);
        }
        Self {
            actors: actors.into_iter().map(|row| (row.actor_id.clone(), row)).collect(),
            names,
            identifiers,
        }
    }

    /// Adds the actors whom the rows of `part` name.
    fn give(&self, part: &mut Tables) {
        let mut named: HashSet<&str> = HashSet::new();
        named.extend(part.documents.iter().filter_map(|row| row.author_id.as_deref()));
        for row in &part.segments {
            named.extend(row.author_id.as_deref().into_iter().chain(row.addressee_id.as_deref()));
        }
        named.extend(part.mentions.iter().filter_map(|row| row.actor_id.as_deref()));
        for row in &part.statements {
            let ids = [&row.speaker_id, &row.reported_by_id, &row.addressee_id];
            named.extend(ids.into_iter().filter_map(Option::as_deref));
        }
        for row in &part.stances {
            named.extend(row.holder_id.as_deref());
            named.insert(&row.target_id);
        }
        for row in &part.affiliations {
            named.extend([row.member_id.as_str(), row.organisation_id.as_str()]);
        }
        let actors: Vec<ActorRow> =
            self.actors.values().filter(|row| named.contains(row.actor_id.as_str())).cloned().collect();
        for row in &actors {
            part.actor_names.extend(self.names.get(&row.actor_id).into_iter().flatten().cloned());
            part.actor_identifiers.extend(self.identifiers.get(&row.actor_id).into_iter().flatten().cloned());
        }
        part.actors = actors;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn two_letters() -> Tables {
        let mut tables = samples::letter();
        let second = sayso_published::DocumentRow {
            document_id: "d/../2".to_owned(),
            text: "Nothing 🙂".to_owned(),
            ..sayso_published::DocumentRow::default()
        };
        tables.documents.push(second);
        tables
    }

    #[test]
    fn each_document_has_a_page_and_the_index_none_of_their_texts() {
        let pages: Vec<SplitPage> = split(two_letters()).unwrap().map(Result::unwrap).collect();
        let paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(paths, ["index.html", "documents/d1.html", "documents/d_2f__2e__2e__2f_2.html"]);
        assert!(!pages[0].html.contains("id=\"text-0\""));
        assert!(pages[0].html.contains("\"href\":\"documents/d1.html\""));
        assert!(
            pages[1].html.contains("id=\"text-0\"") && pages[1].html.contains("\"home\":\"../index.html\"")
        );
        assert!(pages[2].html.contains("Nothing 🙂") && !pages[2].html.contains("Ann Park"));
    }

    #[test]
    fn a_page_has_all_that_its_rows_name() {
        let parts = by_document(two_letters());
        assert_eq!(parts[0].actors.len(), 3);
        assert_eq!((parts[0].issues.len(), parts[1].issues.len()), (1, 0));
        assert_eq!(parts[0].statement_parts.len(), samples::letter().statement_parts.len());
        assert!(parts[1].actors.is_empty() && parts[1].statements.is_empty());
    }

    #[test]
    fn faults_are_told_before_any_page_is_given() {
        let mut tables = two_letters();
        tables.statement_parts[3].statement_id = "s-lost".to_owned();
        let error = split(tables).unwrap_err().to_string();
        assert_eq!(error, "statement_parts row 4: statement_id \"s-lost\" is not in statements");
    }
}
