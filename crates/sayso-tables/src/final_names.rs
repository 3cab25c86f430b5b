//! Ids and names of actors in rows, settled when all documents are read.
//!
//! Documents may spell the name of an unregistered actor differently, and `actors` keeps one spelling. Rows that show names beside
//! ids are made document by document, so their names are settled afterwards. Nor does a document know whether another one means
//! somebody else by the same name; who is told apart from others gets an id of their own here.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, RecordBatch, StringArray};

use crate::{Layers, TABLES, Table};

/// Columns of names in `statements_flat`, and the columns of the ids that tell whose.
const NAMES: [(&str, &str); 4] = [
    ("speaker_name", "speaker_id"),
    ("reported_by_name", "reported_by_id"),
    ("addressee_name", "addressee_id"),
    ("holder_name", "holder_id"),
];

/// Columns of names that stand without an id: the document tells whose.
const BARE_NAMES: [&str; 4] = ["person", "organization", "concept", "document_author"];

/// The names that `actors` shows.
#[derive(Clone, Debug, Default)]
pub struct FinalNames {
    pub(crate) of_actor: BTreeMap<String, String>,
    /// Document -> name as the document has it -> actor; for unregistered actors only.
    local: BTreeMap<String, BTreeMap<String, String>>,
    /// Document -> id as its rows have it -> id as `actors` has it; for those alone who are told apart.
    moved: BTreeMap<String, BTreeMap<String, String>>,
}

impl FinalNames {
    /// Remembers by which names a document knows its unregistered actors.
    pub(crate) fn add_document(&mut self, layers: &Layers<'_>) {
        let actors = layers.resolution.actors.iter().filter(|actor| !actor.is_registered);
        let names: BTreeMap<String, String> =
            actors.map(|actor| (actor.name.clone(), actor.actor_id.clone())).collect();
        if !names.is_empty() {
            self.local.insert(layers.document.id().as_str().to_owned(), names);
        }
    }

    /// Forgets what needs no settling, so that only documents with another spelling are kept.
    pub(crate) fn settle(
        &mut self,
        of_actor: BTreeMap<String, String>,
        moved: BTreeMap<String, BTreeMap<String, String>>,
    ) {
        for (document, names) in &mut self.local {
            if let Some(moved) = moved.get(document) {
                for actor in names.values_mut() {
                    if let Some(new_id) = moved.get(actor) {
                        actor.clone_from(new_id);
                    }
                }
            }
            names.retain(|name, actor| of_actor.get(actor).is_some_and(|last| last != name));
        }
        self.local.retain(|_, names| !names.is_empty());
        self.of_actor = of_actor;
        self.moved = moved;
    }

    /// The rows of any table with each actor's id and name as `actors` shows them.
    pub fn apply(&self, rows: &RecordBatch) -> RecordBatch {
        self.with_names(&self.with_ids(rows))
    }

    fn with_ids(&self, rows: &RecordBatch) -> RecordBatch {
        let Some(documents) = texts(rows, "document_id") else { return rows.clone() };
        if !documents.iter().flatten().any(|document| self.moved.contains_key(document)) {
            return rows.clone();
        }
        let columns = rows.schema_ref().fields().iter().zip(rows.columns()).map(|(field, column)| {
            let ids = is_of_actor(field.name()).then(|| texts(rows, field.name())).flatten();
            let Some(ids) = ids else { return Arc::clone(column) };
            let settled = ids.iter().zip(documents.iter()).map(|(id, document)| {
                let new_id = document.and_then(|document| self.moved.get(document)?.get(id?));
                new_id.map(String::as_str).or(id)
            });
            Arc::new(settled.collect::<StringArray>()) as ArrayRef
        });
        RecordBatch::try_new(rows.schema(), columns.collect()).unwrap_or_else(|_| rows.clone())
    }

