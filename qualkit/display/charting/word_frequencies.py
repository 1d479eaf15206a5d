"""The words said most, as bars."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import clear, clipped, write
from qualkit.display.charting.levels import LINE, names
from qualkit.display.charting.plot import Plot, empty
from qualkit.display.material import Material
from qualkit.display.records import ground
from qualkit.display.scope import scope
from qualkit.figures import FAINT, PALETTE
from qualkit.language import listed, number, say
from qualkit.reduction.vocabulary import frequencies

_WIDE = 3.6  # inches
_HEARD = ("participant", "description")


def word_frequencies(
    material: Material,
    *,
    where: Mapping[str, Any] | None = None,
    top: int = 30,
    n: int = 1,
    lemmas: bool = False,
    words: str | None = None,
    language: str | None = None,
) -> Plot:
    """The words that are said most, without the language's stop words.

    Parameters
    ----------
    where
        Whose words: by default those of participants, of descriptions and of texts without speakers.
    top
        The most words drawn.
    n, lemmas
        How many words make a term; whether the forms of a word are counted together.
    words
        The language of the texts, for stop words; the study's by default.

    Returns
    -------
    Plot
        ``frame`` has a row ``term count share texts sources`` for every word, the most frequent first.

    Raises
    ------
    InvalidInput
        If the language has no lemmas.
    NotFound
        For names that do not exist.
    """
    printed = language or material.language
    title = say("The words said most", printed)
    counted = frequencies(_turns(material, where), language=words or material.language, n=n, lemmas=lemmas)
    if counted.empty:
        return empty(material, kind="word frequencies", title=title, reason="No words.", language=printed)
    drawn = counted.head(top)
    cut = say(
        "The {top} most frequent of {all} words.", printed, top=len(drawn), all=number(len(counted), printed)
    )
    said = [f"{term} {count}" for term, count in zip(drawn["term"], drawn["count"], strict=True)]
    return Plot(
        kind="word frequencies",
        title=title,
        frame=counted,
        paint=partial(_paint, drawn=drawn, language=printed),
        alternative=f"{title}: {listed(said, printed)}.",
        language=printed,
        notes=(cut,) if len(drawn) < len(counted) else (),
        version=material.version,
    )


def _turns(material: Material, where: Mapping[str, Any] | None) -> pd.DataFrame:
    """The turns that a filter leaves in."""
    chosen = scope(material, codes=None, where=where)
    involved = {"role", *(each.facet.entity for each in chosen.filters)}
    kept = ground(material, chosen, involved=involved)
    heard = kept.frame.take(np.unique(kept.rows))
    if "role" not in {each.facet.name for each in chosen.filters}:
        heard = heard[heard["role"].isin(_HEARD) | heard["role"].isna()]
    return material.turns.merge(heard, on=["source", "speaker", "role"])


def _paint(axes: Any, *, drawn: pd.DataFrame, language: str) -> Size:
    clear(axes)
    names(axes, [clipped(term, 30) for term in drawn["term"]])
    axes.barh(range(len(drawn)), drawn["count"], height=0.7, color=PALETTE[0])
    axes.axvline(0, color=FAINT, lw=0.8)
    axes.set_xlim(0, drawn["count"].max())
    for line, count in enumerate(drawn["count"]):
        write(axes, (count, line), number(count, language), shift=(3, 0), va="center_baseline")
    return _WIDE, len(drawn) * LINE
