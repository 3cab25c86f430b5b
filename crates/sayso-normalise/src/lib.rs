//! Mentions to actors: whose name is this, who wrote that, who said it?
//!
//! A [`Registry`] holds people and bodies that are known beforehand. [`resolve`] takes the mentions and statements of one document
//! to actors: registered ones by their permanent slugs, others by a hash of their name. It looks at the words of spans and at
//! nothing else of the text, and it depends on that document and the registry alone.
//!
//! What two actors share is not guessed away: a name that fits several people of the document stays unresolved, with a diagnostic
//! that lists them.
//!
//! Words that tell who belongs to which body come from the extract stage; here they become affiliations of actors.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod registry;

mod error;

mod resolve;

mod decided;

mod identity;

mod alike;

mod words;

mod name_key;

mod person_name;

mod similar;

#[cfg(test)]
mod marked_text;

pub use alike::{Alike, Likeness, Named, alike};
pub use decided::resolve;
pub use error::{Fault, FaultKind, RegistryError};
pub use identity::{Bearer, apart};
pub use registry::{
    DecisionEntry, IdentifierEntry, NameEntry, OrganisationEntry, PersonEntry, Placed, RedirectEntry,
    Registry, RegistryFile, RoleEntry, SharedName, Verdict, canonical_toml, is_date, is_slug,
    is_unregistered_id,
};
pub use resolve::contexts;
