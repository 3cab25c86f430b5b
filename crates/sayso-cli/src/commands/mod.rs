//! One file a command.

pub(crate) mod actors;
pub(crate) mod agree;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod codebook;
pub(crate) mod coding;
pub(crate) mod diff;
pub(crate) mod eval;
pub(crate) mod eval_coreference;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod network;
pub(crate) mod predict;
pub(crate) mod registry;
pub(crate) mod report;
pub(crate) mod schema;
pub(crate) mod show;
