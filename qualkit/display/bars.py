"""Drawing how often codes were used: horizontal bars, family by family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from qualkit.figures import (
    FAINT,
    GREY,
    INK,
    bare,
    extent,
    fonts,
    new_figure,
    nothing,
    plain,
)
from qualkit.language import number, say

if TYPE_CHECKING:
    from qualkit.display.charts import Chart

_LINE = 0.235  # inches of height for each bar
_ROOM = 3.6  # inches of width for the bars of all panels


def draw(chart: Chart, *, titled: bool) -> Any:
    """The figure: a panel for each value of ``by`` (or one), with counts at the ends of the bars."""
    frame, by = chart.frame, chart.detail["by"]
    slots = _slots(frame, chart.detail["colours"])
    if not slots:
        return nothing(say("No codings.", chart.language))
    panels = list(dict.fromkeys(frame[by])) if by else [None]
    ruler = new_figure(1, 1)
    left = extent(ruler, [label for label, _, _ in slots], size=8.5)[0] + 0.15
    wide = max(_ROOM / len(panels), 1.1) + 0.35
    height = len(slots) * _LINE
    top = 0.04 + (0.26 if titled else 0) + (0.25 if by else 0)
    figure = new_figure(left + wide * len(panels), height + top)
    if titled:
        _title(figure, chart.title)
    most = frame["count"].max()
    for place, panel in enumerate(panels):
        size = figure.get_size_inches()
        axes = figure.add_axes(
            ((left + place * wide) / size[0], 0, (wide - 0.35) / size[0], height / size[1])
        )
        counts = frame if panel is None else frame[frame[by] == panel]
        _panel(
            axes,
            slots,
            dict(zip(counts["code"], counts["count"], strict=True)),
            most=most,
            language=chart.language,
        )
        if panel is not None:
            axes.set_title(plain(panel), fontsize=8.5, fontfamily=fonts(), loc="left", color=INK, pad=4)
        if place == 0:
            _names(axes, slots)
    return figure


def _title(figure: Any, title: str) -> None:
    figure.text(0, 1, plain(title), fontsize=10, fontweight="bold", fontfamily=fonts(), va="top", color=INK)


def _slots(frame: pd.DataFrame, colours: Mapping[str, str]) -> list[tuple[str, str | None, str]]:
    """The lines of the chart from the top: label, code (None in the heading of a family), and colour."""
    totals = frame.groupby(["family", "label", "code"], sort=False)["count"].sum().reset_index()
    families = list(dict.fromkeys(totals["family"]))
    headed = 1 < len(families) < len(totals)
    if not headed:
        totals = totals.assign(family="")
        families = [""]
    slots: list[tuple[str, str | None, str]] = []
    for family in families:
        members = totals[totals["family"] == family].sort_values("count", ascending=False, kind="stable")
        if headed and members["label"].tolist() != [family]:
            slots.append((str(family), None, INK))
        slots += [
            (label, code, colours[code])
            for label, code in zip(members["label"], members["code"], strict=True)
        ]
    return slots


def _panel(
    axes: Any, slots: list[tuple[str, str | None, str]], counts: dict[str, int], *, most: int, language: str
) -> None:
    bare(axes)
    for line, (_, code, colour) in enumerate(slots):
        if code is None:
            continue
        count = counts.get(code, 0)
        axes.barh(line, count, height=0.7, color=colour)
        axes.annotate(
            number(count, language),
            (count, line),
            xytext=(3, 0),
            textcoords="offset points",
            va="center_baseline",
            fontsize=8,
            fontfamily=fonts(),
            color=INK if count else GREY,
        )
    axes.axvline(0, color=FAINT, linewidth=0.8)
    axes.set_xlim(0, max(most, 1))
    axes.set_ylim(len(slots) - 0.5, -0.5)


def _names(axes: Any, slots: list[tuple[str, str | None, str]]) -> None:
    for line, (label, code, _) in enumerate(slots):
        axes.annotate(
            plain(label),
            (0, line),
            xytext=(-5, 0),
            textcoords="offset points",
            ha="right",
            va="center_baseline",
            fontsize=8.5,
            fontfamily=fonts(),
            fontweight="bold" if code is None else "normal",
            color=INK,
        )
