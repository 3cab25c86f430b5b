//! What the files of the networks are, for whoever opens the folder.

use std::fmt::Write;

use sayso_network::Format;

pub(super) const NODES: &str =
    "the nodes of that list: id, label, kind (actor or concept), number of statements";
pub(super) const DYNAMIC: &str =
    "the network as it changes over time, for Gephi's timeline (statements without a date are not in it)";

/// A network that was written, or the reason why it was not.
pub(super) struct Written {
    pub(super) name: String,
    pub(super) told: String,
    /// Names of its files, and what they are.
    pub(super) files: Vec<(String, &'static str)>,
}

/// How files of a format end, and what they are.
pub(super) fn ending(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Edges => ("edges.csv", "one row for each tie: source, target, weight (Gephi, pandas, R)"),
        Format::Matrix => ("matrix.csv", "the adjacency matrix, with names in the first row and column"),
        Format::Graphml => ("graphml", "GraphML, for networkx, igraph and visone"),
        Format::Gexf => ("gexf", "GEXF 1.3, for Gephi"),
        Format::Dl => ("dl", "DL, for UCINET"),
    }
}

pub(super) fn page(title: &str, networks: &[Written]) -> String {
    let mut page = format!(
        "# Discourse networks of: {title}\n\nMade of the stances for or against something in the dataset's tables. In a one-mode network \
         two actors are tied by the concepts (issues, and people or bodies) on which they take the same side (congruence), opposite ones \
         (conflict), or both, one less the other (subtract). In a two-mode network an actor is tied to the concepts that it supports \
         (weight above 0) or opposes (below 0). `organization` networks have bodies as actors, and whoever belongs to one speaks for it; \
         `person` networks have persons. An actor that is a concept too has ` (concept)` after its name there. A network says what \
         these texts report, not what anybody thinks.\n"
    );
    for Written { name, told, files } in networks {
        let _ = write!(page, "\n## {name}\n\n{told}\n");
        if !files.is_empty() {
            page.push_str("\n| file | what it is |\n|---|---|\n");
        }
        for (file, what) in files {
            let _ = writeln!(page, "| `{file}` | {what} |");
        }
    }
    page
}
