"""Networks as networkx, igraph and pandas open them: each file has the nodes and weights of the matrix, and a damaged one is refused."""

import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import igraph
import networkx
import pandas
import pytest

# The Bridge Society is an actor and a concept.
CODED = '''document_id,time,organization,concept,agreement
d1,2019-01-10,Ann & Co <Ltd>,new bridge,1
d1,2019-01-11,Bridge Society,new bridge,1
d1,2019-01-12,Bridge Society,new bridge,1
d2,2019-02-10,"Trams, ""now""",new bridge,0
d2,2019-02-11,Ann & Co <Ltd>,Bridge Society,1
d2,2019-03-01,"Trams, ""now""",Bridge Society,0
d3,2019-03-02,Loner,silence,1
'''
FORMATS = ["edges", "graphml", "gexf", "dl"]
MODES = ["onemode", "twomode"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("networks")
    (folder / "coded.csv").write_text(CODED, encoding="utf-8")
    return folder


def write(folder, form, mode, *options):
    """Has the program write a network; gives back its path."""
    program = os.environ.get("SAYSO_PROGRAM")
    if not program:
        raise pytest.UsageError("set SAYSO_PROGRAM to the sayso program, or run `tools/just test-python`")
    path = folder / f"{mode}{''.join(options)}.{form}"
    arguments = ["--input", folder / "coded.csv", "--type", mode, "--format", form, "--out", path, *options]
    done = subprocess.run([program, "network", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return path


def matrix(folder, mode):
    # without keep_default_na=False, a body named NA would be read as missing
    return pandas.read_csv(write(folder, "matrix", mode), index_col=0, keep_default_na=False)


def expected(folder, mode):
    """Names of all nodes, and (name, name) -> weight of all ties, as the matrix has them; each tie once."""
    weights = matrix(folder, mode)
    shared = set(weights.index) & set(weights.columns) if mode == "twomode" else set()
    names = {column: f"{column} (concept)" if column in shared else column for column in weights.columns}
    ties = {(row, names[column]): weights.loc[row, column] for row in weights.index for column in weights.columns}
    if mode == "onemode":
        ties = {(row, column): weight for (row, column), weight in ties.items() if row < column}
    return sorted({*weights.index, *names.values()}), {ends: weight for ends, weight in ties.items() if weight}


def normal(nodes, ties):
    """Nodes and ties in one order; which end of a tie is the first says nothing."""
    return sorted(nodes), {tuple(sorted(ends)): float(weight) for *ends, weight in ties}


def from_networkx(graph, names):
    assert not graph.is_directed() and not graph.is_multigraph()
    ties = [(names[one], names[other], weight) for one, other, weight in graph.edges(data="weight")]
    return normal(names.values(), ties)


def networkx_graphml(path):
    graph = networkx.read_graphml(path)
    return from_networkx(graph, dict(graph.nodes(data="name")))


def networkx_gexf(path):
    graph = networkx.read_gexf(path)
    return from_networkx(graph, {node: node for node in graph})


def from_igraph(graph):
    ties = [(*(graph.vs[end]["name"] for end in edge.tuple), edge["weight"]) for edge in graph.es]
    return normal(graph.vs["name"], ties)


def igraph_graphml(path):
    graph = igraph.Graph.Read_GraphML(str(path))
    assert not graph.is_directed()
    if "twomode" in path.name:
        assert graph.is_bipartite() and [v["type"] for v in graph.vs] == [v["kind"] == "concept" for v in graph.vs]
    return from_igraph(graph)


def igraph_edges(path):
    nodes = pandas.read_csv(path.with_suffix(f".nodes{path.suffix}"), keep_default_na=False)
    ties = pandas.read_csv(path, keep_default_na=False)
    return from_igraph(igraph.Graph.DataFrame(ties, directed=False, vertices=nodes.rename(columns={"id": "name"}), use_vids=False))


def pandas_edges(path):
    nodes = pandas.read_csv(path.with_suffix(f".nodes{path.suffix}"), keep_default_na=False)
    ties = pandas.read_csv(path, keep_default_na=False)
    if not {*ties["source"], *ties["target"]} <= set(nodes["id"]):
        raise ValueError("a tie leads nowhere")
    return normal(nodes["id"], ties[["source", "target", "weight"]].itertuples(index=False))


READERS = [
    ("graphml", networkx_graphml),
    ("graphml", igraph_graphml),
    ("gexf", networkx_gexf),
    ("edges", igraph_edges),
    ("edges", pandas_edges),
]
IDS = [reader.__name__ for _, reader in READERS]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("form", "reader"), READERS, ids=IDS)
def test_every_reader_sees_the_network_of_the_matrix(folder, form, reader, mode):
    nodes, ties = expected(folder, mode)
    assert len(ties) >= 3
    assert reader(write(folder, form, mode)) == normal(nodes, [(*ends, weight) for ends, weight in ties.items()])


@pytest.mark.parametrize(("form", "reader"), READERS, ids=IDS)
@pytest.mark.parametrize("damage", ["cut off", "tie to nobody"])
def test_a_damaged_file_is_refused(folder, tmp_path, form, reader, damage):
    path = write(folder, form, "onemode")
    text = path.read_text(encoding="utf-8")
    if damage == "cut off":
        damaged = text[: text.rindex("-")]
    elif form == "graphml":
        damaged = text.replace('target="n1"', 'target="n99"').replace('source="n1"', 'source="n99"')
    else:
        ends = ["Bridge Society,-", ",Bridge Society"] if form == "edges" else ['"Bridge Society" weight', '"Bridge Society" target']
        damaged = text
        for end in ends:
            damaged = damaged.replace(end, end.replace("Bridge Society", "Nobody"))
    assert damaged != text
    (tmp_path / path.name).write_text(damaged, encoding="utf-8")
    for nodes in folder.glob("onemode.nodes.*"):
        (tmp_path / nodes.name).write_bytes(nodes.read_bytes())
    try:
        read = reader(tmp_path / path.name)
    except Exception:  # noqa: BLE001 - each reader has an error of its own
        return
    nodes, ties = expected(folder, "onemode")
    assert read != normal(nodes, [(*ends, weight) for ends, weight in ties.items()])


def test_igraph_reads_dl(folder):
    """Blanks and commas in labels are underscores there, and each tie stands in both directions."""
    graph = igraph.Graph.Read_DL(str(write(folder, "dl", "onemode")), directed=True)
    nodes, ties = expected(folder, "onemode")
    label = {name: re.sub(r'[\s,"]', "_", name) for name in nodes}
    both = {(*ends, weight) for ends, weight in ties.items()} | {(*ends[::-1], weight) for ends, weight in ties.items()}
    found = [(graph.vs[edge.source]["name"], graph.vs[edge.target]["name"], edge["weight"]) for edge in graph.es]
    assert graph.vs["name"] == [label[name] for name in nodes]
    assert sorted(found) == sorted((label[one], label[other], weight) for one, other, weight in both)


def test_igraph_refuses_damaged_dl(folder, tmp_path):
    text = write(folder, "dl", "onemode").read_text(encoding="utf-8")
    (tmp_path / "damaged.dl").write_text(text.replace("data:", "date:"), encoding="utf-8")
    with pytest.raises(igraph.InternalError):
        igraph.Graph.Read_DL(str(tmp_path / "damaged.dl"), directed=True)


def test_dl_of_two_modes_is_the_matrix(folder):
    lines = write(folder, "dl", "twomode").read_text(encoding="utf-8").splitlines()
    weights = matrix(folder, "twomode")
    assert lines[0] == f"dl nr={len(weights.index)} nc={len(weights.columns)}"
    assert [lines[at] for at in (1, 2, 4, 6)] == ["format = fullmatrix", "row labels:", "column labels:", "data:"]
    assert (len(lines[3].split(",")), len(lines[5].split(","))) == (len(weights.index), len(weights.columns))
    assert [[float(cell) for cell in line.split(" ")] for line in lines[7:]] == weights.values.tolist()


NAMESPACE = "{http://gexf.net/1.3}"
DYNAMIC = {"start", "end"}
# element -> attributes it must have, attributes it may have, elements within it in their order, after the schema of GEXF 1.3
GEXF = {
    "gexf": ({"version"}, set(), ["meta", "graph"]),
    "meta": (set(), {"lastmodifieddate"}, ["creator", "keywords", "description"]),
    "creator": (set(), set(), []),
    "description": (set(), set(), []),
    "graph": (set(), {"mode", "defaultedgetype", "idtype", "timeformat", "timerepresentation", *DYNAMIC}, ["attributes", "nodes", "edges"]),
    "attributes": ({"class"}, {"mode"}, ["attribute"]),
    "attribute": ({"id", "title", "type"}, set(), []),
    "nodes": (set(), {"count"}, ["node"]),
    "node": ({"id"}, {"label", *DYNAMIC}, ["attvalues", "spells"]),
    "edges": (set(), {"count"}, ["edge"]),
    "edge": ({"source", "target"}, {"id", "weight", "type", *DYNAMIC}, ["attvalues", "spells"]),
    "attvalues": (set(), set(), ["attvalue"]),
    "attvalue": ({"for", "value"}, DYNAMIC, []),
    "spells": (set(), set(), ["spell"]),
    "spell": (set(), DYNAMIC, []),
}
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def faults(element):
    """What the schema of GEXF does not allow in an element and those within it."""
    name = element.tag.removeprefix(NAMESPACE)
    if element.tag == name or name not in GEXF:
        return [f"unknown element {element.tag}"]
    needed, allowed, children = GEXF[name]
    found = [] if needed <= set(element.attrib) <= needed | allowed else [f"{name} has {sorted(element.attrib)}"]
    found += [f"{name} has {key} {element.get(key)}" for key in DYNAMIC & set(element.attrib) if not DATE.fullmatch(element.get(key))]
    places = [children.index(child.tag.removeprefix(NAMESPACE)) for child in element if child.tag.removeprefix(NAMESPACE) in children]
    if len(places) != len(element) or places != sorted(places):
        found.append(f"{name} holds {[child.tag for child in element]}")
    return found + [fault for child in element for fault in faults(child)]


@pytest.fixture(scope="module")
def dynamic(folder):
    return ElementTree.parse(write(folder, "gexf", "onemode", "--window=months=2")).getroot()


@pytest.mark.parametrize("mode", MODES)
def test_gexf_has_the_form_of_its_schema(folder, dynamic, mode):
    static = ElementTree.parse(write(folder, "gexf", mode)).getroot()
    for graph in (static, dynamic):
        assert faults(graph) == []
        ids = [node.get("id") for node in graph.iter(f"{NAMESPACE}node")]
        assert len(ids) == len(set(ids)) > 1
        declared = {(a.get("id"), c.get("class")) for c in graph.iter(f"{NAMESPACE}attributes") for a in c}
        for kind in ("node", "edge"):
            used = {value.get("for") for thing in graph.iter(f"{NAMESPACE}{kind}") for value in thing.iter(f"{NAMESPACE}attvalue")}
            assert {(name, kind) for name in used} <= declared


def test_the_schema_of_gexf_is_held_against_files(dynamic):
    for old, new in [('version="1.3"', ""), (' id="Loner"', ""), ("<spells>", "<spans>"), ('start="2019-', 'start="19-'), ("gexf.net/1.3", "gexf.net/1.1")]:
        text = ElementTree.tostring(dynamic, encoding="unicode").replace("ns0:", "").replace("xmlns:ns0", "xmlns")
        assert faults(ElementTree.fromstring(text)) == [] and old in text
        damaged = text.replace(old, new).replace("</spells>", "</spans>" if old == "<spells>" else "</spells>")
        assert faults(ElementTree.fromstring(damaged))


def test_what_changes_over_time(folder, dynamic):
    """Gephi knows a changing weight by the id "weight", for which networkx keeps the last value; both have the days of each."""
    graph = networkx.read_gexf(write(folder, "gexf", "onemode", "--window=months=2"))
    ends = ("Ann & Co <Ltd>", 'Trams, "now"')
    assert set(graph.nodes) == {*ends, "Bridge Society", "Loner"}
    assert graph.nodes["Bridge Society"]["n_statements"] == [(2, "2019-02-01", "2019-02-28")]
    spells = [("2019-02-01", "2019-02-28"), ("2019-03-01", "2019-03-31")]
    assert (graph.edges[ends]["spells"], graph.edges[ends]["weight"]) == (spells, -1)
    (edge,) = (edge for edge in dynamic.iter(f"{NAMESPACE}edge") if (edge.get("source"), edge.get("target")) == ends)
    values = [value.attrib for value in edge.iter(f"{NAMESPACE}attvalue")]
    assert values == [{"for": "weight", "value": "-1", "start": start, "end": end} for start, end in spells]


def test_a_window_is_a_file_that_reads_like_any_other(folder):
    write_to = folder / "windowed.graphml"
    program = os.environ["SAYSO_PROGRAM"]
    arguments = ["--input", folder / "coded.csv", "--window", "months=1", "--format", "graphml", "--out", write_to]
    subprocess.run([program, "network", *arguments], check=True, capture_output=True)
    names = sorted(path.name for path in folder.glob("windowed.*"))
    months = ["2019-01-01_2019-01-31", "2019-02-01_2019-02-28", "2019-03-01_2019-03-31"]
    assert names == [f"windowed.{month}.graphml" for month in months]
    assert networkx_graphml(folder / names[0]) == (["Ann & Co <Ltd>", "Bridge Society"], {("Ann & Co <Ltd>", "Bridge Society"): 2.0})
