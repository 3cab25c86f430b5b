//! Published tables, as far as a review needs them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use sayso_model::{ActorType, Vocabulary, fold_name};

use crate::error::CurateError;
use crate::published_table::{Table, cell};

/// The CSV files of a dataset.
#[derive(Debug)]
pub struct Published<R> {
    /// `actors.csv`.
    pub actors: R,
    /// `actor_names.csv`.
    pub actor_names: R,
    /// `mentions.csv`.
    pub mentions: R,
}

/// An actor of the dataset.
#[derive(Debug)]
pub(crate) struct PublishedActor {
    pub(crate) actor_id: String,
    pub(crate) actor_type: ActorType,
    pub(crate) name: String,
    pub(crate) is_registered: bool,
    pub(crate) acronyms: Vec<String>,
}

/// How often and where something is named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Usage {
    pub(crate) n_mentions: usize,
    pub(crate) n_documents: usize,
    pub(crate) first: Option<MentionPlace>,
    last_document: String,
}

/// Where a mention stands.
#[derive(Clone, Debug)]
pub(crate) struct MentionPlace {
    pub(crate) document_id: String,
    pub(crate) start_char: usize,
    pub(crate) end_char: usize,
}

/// What the tables tell.
#[derive(Debug, Default)]
pub(crate) struct Dataset {
    /// In the order of the table.
    pub(crate) actors: Vec<PublishedActor>,
    /// By actor.
    pub(crate) usage: BTreeMap<String, Usage>,
    /// Forms that were taken for misspellings: actor and form.
    pub(crate) misspellings: BTreeMap<(String, String), Usage>,
    /// Names that were resolved to nobody, folded: the first form, and how often.
    pub(crate) unresolved: BTreeMap<String, (String, Usage)>,
}

/// Kinds of mention that name.
const NAMING: [&str; 3] = ["name", "acronym", "signature"];

impl Usage {
    pub(crate) const NONE: Self =
        Self { n_mentions: 0, n_documents: 0, first: None, last_document: String::new() };

    /// Counts a mention. Tables list the mentions of a document one after another.
    fn add(&mut self, place: MentionPlace) {
        self.n_mentions += 1;
        if self.last_document != place.document_id {
            self.n_documents += 1;
            self.last_document.clone_from(&place.document_id);
        }
        let starts_earlier = |first: &MentionPlace| {
            first.document_id == place.document_id && place.start_char < first.start_char
        };
        if self.first.as_ref().is_none_or(starts_earlier) {
            self.first = Some(place);
        }
    }
}

impl Dataset {
    pub(crate) fn read<R: Read>(published: Published<R>) -> Result<Self, CurateError> {
        let mut dataset = Self::default();
        dataset.read_actors(published.actors)?;
        dataset.read_names(published.actor_names)?;
        dataset.read_mentions(published.mentions)?;
        Ok(dataset)
    }

    fn read_actors(&mut self, table: impl Read) -> Result<(), CurateError> {
        let mut table = Table::open("actors.csv", table)?;
        let [id, kind, name, is_registered] =
            table.columns(["actor_id", "actor_type", "name", "is_registered"])?;
        while let Some(row) = table.next()? {
            self.actors.push(PublishedActor {
                actor_id: cell(&row, id).to_owned(),
                actor_type: ActorType::from_word(cell(&row, kind)).unwrap_or(ActorType::Unknown),
                name: cell(&row, name).to_owned(),
                is_registered: cell(&row, is_registered) == "true",
                acronyms: Vec::new(),
            });
        }
        Ok(())
    }

    fn read_names(&mut self, table: impl Read) -> Result<(), CurateError> {
        let places: BTreeMap<String, usize> =
            self.actors.iter().enumerate().map(|(at, actor)| (actor.actor_id.clone(), at)).collect();
        let mut table = Table::open("actor_names.csv", table)?;
        let [id, name, name_type, is_observed, source] =
            table.columns(["actor_id", "name", "name_type", "is_observed", "source"])?;
        while let Some(row) = table.next()? {
            let (actor_id, name) = (cell(&row, id), cell(&row, name));
            match cell(&row, name_type) {
                "acronym" => {
                    if let Some(&at) = places.get(actor_id) {
                        self.actors[at].acronyms.push(name.to_owned());
                    }
                }
                "misspelling" if cell(&row, is_observed) == "true" && cell(&row, source) == "text" => {
                    self.misspellings.insert((actor_id.to_owned(), name.to_owned()), Usage::default());
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn read_mentions(&mut self, table: impl Read) -> Result<(), CurateError> {
        let with_misspellings: BTreeSet<String> =
            self.misspellings.keys().map(|(id, _)| id.clone()).collect();
        let mut table = Table::open("mentions.csv", table)?;
        let [document, id, surface, kind, start, end] = table.columns([
            "document_id",
            "actor_id",
            "surface",
            "mention_type",
            "start_char",
            "end_char",
        ])?;
        while let Some(row) = table.next()? {
            let place = MentionPlace {
                document_id: cell(&row, document).to_owned(),
                start_char: table.number(&row, start)?,
                end_char: table.number(&row, end)?,
            };
            let (actor_id, surface) = (cell(&row, id), cell(&row, surface));
            if actor_id.is_empty() {
                if NAMING.contains(&cell(&row, kind)) {
                    let unresolved = self.unresolved.entry(fold_name(surface));
                    unresolved.or_insert_with(|| (surface.to_owned(), Usage::default())).1.add(place);
                }
                continue;
            }
            if with_misspellings.contains(actor_id)
                && let Some(usage) = self.misspellings.get_mut(&(actor_id.to_owned(), surface.to_owned()))
            {
                usage.add(place.clone());
            }
            self.usage.entry(actor_id.to_owned()).or_default().add(place);
        }
        Ok(())
    }
}
