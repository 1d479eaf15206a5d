"""The code line: where along a source each code was put."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from qualkit.display.charting.colouring import code_colours
from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import framed, key
from qualkit.display.charting.levels import LINE, names
from qualkit.display.charting.plot import Plot, empty
from qualkit.display.charting.reading import Reading, reading
from qualkit.display.material import Material
from qualkit.figures import FAINT, GREY
from qualkit.language import say

_WIDE = 4.6  # inches
_THIN = 0.004  # of the width, the narrowest bar that is seen
_TICKS = 16  # numbers of turns, at most


def code_line(
    material: Material,
    *,
    source: str,
    codes: Sequence[str] | str | None = None,
    where: Mapping[str, Any] | None = None,
    top: int = 30,
    language: str | None = None,
) -> Plot:
    """A source from beginning to end, with a line for each code and a bar wherever the code was put.

    The lowest line shows in grey where the interviewer speaks; figures below it are turns.

    Parameters
    ----------
    source
        The name of the source.
    top
        The most codes; the codes used most.

    Returns
    -------
    Plot
        ``frame`` has a row ``code turn start end coding_id`` for each bar.

    Raises
    ------
    NotFound
        For a source or a code that does not exist.
    """
    words = language or material.language
    found = reading(material, source, codes=codes, where=where, top=top, language=words)
    title = say("Codes along {source}", words, source=source)
    if found.coded.codings.empty:
        return empty(material, kind="code line", title=title, reason="No codings.", language=words)
    counts = found.coded.codings["code"].value_counts()
    said = [f"{found.coded.labels[code]} {counts[code]}" for code in found.coded.codes]
    colours = code_colours(material, found.coded.codes)
    return Plot(
        kind="code line",
        title=title,
        frame=found.coded.codings[["code", "turn", "start", "end", "coding_id"]].reset_index(drop=True),
        paint=partial(_paint, found=found, colours=colours, language=words),
        alternative=say("{title}. Number of codings: {codes}.", words, title=title, codes="; ".join(said)),
        codings=found.codings,
        language=words,
        notes=found.coded.notes,
        version=material.version,
    )


def _paint(axes: Any, *, found: Reading, colours: Mapping[str, str], language: str) -> Size:
    framed(axes, x=say("Turn", language), language=language)
    axes.spines["left"].set_visible(False)
    codes = found.coded.codes
    names(axes, [found.coded.labels[code] for code in codes])
    axes.set_xlim(0, found.length)
    axes.set_ylim(len(codes) + 0.4, -0.6)
    for line, code in enumerate(codes):
        axes.axhline(line, color=FAINT, lw=0.6, zorder=0)
        _bars(axes, found, code, line=line, colour=colours[code])
    asked = found.turns[found.turns["role"] == "interviewer"]
    axes.broken_barh(_spans(asked, 0), (len(codes) - 0.35, 0.3), facecolor=GREY, lw=0)
    if len(asked):
        key(axes, [_patch(say("interviewer speaks", language))])
    _ticks(axes, found)
    return _WIDE, (len(codes) + 1) * LINE


def _bars(axes: Any, found: Reading, code: str, *, line: int, colour: str) -> None:
    mine = found.coded.codings[found.coded.codings["code"] == code]
    bars = _spans(mine, found.length * _THIN)
    axes.broken_barh(bars, (line - 0.32, 0.64), facecolor=colour, edgecolor="white", lw=0.3)


def _spans(frame: Any, least: float) -> list[tuple[float, float]]:
    starts, ends = frame["start"].to_numpy(float), frame["end"].to_numpy(float)
    return list(zip(starts.tolist(), np.maximum(ends - starts, least).tolist(), strict=True))


def _ticks(axes: Any, found: Reading) -> None:
    """The numbers of turns, where there is room for one after the other."""
    shown: list[tuple[int, str]] = []
    for start, turn in zip(found.turns["start"], found.turns["turn"], strict=True):
        if not shown or start - shown[-1][0] >= found.length / _TICKS:
            shown.append((start, str(turn)))
    axes.set_xticks([start for start, _ in shown], [turn for _, turn in shown])


def _patch(label: str) -> Any:
    from matplotlib.patches import Patch

    return Patch(facecolor=GREY, label=label)
