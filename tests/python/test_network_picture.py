"""`notebooks/draw_network.py`: every label can be read, support and opposition differ in more than colour, and the README shows its picture."""

import os
import re
import subprocess
import sys
from itertools import combinations

import matplotlib
import networkx
import pytest


@pytest.fixture(scope="module")
def drawing(root):
    matplotlib.use("agg")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(root / "notebooks")
        import draw_network

        yield draw_network


@pytest.fixture(scope="module")
def graphml(dataset, tmp_path_factory):
    """Writes a network of the dataset's actors."""

    def write(mode):
        path = tmp_path_factory.mktemp("picture") / f"{mode}.graphml"
        command = [os.environ["SAYSO_PROGRAM"], "network", dataset.folder, "--type", mode, "--nodes", "actor", "--format", "graphml", "--out", path]
        subprocess.run(command, check=True, capture_output=True)
        return path

    return write


def boxes(figure):
    """Text -> the pixels that it covers, for every text of the figure."""
    figure.canvas.draw()
    [axes] = figure.axes
    texts = [*axes.texts, *axes.get_legend().get_texts()]
    return {(text.get_text(), nth): text.get_window_extent() for nth, text in enumerate(texts)}


def overlaps(figure):
    return [(one, other) for (one, a), (other, b) in combinations(boxes(figure).items(), 2) if a.overlaps(b)]


def test_no_label_lies_on_another(drawing, graphml):
    figure = drawing.draw(graphml("twomode"))
    assert len(boxes(figure)) > 20
    assert overlaps(figure) == []
    for text in figure.axes[0].texts[1:]:
        text.set_position((0, 0))
    assert overlaps(figure), "texts in one place are told to overlap"


@pytest.mark.parametrize("mode", ["onemode", "twomode"])
def test_sides_differ_without_colour(drawing, graphml, mode):
    path = graphml(mode)
    figure = drawing.draw(path, 1)
    lines = [line for line in figure.axes[0].lines if len(line.get_xdata()) == 2]
    n_dashed = sum(line.is_dashed() for line in lines)
    weights = [weight for *_, weight in networkx.read_graphml(path).edges(data="weight")]
    assert (n_dashed, len(lines) - n_dashed) == (sum(weight < 0 for weight in weights), sum(weight > 0 for weight in weights))
    assert 0 < n_dashed < len(lines)


def test_it_is_a_program(root, graphml, tmp_path):
    picture = tmp_path / "network.png"
    program = root / "notebooks" / "draw_network.py"
    subprocess.run([sys.executable, program, graphml("twomode"), picture], check=True)
    assert picture.read_bytes().startswith(b"\x89PNG")
    (tmp_path / "damaged.graphml").write_text("<graphml><graph>", encoding="utf-8")
    done = subprocess.run([sys.executable, program, tmp_path / "damaged.graphml", picture], capture_output=True, check=False)
    assert done.returncode


def test_the_readme_shows_it_and_tells_how_it_is_made(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    section = readme[readme.index("## Discourse networks") : readme.index("## How good it is")]
    [picture] = re.findall(r"!\[[^\]]+\]\((docs/network\.png)\)", section)
    assert (root / picture).read_bytes().startswith(b"\x89PNG")
    assert "python notebooks/draw_network.py network.graphml network.png" in section
    recipe = (root / "justfile").read_text(encoding="utf-8")
    assert f"notebooks/draw_network.py data/out/network.graphml {picture}" in recipe