    fn with_names(&self, rows: &RecordBatch) -> RecordBatch {
        let Some(documents) = texts(rows, "document_id") else { return rows.clone() };
        if !documents.iter().flatten().any(|document| self.local.contains_key(document)) {
            return rows.clone();
        }
        let columns = rows.schema_ref().fields().iter().zip(rows.columns()).map(|(field, column)| {
            let settled = match NAMES.iter().find(|(name, _)| name == field.name()) {
                Some((name, id)) => self.by_id(rows, name, id),
                None if BARE_NAMES.contains(&field.name().as_str()) => self.by_document(rows, field.name()),
                None => None,
            };
            settled.unwrap_or_else(|| Arc::clone(column))
        });
        RecordBatch::try_new(rows.schema(), columns.collect()).unwrap_or_else(|_| rows.clone())
    }

    fn by_id(&self, rows: &RecordBatch, name: &str, id: &str) -> Option<ArrayRef> {
        let (names, ids) = (texts(rows, name)?, texts(rows, id)?);
        let settled = names
            .iter()
            .zip(ids.iter())
            .map(|(name, id)| id.and_then(|id| self.of_actor.get(id)).map(String::as_str).or(name));
        Some(Arc::new(settled.collect::<StringArray>()))
    }

    fn by_document(&self, rows: &RecordBatch, name: &str) -> Option<ArrayRef> {
        let (names, documents) = (texts(rows, name)?, texts(rows, "document_id")?);
        let settled = names.iter().zip(documents.iter()).map(|(name, document)| {
            let actor = document.and_then(|document| self.local.get(document)?.get(name?));
            actor.and_then(|actor| self.of_actor.get(actor)).map(String::as_str).or(name)
        });
        Some(Arc::new(settled.collect::<StringArray>()))
    }
}

/// Whether a column of this name holds ids of actors, alone or beside others.
fn is_of_actor(column: &str) -> bool {
    let mut keys = TABLES.iter().flat_map(|table| table.foreign_keys);
    column == TARGET || keys.any(|key| key.column == column && key.table == "actors")
}

/// Whether rows of the table name actors, so that they wait until it is known who is one with whom.
pub fn names_actors(table: &Table) -> bool {
    let has_document = table.columns.iter().any(|column| column.name == "document_id");
    has_document && table.columns.iter().any(|column| is_of_actor(column.name))
}

/// The column with the id of an actor or of an issue.
const TARGET: &str = "target_id";

fn texts<'a>(rows: &'a RecordBatch, column: &str) -> Option<&'a StringArray> {
    rows.column_by_name(column)?.as_any().downcast_ref()
}

#[cfg(test)]
mod tests {
    use sayso_model::{ActorType, Resolution};

    use super::*;
    use crate::samples::{Sample, texts as cells};
    use crate::{ActorTally, document_batches};

    #[test]
    fn one_actor_has_one_name_in_all_documents() {
        let mut sample = Sample::letter();
        let at = sample.resolution.actors.iter().position(|actor| !actor.is_registered).unwrap();
        let mut tally = ActorTally::default();
        tally.add(&sample.layers());
        let first = sample.resolution.actors[at].name.clone();
        sample.document =
            sayso_model::Document::from_text("other.txt", format!("{} ", sample.document.text()));
        rename(&mut sample.resolution, at, "ZZ Other Spelling");
        tally.add(&sample.layers());
        let rows = document_batches(&sample.layers());
        let (_, flat) = rows.iter().find(|(table, _)| table.name == "statements_flat").unwrap();
        let shown = |rows: &RecordBatch| -> Vec<String> {
            let columns = ["person", "organization", "document_author", "speaker_name", "reported_by_name"];
            columns.iter().flat_map(|column| cells(rows, column)).map(str::to_owned).collect()
        };
        assert!(shown(flat).contains(&"ZZ Other Spelling".to_owned()));
        let settled = tally.final_names().apply(flat);
        assert!(!shown(&settled).contains(&"ZZ Other Spelling".to_owned()));
        assert!(shown(&settled).contains(&first));
    }

    fn rename(resolution: &mut Resolution, at: usize, name: &str) {
        assert_ne!(resolution.actors[at].actor_type, ActorType::Unknown);
        resolution.actors[at].name = name.to_owned();
    }
}
