"""A quotation for each code, and how often the code was used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from qualkit.reduction.codebook import Codebook


class Quotation(NamedTuple):
    """A passage that stands for a code, where it is, and in how many codings and sources the code is."""

    text: str
    address: str
    codings: int
    sources: int


def quotations(codebook: Codebook, codings: pd.DataFrame) -> dict[str, Quotation]:
    """Choose a quotation for each code that was used: a typical example, else one of middling length.

    Parameters
    ----------
    codebook
        The codes.
    codings
        ``source turn code text status``, as `study.codings`; only accepted ones count.

    Returns
    -------
    dict
        By the name of the code; the address is ``source:turn``, as displays print it.
    """
    accepted = codings[codings["status"] == "accepted"]
    return {
        str(name): _chosen(group, codebook[str(name)].examples.get("typical", ()))
        for name, group in accepted.groupby("code", sort=False)
        if name in codebook
    }


def _chosen(codings: pd.DataFrame, typical: tuple[str, ...]) -> Quotation:
    named = codings[codings["text"].isin(typical)]
    there = named if len(named) else codings
    lengths = there["text"].str.len()
    best = there.iloc[int((lengths - lengths.median()).abs().to_numpy().argmin())]
    turn = "" if pd.isna(best["turn"]) else f":{int(best['turn'])}"
    return Quotation(best["text"], f"{best['source']}{turn}", len(codings), codings["source"].nunique())
