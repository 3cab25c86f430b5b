"""`sayso export --format networks`: the networks of `sayso network`, for each format as its own program opens it."""

import json
import os
import re
import subprocess

import igraph
import networkx
import pandas
import pytest

from test_networks import GEXF, faults  # noqa: F401 - GEXF documents what faults holds files against

ENDINGS = {"edges.csv": "edges", "matrix.csv": "matrix", "graphml": "graphml", "gexf": "gexf", "dl": "dl"}


def run(*arguments, check=True):
    return subprocess.run([os.environ["SAYSO_PROGRAM"], *arguments], capture_output=True, text=True, check=check)


@pytest.fixture(scope="module")
def networks(dataset, tmp_path_factory):
    out = tmp_path_factory.mktemp("export") / "out"
    run("export", dataset.folder, "--format", "networks", "--out", out)
    return out / "networks"


def names(networks):
    return sorted(path.name.removesuffix(".graphml") for path in networks.glob("*.graphml"))


def test_there_are_four_networks_of_organisations_and_four_of_persons(networks):
    kinds = ["onemode-conflict", "onemode-congruence", "onemode-subtract", "twomode-subtract"]
    assert names(networks) == [f"{nodes}-{kind}" for nodes in ("organization", "person") for kind in kinds]


def test_files_are_those_of_the_command(networks, dataset, tmp_path):
    for name in names(networks):
        nodes, mode, aggregate = name.split("-")
        options = ["--nodes", nodes, "--type", mode, "--aggregate", aggregate]
        for ending, form in ENDINGS.items():
            path = tmp_path / "network"
            run("network", dataset.folder, *options, "--format", form, "--out", path)
            assert (networks / f"{name}.{ending}").read_bytes() == path.read_bytes(), (name, form)


def test_graphs_have_the_ties_of_the_list(networks):
    for name in names(networks):
        listed = pandas.read_csv(networks / f"{name}.edges.csv", keep_default_na=False)
        ties = {(frozenset((row.source, row.target)), float(row.weight)) for row in listed.itertuples()}
        graph = networkx.read_graphml(networks / f"{name}.graphml")
        label = dict(graph.nodes(data="name"))
        assert {(frozenset((label[one], label[other])), weight) for one, other, weight in graph.edges(data="weight")} == ties
        read = igraph.Graph.Read_GraphML(str(networks / f"{name}.graphml"))
        assert (read.vcount(), read.ecount()) == (len(graph), len(ties))
        graph = networkx.read_gexf(networks / f"{name}.gexf")
        assert {(frozenset(ends), float(weight)) for *ends, weight in graph.edges(data="weight")} == ties
        nodes = pandas.read_csv(networks / f"{name}.nodes.csv", keep_default_na=False)
        assert set(nodes["id"]) == set(graph.nodes)


def test_gexf_has_the_form_of_its_schema_also_over_time(networks):
    import xml.etree.ElementTree as ElementTree

    files = sorted(networks.glob("*.gexf"))
    assert any(path.name.endswith(".dynamic.gexf") for path in files)
    for path in files:
        assert faults(ElementTree.parse(path).getroot()) == [], path.name


def test_the_page_tells_every_file(networks):
    told = set(re.findall(r"^\| `([^`]+)` \|", (networks / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert told == {path.name for path in networks.iterdir()} - {"README.md"}


@pytest.fixture
def pipeline(tmp_path):
    """Builds an invented text by a pipeline that asks for networks."""
    (tmp_path / "letter.txt").write_text("Ann Park MP supports the rent freeze. Bo Lind MP opposed the rent freeze.\n", encoding="utf-8")
    (tmp_path / "issues.toml").write_text('version = "1"\n\n[[issue]]\nid = "rent-freeze"\nlabel = "rent freeze"\nmatch = ["rent freeze"]\n')

    def build(networks, check=True):
        lines = ['name = "letters"', "[input]", 'paths = ["letter.txt"]', "[codebook]", 'path = "issues.toml"', "[output]", 'dir = "set"', *networks]
        (tmp_path / "letters.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path, run("build", tmp_path / "letters.toml", check=check)

    return build


def test_a_pipeline_asks_for_networks(pipeline):
    folder, _ = pipeline(["[[network]]", 'name = "who"', 'type = "twomode"', 'nodes = "person"', 'formats = ["edges"]'])
    run("export", folder / "set", "--format", "networks", "--out", folder / "out")
    assert sorted(path.name for path in (folder / "out" / "networks").iterdir()) == ["README.md", "who.edges.csv", "who.nodes.csv"]
    ties = pandas.read_csv(folder / "out" / "networks" / "who.edges.csv")
    assert {(row.source, row.weight) for row in ties.itertuples()} == {("Ann Park", 1), ("Bo Lind", -1)}
    [told] = json.loads((folder / "set" / "manifest.json").read_text(encoding="utf-8"))["networks"]
    assert (told["name"], told["aggregate"]) == ("who", "subtract")


@pytest.mark.parametrize(
    ("lines", "line", "expected"),
    [
        (["[[network]]", 'type = "threemode"'], 9, "unknown variant `threemode`"),
        (["[[network]]", "colour = 1"], 9, "unknown field `colour`"),
        (["[[network]]", 'type = "twomode"', 'aggregate = "conflict"'], 8, "is for one-mode networks only"),
        (["[[network]]", "[[network]]"], 9, "there is another network"),
        (["[[network]]", 'window = "fortnight"'], 9, "is no window"),
    ],
)
def test_a_wrong_word_is_told_with_its_line(pipeline, lines, line, expected):
    folder, done = pipeline(lines, check=False)
    assert done.returncode == 2
    assert f"letters.toml:{line}: " in done.stderr and expected in done.stderr
    assert not (folder / "set").exists()


def test_the_network_that_the_readme_asks_for_is_made(pipeline, root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    [block] = re.findall(r"```toml\n(\[\[network\]\]\n.*?)```", readme, re.DOTALL)
    folder, _ = pipeline(block.splitlines())
    run("export", folder / "set", "--format", "networks", "--out", folder / "out")
    assert (folder / "out" / "networks" / "person-twomode-subtract-activity.graphml").is_file()
