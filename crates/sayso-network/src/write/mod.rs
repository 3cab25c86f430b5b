//! Networks as files. One file a format.

mod names;

mod number;

mod xml;

mod matrix;

mod edges;

mod graphml;

mod gexf;

mod dl;

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::{Network, NetworkError, Node, Snapshot};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// CSV with a row and a column for each node.
    Matrix,
    /// CSV with a row for each tie; [`write_nodes`] gives the nodes.
    Edges,
    /// GraphML, for networkx and igraph.
    Graphml,
    /// GEXF 1.3, for Gephi; [`write_dynamic`] writes networks of many windows as one.
    Gexf,
    /// UCINET DL.
    Dl,
}

/// Writes a network.
///
/// Ties of weight 0 stand in matrices alone.
///
/// # Errors
/// [`NetworkError::Write`].
pub fn write(network: &Network, format: Format, out: &mut dyn Write) -> Result<(), NetworkError> {
    match format {
        Format::Matrix => matrix::write(network, out)?,
        Format::Edges => edges::write_ties(network, out)?,
        Format::Graphml => graphml::write(network, out)?,
        Format::Gexf => gexf::write(network, out)?,
        Format::Dl => dl::write(network, out)?,
    }
    Ok(out.flush()?)
}

/// Writes the nodes that [`Format::Edges`] ties together, as CSV.
///
/// # Errors
/// [`NetworkError::Write`].
pub fn write_nodes(network: &Network, out: &mut dyn Write) -> Result<(), NetworkError> {
    edges::write_nodes(network, out)?;
    Ok(out.flush()?)
}

/// Writes networks of windows as one GEXF file, in which each stands for the days of [`Snapshot::shown`].
///
/// # Errors
/// [`NetworkError::Write`].
pub fn write_dynamic(snapshots: &[Snapshot], out: &mut dyn Write) -> Result<(), NetworkError> {
    gexf::write_dynamic(snapshots, out)?;
    Ok(out.flush()?)
}

/// Rows and columns of a network under one numbering: actors, then, in a two-mode network, concepts.
fn nodes(network: &Network) -> impl Iterator<Item = (Kind, &Node)> {
    let actors = network.rows().iter().map(|node| (Kind::Actor, node));
    actors.chain(network.concepts().iter().map(|node| (Kind::Concept, node)))
}

/// Both ends and the weight of each tie, under that numbering.
fn ties(network: &Network) -> impl Iterator<Item = (usize, usize, f64)> {
    let first_column = if network.concepts().is_empty() { 0 } else { network.rows().len() };
    network.ties().iter().map(move |tie| (tie.row, first_column + tie.column, tie.weight))
}

/// The system's own error, so that the end of a pipe is known for one.
fn io_error(error: csv::Error) -> io::Error {
    let told = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::Error::other(told),
    }
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Actor,
    Concept,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Concept => "concept",
        }
    }
}

#[cfg(test)]
mod samples {
    use super::*;
    use crate::events::samples::events;
    use crate::{Aggregate, Mode, Normalise, Projection, project};

    /// Three actors, one of whom shares nothing, with names that are hard to write; `<&"x"` is an actor and a concept.
    const ROWS: &str = "d <&\"x\" rent +\nd bo,lind rent -\nd cy <&\"x\" +\nd cy <&\"x\" +";

    pub(super) fn network(mode: Mode) -> Network {
        let projection = Projection::new(mode, Aggregate::Subtract, Normalise::No).unwrap();
        project(&events(ROWS), &projection).unwrap()
    }

    /// What `write` writes.
    pub(super) fn written(network: &Network, format: Format) -> String {
        let mut out = Vec::new();
        write(network, format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}
