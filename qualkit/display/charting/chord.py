"""The chord diagram: codes around a circle, joined where they meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from qualkit.display.charting.colouring import code_colours
from qualkit.display.charting.cooccurrence_matrix import most_met
from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import clear, footer, write
from qualkit.display.charting.meeting import Meeting, meeting
from qualkit.display.charting.plot import Plot, empty
from qualkit.display.charting.ribbons import Point, ribbon, stacked
from qualkit.display.labels import Numbers
from qualkit.display.material import Material
from qualkit.language import listed, number, say

_SIZE: Size = (3.6, 3.6)
_RING = 0.06  # of the radius
_GAP = 0.035  # of the circle's angle (radians) between two codes
_NARROW = 0.13  # radians, the narrowest stretch beside which a label has room


def chord(
    material: Material,
    *,
    codes: Sequence[str] | str | None = None,
    unit: str = "overlap",
    where: Mapping[str, Any] | None = None,
    top: int = 16,
    language: str | None = None,
) -> Plot:
    """Codes around a circle; a ribbon between two is as wide as they meet often.

    Parameters
    ----------
    unit
        ``overlap``: on overlapping passages; ``turn``: in the same turn.
    top
        The most codes; the codes used most.

    Returns
    -------
    Plot
        ``frame`` has a row ``first second count jaccard`` for each two codes that meet.

    Raises
    ------
    InvalidInput
        For another unit.
    NotFound
        For names that do not exist.
    """
    words = language or material.language
    found = meeting(material, codes=codes, unit=unit, where=where, top=top, language=words)
    title = say("Codes that meet", words)
    frame = found.pairs[found.pairs["count"] > 0].reset_index(drop=True)
    if frame.empty:
        return empty(material, kind="chord", title=title, reason="No two codes meet.", language=words)
    met = {*frame["first"], *frame["second"]}
    alone = [found.coded.labels[code] for code in found.coded.codes if code not in met]
    note = say("Without a link: {codes}.", words, codes=listed(alone, words))
    return Plot(
        kind="chord",
        title=title,
        frame=frame,
        paint=partial(_paint, found=found, colours=code_colours(material, found.coded.codes), language=words),
        alternative=most_met(title, found, words),
        codings=found.codings,
        language=words,
        notes=(*found.coded.notes, *((note,) if alone else ())),
        version=material.version,
    )


def _paint(axes: Any, *, found: Meeting, colours: Mapping[str, str], language: str) -> Size:
    clear(axes)
    axes.set_aspect("equal")
    axes.set_xlim(-1.02, 1.02)
    axes.set_ylim(-1.02, 1.02)
    met = set(found.pairs.loc[found.pairs["count"] > 0, ["first", "second"]].to_numpy().ravel())
    codes = [code for code in found.coded.codes if code in met]
    table = _table(found, codes)
    arcs = _arcs(table.sum(axis=1))
    for code, (begin, end) in zip(codes, arcs, strict=True):
        _arc(axes, begin, end, colour=colours[code])
        _name(axes, found.coded.labels[code], (begin + end) / 2)
    _ribbons(axes, table, arcs, [colours[code] for code in codes])
    counts = found.pairs.loc[found.pairs["count"] > 0, "count"]
    low, high = (number(each, language) for each in (counts.min(), counts.max()))
    footer(
        axes,
        say("Width of a ribbon: pairs of codings that meet ({low} to {high}).", language, low=low, high=high),
    )
    return _SIZE


def _table(found: Meeting, codes: Sequence[str]) -> Numbers:
    place = {code: position for position, code in enumerate(codes)}
    table = np.zeros((len(codes), len(codes)))
    for one, other, count in found.pairs[["first", "second", "count"]].itertuples(index=False):
        if count:
            table[place[one], place[other]] = table[place[other], place[one]] = count
    return table


def _room(count: int) -> float:
    """The radians of the circle that are left for ribbons."""
    return 2 * np.pi - count * (_GAP + _NARROW)


def _arcs(totals: Numbers) -> list[tuple[float, float]]:
    """Begin and end, in radians clockwise from the top, of each code's stretch of the circle."""
    widths = _NARROW + _room(len(totals)) * totals / totals.sum()
    return [(begin, end - _GAP) for begin, end in stacked(widths + _GAP, start=0.0)]


def _at(angle: float, radius: float = 1.0) -> Point:
    return float(radius * np.sin(angle)), float(radius * np.cos(angle))


def _arc(axes: Any, begin: float, end: float, *, colour: str) -> None:
    from matplotlib.patches import Wedge

    ends = 90 - np.rad2deg(end), 90 - np.rad2deg(begin)
    axes.add_patch(Wedge((0, 0), 1, *ends, width=_RING, facecolor=colour, edgecolor="none"))


def _name(axes: Any, label: str, angle: float) -> None:
    right = angle <= np.pi
    turn = 90 - np.rad2deg(angle) if right else 270 - np.rad2deg(angle)
    style: dict[str, Any] = {"rotation": turn, "rotation_mode": "anchor", "va": "center_baseline"}
    write(axes, _at(angle, 1.03), label, ha="left" if right else "right", **style)


def _ribbons(axes: Any, table: Numbers, arcs: list[tuple[float, float]], shades: list[str]) -> None:
    """The ribbons, each in the colour of the code that has more of them, the lightest last."""
    totals = table.sum(axis=1)
    angles = table * _room(len(table)) / totals.sum()
    parts = [_parts(row, arc, place) for place, (row, arc) in enumerate(zip(angles, arcs, strict=True))]
    pairs = [(i, j) for i in range(len(table)) for j in range(i) if table[i, j]]
    for i, j in sorted(pairs, key=lambda pair: -table[pair]):
        (one, two), (three, four) = parts[i][j], parts[j][i]
        corners = [_at(each, 1 - _RING - 0.01) for each in (one, two, three, four)]
        middle = (0.0, 0.0)
        ribbon(axes, corners, [middle] * 4, colour=shades[i if totals[i] >= totals[j] else j], strength=0.65)


def _parts(row: Numbers, arc: tuple[float, float], place: int) -> dict[int, tuple[float, float]]:
    """The stretch of a code's arc from which its ribbon to each other code goes, so that few cross."""
    order = [(place - step) % len(row) for step in range(len(row))]
    begin = sum(arc) / 2 - row.sum() / 2
    return dict(zip(order, stacked(row[order], start=begin), strict=True))
