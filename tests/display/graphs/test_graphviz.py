from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from qualkit.display.graphs import causal_network
from qualkit.display.graphs.graphviz import graphviz
from qualkit.display.labels import overlaps
from qualkit.display.material import Material
from qualkit.errors import InvalidInput


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_its_places_are_taken_over() -> None:
    sizes, words = np.full((3, 2), (60.0, 20.0)), np.array([[30.0, 9.0], [0.0, 0.0]])
    edges = [(0, 1), (2, 1)]
    layout = graphviz(sizes, edges, shapes=["box", "ellipse", "round"], label_sizes=words, downward=False)
    assert layout.centres[0, 0] < layout.centres[1, 0]
    assert not overlaps(layout.centres, sizes).any()
    for route, (start, end) in zip(layout.routes, edges, strict=True):
        assert (len(route) - 1) % 3 == 0
        assert (np.abs(route[0] - layout.centres[start]) <= sizes[start] / 2 + 1).all()
        assert (np.abs(route[-1] - layout.centres[end]) <= sizes[end] / 2 + 1).all()


def test_where_it_is_missing_that_is_said(
    made: Callable[..., Material], causes: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    network = causal_network(made(causes), case="Bapenda")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(InvalidInput, match="Install Graphviz"):
        network.draw(titled=True, engine="graphviz")
    with pytest.raises(InvalidInput, match="'neato'"):
        network.draw(titled=True, engine="neato")  # type: ignore[arg-type]
