from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from qualkit.errors import InvalidInput
from qualkit.reduction.themes import Themes, themes


@pytest.fixture(scope="module")
def found(planted: Any) -> Themes:
    return themes(planted(900, 14)[0], k=14, stability=0)


def test_the_tree_names_every_theme_with_its_size(found: Themes) -> None:
    figure = found.dendrogram().figure
    assert isinstance(figure, Figure)
    written = {text.get_text() for text in figure.axes[0].texts}
    labels, sizes = found.leaves["label"], found.leaves["size"]
    assert written == {f"{label} ({size})" for label, size in zip(labels, sizes, strict=True)}


def test_no_labels_or_circles_of_the_map_lie_on_each_other(found: Themes) -> None:
    figure = found.map().figure
    figure.canvas.draw()
    axes = figure.axes[0]
    boxes = [each.get_window_extent() for each in (*axes.texts, *axes.patches)]
    assert len(boxes) == 28
    low = np.array([(each.x0, each.y0) for each in boxes])
    high = np.array([(each.x1, each.y1) for each in boxes])
    meet = ((low[:, None] < high - 0.5) & (high[:, None] - 0.5 > low)).all(axis=2)
    assert not meet[~np.eye(28, dtype=bool)].any()


def test_two_themes_and_signs_of_formulas_can_be_drawn() -> None:
    import pandas as pd

    said = ["tax office", "tax target", "school lesson", "school teacher"]
    pair = themes(pd.DataFrame({"text": said}), k=2).named({1: "$5 and $6"})
    assert pair.map()._repr_png_().startswith(b"\x89PNG")
    assert pair.dendrogram()._repr_png_().startswith(b"\x89PNG")


def test_a_figure_is_written_by_its_suffix(found: Themes, tmp_path: Any) -> None:
    assert found.map().to_image(tmp_path / "map.svg").read_text(encoding="utf-8").startswith("<?xml")
    with pytest.raises(InvalidInput, match=r"map\.txt"):
        found.map().to_image(tmp_path / "map.txt")
