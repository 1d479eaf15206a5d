"""A table with its turns, a figure, and a browser to look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from qualkit.display.grid import Matrix
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.display.passages import Passages
from qualkit.figures import new_figure

TURNS = [
    ("P01", 1, "Peneliti", "Bagaimana awalnya?"),
    ("P01", 2, "Ani", "Mula-mula kutipan 0 dan lalu selesai."),
    ("P01", 3, "Peneliti", "Lalu?"),
    ("P01", 4, "Ani", "Sesudah kutipan 2 ada kutipan 4 <b>juga</b>."),
    ("P01", 5, "Budi", "Begitulah kutipan 3."),
    ("P02", 1, "Peneliti", "Siapa?"),
    ("P02", 2, "Citra", "Atasan, kutipan 6."),
    ("O01", 1, None, "Terlihat kutipan 7 di sana."),
]


@dataclass(frozen=True)
class Bars:
    """A drawn display, as charts and graphs are."""

    title: str = "Kode & kekerapan"
    language: str = "id"
    notes: tuple[str, ...] = ("Semua kode.",)
    version: int = 7
    alternative: str = 'Dua batang: "komitmen" 3, beban 1.'

    @property
    def frame(self) -> pd.DataFrame:
        codings = [tuple(f"c{number}" for number in range(7)), ("c8",)]
        return pd.DataFrame({"code": ["komitmen", "beban"], "count": [3000.5, None], "codings": codings})

    def draw(self, *, titled: bool) -> Any:
        figure = new_figure(4, 2)
        axes = figure.add_subplot()
        axes.bar(["komitmen", "beban"], [3, 1], clip_on=True)
        if titled:
            axes.set_title(self.title)
        return figure


@pytest.fixture
def quoted(material: Material) -> Matrix:
    """Quotations by case and code, all of which are in known turns."""
    names = pd.Index(["source", "turn", "speaker", "text"])
    return replace(matrix(material, order="name"), passages=Passages(pd.DataFrame(TURNS, columns=names)))


@pytest.fixture
def counted(material: Material) -> Matrix:
    """Numbers of codings by case and code, in bands, the codes under their families."""
    return matrix(material, cells="count", bands="bidang")


@pytest.fixture
def figure() -> Bars:
    return Bars()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens written HTML in a new tab of the browser; ``asked`` lists its requests, ``said`` its errors."""
    contexts = []

    def open_in_browser(written: str, **settings: Any) -> Any:
        path = tmp_path / "page.html"
        path.write_text(written, encoding="utf-8")
        context = browser.new_context(**settings)
        contexts.append(context)
        tab = context.new_page()
        tab.asked, tab.said = [], []
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.on("console", lambda message: tab.said.append(message.text))
        tab.on("pageerror", lambda error: tab.said.append(str(error)))
        tab.goto(path.as_uri())
        return tab

    yield open_in_browser
    for context in contexts:
        context.close()
