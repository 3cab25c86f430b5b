//! Documents whose text was edited between two builds.
//!
//! An id of a document's row is the document's id, a hyphen and a hash of the row's own words. So when a document's id changes with
//! its text, the rest of each id still tells the row.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{IntoColumn, PolarsResult, StringChunked, StringChunkedBuilder};

use super::EditedDocument;
use super::side::Side;
use crate::dataset::texts;
use crate::schema::TableSchema;

/// Pairs documents that only one side has by their source. A source that stands more than once on a side pairs nothing.
pub(super) fn pair(older: &Side, newer: &Side) -> Vec<EditedDocument> {
    let (older, newer) = (id_by_source(older), id_by_source(newer));
    let older_ids: BTreeSet<&str> = older.values().flatten().copied().collect();
    let newer_ids: BTreeSet<&str> = newer.values().flatten().copied().collect();
    let mut edited = Vec::new();
    for (source, ids) in &older {
        let only_older: Vec<&str> = ids.iter().copied().filter(|id| !newer_ids.contains(id)).collect();
        let others = newer.get(source).into_iter().flatten().copied();
        let only_newer: Vec<&str> = others.filter(|id| !older_ids.contains(id)).collect();
        if let ([older_id], [newer_id]) = (only_older.as_slice(), only_newer.as_slice()) {
            edited.push(EditedDocument {
                source: (*source).to_owned(),
                older_id: (*older_id).to_owned(),
                newer_id: (*newer_id).to_owned(),
            });
        }
    }
    edited
}

fn id_by_source(side: &Side) -> BTreeMap<&str, Vec<&str>> {
    let mut ids: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let Some(frame) = side.frame("documents") else { return ids };
    if let (Some(sources), Some(of)) = (texts(frame, "source"), texts(frame, "document_id")) {
        for (source, id) in sources.iter().zip(of.iter()) {
            if let (Some(source), Some(id)) = (source, id) {
                ids.entry(source).or_default().push(id);
            }
        }
    }
    ids
}

/// Gives the rows of edited documents the ids that they would have under the documents' newer ids.
pub(super) fn follow(
    older: &mut Side,
    schemas: &[TableSchema],
    edited: &[EditedDocument],
) -> PolarsResult<()> {
    let newer_ids: BTreeMap<&str, &str> =
        edited.iter().map(|document| (document.older_id.as_str(), document.newer_id.as_str())).collect();
    if newer_ids.is_empty() {
        return Ok(());
    }
    for (table, frame) in older.frames_mut() {
        let Some(schema) = schemas.iter().find(|schema| schema.table == table) else { continue };
        let foreign = schema.foreign_keys.iter().flat_map(|key| &key.fields);
        let ids: BTreeSet<&String> = schema.primary_key.iter().chain(foreign).collect();
        for name in ids {
            let Some(values) = texts(frame, name) else { continue };
            let renamed = renamed(values, &newer_ids);
            frame.with_column(renamed.into_column())?;
        }
    }
    Ok(())
}

fn renamed(values: &StringChunked, newer_ids: &BTreeMap<&str, &str>) -> StringChunked {
    let mut builder = StringChunkedBuilder::new(values.name().clone(), values.len());
    for value in values.iter() {
        let (document, own) = match value.and_then(|value| value.split_once('-')) {
            Some((document, own)) => (document, Some(own)),
            None => (value.unwrap_or_default(), None),
        };
        match (newer_ids.get(document), own) {
            (None, _) => builder.append_option(value),
            (Some(newer), None) => builder.append_value(newer),
            (Some(newer), Some(own)) => builder.append_value(format!("{newer}-{own}")),
        }
    }
    builder.finish()
}
