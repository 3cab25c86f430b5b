//! `actor_identifiers`: what other collections call an actor.

use sayso_model::Identifier;

use super::common::to_actor;
use crate::cell::{Cell, Row};
use crate::{Column, Table};

pub(crate) static ACTOR_IDENTIFIERS: Table = Table {
    name: "actor_identifiers",
    title: "Identifiers of actors",
    description: "One row for each identifier of an actor, sorted by actor, scheme and identifier.",
    columns: &[
        Column::text("actor_id", "Actor", "Whose identifier it is."),
        Column::text(
            "scheme",
            "Scheme",
            "Who gives the identifier: `wikidata`, `handle`, `parliament` and so on.",
        ),
        Column::text("identifier", "Identifier", "The identifier itself."),
    ],
    primary_key: &["actor_id", "scheme", "identifier"],
    foreign_keys: &[to_actor("actor_id")],
    unique_keys: &[],
};

/// An identifier and whose it is.
pub(crate) struct IdentifierRow<'a> {
    pub(crate) actor_id: &'a str,
    pub(crate) identifier: &'a Identifier,
}

impl Row for IdentifierRow<'_> {
    const TABLE: &'static Table = &ACTOR_IDENTIFIERS;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![self.actor_id.into(), (&self.identifier.scheme).into(), (&self.identifier.identifier).into()]
    }
}
