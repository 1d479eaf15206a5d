"""Filters: the codings left by what is known of their case, source, coder and status."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, get_args

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput, not_found
from qualkit.model import KINDS, STATUSES, Role
from qualkit.reduction.querying.lines import Mask

Names = str | Sequence[str]
Day = str | date

_OF_EVERY_SOURCE = frozenset({"kind", "date", "site", "language"})
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def narrowed(
    codings: pd.DataFrame,
    *,
    where: Mapping[str, Any] | None = None,
    cases: pd.DataFrame | None = None,
    links: pd.DataFrame | None = None,
    dates: tuple[Day | None, Day | None] | None = None,
    inventory: pd.DataFrame | None = None,
    sources: Names | None = None,
    kinds: Names | None = None,
    roles: Names | None = None,
    coders: Names | None = None,
    status: Names | None = None,
) -> pd.DataFrame:
    """Leave in the codings of some cases, dates, sources, kinds of source, roles, coders and states.

    Parameters
    ----------
    codings
        As ``study.codings``, a row a coding.
    where
        Attributes of the source, and of the case, all of which must hold for one case of the coding: a
        value, a list of values, or a tuple ``(least, most)`` of which either may be None, as
        ``{"outcome": (15, None)}``. What every source has (``kind date site language``) comes before an
        attribute of cases of that name, where any source says it; else cases come before sources.
    cases
        ``case`` and a column for each attribute; needed for ``where`` of cases.
    links
        ``coding_id case``, a row for each case of a coding; else a coding has the one case in its row.
    dates
        The first and the last day, month or year of the source (ISO, as ``2024-03``); either may be None.
        Sources without a date are left out.
    inventory
        ``source date`` and a column for each attribute, a row a source; needed for ``dates``, and for
        ``where`` of sources.
    sources, kinds, roles, coders, status
        A name or a list of names.

    Returns
    -------
    DataFrame
        The codings left, in the order and with the columns in which they came.

    Raises
    ------
    NotFound
        If an attribute, a value of it, or a name does not exist; with the nearest.
    InvalidInput
        If a range is none, or cannot be compared with what is recorded.

    Examples
    --------
    >>> codings = pd.DataFrame({"coding_id": ["a", "b"], "case": ["Bapenda", "Dinsos"]})
    >>> cases = pd.DataFrame({"case": ["Bapenda", "Dinsos"], "outcome": [19.1, 4.0]})
    >>> narrowed(codings, where={"outcome": (15, None)}, cases=cases)["coding_id"].tolist()
    ['a']
    """
    listed = () if inventory is None else inventory["source"]
    kept = np.ones(len(codings), bool)
    for column, names, known in (
        ("source", sources, listed),
        ("kind", kinds, KINDS),
        ("role", roles, get_args(Role)),
        ("coder", coders, ()),
        ("status", status, STATUSES),
    ):
        if names is not None:
            kept &= _named(codings[column], names, known)
    if dates is not None:
        kept &= codings["source"].isin(_dated(inventory, *_pair("dates", dates))).to_numpy()
    of_sources, of_cases = _parted(where or {}, inventory, cases)
    if inventory is not None and of_sources:
        kept &= codings["source"].isin(inventory.loc[_fits(inventory, of_sources), "source"]).to_numpy()
    if cases is not None and of_cases:
        held = codings if links is None else links
        found = held.loc[held["case"].isin(cases.loc[_fits(cases, of_cases), "case"]), "coding_id"]
        kept &= codings["coding_id"].isin(found).to_numpy()
    return codings[kept].reset_index(drop=True)


def _named(column: pd.Series[Any], names: Names, known: Iterable[str]) -> Mask:
    wanted = [names] if isinstance(names, str) else [*names]
    there = dict.fromkeys((*known, *column.dropna().unique()))
    for name in wanted:
        if name not in (None, *there):
            raise not_found(str(column.name), name, there)
    return column.isin(wanted).to_numpy(bool)


def _dated(sources: pd.DataFrame | None, first: Day | None, last: Day | None) -> pd.Series[Any]:
    """The sources dated from the first to the last day, or month, or year."""
    if sources is None:
        raise InvalidInput("To filter by date, the sources with their dates are needed. Give inventory=….")
    low, high = _iso(first), _iso(last)
    known = sources[sources["date"].notna()]
    days = known["date"].astype(str)
    fits = days.ge(low) & (days.str[: len(high)] <= high)
    return known.loc[fits, "source"]


def _iso(day: Day | None) -> str:
    if day is None:
        return ""
    written = str(day)
    try:
        if not _DATE.fullmatch(written):
            raise ValueError
        date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    except ValueError:
        raise InvalidInput(f"{day!r} is no date. Write it as 2024-03-01, 2024-03 or 2024.") from None
    return written


def _parted(
    where: Mapping[str, Any], sources: pd.DataFrame | None, cases: pd.DataFrame | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is asked of sources, and what of cases."""
    if where and sources is None and cases is None:
        raise InvalidInput("To filter by attributes, what has them is needed. Give cases=… or inventory=….")
    every = pd.DataFrame() if sources is None else sources
    of_cases = () if cases is None else cases.columns
    first = {name for name in _OF_EVERY_SOURCE.intersection(every.columns) if every[name].notna().any()}
    for name in where:
        if name not in of_cases and name not in every.columns:
            raise not_found("attribute", name, dict.fromkeys(map(str, [*of_cases, *every.columns])))
    cased = {name: wanted for name, wanted in where.items() if name in of_cases and name not in first}
    return {name: wanted for name, wanted in where.items() if name not in cased}, cased


def _fits(described: pd.DataFrame, where: Mapping[str, Any]) -> Mask:
    """Of each source or case, whether all its attributes are as asked."""
    fits = np.ones(len(described), bool)
    for name, wanted in where.items():
        column = described[name]
        test = _within(name, wanted) if isinstance(wanted, tuple) else _any_of(name, wanted, column)
        fits &= np.fromiter(map(test, column), bool, len(column))
    return fits


def _within(name: str, bounds: tuple[Any, ...]) -> Callable[[Any], bool]:
    low, high = _pair(name, bounds)

    def test(value: Any) -> bool:
        try:
            return bool(_texts(value)) and (low is None or low <= value) and (high is None or value <= high)
        except TypeError:
            raise InvalidInput(
                f"{name}={bounds!r} cannot be compared with {value!r}, which is recorded. "
                "Give a range of what is recorded, or a list of values."
            ) from None

    return test


def _any_of(name: str, wanted: Any, column: pd.Series[Any]) -> Callable[[Any], bool]:
    texts = _texts(wanted)
    known = {text for value in column for text in _texts(value)}
    for text in texts:
        if text not in known:
            raise not_found(name, text, sorted(known))
    return lambda value: not texts.isdisjoint(_texts(value))


def _texts(value: Any) -> set[str]:
    """A value, or each in a list, as it reads; none where it is missing."""
    if isinstance(value, Collection) and not isinstance(value, str):
        return {text for each in value for text in _texts(each)}
    if pd.isna(value):
        return set()
    return {str(int(value) if isinstance(value, float) and value.is_integer() else value)}


def _pair(name: str, bounds: tuple[Any, ...]) -> tuple[Any, Any]:
    if len(bounds) != 2:
        raise InvalidInput(f"{name}={bounds!r} is no range. Give (first, last), either of which may be None.")
    return bounds[0], bounds[1]
