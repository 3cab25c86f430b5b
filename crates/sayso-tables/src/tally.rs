//! Actors over all documents.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use arrow::array::RecordBatch;
use sayso_model::{Actor, ActorName, Identifier, PublicRole, Vocabulary};

use crate::cell::{Row, batch_of};
use crate::tables::{ActorNameRow, ActorRow, IdentifierRow};
use crate::{FinalNames, Layers, Table};

/// Gathers the actors of many documents and counts their mentions and statements.
///
/// The result does not depend on the order in which documents are added.
#[derive(Debug, Default)]
pub struct ActorTally {
    actors: BTreeMap<String, Tallied>,
    names: FinalNames,
}

#[derive(Debug)]
struct Tallied {
    /// Without its names and identifiers, which are in the maps.
    actor: Actor,
    /// By name and type's word, so that they come out sorted as tables sort them.
    names: BTreeMap<(String, &'static str), ActorName>,
    identifiers: BTreeMap<(String, String), Identifier>,
    n_mentions: i64,
    n_statements: i64,
}

impl ActorTally {
    /// Adds the actors of one document.
    pub fn add(&mut self, layers: &Layers<'_>) {
        self.names.add_document(layers);
        let resolution = layers.resolution;
        let mut counts = vec![(0, 0); resolution.actors.len()];
        for actor in resolution.mention_actors.iter().flatten() {
            counts[*actor].0 += 1;
        }
        for actor in resolution.speaker_actors.iter().flatten() {
            counts[*actor].1 += 1;
        }
        for (actor, (n_mentions, n_statements)) in resolution.actors.iter().zip(counts) {
            let tallied = match self.actors.entry(actor.actor_id.clone()) {
                Entry::Vacant(vacant) => vacant.insert(Tallied::new(actor)),
                Entry::Occupied(occupied) => occupied.into_mut(),
            };
            tallied.merge(actor);
            tallied.n_mentions += n_mentions;
            tallied.n_statements += n_statements;
        }
    }

    /// The names that `actors` shows, for rows that were made before all documents were read.
    pub fn final_names(&self) -> FinalNames {
        let mut names = self.names.clone();
        let of_actor = self.actors.iter().map(|(id, tallied)| (id.clone(), tallied.actor.name.clone()));
        names.settle(of_actor.collect());
        names
    }

    /// The rows of `actors`, `actor_names` and `actor_identifiers`, each sorted by key; tables without rows are left out.
    pub fn batches(self) -> Vec<(&'static Table, RecordBatch)> {
        let mut actors = Vec::new();
        let mut names = Vec::new();
        let mut identifiers = Vec::new();
        for (actor_id, tallied) in &self.actors {
            actors.push(ActorRow {
                actor: &tallied.actor,
                n_mentions: tallied.n_mentions,
                n_statements: tallied.n_statements,
            });
            names.extend(tallied.names.values().map(|name| ActorNameRow { actor_id, name }));
            let of_actor = tallied.identifiers.values();
            identifiers.extend(of_actor.map(|identifier| IdentifierRow { actor_id, identifier }));
        }
        let batches = [table_of(&actors), table_of(&names), table_of(&identifiers)];
        batches.into_iter().filter(|(_, batch)| batch.num_rows() > 0).collect()
    }
}

fn table_of<R: Row>(rows: &[R]) -> (&'static Table, RecordBatch) {
    (R::TABLE, batch_of(rows))
}

impl Tallied {
    fn new(actor: &Actor) -> Self {
        Self {
            actor: Actor { names: Vec::new(), identifiers: Vec::new(), ..actor.clone() },
            names: BTreeMap::new(),
            identifiers: BTreeMap::new(),
            n_mentions: 0,
            n_statements: 0,
        }
    }

