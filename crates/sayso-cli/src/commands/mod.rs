//! One file a command.

pub(crate) mod actors;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod eval;
pub(crate) mod eval_coreference;
pub(crate) mod registry;
pub(crate) mod schema;
pub(crate) mod show;
