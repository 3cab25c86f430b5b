//! GraphML as networkx, igraph and Gephi read it.
//!
//! igraph takes vertex names from `name`, and which mode a vertex belongs to from `type`.
//!
//! # Source
//! <http://graphml.graphdrawing.org/specification.html>

use std::io::{self, Write};

use super::xml::escaped;
use super::{Kind, names, nodes, ties};
use crate::{Mode, Network};

const HEADER: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">
";

/// Attributes of nodes with their types; the last is for two-mode networks alone.
const KEYS: [(&str, &str); 5] = [
    ("name", "string"),
    ("label", "string"),
    ("kind", "string"),
    ("n_statements", "long"),
    ("type", "boolean"),
];

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let is_two_mode = network.mode() == Mode::TwoMode;
    out.write_all(HEADER.as_bytes())?;
    writeln!(out, "  <desc>{}</desc>", escaped(&network.told()))?;
    for (key, word) in KEYS.iter().filter(|(key, _)| is_two_mode || *key != "type") {
        writeln!(out, "  <key id=\"{key}\" for=\"node\" attr.name=\"{key}\" attr.type=\"{word}\"/>")?;
    }
    writeln!(out, "  <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>")?;
    writeln!(out, "  <graph id=\"network\" edgedefault=\"undirected\">")?;
    for (nth, (id, (kind, node))) in names::unique(network).iter().zip(nodes(network)).enumerate() {
        write!(out, "    <node id=\"n{nth}\"><data key=\"name\">{}</data>", escaped(id))?;
        write!(out, "<data key=\"label\">{}</data>", escaped(&node.name))?;
        write!(out, "<data key=\"kind\">{}</data>", kind.as_str())?;
        write!(out, "<data key=\"n_statements\">{}</data>", node.n_statements)?;
        if is_two_mode {
            write!(out, "<data key=\"type\">{}</data>", kind == Kind::Concept)?;
        }
        writeln!(out, "</node>")?;
    }
    for (source, target, weight) in ties(network) {
        write!(out, "    <edge source=\"n{source}\" target=\"n{target}\">")?;
        writeln!(out, "<data key=\"weight\">{weight}</data></edge>")?;
    }
    out.write_all(b"  </graph>\n</graphml>\n")
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::samples::{network, written};
    use crate::Mode;

    #[test]
    fn nodes_have_names_and_edges_weights() {
        let graph = written(&network(Mode::TwoMode), Format::Graphml);
        for expected in [
            "<desc>two-mode network; aggregate subtract, normalise no, duplicates include</desc>",
            "<node id=\"n3\"><data key=\"name\">&lt;&amp;&quot;x&quot; (concept)</data>\
             <data key=\"label\">&lt;&amp;&quot;x&quot;</data><data key=\"kind\">concept</data>\
             <data key=\"n_statements\">2</data><data key=\"type\">true</data></node>",
            "<edge source=\"n1\" target=\"n4\"><data key=\"weight\">-1</data></edge>",
        ] {
            assert!(graph.contains(expected), "{graph}");
        }
        assert!(!written(&network(Mode::OneMode), Format::Graphml).contains("key=\"type\""));
    }
}