    /// Takes over what `other`, the same actor in another document, tells.
    ///
    /// A registered actor is told by the registry and is the same everywhere. Of any other actor documents may spell the name
    /// differently: for each field the first value in the order of the alphabet is kept, so that no order of documents matters.
    fn merge(&mut self, other: &Actor) {
        let actor = &mut self.actor;
        actor.actor_type = actor.actor_type.min(other.actor_type);
        if other.name < actor.name {
            actor.name.clone_from(&other.name);
        }
        keep_first(&mut actor.sort_name, &other.sort_name);
        keep_first(&mut actor.given_name, &other.given_name);
        keep_first(&mut actor.family_name, &other.family_name);
        keep_first(&mut actor.honorific_prefix, &other.honorific_prefix);
        keep_first(&mut actor.classification, &other.classification);
        keep_first(&mut actor.wikidata_id, &other.wikidata_id);
        actor.public_role = known_role(actor.public_role, other.public_role);
        actor.is_registered |= other.is_registered;
        for name in &other.names {
            let key = (name.name.clone(), name.name_type.as_str());
            let kept = self.names.entry(key).or_insert_with(|| name.clone());
            kept.is_observed |= name.is_observed;
            kept.source = kept.source.min(name.source);
        }
        for identifier in &other.identifiers {
            let key = (identifier.scheme.clone(), identifier.identifier.clone());
            self.identifiers.entry(key).or_insert_with(|| identifier.clone());
        }
    }
}

/// Keeps the smaller of two values; any value is kept rather than none.
fn keep_first<T: Ord + Clone>(kept: &mut Option<T>, other: &Option<T>) {
    let is_better = match (&*kept, other) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(kept), Some(other)) => other < kept,
    };
    if is_better {
        kept.clone_from(other);
    }
}

/// The role that is told, where one is: `Unknown` is the last of the list.
fn known_role(one: PublicRole, other: PublicRole) -> PublicRole {
    one.min(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TABLES;
    use crate::samples::{Sample, any_sample, column, texts};
    use proptest::prelude::*;

    fn tally(samples: &[&Sample]) -> Vec<(&'static str, RecordBatch)> {
        let mut tally = ActorTally::default();
        for sample in samples {
            tally.add(&sample.layers());
        }
        tally.batches().into_iter().map(|(table, batch)| (table.name, batch)).collect()
    }

    #[test]
    fn counts_are_those_of_the_published_rows() {
        let sample = Sample::letter();
        let batches = tally(&[&sample, &sample]);
        let (_, actors) = &batches[0];
        assert_eq!(texts(actors, "actor_id"), ["org-bus-users", "per-ann-park", "per-bo-lind"]);
        assert_eq!(column(actors, "n_mentions"), [2, 4, 2]);
        assert_eq!(column(actors, "n_statements"), [0, 2, 0]);
        assert_eq!(
            batches.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            ["actors", "actor_names", "actor_identifiers"]
        );
        assert!(TABLES.len() > batches.len());
    }

    #[test]
    fn spellings_of_one_actor_make_one_row() {
        let (mut one, mut other) = (Sample::letter(), Sample::letter());
        one.resolution.actors[1].name = "ann park".to_owned();
        one.resolution.actors[1].given_name = Some("Ann".to_owned());
        other.resolution.actors[1].given_name = None;
        other.resolution.actors[1].public_role = PublicRole::Unknown;
        one.resolution.actors[1].public_role = PublicRole::Private;
        let batches = tally(&[&one, &other]);
        let (_, actors) = &batches[0];
        assert_eq!(texts(actors, "name")[1], "Ann Park");
        assert_eq!(texts(actors, "given_name")[1], "Ann");
        assert_eq!(texts(actors, "public_role")[1], "private");
    }

    proptest! {
        #[test]
        fn the_order_of_documents_does_not_matter(samples in prop::collection::vec(any_sample(), 1..5)) {
            let forth: Vec<&Sample> = samples.iter().collect();
            let back: Vec<&Sample> = samples.iter().rev().collect();
            prop_assert_eq!(tally(&forth), tally(&back));
        }
    }
}
