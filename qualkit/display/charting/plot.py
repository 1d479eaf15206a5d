"""A chart as a value: what it shows, and how it is painted on axes of any size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from qualkit.display.charting.layout import Painter, Size, compose
from qualkit.display.charting.lettering import clear, write
from qualkit.display.material import Material
from qualkit.display.rendered import Drawn
from qualkit.language import say

_SENTENCE: Size = (4.0, 0.8)


def no_codings() -> pd.DataFrame:
    """The codings behind a chart that shows none."""
    return pd.DataFrame(columns=pd.Index(["row", "column", "coding_id"]))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plot(Drawn):
    """A chart.

    ``frame`` has the numbers that are drawn, ``codings`` a row ``row column coding_id`` for every coding
    behind them, ``detail`` what was found besides (such as a test). ``alternative`` says in words what
    there is to see. ``paint`` paints it on axes, and returns the size in inches that it needs.
    """

    kind: str
    title: str
    frame: pd.DataFrame
    paint: Painter
    alternative: str
    codings: pd.DataFrame = field(default_factory=no_codings)
    language: str = "en"
    notes: tuple[str, ...] = ()
    version: int = 0
    detail: Mapping[str, Any] = field(default_factory=dict)

    def draw(self, *, titled: bool) -> Any:
        """A new figure, at most 16 cm wide (``matplotlib.figure.Figure``)."""
        return compose(self.paint, title=self.title if titled else None)

    def draw_on(self, axes: Any) -> Any:
        """Draw on matplotlib axes of your own, and return them."""
        self.paint(axes)
        return axes

    def titled(self, title: str) -> Plot:
        """The same chart under another title."""
        return replace(self, title=title)

    def __repr__(self) -> str:
        return f"<Plot {self.title!r}: {self.kind}, data version {self.version}>"


def empty(material: Material, *, kind: str, title: str, reason: str, language: str) -> Plot:
    """The chart of nothing, which says why there is nothing to draw."""
    said = say(reason, language)
    return Plot(
        kind=kind,
        title=title,
        frame=pd.DataFrame(),
        paint=_Sentence(said),
        alternative=said,
        language=language,
        version=material.version,
    )


@dataclass(frozen=True, slots=True)
class _Sentence:
    said: str

    def __call__(self, axes: Any) -> Size:
        clear(axes)
        write(axes, (0.5, 0.5), self.said, coords="axes fraction", ha="center", va="center")
        return _SENTENCE
