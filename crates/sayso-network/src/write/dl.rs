//! UCINET DL: a list of ties between actors, or a matrix of actors and concepts.
//!
//! One-mode networks are lists in both directions (`edgelist1`), because igraph reads weights in lists only, and UCINET takes a list
//! as directed. All labels stand in one line, which Gephi needs. Blanks, commas and quotation marks in labels become `_`: programs
//! differ in how they read them.

use std::collections::HashSet;
use std::io::{self, Write};

use super::names;
use crate::{Mode, Network, Node};

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    match network.mode() {
        Mode::OneMode => write_list(network, out),
        Mode::TwoMode => write_matrix(network, out),
    }
}

fn write_list(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "dl n={}\nformat = edgelist1", network.rows().len())?;
    writeln!(out, "labels:\n{}\ndata:", labels(network.rows()))?;
    let one_way = network.ties().iter().map(|tie| (tie.row, tie.column, tie.weight));
    let other_way = network.ties().iter().map(|tie| (tie.column, tie.row, tie.weight));
    let mut ties: Vec<(usize, usize, f64)> = one_way.chain(other_way).collect();
    ties.sort_by_key(|(from, to, _)| (*from, *to));
    for (from, to, weight) in ties {
        writeln!(out, "{} {} {weight}", from + 1, to + 1)?;
    }
    Ok(())
}

fn write_matrix(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "dl nr={} nc={}\nformat = fullmatrix", network.rows().len(), network.columns().len())?;
    writeln!(out, "row labels:\n{}", labels(network.rows()))?;
    writeln!(out, "column labels:\n{}\ndata:", labels(network.columns()))?;
    for weights in network.matrix() {
        let weights: Vec<String> = weights.iter().map(f64::to_string).collect();
        writeln!(out, "{}", weights.join(" "))?;
    }
    Ok(())
}

fn labels(nodes: &[Node]) -> String {
    let mut taken = HashSet::new();
    let is_plain =
        |symbol: char| !symbol.is_whitespace() && !symbol.is_control() && !matches!(symbol, ',' | '"');
    let label = |node: &Node| {
        let plain: String =
            node.name.chars().map(|symbol| if is_plain(symbol) { symbol } else { '_' }).collect();
        names::again(&plain, '_', &mut taken)
    };
    nodes.iter().map(label).collect::<Vec<String>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::samples::{network, written};
    use super::*;

    #[test]
    fn a_list_in_both_directions_and_a_matrix() {
        let list = "dl n=3\nformat = edgelist1\nlabels:\n<&_x_,bo_lind,cy\ndata:\n1 2 -1\n2 1 -1\n";
        assert_eq!(written(&network(Mode::OneMode), Format::Dl), list);
        let matrix = "dl nr=3 nc=2\nformat = fullmatrix\nrow labels:\n<&_x_,bo_lind,cy\ncolumn labels:\n<&_x_,rent\n\
                      data:\n0 1\n0 -1\n2 0\n";
        assert_eq!(written(&network(Mode::TwoMode), Format::Dl), matrix);
    }

    #[test]
    fn labels_that_become_the_same_are_numbered() {
        let nodes =
            ["a b", "a_b", "a,b", "a_b_2"].map(|name| Node { name: name.to_owned(), n_statements: 1 });
        assert_eq!(labels(&nodes), "a_b,a_b_2,a_b_3,a_b_2_2");
    }
}
