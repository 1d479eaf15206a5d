"""Which data there are and which are missing: the data accounting log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from qualkit.collection.vocabulary import kind_named
from qualkit.errors import InvalidInput, not_found
from qualkit.frames import records

COLUMNS = ("row", "column", "state", "sources", "date")
UNKNOWN = "not recorded"
_PARTIAL = ("partial", "sebagian")

Wanted = Mapping[str, Sequence[str]] | pd.DataFrame
Cell = tuple[str, str]


def account(sources: pd.DataFrame, *, rows: str, columns: str, wanted: Wanted | None = None) -> pd.DataFrame:
    """Lay out which data there are, for each row and column of a data accounting log.

    Parameters
    ----------
    sources
        One row a source: the columns `rows` and `columns` with text, a list of texts or nothing, and
        `coded` (bool), `date`, `status`.
    wanted
        The data that are planned, as columns by row, or a frame `row column`; all combinations otherwise.

    Returns
    -------
    pandas.DataFrame
        `row column state sources date`, see `accounting_log`.

    Raises
    ------
    NotFound
        Sources have no such column.
    InvalidInput
        `wanted` is of another form, or names a kind that there is not.

    Examples
    --------
    >>> talk = {"case": "LHK", "kind": "interview", "coded": True, "date": "2023-02-01", "status": None}
    >>> sources = pd.DataFrame([talk])
    >>> log = account(sources, rows="case", columns="kind", wanted={"LHK": ["interview", "observation"]})
    >>> log[["column", "state", "sources"]].values.tolist()
    [['interview', 'done', 1], ['observation', 'missing', 0]]
    """
    for name in (rows, columns):
        if name not in sources:
            raise not_found("column of sources", name, map(str, sources.columns))
    there = _there(sources, rows=rows, columns=columns)
    planned = _planned(there) if wanted is None else _wanted(wanted, columns)
    cells = list(dict.fromkeys([*there, *planned]))
    first, second = (_ranks(cell[at] for cell in cells) for at in (0, 1))
    cells.sort(key=lambda cell: (first[cell[0]], second[cell[1]]))
    return pd.DataFrame([_entry(cell, there.get(cell, [])) for cell in cells], columns=list(COLUMNS))


def _there(sources: pd.DataFrame, *, rows: str, columns: str) -> dict[Cell, list[dict[str, Any]]]:
    """The sources of each cell; one that has several values of either is in several cells."""
    found: dict[Cell, list[dict[str, Any]]] = {}
    for source in records(sources):
        for row in _values(source[rows]):
            for column in _values(source[columns]):
                found.setdefault((row, column), []).append(source)
    return found


def _values(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(each) for each in value] or [UNKNOWN]
    return [UNKNOWN if pd.isna(value) else str(value)]


def _planned(there: Mapping[Cell, Any]) -> list[Cell]:
    """Every row with every column that any source has."""
    columns = [column for _, column in there if column != UNKNOWN]
    return [(row, column) for row, _ in there if row != UNKNOWN for column in columns]


def _wanted(wanted: Wanted, columns: str) -> list[Cell]:
    if isinstance(wanted, pd.DataFrame):
        if not {"row", "column"} <= set(wanted.columns):
            raise InvalidInput("The planned data are a frame with the columns 'row' and 'column'.")
        cells = list(zip(wanted["row"].astype(str), wanted["column"].astype(str), strict=True))
    else:
        cells = [(str(row), each) for row, given in wanted.items() for each in _listed(row, given)]
    return [(row, _kind(column)) for row, column in cells] if columns == "kind" else cells


def _listed(row: str, given: Sequence[str]) -> list[str]:
    if isinstance(given, str):
        raise InvalidInput(f"What is planned for {row!r} must be a list, such as [{given!r}].")
    return [str(each) for each in given]


def _kind(name: str) -> str:
    kind = kind_named(name)
    if kind is None:
        raise InvalidInput(
            f"{name!r} is no kind of source. Plan interview, observation, document or survey, "
            "or choose another attribute for the columns."
        )
    return kind


def _ranks(names: Iterable[str]) -> dict[str, tuple[bool, int]]:
    """Names by their first appearance, what is not recorded last."""
    return {name: (name == UNKNOWN, place) for place, name in enumerate(dict.fromkeys(names))}


def _entry(cell: Cell, sources: Sequence[Mapping[str, Any]]) -> tuple[str, str, str, int, str | None]:
    dates = sorted({str(each["date"]) for each in sources if not pd.isna(each["date"])})
    span = " – ".join(dict.fromkeys((dates[0], dates[-1]))) if dates else None
    return (*cell, _state(sources), len(sources), span)


def _state(sources: Sequence[Mapping[str, Any]]) -> str:
    if not sources:
        return "missing"
    return "done" if all(map(_is_done, sources)) else "partial"


def _is_done(source: Mapping[str, Any]) -> bool:
    return bool(source["coded"]) and str(source["status"]).casefold() not in _PARTIAL
