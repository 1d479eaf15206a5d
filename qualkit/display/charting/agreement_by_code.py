"""Agreement by code: the coefficient of each code, and how sure it is."""

from __future__ import annotations

from functools import partial
from math import isnan
from typing import Any

import pandas as pd

from qualkit.display.axes import code_labels
from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import clipped, footer, framed, signed, write
from qualkit.display.charting.levels import LINE, names
from qualkit.display.charting.plot import Plot, empty
from qualkit.display.material import Material
from qualkit.errors import InvalidInput, not_found
from qualkit.figures import FAINT, GREY, PALETTE
from qualkit.language import listed, localised, say

_WIDE = 3.7  # inches
_NAMES = {
    "percent": "Percent agreement",
    "cohen": "Cohen's kappa",
    "conger": "Conger's kappa",
    "scott": "Scott's pi",
    "fleiss": "Fleiss' kappa",
    "krippendorff": "Krippendorff's alpha",
    "gwet": "Gwet's AC1",
    "brennan_prediger": "Brennan and Prediger's kappa",
    "holsti": "Holsti's coefficient",
    "u": "Krippendorff's uα",
    "bar_u": "Krippendorff's |uα",
    "cu": "Krippendorff's cuα",
    "ku": "Krippendorff's (k)uα",
}
_NEEDED = ("scope", "code", "method", "value", "low", "high")


def agreement_by_code(
    material: Material, *, agreement: pd.DataFrame | None = None, top: int = 40, language: str | None = None
) -> Plot:
    """The coefficient of each code as a dot with its confidence interval, the lowest at the bottom.

    Parameters
    ----------
    agreement
        The frame of a study's agreement, ``scope code method value low high``: that of sentences by default.
    top
        The most codes drawn: those that coders agree on least.

    Returns
    -------
    Plot
        ``frame`` has a row ``code method value low high`` for each code, the highest first. A code without
        a coefficient comes last, and has no dot.

    Raises
    ------
    NotFound
        If the frame lacks a column.
    """
    words = language or material.language
    if agreement is None:
        if material.agree is None:
            raise InvalidInput("Give the frame of an agreement: agreement=study.reduction.agreement().frame.")
        agreement = material.agree()
    for column in _NEEDED:
        if column not in agreement.columns:
            raise not_found("column", column, map(str, agreement.columns))
    found = agreement.loc[agreement["scope"] == "code", list(_NEEDED[1:])]
    title = say("Agreement by code", words)
    if found.empty:
        reason = "No code was compared between coders."
        return empty(material, kind="agreement by code", title=title, reason=reason, language=words)
    found = found.sort_values("value", ascending=False, kind="stable", ignore_index=True)
    labels = code_labels(material)
    found = found.assign(label=[clipped(labels.get(code, code)) for code in found["code"]])
    cut = say("The {top} codes with the lowest agreement of {all}.", words, top=top, all=len(found))
    return Plot(
        kind="agreement by code",
        title=title,
        frame=found.drop(columns="label"),
        paint=partial(_paint, drawn=found.tail(top).reset_index(drop=True), language=words),
        alternative=f"{title}: {listed(_said(found.tail(top), words), words)}.",
        language=words,
        notes=(cut,) if len(found) > top else (),
        version=material.version,
    )


def _said(drawn: pd.DataFrame, language: str) -> list[str]:
    return [
        f"{label} {_rounded(value, language)} ({_rounded(low, language)} – {_rounded(high, language)})"
        for label, value, low, high in drawn[["label", "value", "low", "high"]].itertuples(
            index=False, name=None
        )
    ]


def _rounded(value: float, language: str) -> str:
    return "–" if isnan(value) else signed(localised(f"{value:z.2f}", language))


def _method(method: str, language: str) -> str:
    """A coefficient as papers call it."""
    return say(_NAMES[method], language) if method in _NAMES else method


def _paint(axes: Any, *, drawn: pd.DataFrame, language: str) -> Size:
    methods = (_method(each, language) for each in dict.fromkeys(drawn["method"].astype(str)))
    framed(axes, x=listed(methods, language), language=language)
    axes.spines["left"].set_visible(False)
    names(axes, drawn["label"].tolist())
    axes.set_xlim(min(0.0, float(drawn[["value", "low"]].min().min())) - 0.02, 1.02)
    for bound, style in ((0.667, ":"), (0.8, "--")):
        axes.axvline(bound, color=GREY, lw=0.8, ls=style, zorder=0)
    for line, (value, low, high) in enumerate(drawn[["value", "low", "high"]].to_numpy(float)):
        axes.axhline(line, color=FAINT, lw=0.5, zorder=0)
        axes.plot([low, high], [line, line], color=PALETTE[0], lw=1.4)
        axes.plot([value], [line], "o", ms=5.5, color=PALETTE[0])
        write(
            axes,
            (1, line),
            _rounded(value, language),
            coords=("axes fraction", "data"),
            shift=(6, 0),
            va="center_baseline",
        )
    footer(
        axes,
        say("Lines: intervals. Dotted: .667, dashed: .800 (Krippendorff's bounds). –: undefined.", language),
    )
    return _WIDE, len(drawn) * LINE
