//! What a dataset leaves open.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use sayso_model::{ActorType, Vocabulary, fold_name, unknown_actor_id};
use sayso_normalise::{Likeness, Named, Registry, RegistryFile, alike};
use unicode_normalization::UnicodeNormalization;

use super::example::examples;
use super::kind::{COLUMNS, Kind};
use super::published::{Dataset, MentionPlace, Published, PublishedActor, Usage};
use crate::csv_rows::{quoted, safe};
use crate::error::CurateError;

/// What only a person can settle of a dataset's actors.
#[derive(Debug)]
pub struct Review {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    kind: Kind,
    actor_id: String,
    name: String,
    other_actor_id: String,
    other_name: String,
    n_mentions: usize,
    n_documents: usize,
    place: Option<MentionPlace>,
    example: String,
    suggestion: &'static str,
}

impl Review {
    /// Gathers what is open: pairs of actors that may be one, forms that were taken for misspellings, names that entries of the
    /// registry share, and names used `min_mentions` times or more that no registry knows. What `files` decide is left out.
    ///
    /// Rows that concern most mentions come first.
    ///
    /// # Errors
    /// [`CurateError`] for tables that are not those of a dataset.
    pub fn new<R: Read>(
        published: Published<R>,
        registry: &Registry,
        files: &[RegistryFile],
        min_mentions: usize,
    ) -> Result<Self, CurateError> {
        let dataset = Dataset::read(published)?;
        let decided = Decided::new(files);
        let mut gathering = Gathering { dataset: &dataset, decided, rows: Vec::new() };
        gathering.pairs();
        gathering.merged_spellings();
        gathering.shared_names(registry);
        // what the registry knows, the next build resolves or reports as shared
        let known: BTreeSet<String> =
            registry.known_names().iter().map(|known| fold_name(&known.name)).collect();
        gathering.unknown_names(min_mentions, &known);
        gathering.unresolved_names(min_mentions, &known);
        let mut rows = gathering.rows;
        rows.sort_by(|one, other| {
            let key = |row: &Row| {
                let Row { kind, actor_id, name, other_actor_id, other_name, .. } = row;
                (*kind, actor_id.clone(), name.clone(), other_actor_id.clone(), other_name.clone())
            };
            other.n_mentions.cmp(&one.n_mentions).then_with(|| key(one).cmp(&key(other)))
        });
        Ok(Self { rows })
    }

    /// Adds to each row the words around the first mention, read from `documents.csv`.
    ///
    /// # Errors
    /// [`CurateError`] for a table that is not that of a dataset.
    pub fn add_examples(&mut self, documents: impl Read) -> Result<(), CurateError> {
        let places: Vec<Option<MentionPlace>> = self.rows.iter().map(|row| row.place.clone()).collect();
        for (row, example) in self.rows.iter_mut().zip(examples(&places, documents)?) {
            row.example = example;
        }
        Ok(())
    }

    /// How many rows there are.
    pub fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// The review as CSV, with an empty column `decision` to be filled in.
    pub fn to_csv(&self) -> String {
        let mut out = COLUMNS.join(",") + "\n";
        for row in &self.rows {
            let (n_mentions, n_documents) = (row.n_mentions.to_string(), row.n_documents.to_string());
            let cells = [
                row.kind.as_str(),
                &row.actor_id,
                &row.name,
                &row.other_actor_id,
                &row.other_name,
                &n_mentions,
                &n_documents,
                &row.example,
                row.suggestion,
                "",
            ];
            let quoted: Vec<String> = cells.iter().map(|cell| quoted(&safe(cell))).collect();
            out.push_str(&quoted.join(","));
            out.push('\n');
        }
        out
    }
}

/// What registry files have settled.
#[derive(Debug, Default)]
struct Decided {
    /// Ids that are redirected, or nobody.
    ids: BTreeSet<String>,
    pairs: BTreeSet<[String; 2]>,
    /// Actor and form, or a name alone.
    names: BTreeSet<(String, String)>,
}

impl Decided {
    fn new(files: &[RegistryFile]) -> Self {
        let mut decided = Self::default();
        for file in files {
            decided.ids.extend(file.redirects.iter().map(|redirect| redirect.old_id.as_str().to_owned()));
            for decision in &file.decisions {
                let words = |placed: &Option<_>| {
                    placed.as_ref().map(sayso_normalise::Placed::as_str).map(str::to_owned)
                };
                let (id, other_id) = (words(&decision.actor_id), words(&decision.other_actor_id));
                match (id, other_id, words(&decision.other_name)) {
                    (Some(id), Some(other_id), _) => _ = decided.pairs.insert(pair(&id, &other_id)),
                    (Some(id), None, Some(other_name)) => {
                        decided.names.insert((id, fold_name(&other_name)));
                    }
                    // nobody: the name stays seen and unresolved, which is settled too
                    (Some(id), None, None) => {
                        decided.ids.insert(id);
                        decided.names.insert((String::new(), fold_name(decision.name.as_str())));
                    }
                    (None, ..) => {
                        _ = decided.names.insert((String::new(), fold_name(decision.name.as_str())))
                    }
                }
            }
        }
        decided
    }
}

fn pair(one: &str, other: &str) -> [String; 2] {
    let mut pair = [one.to_owned(), other.to_owned()];
    pair.sort_unstable();
    pair
}

struct Gathering<'a> {
    dataset: &'a Dataset,
    decided: Decided,
    rows: Vec<Row>,
}

