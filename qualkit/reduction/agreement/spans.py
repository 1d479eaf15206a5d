"""Spans that coders marked: read, checked, and united where a coder marked the same text twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.errors import InvalidInput

Coders = Iterable[str] | Mapping[str, Iterable[str]] | None
Length = int | Mapping[str, int]
Positions = npt.NDArray[np.int64]

_COLUMNS = ("coder", "start", "end", "code")
_ONLY = "text"
"""What the one source is called in a frame that names none."""


def united(units: pd.DataFrame) -> pd.DataFrame:
    """Unite the overlapping spans of one coder and one code, so that no text is counted twice.

    Parameters
    ----------
    units
        Columns ``coder start end code``, and ``source`` if there is more than one.

    Returns
    -------
    pandas.DataFrame
        ``source coder code start end``, in this order. Spans that only touch stay apart: they are two units.

    Examples
    --------
    >>> marks = pd.DataFrame({"coder": "ana", "code": "trust", "start": [0, 5, 9], "end": [6, 9, 12]})
    >>> united(marks)[["start", "end"]].to_numpy().tolist()
    [[0, 9], [9, 12]]
    """
    spans = read_spans(units).sort_values(["source", "coder", "code", "start", "end"], ignore_index=True)
    new = ~_continues(spans, by=["source", "coder", "code"])
    block = np.cumsum(new) - 1
    firsts = spans[new].reset_index(drop=True)
    firsts["end"] = spans["end"].groupby(block).max()
    return firsts


def read_spans(units: pd.DataFrame) -> pd.DataFrame:
    """The columns that are needed, ``source`` among them, refusing spans that are none."""
    if absent := [name for name in _COLUMNS if name not in units.columns]:
        raise InvalidInput(
            f"The units have no column {', '.join(absent)}: they need {', '.join(_COLUMNS)}, and source if "
            "there are several."
        )
    spans = units if "source" in units.columns else units.assign(source=_ONLY)
    spans = spans[["source", "coder", "code", "start", "end"]]
    if spans.isna().any(axis=None):
        row = spans.index[spans.isna().any(axis=1)][0]
        raise InvalidInput(
            f"Unit {row} is incomplete: {spans.loc[row].to_dict()}. Complete it or leave it out."
        )
    spans = spans.astype({"start": np.int64, "end": np.int64})
    if (empty := spans[(spans["start"] < 0) | (spans["end"] <= spans["start"])]).size:
        raise InvalidInput(
            f"Unit {empty.index[0]} is no span: from {empty['start'].iloc[0]} to {empty['end'].iloc[0]}. "
            "Spans are half-open, [start, end), and hold at least one character."
        )
    return spans


@dataclass(frozen=True, slots=True)
class Reading:
    """One source: its length, and who read it, whether they marked anything or not."""

    source: str
    length: int
    coders: tuple[str, ...]


def readings(spans: pd.DataFrame, length: Length, coders: Coders) -> list[Reading]:
    """Every source with its readers, refusing spans of others or beyond the end."""
    lengths = dict(length) if isinstance(length, Mapping) else {_one_source(spans): length}
    everyone = sorted(set(spans["coder"])) if coders is None else coders
    made = [
        Reading(
            source=source,
            length=int(each),
            coders=tuple(everyone.get(source, ()) if isinstance(everyone, Mapping) else everyone),
        )
        for source, each in lengths.items()
    ]
    _check_readers(spans, made)
    return made


def _one_source(spans: pd.DataFrame) -> str:
    names = list(spans["source"].unique())
    if len(names) > 1:
        raise InvalidInput(
            f"The units are of {len(names)} sources, but there is one length. Give a length for each: "
            f"{{{names[0]!r}: …, {names[1]!r}: …}}."
        )
    return names[0] if names else _ONLY


def _check_readers(spans: pd.DataFrame, made: list[Reading]) -> None:
    limits = spans["source"].map({each.source: each.length for each in made}).astype(np.float64)
    read = {(each.source, coder) for each in made for coder in each.coders}
    strange = ~pd.Series(list(zip(spans["source"], spans["coder"], strict=True)), spans.index).isin(read)
    for wrong, problem, advice in (
        (limits.isna(), "is in a source without a length", "Give its length."),
        (spans["end"] > limits, "ends beyond its source", "Correct the span or the length."),
        (strange, "is by a coder who is not said to have read the source", "Name the coder in coders=."),
    ):
        if wrong.any():
            unit = spans[wrong.to_numpy()].iloc[0].to_dict()
            raise InvalidInput(f"A unit {problem}: {unit}. {advice}")


def check_exclusive(spans: pd.DataFrame) -> None:
    """Refuse text to which one coder gave two codes; the spans are united."""
    ordered = spans.sort_values(["source", "coder", "start", "end"])
    again = _continues(ordered, by=["source", "coder"])
    if again.any():
        place = int(again.argmax())
        second, before = ordered.iloc[place], ordered.iloc[:place]
        same = before[(before["source"] == second["source"]) & (before["coder"] == second["coder"])]
        first = same[same["end"] > second["start"]].iloc[0]
        raise InvalidInput(
            f"{second['coder']} gave the text from {second['start']} of {second['source']} both "
            f"{first['code']!r} and {second['code']!r}. Unitizing agreement needs codes that exclude each "
            "other: compute it per code, or for the codes of one exclusive domain at a time."
        )


def _continues(spans: pd.DataFrame, *, by: list[str]) -> npt.NDArray[np.bool_]:
    """Whether a span overlaps one before it in its group; groups are together, starts ascend in each."""
    if spans.empty:
        return np.zeros(0, dtype=np.bool_)
    shift = spans.groupby(by, sort=False).ngroup() * (spans["end"].max() + 1)
    begin, furthest = (spans["start"] + shift).to_numpy(), (spans["end"] + shift).cummax().to_numpy()
    return np.append(False, begin[1:] < furthest[:-1])
