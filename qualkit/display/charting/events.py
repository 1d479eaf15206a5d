"""Events: codings that say when something took place, and their labels along a line of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from qualkit.display.axes import code_labels
from qualkit.display.charting.coded import accepted, behind
from qualkit.display.charting.labelling import cascade
from qualkit.display.charting.lettering import text_size, wrapped, write
from qualkit.display.charting.times import middle, told_when
from qualkit.display.labels import Numbers
from qualkit.display.material import Material
from qualkit.display.values import as_text
from qualkit.errors import InvalidInput
from qualkit.figures import GREY
from qualkit.language import say

_SIZE = 7.5
_GAP = 0.06  # inches between labels
_FOUND = "pattern: "  # with which the memo of a coding begins that a pattern found and nobody wrote on


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Events in order of time: a row ``when label code case coding_id``, and notes on those left out."""

    frame: pd.DataFrame
    notes: tuple[str, ...]

    @property
    def days(self) -> Numbers:
        """When each took place, as matplotlib numbers days."""
        days: Numbers = self.frame["when"].map(middle).to_numpy(dtype=float)
        return days

    @property
    def codings(self) -> pd.DataFrame:
        """The codings that tell of them."""
        return behind(self.frame["code"], self.frame["when"], self.frame["coding_id"])

    def height(self, axes: Any) -> float:
        """The inches that their labels need above a line on axes whose x is time."""
        tops = [
            foot + self._size(label)[1] for foot, label in zip(self._feet(axes), self._labels, strict=True)
        ]
        return max(tops, default=0.0) + _GAP

    def write(self, axes: Any, places: Numbers, *, base: float) -> None:
        """Write the labels above ``base``, each with a leader down to its place on the line, all in data."""
        low, high = axes.get_ylim()
        inch = (high - low) / (axes.get_window_extent().height / axes.figure.dpi)
        for day, place, label, up in zip(self.days, places, self._labels, self._feet(axes), strict=True):
            foot = base + (up + _GAP / 2) * inch
            axes.plot([day, day], [place, foot + 0.1 * inch], color=GREY, lw=0.6, zorder=1)
            axes.plot(day, place, "o", ms=3.5, color=GREY, zorder=3, clip_on=False)
            write(axes, (day, foot), label, shift=(2.5, 0), ha="left", va="bottom", size=_SIZE)

    @property
    def _labels(self) -> list[str]:
        return [wrapped(label, line=32, lines=2) for label in self.frame["label"]]

    def _size(self, label: str) -> tuple[float, float]:
        return text_size(label, _SIZE)

    def _feet(self, axes: Any) -> list[float]:
        low, high = axes.get_xlim()
        day = axes.get_window_extent().width / axes.figure.dpi / (high - low)
        sizes = [self._size(label) for label in self._labels]
        return cascade(((self.days - low) * day).tolist(), sizes, gap=_GAP)


def events_of(
    material: Material,
    *,
    codes: Sequence[str] | str,
    where: Mapping[str, Any] | None,
    top: int,
    language: str,
) -> Events:
    """The ``top`` heaviest codings of some codes that say when something took place.

    A label is the coder's memo, else the words coded. Raises `InvalidInput` where none says when.
    """
    found = accepted(material, codes=codes, where=where)
    found = found.assign(when=told_when(found))
    told = found[found["when"].notna()]
    if told.empty:
        named = codes if isinstance(codes, str) else ", ".join(codes)
        raise InvalidInput(f"No coding of {named} says when it took place; give its codings a date (when).")
    kept = told.sort_values("weight", ascending=False, kind="stable").head(top)
    kept = kept.sort_values("when", key=lambda when: when.map(middle), kind="stable", ignore_index=True)
    labels = code_labels(material)
    frame = kept[["when", "code", "case", "coding_id"]].assign(
        label=[_label(each) for each in kept.to_dict("records")], of=kept["code"].map(labels)
    )
    return Events(frame, tuple(_notes(len(found) - len(told), len(told) - len(kept), language)))


def _label(coding: Mapping[Any, Any]) -> str:
    memo = as_text(coding["memo"]) or ""
    found = coding["origin"] == "pattern" and memo.startswith(_FOUND)
    return ("" if found else memo) or as_text(coding["text"]) or str(coding["when"])


def _notes(undated: int, beyond: int, language: str) -> list[str]:
    notes = []
    if undated:
        notes.append(say("{n} codings do not say when, and are not drawn.", language, n=undated))
    if beyond:
        notes.append(say("{n} lighter events are left out.", language, n=beyond))
    return notes
