//! `actors`: people and bodies.

use sayso_model::{Actor, ActorType, Classification, PublicRole, Vocabulary};

use crate::cell::{Cell, Row};
use crate::{Column, Table};

pub(crate) static ACTORS: Table = Table {
    name: "actors",
    title: "People and bodies",
    description: "One row for each person, body or group that the documents mention or that speaks in them, over all documents, \
                  sorted by id.",
    columns: &[
        Column::text(
            "actor_id",
            "Actor",
            "Permanent id of an actor of the reference registry, such as `org-…` or `per-…`; for any other actor, `x-` and a hash \
             of the name (and of the document, where the name alone does not tell people apart). In a publication for the public, \
             `x-prv-` and a keyed hash for a person who is private or of whom nothing public is known.",
        )
        .unique(),
        Column::closed("actor_type", "Type", "What kind of actor it is.", ActorType::WORDS),
        Column::text("name", "Name", "The name that tables show."),
        Column::text("sort_name", "Sort name", "The name as alphabetical lists sort it.").nullable(),
        Column::text("given_name", "Given name", "Given name of a person.").nullable(),
        Column::text("family_name", "Family name", "Family name of a person.").nullable(),
        Column::text("honorific_prefix", "Title", "Title before the name, such as `Dr`.").nullable(),
        Column::closed("classification", "Kind of body", "What kind of body it is.", Classification::WORDS)
            .nullable(),
        Column::text("wikidata_id", "Wikidata item", "Wikidata item of the actor.")
            .pattern("^Q[1-9][0-9]*$")
            .nullable(),
        Column::closed(
            "public_role",
            "Public role",
            "How public the actor is, by evidence of the registry or the texts only.",
            PublicRole::WORDS,
        ),
        Column::boolean("is_registered", "Registered", "Whether the reference registry has the actor."),
        Column::integer("n_mentions", "Mentions", "Rows of `mentions` that are resolved to the actor.")
            .unit("mentions"),
        Column::integer("n_statements", "Statements", "Rows of `statements` whose speaker the actor is.")
            .unit("statements"),
    ],
    primary_key: &["actor_id"],
    foreign_keys: &[],
    unique_keys: &[],
};

/// An actor and what was counted of it.
pub(crate) struct ActorRow<'a> {
    pub(crate) actor: &'a Actor,
    pub(crate) n_mentions: i64,
    pub(crate) n_statements: i64,
}

impl Row for ActorRow<'_> {
    const TABLE: &'static Table = &ACTORS;

    fn cells(&self) -> Vec<Cell<'_>> {
        let actor = self.actor;
        vec![
            (&actor.actor_id).into(),
            actor.actor_type.as_str().into(),
            (&actor.name).into(),
            actor.sort_name.as_ref().into(),
            actor.given_name.as_ref().into(),
            actor.family_name.as_ref().into(),
            actor.honorific_prefix.as_ref().into(),
            actor.classification.map(Vocabulary::as_str).into(),
            actor.wikidata_id.as_ref().into(),
            actor.public_role.as_str().into(),
            actor.is_registered.into(),
            self.n_mentions.into(),
            self.n_statements.into(),
        ]
    }
}
