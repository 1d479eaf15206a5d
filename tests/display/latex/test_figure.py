from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from qualkit.display.latex import document, figure
from qualkit.errors import InvalidInput
from qualkit.figures import nothing, save

DRAWN = SimpleNamespace(
    title="Growth of 50%", language="en", notes=("A & B.",), version=3, alternative="A line, [rising] to 50%."
)


def test_every_engine_sets_a_figure_with_its_caption_and_notes(
    engine: str, typeset: Callable[..., Any], tmp_path: Path
) -> None:
    save(nothing("curve"), tmp_path / "growth.pdf", dpi=100)
    printed = typeset(document([figure(DRAWN, "growth.pdf")], language="en"), engine)
    assert printed.errors == []
    assert "Figure 1. Growth of 50%" in printed.text
    assert "A & B." in printed.text
    assert "Data version 3." in printed.text


def test_a_figure_has_a_label_and_says_what_it_shows() -> None:
    fragment = figure(DRAWN, "plots/growth.pdf")
    assert r"\label{fig:growth-of-50}" in fragment
    assert r"alt={A line, {[}rising{]} to 50\%.}" in fragment


@pytest.mark.parametrize("name", ["", "my plot.pdf", "50%.pdf", "kurva-é.pdf", "a}b.pdf"])
def test_a_file_that_latex_cannot_name_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="LaTeX cannot read"):
        figure(DRAWN, name)
