"""The scatterplot of cases over two rated attributes, with arrows for change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import clipped, footer, framed
from qualkit.display.charting.naming import name_points
from qualkit.display.charting.plot import Plot
from qualkit.display.facets import attribute
from qualkit.display.labels import Numbers
from qualkit.display.material import Material
from qualkit.display.values import as_text, attribute_name, missing, numbers, printed
from qualkit.errors import InvalidInput
from qualkit.figures import GREY, PALETTE
from qualkit.language import listed, say

_SIZE: Size = (4.6, 3.6)
_STEPS = 60  # along an arrow, nearer to each other than a label is high
_LABELLED = 60  # points beyond which labels would hide the picture


@dataclass(frozen=True, slots=True)
class _Scale:
    """How the values of an axis are placed and printed."""

    name: str
    levels: tuple[str, ...] | None

    def places(self, values: Sequence[Any]) -> list[float]:
        if self.levels is None:
            found = numbers(values)
            if found is None:
                raise InvalidInput(
                    f"{self.name!r} has values that are not numbers; name their levels, lowest first."
                )
            return [float("nan") if each is None else float(each) for each in found]
        known = {level: float(place) for place, level in enumerate(self.levels)}
        for each in values:
            if not missing(each) and as_text(each) not in known:
                raise InvalidInput(
                    f"{self.name!r} has the value {each!r}, which is not among the levels "
                    f"{list(self.levels)}."
                )
        return [known.get(as_text(each) or "", float("nan")) for each in values]


def scatter(
    material: Material,
    *,
    x: str,
    y: str,
    x_after: str | None = None,
    y_after: str | None = None,
    x_levels: Sequence[str] | None = None,
    y_levels: Sequence[str] | None = None,
    language: str | None = None,
) -> Plot:
    """Cases by two of their attributes, and where each went.

    Parameters
    ----------
    x, y
        Attributes of the cases: numbers, or with levels (lowest first) texts such as grades.
    x_after, y_after
        The same later; an arrow goes there. Where only one is given, the other does not change.

    Returns
    -------
    Plot
        ``frame`` has a row ``case x y`` (and ``x_after y_after``). A note names cases without all values.

    Raises
    ------
    InvalidInput
        If values cannot be placed, or no case has all of them.
    NotFound
        For an attribute that nobody recorded.
    """
    words = language or material.language
    across, up = (
        _Scale(name, tuple(levels) if levels else None) for name, levels in ((x, x_levels), (y, y_levels))
    )
    changes = x_after is not None or y_after is not None
    named = {"x": (across, x), "y": (up, y)}
    if changes:
        named |= {"x_after": (across, x_after or x), "y_after": (up, y_after or y)}
    frame = pd.DataFrame({"case": material.cases["case"].tolist()})
    for column, (_, name) in named.items():
        frame[column] = list(attribute(material, "case", name).values)
    places = pd.DataFrame({column: scale.places(list(frame[column])) for column, (scale, _) in named.items()})
    whole = places.notna().all(axis=1)
    if not whole.any():
        raise InvalidInput(f"No case has a value of each of {', '.join(name for _, name in named.values())}.")
    drawn = places[whole].assign(case=frame["case"])
    along, above = _axis(x, x_after, words), _axis(y, y_after, words)
    title = say("{y} by {x}", words, x=along, y=above[:1].upper() + above[1:])
    return Plot(
        kind="scatter",
        title=title,
        frame=frame[whole].reset_index(drop=True),
        paint=partial(
            _paint,
            drawn=drawn,
            across=across,
            up=up,
            x=along,
            y=above,
            language=words,
        ),
        alternative=_alternative(title, frame[whole], words),
        language=words,
        notes=_notes(frame.loc[~whole, "case"].tolist(), len(drawn), words),
        version=material.version,
    )


def _axis(name: str, after: str | None, language: str) -> str:
    """What an axis is called: both attributes where they differ."""
    return " → ".join(attribute_name(each, language) for each in dict.fromkeys((name, after or name)))


def _notes(absent: list[str], drawn: int, language: str) -> tuple[str, ...]:
    notes = [say("Not drawn, because a value is missing: {cases}.", language, cases=listed(absent, language))]
    crowded = say("{n} cases are too many to name each.", language, n=drawn)
    return (*(notes if absent else ()), *((crowded,) if drawn > _LABELLED else ()))


def _alternative(title: str, frame: pd.DataFrame, language: str) -> str:
    columns = [column for column in frame.columns if column != "case"]
    said = [
        f"{row['case']} (" + "; ".join(printed(row[column], language) for column in columns) + ")"
        for row in frame.head(_LABELLED).to_dict("records")
    ]
    return f"{title}: {listed(said, language)}."


def _paint(
    axes: Any, *, drawn: pd.DataFrame, across: _Scale, up: _Scale, x: str, y: str, language: str
) -> Size:
    framed(axes, x=x, y=y, language=language)
    changes = "x_after" in drawn.columns
    ends = drawn[["x_after", "y_after"]].to_numpy() if changes else drawn[["x", "y"]].to_numpy()
    begins = drawn[["x", "y"]].to_numpy()
    _limits(axes, np.concatenate([begins, ends]), across=across, up=up)
    if changes:
        _arrows(axes, begins, ends)
        footer(axes, say("○ before, ● after.", language))
    axes.plot(*ends.T, "o", color=PALETTE[0], markersize=6, markeredgecolor="white", zorder=3)
    if len(drawn) <= _LABELLED:
        name_points(axes, ends, drawn["case"].tolist(), taken=_along(begins, ends))
    return _SIZE


def _limits(axes: Any, points: Numbers, *, across: _Scale, up: _Scale) -> None:
    for scale, held, limit, axis in (
        (across, points[:, 0], axes.set_xlim, axes.xaxis),
        (up, points[:, 1], axes.set_ylim, axes.yaxis),
    ):
        if scale.levels is None:
            margin = 0.1 * (np.ptp(held) or 2)
            limit(held.min() - margin, held.max() + margin)
        else:
            limit(-0.5, len(scale.levels) - 0.5)
            axis.set_ticks(range(len(scale.levels)), [clipped(level, 20) for level in scale.levels])


def _arrows(axes: Any, begins: Numbers, ends: Numbers) -> None:
    head = "-|>,head_length=0.35,head_width=0.16"
    style: dict[str, Any] = {"arrowstyle": head, "color": GREY, "lw": 1.1, "shrinkB": 4}
    for begin, end in zip(begins, ends, strict=True):
        if (begin != end).any():
            axes.annotate("", end, xytext=begin, arrowprops=style)
            axes.plot(*begin, "o", color=PALETTE[0], markersize=5, markerfacecolor="white", zorder=3)


def _along(begins: Numbers, ends: Numbers) -> Numbers:
    """Places along each arrow, which labels leave free."""
    steps = np.linspace(0, 1, _STEPS)[:, None, None]
    return (begins + (ends - begins) * steps).reshape(-1, 2)
