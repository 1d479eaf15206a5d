"""What a language model suggests, what of its answers was refused, and every word exchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from qualkit.reduction.suggesting.showing import listed, table

if TYPE_CHECKING:
    from qualkit.reduction.suggesting.posting import Exchange


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Answers:
    """Codings that a language model suggests; none of them is a coding before somebody has looked.

    Attributes
    ----------
    frame
        The suggestions, in the order of the segments: `source turn start end text code confidence why`.
        The span is that of the quotation, verbatim in the source; confidence is the model's own word, and
        ``why`` the sentence it gave.
    refused
        What was answered and does not count: `source turn code quote reason`.
    failed
        The batches without a usable answer: `batch segments reason`.
    exchanges
        Every prompt and answer, also of failed attempts, in order. They hold words of the sources.
    """

    frame: pd.DataFrame
    refused: pd.DataFrame
    failed: pd.DataFrame
    exchanges: tuple[Exchange, ...]

    @classmethod
    def of(cls, parts: Mapping[str, Answers]) -> Answers:
        """Answers about several sources as one; what failed says of which source it was."""
        frames = [part.frame for part in parts.values()]
        failed = [part.failed.assign(source=source) for source, part in parts.items()]
        return cls(
            pd.concat(frames, ignore_index=True),
            pd.concat([part.refused for part in parts.values()], ignore_index=True),
            pd.concat(failed, ignore_index=True),
            tuple(each for part in parts.values() for each in part.exchanges),
        )

    def __repr__(self) -> str:
        said = (
            f"<Answers: {len(self.frame)} suggestions, {len(self.refused)} refused, "
            f"{len(self.failed)} batches failed, {len(self.exchanges)} exchanges>"
        )
        return "\n".join([said, *listed(self.frame)])

    def _repr_html_(self) -> str:
        parts = {"Refused": self.refused, "Failed": self.failed}
        tables = "".join(
            f"<p>{name}</p>{each.to_html(index=False)}" for name, each in parts.items() if len(each)
        )
        return f"<p>{len(self.frame)} suggestions</p>{table(self.frame)}{tables}"
