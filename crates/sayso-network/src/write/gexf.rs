//! GEXF 1.3 as Gephi and networkx read it: one network, or networks of many windows as one that changes over time.
//!
//! # Source
//! <https://gexf.net/schema.html>; a dynamic weight is an attribute with the reserved name `weight`, by title in the schema, by
//! id in Gephi.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::xml::escaped;
use super::{Kind, names, nodes, ties};
use crate::calendar::Period;
use crate::{Network, Snapshot};

const HEADER: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">
";

pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    start(out, &network.told())?;
    writeln!(out, "  <graph mode=\"static\" defaultedgetype=\"undirected\" idtype=\"string\">")?;
    writeln!(out, "    <attributes class=\"node\" mode=\"static\">")?;
    writeln!(out, "      <attribute id=\"kind\" title=\"kind\" type=\"string\"/>")?;
    writeln!(out, "      <attribute id=\"n_statements\" title=\"n_statements\" type=\"long\"/>")?;
    writeln!(out, "    </attributes>\n    <nodes>")?;
    let ids = names::unique(network);
    for (id, (kind, node)) in ids.iter().zip(nodes(network)) {
        write!(out, "      <node id=\"{}\" label=\"{}\"><attvalues>", escaped(id), escaped(&node.name))?;
        write!(out, "<attvalue for=\"kind\" value=\"{}\"/>", kind.as_str())?;
        writeln!(out, "<attvalue for=\"n_statements\" value=\"{}\"/></attvalues></node>", node.n_statements)?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for (nth, (source, target, weight)) in ties(network).enumerate() {
        let (source, target) = (escaped(&ids[source]), escaped(&ids[target]));
        writeln!(
            out,
            "      <edge id=\"{nth}\" source=\"{source}\" target=\"{target}\" weight=\"{weight}\"/>"
        )?;
    }
    out.write_all(b"    </edges>\n  </graph>\n</gexf>\n")
}

/// A value, and when it holds.
struct Spell<T> {
    period: Period,
    value: T,
}

/// What is known of a node over time.
struct Life {
    label: String,
    spells: Vec<Spell<u64>>,
}

/// An actor or concept that has the same name in every snapshot is one node.
type Key = (Kind, String);

