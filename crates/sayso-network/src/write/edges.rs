//! Ties and nodes as two CSV files, with the columns that Gephi looks for. R's igraph takes them as they are.

use std::io::{self, Write};

use super::number::Number;
use super::{io_error, names, nodes, ties};
use crate::Network;

pub(super) fn write_ties(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let ids = names::unique(network);
    let mut number = Number::default();
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["source", "target", "weight", "type"]).map_err(io_error)?;
    for (source, target, weight) in ties(network) {
        csv.write_record([&ids[source], &ids[target], number.told(weight), "Undirected"])
            .map_err(io_error)?;
    }
    csv.flush()
}

pub(super) fn write_nodes(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let ids = names::unique(network);
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["id", "label", "kind", "n_statements"]).map_err(io_error)?;
    for (id, (kind, node)) in ids.iter().zip(nodes(network)) {
        csv.write_record([id, &node.name, kind.as_str(), node.n_statements.to_string().as_str()])
            .map_err(io_error)?;
    }
    csv.flush()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{network, written};
    use super::super::{Format, write_nodes};
    use crate::Mode;

    #[test]
    fn ties_name_their_nodes() {
        let one_mode = "source,target,weight,type\n\"<&\"\"x\"\"\",\"bo,lind\",-1,Undirected\n";
        assert_eq!(written(&network(Mode::OneMode), Format::Edges), one_mode);
        let two_mode = written(&network(Mode::TwoMode), Format::Edges);
        assert!(two_mode.ends_with("\ncy,\"<&\"\"x\"\" (concept)\",2,Undirected\n"), "{two_mode}");
        let mut nodes = Vec::new();
        write_nodes(&network(Mode::TwoMode), &mut nodes).unwrap();
        let nodes = String::from_utf8(nodes).unwrap();
        let expected = [
            "id,label,kind,n_statements",
            "\"<&\"\"x\"\"\",\"<&\"\"x\"\"\",actor,1",
            "\"bo,lind\",\"bo,lind\",actor,1",
        ];
        assert_eq!(nodes.lines().take(3).collect::<Vec<_>>(), expected);
        assert!(
            nodes.ends_with("\n\"<&\"\"x\"\" (concept)\",\"<&\"\"x\"\"\",concept,2\nrent,rent,concept,2\n"),
            "{nodes}"
        );
    }
}
