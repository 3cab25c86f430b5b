"""Draws a network that `sayso network` wrote as GraphML, so that every label can be read.

    python notebooks/draw_network.py NETWORK.graphml PICTURE.png [MIN_TIES]

Actors and concepts stand in two columns, ordered so that few lines cross; concepts with fewer than MIN_TIES ties (2) are left out. Actors
alone stand in a circle. Solid lines are support, or shared positions; dashed lines are opposition, or contested ones; heavier lines weigh more.
"""

import sys
from math import atan2, cos, degrees, pi, sin

import matplotlib.pyplot as plt
import networkx as nx
from matplotlib.lines import Line2D

FOR, AGAINST = {"color": "#0072B2", "linestyle": "-"}, {"color": "#D55E00", "linestyle": (0, (4, 2.5))}
TOLD = {"two": ("support", "opposition"), "one": ("same side", "other side")}


def short(name, symbols=40):
    """A name that fits beside a picture."""
    return name if len(name) <= symbols else f"{name[: symbols - 1].rstrip()}…"


def line(axes, start, end, weight, heaviest):
    """A tie between two places."""
    style = FOR if weight > 0 else AGAINST
    axes.plot(*zip(start, end), linewidth=0.9 + 1.6 * abs(weight) / heaviest, alpha=0.8, zorder=1, solid_capstyle="round", **style)


def legend(axes, words, **place):
    lines = [Line2D([], [], linewidth=1.8, **style) for style in (FOR, AGAINST)]
    axes.legend(lines, words, frameon=False, handlelength=3.2, **place)


def column(members, others, graph):
    """Members in the order of the mean place of those they are tied to."""
    place = {name: nth for nth, name in enumerate(others)}
    return sorted(members, key=lambda name: (sum(place[other] for other in graph[name]) / max(1, len(graph[name])), name))


def two_columns(graph, min_ties):
    """Actors on the left, concepts on the right."""
    concepts = sorted(name for name, kind in graph.nodes(data="kind") if kind == "concept" and graph.degree(name) >= min_ties)
    actors = sorted({name for concept in concepts for name in graph[concept]})
    graph = graph.subgraph([*actors, *concepts])
    for _ in range(12):
        actors = column(actors, concepts, graph)
        concepts = column(concepts, actors, graph)
    tall = max(len(actors), len(concepts), 2)
    figure, axes = plt.subplots(figsize=(9.5, 0.36 * tall + 0.9))
    spots = {}
    for x, names in ((0, actors), (1, concepts)):
        gap = (tall - 1) / max(1, len(names) - 1)
        spots.update({name: (x, -nth * gap) for nth, name in enumerate(names)})
    heaviest = max((abs(weight) for *_, weight in graph.edges(data="weight")), default=1)
    for one, other, weight in graph.edges(data="weight"):
        line(axes, spots[one], spots[other], weight, heaviest)
    for name, (x, y) in spots.items():
        axes.plot(x, y, marker="os"[x], color="black", markersize=6, zorder=2)
        label = short(graph.nodes[name].get("label") or name)
        axes.text(x + (0.03 if x else -0.03), y, label, ha="left" if x else "right", va="center", fontsize=9.5)
    for x, head, side in ((-0.03, "who", "right"), (1.03, "for or against what", "left")):
        axes.text(x, 1.1, head, ha=side, va="center", fontsize=9.5, style="italic")
    axes.set(xlim=(-0.85, 1.85), ylim=(-tall + 0.3, 1.6))
    legend(axes, TOLD["two"], ncols=2, loc="upper center", bbox_to_anchor=(0.5, 1.02))
    return figure, axes


def circle(graph):
    """Actors in a circle, each with its label pointing outwards; whoever is tied to nobody is left out."""
    graph = graph.subgraph([name for name in graph if graph.degree(name)])
    agreeing = nx.Graph()
    agreeing.add_nodes_from(sorted(graph))
    agreeing.add_edges_from((one, other) for one, other, weight in graph.edges(data="weight") if weight > 0)
    # those who share positions stand side by side
    order = [name for camp in sorted(map(sorted, nx.connected_components(agreeing)), key=lambda camp: (-len(camp), camp)) for name in camp]
    figure, axes = plt.subplots(figsize=(9.5, 9.5))
    turn = 2 * pi / max(1, len(order))
    spots = {name: (cos(nth * turn), sin(nth * turn)) for nth, name in enumerate(order)}
    heaviest = max((abs(weight) for *_, weight in graph.edges(data="weight")), default=1)
    for one, other, weight in graph.edges(data="weight"):
        line(axes, spots[one], spots[other], weight, heaviest)
    for name, (x, y) in spots.items():
        axes.plot(x, y, marker="o", color="black", markersize=6, zorder=2)
        slant, is_left = degrees(atan2(y, x)), x < -1e-9
        axes.text(1.04 * x, 1.04 * y, short(name, 30), rotation=slant + (180 if is_left else 0), rotation_mode="anchor",
                  ha="right" if is_left else "left", va="center", fontsize=9.5)  # fmt: skip
    axes.set(xlim=(-1.75, 1.75), ylim=(-1.75, 1.75), aspect="equal")
    legend(axes, TOLD["one"], loc="upper left")
    return figure, axes


def draw(path, min_ties=2):
    """The network of a GraphML file as a figure of matplotlib."""
    graph = nx.read_graphml(path)
    graph = nx.relabel_nodes(graph, {node: name for node, name in graph.nodes(data="name") if name})
    is_two_mode = any(kind == "concept" for _, kind in graph.nodes(data="kind"))
    figure, axes = two_columns(graph, min_ties) if is_two_mode else circle(graph)
    axes.set_axis_off()
    figure.patch.set_facecolor("white")
    return figure


if __name__ == "__main__":
    plt.switch_backend("agg")
    draw(sys.argv[1], *map(int, sys.argv[3:4])).savefig(sys.argv[2], dpi=110, bbox_inches="tight", metadata={"Software": None})