pub(super) fn write_dynamic(snapshots: &[Snapshot], out: &mut dyn Write) -> io::Result<()> {
    let mut lives: BTreeMap<Key, Life> = BTreeMap::new();
    let mut tied: BTreeMap<(Key, Key), Vec<Spell<f64>>> = BTreeMap::new();
    for Snapshot { shown: period, network, .. } in snapshots {
        let keys: Vec<Key> = nodes(network).map(|(kind, node)| (kind, node.name.clone())).collect();
        for (key, (_, node)) in keys.iter().zip(nodes(network)) {
            let life = lives
                .entry(key.clone())
                .or_insert_with(|| Life { label: node.name.clone(), spells: Vec::new() });
            life.spells.push(Spell { period: *period, value: node.n_statements });
        }
        for (source, target, value) in ties(network) {
            let spells = tied.entry((keys[source].clone(), keys[target].clone())).or_default();
            spells.push(Spell { period: *period, value });
        }
    }
    let ids = ids(&lives);
    start(out, &snapshots.first().map(|snapshot| snapshot.network.told()).unwrap_or_default())?;
    writeln!(
        out,
        "  <graph mode=\"dynamic\" defaultedgetype=\"undirected\" idtype=\"string\" timeformat=\"date\" \
         timerepresentation=\"interval\">"
    )?;
    writeln!(out, "    <attributes class=\"node\" mode=\"static\">")?;
    writeln!(out, "      <attribute id=\"kind\" title=\"kind\" type=\"string\"/>\n    </attributes>")?;
    writeln!(out, "    <attributes class=\"node\" mode=\"dynamic\">")?;
    writeln!(
        out,
        "      <attribute id=\"n_statements\" title=\"n_statements\" type=\"long\"/>\n    </attributes>"
    )?;
    writeln!(out, "    <attributes class=\"edge\" mode=\"dynamic\">")?;
    writeln!(
        out,
        "      <attribute id=\"weight\" title=\"weight\" type=\"double\"/>\n    </attributes>\n    <nodes>"
    )?;
    for (key, life) in &lives {
        let (id, label) = (escaped(&ids[key]), escaped(&life.label));
        write!(out, "      <node id=\"{id}\" label=\"{label}\"><attvalues>")?;
        write!(out, "<attvalue for=\"kind\" value=\"{}\"/>", key.0.as_str())?;
        write_spells(out, "n_statements", &life.spells)?;
        writeln!(out, "</node>")?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for (nth, ((source, target), spells)) in tied.iter().enumerate() {
        let (source, target) = (escaped(&ids[source]), escaped(&ids[target]));
        write!(out, "      <edge id=\"{nth}\" source=\"{source}\" target=\"{target}\"><attvalues>")?;
        write_spells(out, "weight", spells)?;
        writeln!(out, "</edge>")?;
    }
    out.write_all(b"    </edges>\n  </graph>\n</gexf>\n")
}

fn start(out: &mut dyn Write, told: &str) -> io::Result<()> {
    out.write_all(HEADER.as_bytes())?;
    writeln!(out, "  <meta><creator>sayso</creator><description>{}</description></meta>", escaped(told))
}

/// The values of an attribute, the end of the attributes, and the spells.
fn write_spells<T: std::fmt::Display>(
    out: &mut dyn Write,
    name: &str,
    spells: &[Spell<T>],
) -> io::Result<()> {
    for Spell { period, value } in spells {
        let (first, last) = (period.first(), period.last());
        write!(out, "<attvalue for=\"{name}\" value=\"{value}\" start=\"{first}\" end=\"{last}\"/>")?;
    }
    write!(out, "</attvalues><spells>")?;
    for Spell { period, .. } in spells {
        write!(out, "<spell start=\"{}\" end=\"{}\"/>", period.first(), period.last())?;
    }
    write!(out, "</spells>")
}

/// An id for each node: its name, told apart where an actor and a concept have the same.
fn ids(lives: &BTreeMap<Key, Life>) -> BTreeMap<&Key, String> {
    let mut taken = lives.keys().map(|(_, name)| name.clone()).collect();
    let mut id = |key: &Key| {
        let (kind, name) = key;
        if *kind == Kind::Concept && lives.contains_key(&(Kind::Actor, name.clone())) {
            return names::again(&format!("{name} (concept)"), ' ', &mut taken);
        }
        name.clone()
    };
    lives.keys().map(|key| (key, id(key))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{network, written};
    use super::super::{Format, write_dynamic};
    use crate::events::samples::events;
    use crate::{Aggregate, Mode, Normalise, Projection, windows};

    #[test]
    fn one_network() {
        let graph = written(&network(Mode::TwoMode), Format::Gexf);
        for expected in [
            "<node id=\"&lt;&amp;&quot;x&quot; (concept)\" label=\"&lt;&amp;&quot;x&quot;\"><attvalues>\
             <attvalue for=\"kind\" value=\"concept\"/><attvalue for=\"n_statements\" value=\"2\"/></attvalues></node>",
            "<edge id=\"1\" source=\"bo,lind\" target=\"rent\" weight=\"-1\"/>",
        ] {
            assert!(graph.contains(expected), "{graph}");
        }
    }

    #[test]
    fn networks_of_windows_stand_for_their_last_step() {
        let rows = "d a x + 2019-01-10\nd b x + 2019-01-11\nd b x + 2019-03-01\nd a a + 2019-03-02";
        let projection = Projection::new(Mode::TwoMode, Aggregate::Ignore, Normalise::No).unwrap();
        let snapshots = windows(&events(rows), "months=2".parse().unwrap(), 1, &projection).unwrap();
        let mut out = Vec::new();
        write_dynamic(&snapshots, &mut out).unwrap();
        let graph = String::from_utf8(out).unwrap();
        for expected in [
            "<node id=\"b\" label=\"b\"><attvalues><attvalue for=\"kind\" value=\"actor\"/>\
             <attvalue for=\"n_statements\" value=\"1\" start=\"2019-02-01\" end=\"2019-02-28\"/>\
             <attvalue for=\"n_statements\" value=\"1\" start=\"2019-03-01\" end=\"2019-03-31\"/></attvalues>\
             <spells><spell start=\"2019-02-01\" end=\"2019-02-28\"/><spell start=\"2019-03-01\" end=\"2019-03-31\"/></spells></node>",
            "<node id=\"a (concept)\" label=\"a\">",
            "<edge id=\"1\" source=\"a\" target=\"x\"><attvalues><attvalue for=\"weight\" value=\"1\" \
             start=\"2019-02-01\" end=\"2019-02-28\"/></attvalues><spells><spell start=\"2019-02-01\" end=\"2019-02-28\"/></spells></edge>",
        ] {
            assert!(graph.contains(expected), "{graph}\nshould have\n{expected}");
        }
    }
}
