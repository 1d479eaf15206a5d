"""The co-occurrence matrix: how often each two codes meet, and how much of their text they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import footer, ink_on, write
from qualkit.display.charting.meeting import Meeting, meeting
from qualkit.display.charting.plot import Plot, empty
from qualkit.display.charting.tiles import BLUES, table, tile
from qualkit.display.material import Material
from qualkit.figures import GREY
from qualkit.language import localised, number, say

_KEYS = {
    "overlap": (
        "Figures: pairs of codings on overlapping passages; on the diagonal, all codings of the code. "
        "The darker, the larger the share of the text with either code that has both (Jaccard, up to {most})."
    ),
    "turn": (
        "Figures: pairs of codings in the same turn; on the diagonal, all codings of the code. "
        "The darker, the larger the share of the turns with either that have both (Jaccard, up to {most})."
    ),
}


def cooccurrence_matrix(
    material: Material,
    *,
    codes: Sequence[str] | str | None = None,
    unit: str = "overlap",
    where: Mapping[str, Any] | None = None,
    top: int = 20,
    language: str | None = None,
) -> Plot:
    """Codes by codes: the figure says how often two meet, the shade how much of their text they share.

    Parameters
    ----------
    unit
        ``overlap``: on overlapping passages; ``turn``: in the same turn.
    top
        The most codes; the codes used most.

    Returns
    -------
    Plot
        ``frame`` has a row ``first second count jaccard`` for each two codes.

    Raises
    ------
    InvalidInput
        For another unit.
    NotFound
        For names that do not exist.
    """
    words = language or material.language
    found = meeting(material, codes=codes, unit=unit, where=where, top=top, language=words)
    title = say("Codes that meet: counts and shared text", words)
    if found.coded.codings.empty:
        return empty(material, kind="co-occurrence matrix", title=title, reason="No codings.", language=words)
    return Plot(
        kind="co-occurrence matrix",
        title=title,
        frame=found.pairs,
        paint=partial(_paint, found=found, unit=unit, language=words),
        alternative=most_met(title, found, words),
        codings=found.codings,
        language=words,
        notes=found.coded.notes,
        version=material.version,
    )


def most_met(title: str, found: Meeting, language: str) -> str:
    """The sentence that names the codes that meet most often."""
    most = found.pairs.nlargest(5, "count")
    labels = found.coded.labels
    said = [
        f"{labels[one]} + {labels[other]}: {number(count, language)}"
        for one, other, count in zip(most["first"], most["second"], most["count"], strict=True)
    ]
    return say("{title}. Most often: {pairs}.", language, title=title, pairs="; ".join(said))


def _paint(axes: Any, *, found: Meeting, unit: str, language: str) -> Size:
    from matplotlib.colors import LinearSegmentedColormap

    shades = LinearSegmentedColormap.from_list("blues", BLUES)
    codes, labels = found.coded.codes, found.coded.labels
    size = table(axes, rows=[labels[code] for code in codes], columns=[labels[code] for code in codes])
    place = {code: position for position, code in enumerate(codes)}
    most = float(found.pairs["jaccard"].max()) if len(found.pairs) else 0.0
    for one, other, count, jaccard in found.pairs.itertuples(index=False):
        face = shades(jaccard / (most or 1))
        for x, y in ((place[one], place[other]), (place[other], place[one])):
            tile(axes, x, y, face=face)
            _figure(axes, x, y, number(count, language), colour=ink_on(face) if count else GREY)
    for code, x in place.items():
        count = int((found.coded.codings["code"] == code).sum())
        tile(axes, x, x, face="white")
        _figure(axes, x, x, number(count, language), colour=GREY, style="italic")
    footer(axes, say(_KEYS[unit], language, most=localised(f"{most:.2f}", language)))
    return size


def _figure(axes: Any, x: int, y: int, text: str, *, colour: str, style: str = "normal") -> None:
    write(axes, (x + 0.5, y + 0.52), text, ha="center", va="center_baseline", color=colour, style=style)
