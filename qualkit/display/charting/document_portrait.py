"""The document portrait: a source in reading order, as squares in the colours of its codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from qualkit.display.charting.colouring import code_colours
from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import clear, ink_on, key, write
from qualkit.display.charting.plot import Plot, empty
from qualkit.display.charting.reading import Reading, reading
from qualkit.display.labels import Numbers
from qualkit.display.material import Material
from qualkit.figures import plain
from qualkit.language import number, say

_ACROSS = 40  # squares in a line
_SIDE = 0.145  # inches
_LETTERS = 20  # code points of text, at least, in a square
_UNCODED = "#ededed"


def document_portrait(
    material: Material,
    *,
    source: str,
    codes: Sequence[str] | str | None = None,
    where: Mapping[str, Any] | None = None,
    squares: int = 800,
    top: int = 18,
    language: str | None = None,
) -> Plot:
    """A source in reading order, line by line: each square has the colour of the code that fills most of it.

    Where a second code is put on the same words, a corner of the square has its colour. Each run of squares
    begins with the number that its code has in the key.

    Parameters
    ----------
    source
        The name of the source.
    squares
        The most squares; a square stands for an equal share of the text.
    top
        The most codes; the codes used most.

    Returns
    -------
    Plot
        ``frame`` has a row ``square code second share`` for each square; the share is that of its text that
        is coded with the first code.

    Raises
    ------
    NotFound
        For a source or a code that does not exist.
    """
    words = language or material.language
    found = reading(material, source, codes=codes, where=where, top=top, language=words)
    title = say("{source} in reading order", words, source=source)
    if found.coded.codings.empty:
        return empty(material, kind="document portrait", title=title, reason="No codings.", language=words)
    count = int(np.clip(found.length // _LETTERS, 1, squares))
    filled = _filled(found, count)
    frame = _frame(filled, found.coded.codes)
    shares = dict(zip(found.coded.codes, filled.mean(axis=1), strict=True))
    named = {
        code: f"{place} {found.coded.labels[code]} ({number(round(100 * share), words)}%)"
        for place, (code, share) in enumerate(shares.items(), 1)
    }
    return Plot(
        kind="document portrait",
        title=title,
        frame=frame,
        paint=partial(
            _paint, frame=frame, named=named, colours=code_colours(material, named), language=words
        ),
        alternative=say(
            "{title}. Share of the text with each code: {codes}.",
            words,
            title=title,
            codes="; ".join(named.values()),
        ),
        codings=found.codings,
        language=words,
        notes=found.coded.notes,
        version=material.version,
    )


def _filled(found: Reading, count: int) -> Numbers:
    """Codes × squares: the share of each square's text that has the code."""
    edges = np.linspace(0, found.length, count + 1)
    filled = np.zeros((len(found.coded.codes), count))
    for row, code in enumerate(found.coded.codes):
        mine = found.coded.codings[found.coded.codings["code"] == code]
        steps = np.sort(np.concatenate([mine["start"], mine["end"]]).astype(float))
        covered = _covered(mine["start"].to_numpy(float), mine["end"].to_numpy(float), steps)
        filled[row] = np.diff(np.interp(edges, steps, covered)) / np.diff(edges)
    return filled


def _covered(starts: Numbers, ends: Numbers, places: Numbers) -> Numbers:
    """How many code points before each of some places (all starts and ends, in order) lie in some span."""
    inside = np.searchsorted(np.sort(starts), places, "right") - np.searchsorted(
        np.sort(ends), places, "right"
    )
    lengths = np.diff(places) * (inside[:-1] > 0)
    covered: Numbers = np.append(0.0, np.cumsum(lengths))
    return covered


def _frame(filled: Numbers, codes: Sequence[str]) -> pd.DataFrame:
    order = np.argsort(-filled, axis=0, kind="stable")
    shares = np.take_along_axis(filled, order, axis=0)
    names = np.array([*codes, None], dtype=object)
    ranked = names[np.where(shares > 0, order, len(codes))]
    second = ranked[1] if len(codes) > 1 else [None] * filled.shape[1]
    squares = range(1, filled.shape[1] + 1)
    return pd.DataFrame({"square": squares, "code": ranked[0], "second": second, "share": shares[0]})


def _paint(
    axes: Any, *, frame: pd.DataFrame, named: Mapping[str, str], colours: Mapping[str, str], language: str
) -> Size:
    clear(axes)
    lines = -(-len(frame) // _ACROSS)
    axes.set_xlim(0, _ACROSS)
    axes.set_ylim(lines, 0)
    numbered = {code: str(place) for place, code in enumerate(named, 1)}
    last = None
    for place, (code, second) in enumerate(zip(frame["code"], frame["second"], strict=True)):
        x, y = place % _ACROSS, place // _ACROSS
        _square(axes, x, y, face=colours.get(code, _UNCODED))
        if pd.notna(second):
            _corner(axes, x, y, face=colours[second])
        if pd.notna(code) and code != last:
            style: dict[str, Any] = {"ha": "center", "va": "center_baseline", "color": ink_on(colours[code])}
            write(axes, (x + 0.45, y + 0.52), numbered[code], size=6, **style)
        last = code
    key(axes, _handles(named, colours, language), columns=3)
    return _ACROSS * _SIDE, lines * _SIDE


def _square(axes: Any, x: int, y: int, *, face: str) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((x, y), 1, 1, facecolor=face, edgecolor="white", lw=0.6))


def _corner(axes: Any, x: int, y: int, *, face: str) -> None:
    from matplotlib.patches import Polygon

    axes.add_patch(
        Polygon(
            [(x + 1, y + 0.45), (x + 1, y + 1), (x + 0.45, y + 1)], facecolor=face, edgecolor="white", lw=0.4
        )
    )


def _handles(named: Mapping[str, str], colours: Mapping[str, str], language: str) -> list[Any]:
    from matplotlib.patches import Patch

    coded = [Patch(facecolor=colours[code], label=plain(label)) for code, label in named.items()]
    return [*coded, Patch(facecolor=_UNCODED, label=say("no code", language))]
