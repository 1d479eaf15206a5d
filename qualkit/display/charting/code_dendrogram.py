"""The dendrogram of codes: which are put on the same passages, joined the sooner the more alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from qualkit.display.charting.code_likeness import Alike, alike
from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import framed, write
from qualkit.display.charting.levels import LINE
from qualkit.display.charting.plot import Plot
from qualkit.display.material import Material
from qualkit.figures import GREY
from qualkit.language import number, say
from qualkit.reduction.themes.codes import By

_WIDE = 3.9  # inches
_DISTANCES = {
    "co-occurrence": "Distance: 1 \u2212 the share of codings that overlap",
    "wording": "Distance: 1 \u2212 the likeness of the words coded",
}


def code_dendrogram(
    material: Material,
    *,
    codes: Sequence[str] | str | None = None,
    by: By = "co-occurrence",
    where: Mapping[str, Any] | None = None,
    top: int = 40,
    language: str | None = None,
) -> Plot:
    """Codes as the leaves of a tree; those that are used alike are joined near their names.

    Parameters
    ----------
    by
        ``co-occurrence``: put on overlapping passages; ``wording``: on passages of the same words.
    top
        The most codes; the codes used most.

    Returns
    -------
    Plot
        ``frame`` has the merges, ``first second distance size``, as scipy numbers them;
        ``detail["leaves"]`` the codes in their order.

    Raises
    ------
    InvalidInput
        If fewer than three codes were used, or none of them meet.
    NotFound
        For names that do not exist.
    """
    words = language or material.language
    found = alike(material, codes=codes, by=by, where=where, top=top, language=words)
    title = say("Codes by likeness, as a tree", words)
    return Plot(
        kind="code dendrogram",
        title=title,
        frame=found.themes.links,
        paint=partial(_paint, found=found, axis=say(_DISTANCES[by], words), language=words),
        alternative=in_groups(title, found, words),
        codings=found.codings,
        language=words,
        notes=found.coded.notes,
        version=material.version,
        detail={"leaves": found.leaves},
    )


def in_groups(title: str, found: Alike, language: str) -> str:
    """The sentence that says which codes belong together."""
    groups = found.leaves.groupby("theme")["label"].agg(", ".join)
    return say(
        "{title}. Codes that belong together: {groups}.", language, title=title, groups="; ".join(groups)
    )


def _paint(axes: Any, *, found: Alike, axis: str, language: str) -> Size:
    from scipy.cluster.hierarchy import dendrogram

    framed(axes, x=axis, language=language)
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    drawn = dendrogram(found.themes.links.to_numpy(dtype=float), no_plot=True)
    for across, along in zip(drawn["icoord"], drawn["dcoord"], strict=True):
        axes.plot(along, [(each - 5) / 10 for each in across], color=GREY, lw=1.1, zorder=1)
    for line, leaf in enumerate(drawn["leaves"]):
        code = found.leaves.iloc[leaf]
        axes.plot([0], [line], "o", ms=6, color=code["colour"], clip_on=False, zorder=2)
        name = f"{code['label']} ({number(code['size'], language)})"
        write(axes, (0, line), name, shift=(-8, 0), ha="right", va="center_baseline")
    axes.set_xlim(left=0)
    axes.set_ylim(len(found.leaves) - 0.4, -0.6)
    return _WIDE, len(found.leaves) * LINE
