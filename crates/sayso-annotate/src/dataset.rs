//! Pages from the tables of a dataset.

use std::collections::BTreeMap;

use sayso_published::Tables;

use crate::error::AnnotateError;
use crate::page::{Chars, Page, Stance, Statement};
use crate::words::Words;

/// What the ids in pages may be, with what people call them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Title of the dataset.
    pub title: String,
    /// Actors by id.
    pub actors: BTreeMap<String, String>,
    /// Issues by id.
    pub issues: BTreeMap<String, String>,
}

/// The documents of a dataset with their statements and stances, in the order of their ids, and who and what they name.
///
/// Of a stance its first evidence is taken; further places in `stance_evidence` stay as they are, whatever a tool says.
///
/// # Errors
/// [`AnnotateError::Published`] for a row that its text does not have.
pub fn pages(tables: &Tables) -> Result<(Vec<Page>, Names), AnnotateError> {
    let mut parts: BTreeMap<&str, Vec<(&str, Chars)>> = BTreeMap::new();
    for part in &tables.statement_parts {
        let place = (part.role.as_str(), Chars::new(part.start_char, part.end_char));
        parts.entry(&part.statement_id).or_default().push(place);
    }
    let mut pages = BTreeMap::new();
    for document in &tables.documents {
        let page = Page {
            document_id: document.document_id.clone(),
            title: document.title.clone().unwrap_or_else(|| document.source.clone()),
            lang: document.lang.clone(),
            text: document.text.clone(),
            ..Page::default()
        };
        pages.insert(document.document_id.as_str(), page);
    }
    let mut indices: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &tables.statements {
        let Some(page) = pages.get_mut(row.document_id.as_str()) else { continue };
        let of_role = |role: &str| -> Vec<Chars> {
            let parts = parts.get(row.statement_id.as_str()).map(Vec::as_slice).unwrap_or_default();
            parts.iter().filter(|(of, _)| *of == role).map(|(_, place)| *place).collect()
        };
        indices.insert(&row.statement_id, page.statements.len());
        page.statements.push(Statement {
            content: of_role("content"),
            id: Some(row.statement_id.clone()),
            cue: of_role("cue"),
            speaker: of_role("speaker").first().copied(),
            speaker_id: row.speaker_id.clone(),
            mode: Some(row.mode.clone()),
            act: Some(row.act.clone()),
            is_negated: row.is_negated,
            is_hypothetical: row.is_hypothetical,
        });
    }
    for row in &tables.stances {
        let Some(page) = pages.get_mut(row.document_id.as_str()) else { continue };
        page.stances.push(Stance {
            evidence: Chars::new(row.evidence_start_char, row.evidence_end_char),
            id: Some(row.stance_id.clone()),
            statement: row.statement_id.as_deref().and_then(|id| indices.get(id).copied()),
            holder_id: row.holder_id.clone(),
            target_id: Some(row.target_id.clone()),
            polarity: row.polarity.clone(),
            derived_from: row.derived_from.clone(),
        });
    }
    let mut pages: Vec<Page> = pages.into_values().collect();
    for page in &mut pages {
        check(page)?;
        page.settle();
    }
    let names = Names {
        title: tables.title.clone(),
        actors: tables.actors.iter().map(|row| (row.actor_id.clone(), row.name.clone())).collect(),
        issues: tables.issues.iter().map(|row| (row.issue_id.clone(), row.label.clone())).collect(),
    };
    Ok((pages, names))
}

fn check(page: &Page) -> Result<(), AnnotateError> {
    let words = Words::new(&page.text);
    let of_statements = page.statements.iter().flat_map(|statement| {
        let places = statement.content.iter().chain(&statement.cue).chain(&statement.speaker);
        places.map(|place| ("statement_parts", &statement.id, *place))
    });
    let of_stances = page.stances.iter().map(|stance| ("stances", &stance.id, stance.evidence));
    for (table, id, place) in of_statements.chain(of_stances) {
        if words.at(place).is_none() {
            return Err(AnnotateError::Published {
                table,
                id: id.clone().unwrap_or_default(),
                start_char: place.start_char,
                end_char: place.end_char,
                n_chars: words.n_chars(),
            });
        }
    }
    Ok(())
}
