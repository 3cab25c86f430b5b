//! Actors over all documents.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use arrow::array::RecordBatch;
use sayso_model::{Actor, ActorName, Context, Identifier, PublicRole, Vocabulary};

use crate::cell::{Row, batch_of};
use crate::tables::{ActorNameRow, ActorRow, IdentifierRow};
use crate::{FinalNames, Layers, Table};

/// Gathers the actors of many documents and counts their mentions and statements.
///
/// The result does not depend on the order in which documents are added.
#[derive(Debug, Default)]
pub struct ActorTally {
    /// By id, and by what documents tell that may make two of one id.
    actors: BTreeMap<String, BTreeMap<Context, Tallied>>,
    /// Documents that tell something: actors and what is told.
    told: BTreeMap<String, Vec<(String, Context)>>,
    /// Ids of those who are told apart.
    apart: BTreeMap<(String, Context), String>,
    names: FinalNames,
}

/// An actor that several documents name, with all that they tell of whom they mean.
#[derive(Clone, Debug)]
pub struct SharedActor<'a> {
    /// The actor as one of the documents has it.
    pub actor: &'a Actor,
    /// What is told, each with the number of documents; those that tell nothing are left out.
    pub contexts: BTreeMap<&'a Context, usize>,
}

#[derive(Clone, Debug)]
struct Tallied {
    /// Without its names and identifiers, which are in the maps.
    actor: Actor,
    /// By name and type's word, so that they come out sorted as tables sort them.
    names: BTreeMap<(String, &'static str), ActorName>,
    identifiers: BTreeMap<(String, String), Identifier>,
    n_mentions: i64,
    n_statements: i64,
    n_documents: usize,
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
        let mut told = Vec::new();
        for (at, (actor, (n_mentions, n_statements))) in resolution.actors.iter().zip(counts).enumerate() {
            let context = resolution.contexts.get(at).cloned().unwrap_or_default();
            if !context.facts.is_empty() {
                told.push((actor.actor_id.clone(), context.clone()));
            }
            let of_actor = self.actors.entry(actor.actor_id.clone()).or_default();
            let tallied = match of_actor.entry(context) {
                Entry::Vacant(vacant) => vacant.insert(Tallied::new(actor)),
                Entry::Occupied(occupied) => occupied.into_mut(),
            };
            tallied.merge(actor);
            tallied.n_mentions += n_mentions;
            tallied.n_statements += n_statements;
            tallied.n_documents += 1;
        }
        if !told.is_empty() {
            self.told.insert(layers.document.id().as_str().to_owned(), told);
        }
    }

