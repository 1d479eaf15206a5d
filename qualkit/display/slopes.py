"""Drawing cases before and after: a line for each case, named at both ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from qualkit.display.labels import spread
from qualkit.display.values import printed
from qualkit.figures import FAINT, GREY, INK, bare, extent, fonts, new_figure, plain

if TYPE_CHECKING:
    from qualkit.display.charts import Chart

_UP, _DOWN, _SAME = "#33608c", "#c46a2b", "#8a8a8a"
_SIZE = 8.5
_MIDDLE = 2.6  # inches between before and after
_LEADER = 0.22  # inches from a line's end to its label
_LINE = 0.19  # inches between labels
_SIDES = ("before", "after")


def draw(chart: Chart, *, titled: bool) -> Any:
    """The figure: before on the left, after on the right, no two labels on top of each other."""
    drawn = chart.detail["drawn"]
    texts = {side: _texts(chart, drawn, side) for side in _SIDES}
    room = extent(new_figure(1, 1), [*texts["before"], *texts["after"]], size=_SIZE)[0] + _LEADER + 0.1
    places = _scaled(drawn, height=max(len(drawn) * _LINE * 1.25, 2.4))
    moved = {side: spread(places[side], _LINE) for side in _SIDES}
    ends = [each for side in _SIDES for each in moved[side]]
    low, high = min(ends) - _LINE / 2, max(ends) + _LINE / 2
    top = 0.3 + (0.32 if titled else 0)
    figure = new_figure(_MIDDLE + 2 * room, high - low + top)
    if titled:
        figure.text(
            0, 1, plain(chart.title), fontsize=10, fontweight="bold", fontfamily=fonts(), va="top", color=INK
        )
    axes = figure.add_axes((0, 0, 1, (high - low) / (high - low + top)))
    bare(axes)
    axes.set_xlim(-room, _MIDDLE + room)
    axes.set_ylim(low, high)
    _lines(axes, drawn, places)
    for side, x, out in (("before", 0.0, -1), ("after", _MIDDLE, 1)):
        axes.axvline(x, color=FAINT, linewidth=0.8, zorder=0)
        _labels(axes, texts[side], places[side], moved[side], x=x, out=out)
        _head(axes, chart.detail[side], x=x, y=high + 0.06)
    return figure


def _scaled(drawn: pd.DataFrame, *, height: float) -> dict[str, list[float]]:
    """The heights of the values in inches."""
    low, high = _limits(drawn)
    return {
        side: [(each - low) / (high - low) * height for each in drawn[f"{side}_place"]] for side in _SIDES
    }


def _head(axes: Any, text: str, *, x: float, y: float) -> None:
    style: dict[str, Any] = {"fontsize": _SIZE, "fontweight": "bold", "fontfamily": fonts(), "color": INK}
    axes.text(x, y, plain(text), ha="center", va="bottom", **style)


def _texts(chart: Chart, drawn: pd.DataFrame, side: str) -> list[str]:
    named = chart.detail["unit"] or ""
    unit = named if named in ("", "%") else f"\u00a0{named}"
    ordinal = chart.detail["levels"] is not None
    values = [str(each) if ordinal else printed(each, chart.language) + unit for each in drawn[side]]
    cases = drawn["case"].tolist()
    if side == "before":
        return [f"{case}  {value}" for case, value in zip(cases, values, strict=True)]
    return [f"{value}  {case}" for case, value in zip(cases, values, strict=True)]


def _limits(drawn: pd.DataFrame) -> tuple[float, float]:
    held = drawn[["before_place", "after_place"]]
    low, high = float(held.min().min()), float(held.max().max())
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def _lines(axes: Any, drawn: pd.DataFrame, places: dict[str, list[float]]) -> None:
    for change, before, after in zip(drawn["change"], places["before"], places["after"], strict=True):
        colour = _UP if change > 0 else _DOWN if change < 0 else _SAME
        axes.plot([0, _MIDDLE], [before, after], color=colour, linewidth=1.6, solid_capstyle="round")
        axes.plot([0, _MIDDLE], [before, after], "o", color=colour, markersize=4.5, markeredgecolor="white")


def _labels(
    axes: Any, texts: list[str], places: list[float], moved: list[float], *, x: float, out: int
) -> None:
    led = any(abs(there - place) > _LINE / 6 for place, there in zip(places, moved, strict=True))
    end = x + out * (_LEADER if led else 0.1)
    for text, place, there in zip(texts, places, moved, strict=True):
        if led:
            axes.plot([x + out * 0.06, end - out * 0.03], [place, there], color=GREY, linewidth=0.5)
        axes.text(
            end,
            there,
            plain(text),
            ha="right" if out < 0 else "left",
            va="center_baseline",
            fontsize=_SIZE,
            fontfamily=fonts(),
            color=INK,
        )
