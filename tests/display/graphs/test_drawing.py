from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import matplotlib.text
import numpy as np
import pytest

from qualkit.display.graphs import (
    Graph,
    causal_chain,
    causal_network,
    code_map,
    cognitive_map,
    composite_sequence,
    context_chart,
    cross_case_causal_network,
    decision_model,
    event_state_network,
    folk_taxonomy,
)
from qualkit.display.graphs.appearance import DASHES
from qualkit.display.graphs.drawing import draw_on
from qualkit.display.labels import Numbers, overlaps
from qualkit.display.material import Material
from qualkit.figures import image, new_figure

Made = Callable[..., Material]
CASES = [
    ("Bapenda", "Dikbud", "works with", "+"),
    ("Dikbud", "LHK", "reports to", "-"),
    ("Bapenda", "LHK", "x", "±"),
]
BUILDERS: dict[str, Callable[[Material], Graph]] = {
    "folk taxonomy": lambda material: folk_taxonomy(material, contrast="kind"),
    "cognitive map": lambda material: cognitive_map(material, case="Bapenda"),
    "decision model": decision_model,
    "event–state network": event_state_network,
    "composite sequence": composite_sequence,
    "causal chain": causal_chain,
    "causal network": lambda material: causal_network(material, case="Bapenda"),
    "cross-case causal network": lambda material: cross_case_causal_network(material, outcome="naik"),
    "code map": code_map,
}


def _graph(made: Made, kind: str, links: list[Any], language: str = "en") -> Graph:
    if kind == "context chart":
        return context_chart(made(CASES, kind="case", language=language), focus="Dikbud", kind="bidang")
    return BUILDERS[kind](made(links, language=language))


def _written(figure: Any) -> Numbers:
    """Left, bottom, right and top of every text of a figure, in pixels."""
    figure.canvas.draw()
    texts = [
        text
        for text in figure.findobj(matplotlib.text.Text)
        if text.get_text().strip() and text.get_visible()
    ]
    return np.array([text.get_window_extent().extents for text in texts])


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", ["context chart", *BUILDERS])
def test_words_neither_touch_nor_leave_the_page(
    made: Made, causes: list[Any], answers: list[Any], kind: str, language: str
) -> None:
    graph = _graph(made, kind, [*causes, *answers], language)
    assert graph.kind == kind
    figure = graph.draw(titled=True)
    words = _written(figure)
    low, high = words[:, :2], words[:, 2:]
    assert not overlaps((low + high) / 2, high - low - 0.5).any()
    assert (low >= -0.5).all()
    assert (high <= np.array([figure.bbox.width, figure.bbox.height]) + 0.5).all()
    assert figure.get_size_inches()[0] <= 16.1 / 2.54


def test_the_same_graph_is_drawn_the_same(made: Made, causes: list[Any]) -> None:
    pictures = {image(causal_chain(made(causes)).draw(titled=False), dpi=60) for _ in range(2)}
    assert len(pictures) == 1


def test_an_inverse_relation_is_dashed(made: Made, causes: list[Any]) -> None:
    figure = causal_chain(made(causes)).draw(titled=False)
    dashed = [each for each in figure.axes[0].patches if each.get_linestyle() == DASHES["-"]]
    assert len(dashed) == 2  # the edge, and its sample in the key


def test_it_is_drawn_on_axes_of_any_size_with_letters_in_proportion(made: Made, causes: list[Any]) -> None:
    graph = causal_chain(made(causes))
    sizes = []
    for width in (3.0, 6.0):
        axes = new_figure(width, width).add_axes((0, 0, 1, 1))
        assert draw_on(axes, graph) is axes
        sizes.append(axes.texts[0].get_fontsize())
    assert sizes[1] == pytest.approx(2 * sizes[0])


def test_too_many_nodes_are_drawn_and_said_to_be_too_many(made: Made) -> None:
    names = [f"kode {number}" for number in range(70)]
    links = [(a, b, "leads to", "+") for a, b in pairwise(names)]
    links += [(names[number], names[number * 7 % 70], "hinders", "-") for number in range(2, 60, 3)]
    codes = made([]).codes.iloc[[0] * 70].assign(code=names, label=names, family=names, colour=None)
    chain = causal_chain(made(links, codes=codes))
    assert "70 nodes are more than a page can show legibly; narrow the graph." in chain.notes
    words = _written(chain.draw(titled=False))
    assert not overlaps((words[:, :2] + words[:, 2:]) / 2, words[:, 2:] - words[:, :2] - 0.5).any()


def test_who_cannot_see_it_is_told_it(made: Made, causes: list[Any]) -> None:
    told = causal_network(made(causes), case="Bapenda").alternative
    assert told.startswith("Causal network: Bapenda. 3 nodes, 3 connections. 1. Komitmen leads to Pengawasan")
    assert "Nodes: Tahapan; Komitmen" in folk_taxonomy(made([])).alternative


def test_nodes_without_edges_are_drawn(made: Made) -> None:
    alone = code_map(made([]), codes=["beban"])
    assert len(_written(alone.draw(titled=True))) == 3
