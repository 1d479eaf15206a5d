"""What a model suggests, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.suggesting.showing import listed, table

Order = Literal["confidence", "uncertainty"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Suggestions:
    """Codes that a model suggests for segments; none of them is a coding before somebody has looked.

    Attributes
    ----------
    frame
        The suggestions in the order of the texts: `source turn start end text code confidence why`.
        Confidence is a calibrated probability; ``why`` is a tuple of the words that weighed most, each with
        the log odds that the code would lose without it.
    uncertain
        For each code the open segments nearest to a confidence of one half, also below what is suggested,
        in the same columns.
    quality
        What cross-validation says of each code; see `qualkit.reduction.suggesting.quality`.
    reliability
        Whether confidence can be believed: `low high segments confidence share`.
    left_out
        The codes that could not be learned: `code codings segments reason`.
    provenance
        What made the suggestions: model, settings, seed, versions and amounts.
    """

    frame: pd.DataFrame
    uncertain: pd.DataFrame
    quality: pd.DataFrame
    reliability: pd.DataFrame
    left_out: pd.DataFrame
    provenance: Mapping[str, Any]

    def narrowed(self, sources: str | Collection[str]) -> Suggestions:
        """Only what is suggested for some sources; what is said of the quality stays that of all."""
        names = [sources] if isinstance(sources, str) else sources
        frame, uncertain = (
            each[each["source"].isin(names)].reset_index(drop=True) for each in (self.frame, self.uncertain)
        )
        return replace(self, frame=frame, uncertain=uncertain)

    def ranked(self, order: Order = "confidence") -> pd.DataFrame:
        """Suggestions in the order in which to look at them.

        Parameters
        ----------
        order
            ``confidence``: the surest first. ``uncertainty``: those from which the model would learn most,
            the nearest to one half of each code by turns, so that no code waits for another.

        Returns
        -------
        pandas.DataFrame
            The columns of ``frame``; by uncertainty, the rows of ``uncertain``.
        """
        if order == "confidence":
            return self.frame.sort_values("confidence", ascending=False, kind="stable", ignore_index=True)
        if order != "uncertainty":
            raise InvalidInput(f"There is no order {order!r}. Take confidence or uncertainty.")
        doubt = (self.uncertain["confidence"] - 0.5).abs()
        ordered = self.uncertain.assign(doubt=doubt).sort_values("doubt", kind="stable")
        ordered["turn_of_code"] = ordered.groupby("code").cumcount()
        ordered = ordered.sort_values(["turn_of_code", "doubt"], kind="stable", ignore_index=True)
        return ordered.drop(columns=["turn_of_code", "doubt"])

    def __repr__(self) -> str:
        codes = len(self.quality)
        said = f"<Suggestions: {len(self.frame)} for {codes} codes; {len(self.left_out)} codes left out>"
        return "\n".join([said, *listed(self.ranked())])

    def _repr_html_(self) -> str:
        quality = self.quality.round(3).to_html(index=False, na_rep="")
        return f"<p>{len(self.frame)} suggestions</p>{table(self.ranked())}{quality}"