impl<'a> Gathering<'a> {
    fn pairs(&mut self) {
        let dataset = self.dataset;
        let is_open = |actor: &&PublishedActor| {
            dataset.usage.contains_key(&actor.actor_id) && !self.decided.ids.contains(&actor.actor_id)
        };
        let actors: Vec<&PublishedActor> = dataset.actors.iter().filter(is_open).collect();
        let named: Vec<Named> = actors
            .iter()
            .map(|actor| Named { actor_type: actor.actor_type, name: &actor.name, acronyms: &actor.acronyms })
            .collect();
        let mut found: Vec<(&PublishedActor, &PublishedActor, Likeness)> = Vec::new();
        for pair in alike(&named) {
            let (one, other) = (actors[pair.one], actors[pair.other]);
            if !(one.is_registered && other.is_registered) {
                // the one that is kept comes first
                let n_mentions = |actor: &PublishedActor| Reverse(self.usage(actor).n_mentions);
                let n_letters = |actor: &PublishedActor| match pair.likeness {
                    // what is written out, not what stands for it
                    Likeness::Initial | Likeness::Acronym => Reverse(actor.name.chars().count()),
                    _ => Reverse(0),
                };
                let rank = |actor: &PublishedActor| {
                    (!actor.is_registered, is_of_one_document(actor), n_letters(actor), n_mentions(actor))
                };
                let (kept, other) = if rank(other) < rank(one) { (other, one) } else { (one, other) };
                found.push((kept, other, pair.likeness));
            }
        }
        let mut n_pairs: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, other, _) in &found {
            *n_pairs.entry(&other.actor_id).or_default() += 1;
        }
        for (kept, other, likeness) in found {
            if self.decided.pairs.contains(&pair(&kept.actor_id, &other.actor_id)) {
                continue;
            }
            let is_only = n_pairs.get(other.actor_id.as_str()) == Some(&1);
            let suggestion = if is_only && likeness != Likeness::Surname { "same" } else { "" };
            let usage = self.usage(other).clone();
            let [kept_id, other_id] =
                [kept, other].map(|actor| (actor.actor_id.as_str(), actor.name.as_str()));
            self.push(Kind::Pair(likeness), kept_id, other_id, &usage, suggestion);
        }
    }

    fn merged_spellings(&mut self) {
        let names: BTreeMap<&str, &str> =
            self.dataset.actors.iter().map(|actor| (actor.actor_id.as_str(), actor.name.as_str())).collect();
        for ((actor_id, form), usage) in &self.dataset.misspellings {
            let Some(name) = names.get(actor_id.as_str()) else { continue };
            let folded = fold_name(form);
            // capitals and apostrophes are no misspellings to ask about
            if folded != fold_name(name) && !self.decided.names.contains(&(actor_id.clone(), folded)) {
                self.push(Kind::MergedSpelling, (actor_id, name), ("", form), usage, "same");
            }
        }
    }

    /// Adds names that entries share where they are left unresolved.
    fn shared_names(&mut self, registry: &Registry) {
        for one in registry.shared_names() {
            let key = fold_name(&one.name);
            let Some((_, usage)) = self.dataset.unresolved.get(&key) else { continue };
            if let [first, others @ ..] = one.ids.as_slice() {
                for other in others {
                    if !self.decided.pairs.contains(&pair(first, other)) {
                        self.push(Kind::SharedName, (first, &one.name), (other, &one.name), usage, "");
                    }
                }
            }
        }
    }

    fn unknown_names(&mut self, min_mentions: usize, known: &BTreeSet<String>) {
        for actor in &self.dataset.actors {
            let usage = self.usage(actor).clone();
            let is_open = !actor.is_registered
                && actor.actor_type != ActorType::Group
                && !is_of_one_document(actor)
                && !known.contains(&fold_name(&actor.name))
                && usage.n_mentions >= min_mentions.max(1)
                && !self.decided.ids.contains(&actor.actor_id);
            if is_open {
                let suggestion = match actor.actor_type {
                    ActorType::Person => "person",
                    ActorType::Organisation => "organisation",
                    ActorType::Group | ActorType::Unknown => "",
                };
                self.push(Kind::UnknownName, (&actor.actor_id, &actor.name), ("", ""), &usage, suggestion);
            }
        }
    }

    fn unresolved_names(&mut self, min_mentions: usize, known: &BTreeSet<String>) {
        for (key, (surface, usage)) in &self.dataset.unresolved {
            let is_open = usage.n_mentions >= min_mentions.max(1)
                && !known.contains(key)
                && !self.decided.names.contains(&(String::new(), key.clone()));
            if is_open {
                self.push(Kind::UnresolvedName, ("", surface), ("", ""), usage, "");
            }
        }
    }

    fn usage(&self, actor: &PublishedActor) -> &'a Usage {
        const NONE: &Usage = &Usage::NONE;
        self.dataset.usage.get(&actor.actor_id).unwrap_or(NONE)
    }

    fn push(
        &mut self,
        kind: Kind,
        (actor_id, name): (&str, &str),
        (other_actor_id, other_name): (&str, &str),
        usage: &Usage,
        suggestion: &'static str,
    ) {
        self.rows.push(Row {
            kind,
            actor_id: actor_id.to_owned(),
            name: name.to_owned(),
            other_actor_id: other_actor_id.to_owned(),
            other_name: other_name.to_owned(),
            n_mentions: usage.n_mentions,
            n_documents: usage.n_documents,
            place: usage.first.clone(),
            example: String::new(),
            suggestion,
        });
    }
}

/// Whether an unregistered actor's id holds for one document: its name alone does not tell it from others.
fn is_of_one_document(actor: &PublishedActor) -> bool {
    let name: String = actor.name.nfc().collect();
    !actor.is_registered && unknown_actor_id(actor.actor_type.as_str(), &name, None) != actor.actor_id
}
