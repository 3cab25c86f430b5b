//! `actor_names`: under which names actors go.

use sayso_model::{ActorName, NameSource, NameType, Vocabulary};

use super::common::to_actor;
use crate::cell::{Cell, Row};
use crate::{Column, Table};

pub(crate) static ACTOR_NAMES: Table = Table {
    name: "actor_names",
    title: "Names of actors",
    description: "One row for each name of an actor and each way in which it is a name, sorted by actor, name and type.",
    columns: &[
        Column::text("actor_id", "Actor", "Whose name it is."),
        Column::text("name", "Name", "The name, as the registry or the texts spell it."),
        Column::closed("name_type", "Type", "What kind of name it is.", NameType::WORDS),
        Column::boolean("is_observed", "Observed", "Whether these documents use the name."),
        Column::closed("source", "Source", "Where the name is known from.", NameSource::WORDS),
    ],
    primary_key: &["actor_id", "name", "name_type"],
    foreign_keys: &[to_actor("actor_id")],
    unique_keys: &[],
};

/// A name and whose it is.
pub(crate) struct ActorNameRow<'a> {
    pub(crate) actor_id: &'a str,
    pub(crate) name: &'a ActorName,
}

impl Row for ActorNameRow<'_> {
    const TABLE: &'static Table = &ACTOR_NAMES;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            self.actor_id.into(),
            (&self.name.name).into(),
            self.name.name_type.as_str().into(),
            self.name.is_observed.into(),
            self.name.source.as_str().into(),
        ]
    }
}