    /// Actors of which two documents or more tell something that differs: where it differs clearly, they are two.
    pub fn shared(&self) -> impl Iterator<Item = SharedActor<'_>> {
        self.actors.values().filter_map(|by_context| {
            let contexts: BTreeMap<&Context, usize> = by_context
                .iter()
                .filter(|(context, _)| !context.facts.is_empty())
                .map(|(context, tallied)| (context, tallied.n_documents))
                .collect();
            let actor = &by_context.values().next()?.actor;
            (contexts.len() > 1).then_some(SharedActor { actor, contexts })
        })
    }

    /// Gives the actor `actor_id` another id where this is told of it.
    pub fn tell_apart(&mut self, actor_id: &str, context: &Context, new_id: String) {
        self.apart.insert((actor_id.to_owned(), context.clone()), new_id);
    }

    /// The ids and names that `actors` shows, for rows that were made before all documents were read.
    pub fn final_names(&self) -> FinalNames {
        let mut names = self.names.clone();
        let mut moved: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for (document, told) in self.told.iter().filter(|_| !self.apart.is_empty()) {
            for key in told {
                if let Some(new_id) = self.apart.get(key) {
                    moved.entry(document.clone()).or_default().insert(key.0.clone(), new_id.clone());
                }
            }
        }
        let mut of_actor: BTreeMap<String, &String> = BTreeMap::new();
        for (actor_id, tallied) in self.by_final_id() {
            let name = of_actor.entry(actor_id.clone()).or_insert(&tallied.actor.name);
            *name = (*name).min(&tallied.actor.name);
        }
        names.settle(of_actor.into_iter().map(|(id, name)| (id, name.clone())).collect(), moved);
        names
    }

    /// What is tallied, each with the id that it has in the end.
    fn by_final_id(&self) -> impl Iterator<Item = (&String, &Tallied)> {
        self.actors.iter().flat_map(move |(id, by_context)| {
            by_context.iter().map(move |(context, tallied)| {
                let is_apart = !self.apart.is_empty() && !context.facts.is_empty();
                let new_id = is_apart.then(|| self.apart.get(&(id.clone(), context.clone()))).flatten();
                (new_id.unwrap_or(id), tallied)
            })
        })
    }

    /// Every actor with its final id, and all that is tallied of it.
    fn settled(&self) -> BTreeMap<String, Tallied> {
        let mut settled: BTreeMap<String, Tallied> = BTreeMap::new();
        for (actor_id, tallied) in self.by_final_id() {
            match settled.entry(actor_id.clone()) {
                Entry::Vacant(vacant) => {
                    let actor = Actor { actor_id: actor_id.clone(), ..tallied.actor.clone() };
                    vacant.insert(Tallied { actor, ..tallied.clone() });
                }
                Entry::Occupied(mut occupied) => occupied.get_mut().join(tallied),
            }
        }
        settled
    }

    /// The rows of `actors`, `actor_names` and `actor_identifiers`, each sorted by key; tables without rows are left out.
    pub fn batches(self) -> Vec<(&'static Table, RecordBatch)> {
        let mut actors = Vec::new();
        let mut names = Vec::new();
        let mut identifiers = Vec::new();
        let settled = self.settled();
        for (actor_id, tallied) in &settled {
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
            n_documents: 0,
        }
    }

    /// Takes over what is tallied of the same actor elsewhere.
    fn join(&mut self, other: &Self) {
        let whole = Actor {
            names: other.names.values().cloned().collect(),
            identifiers: other.identifiers.values().cloned().collect(),
            ..other.actor.clone()
        };
        self.merge(&whole);
        self.n_mentions += other.n_mentions;
        self.n_statements += other.n_statements;
        self.n_documents += other.n_documents;
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

    /// The letter in another document, where its first unregistered actor is of this party.
    fn letter_of(words: &str, party: &str) -> (Sample, usize) {
        let mut sample = Sample::letter();
        let at = sample.resolution.actors.iter().position(|actor| !actor.is_registered).unwrap();
        sample.document =
            sayso_model::Document::from_text(words, format!("{}{words}", sample.document.text()));
        let fact = sayso_model::Fact { aspect: sayso_model::Aspect::Party, value: party.to_owned() };
        sample.resolution.contexts = vec![Context::default(); sample.resolution.actors.len()];
        sample.resolution.contexts[at].facts.insert(fact);
        (sample, at)
    }

    #[test]
    fn who_is_told_apart_has_rows_of_their_own() {
        let ((one, at), (other, _)) = (letter_of("a", "tide"), letter_of("b", "reed"));
        let (one_id, new_id) = (one.resolution.actors[at].actor_id.clone(), "x-org-0123456789ab".to_owned());
        let mut tally = ActorTally::default();
        for sample in [&one, &other] {
            tally.add(&sample.layers());
        }
        let shared: Vec<(String, usize)> =
            tally.shared().map(|one| (one.actor.actor_id.clone(), one.contexts.len())).collect();
        assert_eq!(shared, [(one_id.clone(), 2)]);
        tally.tell_apart(&one_id, &other.resolution.contexts[at], new_id.clone());
        let names = tally.final_names();
        let ids = |sample: &Sample| -> Vec<String> {
            let rows = crate::document_batches(&sample.layers());
            let (_, mentions) = rows.iter().find(|(table, _)| table.name == "mentions").unwrap();
            texts(&names.apply(mentions), "actor_id").into_iter().map(str::to_owned).collect()
        };
        assert!(ids(&one).contains(&one_id) && !ids(&one).contains(&new_id));
        assert!(ids(&other).contains(&new_id) && !ids(&other).contains(&one_id));
        let batches = tally.batches();
        let (_, actors) = &batches[0];
        let of = |id: &str| texts(actors, "actor_id").iter().position(|known| *known == id).unwrap();
        let counts = column(actors, "n_mentions");
        assert_eq!(counts[of(&one_id)], counts[of(&new_id)]);
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
