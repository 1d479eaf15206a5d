"""The critical incident chart: what mattered, on a line of time for each case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from qualkit.display.charting.colouring import MARKERS, code_colours
from qualkit.display.charting.events import Events, events_of
from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import clipped, framed, key, write
from qualkit.display.charting.plot import Plot
from qualkit.display.charting.times import time_axis
from qualkit.display.material import Material
from qualkit.display.values import as_text, natural
from qualkit.figures import FAINT, plain
from qualkit.language import date, say

_WIDE = 5.2  # inches
_FOOT = 0.24  # inches from one case's line down to the labels of the next


def critical_incidents(
    material: Material,
    *,
    codes: Sequence[str] | str | None = None,
    where: Mapping[str, Any] | None = None,
    top: int = 40,
    language: str | None = None,
) -> Plot:
    """Critical incidents along time, a line for each case: the codings of some codes that say when.

    Parameters
    ----------
    codes, where
        Which codings are incidents: those marked as chosen where no codes are named and there are any. A
        label is the coder's memo, else the words coded.
    top
        The most incidents drawn: the heaviest.

    Returns
    -------
    Plot
        ``frame`` has a row ``when code case coding_id label`` for each incident, in order of time.

    Raises
    ------
    InvalidInput
        If no coding says when it took place.
    NotFound
        For names that do not exist.
    """
    words = language or material.language
    decisive = material.codings["chosen"] & material.codings["when"].notna()
    beyond: tuple[str, ...] = ()
    if codes is None and decisive.any():
        dated = material.accepted & material.codings["when"].notna().to_numpy()
        left = int(dated.sum() - (decisive & material.accepted).sum())
        phrase = "{n} events that are not marked as chosen are left out."
        beyond = (say(phrase, words, n=left),) if left else ()
        material = replace(material, codings=material.codings[decisive].reset_index(drop=True))
    found = events_of(material, codes=codes or (), where=where, top=top, language=words)
    nowhere = say("no case", words)
    cases = found.frame["case"].map(lambda case: as_text(case) or nowhere)
    found = replace(found, frame=found.frame.assign(case=cases))
    colours = code_colours(material, dict.fromkeys(found.frame["code"]))
    title = say("Critical incidents", words)
    told = [f"{date(when, words)} {clipped(label, 60)} ({case})" for when, label, case in _told(found)]
    return Plot(
        kind="critical incidents",
        title=title,
        frame=found.frame.drop(columns="of"),
        paint=partial(_paint, found=found, colours=colours, language=words),
        alternative=f"{title}: {'; '.join(told)}.",
        codings=found.codings,
        language=words,
        notes=(*beyond, *found.notes),
        version=material.version,
    )


def _told(found: Events) -> list[tuple[str, str, str]]:
    return list(found.frame[["when", "label", "case"]].itertuples(index=False, name=None))


def _paint(axes: Any, *, found: Events, colours: Mapping[str, str], language: str) -> Size:
    framed(axes, language=language)
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    margin = 0.03 * (np.ptp(found.days) or 60)
    axes.set_xlim(found.days.min() - margin, found.days.max() + margin)
    lines = _lines(found)
    height = sum(line.height(axes) + _FOOT for line in lines.values())
    axes.set_ylim(0, height)
    line_at = height
    for case, line in lines.items():
        line_at -= line.height(axes)
        _case(axes, case, line, at=line_at, colours=colours)
        line_at -= _FOOT
    time_axis(axes, language)
    if len(colours) > 1:
        key(axes, _handles(found, colours))
    return _WIDE, height


def _lines(found: Events) -> dict[str, Events]:
    cases = sorted(set(found.frame["case"]), key=natural)
    return {case: replace(found, frame=found.frame[found.frame["case"] == case]) for case in cases}


def _case(axes: Any, case: str, line: Events, *, at: float, colours: Mapping[str, str]) -> None:
    axes.axhline(at, color=FAINT, lw=1, zorder=0)
    write(
        axes,
        (0, at),
        clipped(case, 30),
        coords=("axes fraction", "data"),
        shift=(-5, 0),
        ha="right",
        va="center_baseline",
    )
    line.write(axes, np.full(len(line.frame), at), base=at + 0.06)
    for day, code in zip(line.days, line.frame["code"], strict=True):
        axes.plot(day, at, **_mark(code, colours), zorder=4)


def _mark(code: str, colours: Mapping[str, str]) -> dict[str, Any]:
    marker = MARKERS[list(colours).index(code) % len(MARKERS)]
    return {"marker": marker, "color": colours[code], "markersize": 6, "linestyle": "none"}


def _handles(found: Events, colours: Mapping[str, str]) -> list[Any]:
    from matplotlib.lines import Line2D

    labels = dict(zip(found.frame["code"], found.frame["of"], strict=True))
    return [Line2D([], [], label=plain(clipped(labels[code])), **_mark(code, colours)) for code in colours]
