"""The turns around a quotation, read only when somebody wants to see it in its context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A turn, and the turns before and after it where there are any; each is its speaker and its words."""

    source: str
    turn: int
    before: tuple[str | None, str] | None
    here: tuple[str | None, str]
    after: tuple[str | None, str] | None


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """Finds the turn behind an address such as ``P07:12``; none are known by default.

    ``codings`` are those of the study, for their words.
    """

    turns: pd.DataFrame | None = None
    codings: pd.DataFrame | None = None
    _places: dict[tuple[str, int], int] = field(default_factory=dict, init=False, repr=False)

    def at(self, address: str) -> Passage | None:
        """The passage at an address, or None where there is none."""
        source, _, number = address.rpartition(":")
        place = self._known().get((source, int(number))) if source and number.isdecimal() else None
        here = None if place is None else self._said(place, source)
        if place is None or here is None:
            return None
        return Passage(
            source=source,
            turn=int(number),
            before=self._said(place - 1, source),
            here=here,
            after=self._said(place + 1, source),
        )

    def _known(self) -> Mapping[tuple[str, int], int]:
        if not self._places and self.turns is not None:
            numbered = zip(self.turns["source"].tolist(), self.turns["turn"].tolist(), strict=True)
            self._places.update({(source, int(turn)): at for at, (source, turn) in enumerate(numbered)})
        return self._places

    def _said(self, place: int, source: str) -> tuple[str | None, str] | None:
        """Who says what in the turn at a place, unless it is of another source."""
        if self.turns is None or not 0 <= place < len(self.turns):
            return None
        turn: Any = self.turns.iloc[place]
        if turn["source"] != source:
            return None
        return (None if pd.isna(turn["speaker"]) else str(turn["speaker"])), " ".join(
            str(turn["text"]).split()
        )
