"""The matrix as a value: headers, cells that know their codings, and the rules they were filled by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

import pandas as pd

from qualkit.display.choices import check
from qualkit.display.passages import Passages
from qualkit.display.rendered import Pictured
from qualkit.errors import InvalidInput, not_found

State = Literal["data", "none found", "not asked", "not coded", "no data", "not applicable"]
STATES: tuple[State, ...] = get_args(State)
_COUNTS = frozenset({"count", "sources", "cases"})
_MARKS = frozenset({"sign", "symbol"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A row or column: its key, how it is printed, the band it stands in, and its number of codings."""

    key: str
    label: str
    band: str | None = None
    note: str | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A text in a cell: a quotation with its address, or the researcher's own words (no address).

    ``mark`` says whether it is ``direct``, ``indirect`` or ``inferred``, where that was said.
    """

    text: str
    address: str | None = None
    coding_id: Any = None
    speaker: str | None = None
    coder: str | None = None
    mark: str | None = None

    def __str__(self) -> str:
        return self.text if self.address is None else f"“{self.text}” ({self.address})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a row and a column have in common, or the reason why there is nothing.

    ``share`` is the value as a percentage of its row, its column or the whole, where that was asked for.
    """

    state: State = "data"
    entries: tuple[Entry, ...] = ()
    value: float | int | str | None = None
    n: int = 0
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Matrix(Pictured):
    """A display of rows by columns.

    ``corner`` and ``across`` name what the rows and the columns are, ``content`` what
    the cells hold. ``codings`` has a row ``row column coding_id`` for every coding behind every cell,
    quoted or not; ``rules`` are the decision rules by which cells were filled.
    """

    title: str
    rows: tuple[Header, ...]
    columns: tuple[Header, ...]
    cells: tuple[tuple[Cell, ...], ...]
    corner: str
    across: str = ""
    content: str = "quotes"
    legend: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    language: str = "en"
    codings: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=pd.Index(["row", "column", "coding_id"]))
    )
    passages: Passages = field(default_factory=Passages, repr=False)
    version: int = 0

    @property
    def numeric(self) -> bool:
        """Whether the cells hold numbers or marks, and no words."""
        held = [cell for row in self.cells for cell in row if cell.state == "data"]
        return self.content in _COUNTS | _MARKS or (
            bool(held) and all(isinstance(cell.value, int | float) and not cell.entries for cell in held)
        )

    @property
    def frame(self) -> pd.DataFrame:
        """Row labels by column labels: counts (0 where none was found), ratings or text; missing if empty."""
        frame = pd.DataFrame(
            [[self._plain(cell) for cell in row] for row in self.cells],
            index=pd.Index([row.label for row in self.rows], name=self.corner),
            columns=range(len(self.columns)),
        )
        kind = "float64" if self.content == "rating" else "Int64" if self.content in _COUNTS else None
        figures = [place for place in frame if not any(isinstance(each, str) for each in frame[place])]
        typed = frame.astype(dict.fromkeys(figures, kind)) if kind else frame
        return typed.set_axis([column.label for column in self.columns], axis="columns")

    def cell(self, row: str, column: str) -> Cell:
        """The cell of a row and a column, each named by key or label; raises `NotFound`."""
        return self.cells[_position("row", row, self.rows)][_position("column", column, self.columns)]

    def titled(self, title: str) -> Matrix:
        """The same matrix under another title."""
        return replace(self, title=title)

    def with_rules(self, *rules: str) -> Matrix:
        """The same matrix with further decision rules, in the researcher's words."""
        return replace(self, rules=(*self.rules, *rules))

    def with_notes(self, *notes: str) -> Matrix:
        """The same matrix with further notes printed under it."""
        return replace(self, notes=(*self.notes, *notes))

    def with_column(self, label: str, texts: Mapping[str, str]) -> Matrix:
        """The same matrix with a last column of the researcher's own words, by key or label of the row."""
        check(texts=texts)
        for name in texts:
            _position("row", name, self.rows)
        said = [texts.get(row.key, texts.get(row.label)) for row in self.rows]
        inferred = [None if text is None else Entry(text=text, mark="inferred") for text in said]
        added = [Cell(entries=(each,)) if each else Cell(state="no data") for each in inferred]
        return replace(
            self,
            columns=(*self.columns, Header(key=label, label=label)),
            cells=tuple((*cells, cell) for cells, cell in zip(self.cells, added, strict=True)),
        )

    def beside(self, other: Matrix) -> Matrix:
        """The same matrix with the columns of another one, which has the same rows, to its right."""
        if [row.key for row in self.rows] != [row.key for row in other.rows]:
            raise InvalidInput("Matrices stand beside each other where they have the same rows in one order.")
        return replace(
            self,
            columns=(*self.columns, *other.columns),
            cells=tuple((*left, *right) for left, right in zip(self.cells, other.cells, strict=True)),
            codings=pd.concat([self.codings.astype(object), other.codings.astype(object)], ignore_index=True),
            legend=tuple(dict.fromkeys([*self.legend, *other.legend])),
            rules=tuple(dict.fromkeys([*self.rules, *other.rules])),
            passages=self.passages if self.passages.turns is not None else other.passages,
            notes=tuple(dict.fromkeys([*self.notes, *other.notes])),
        )

    def transposed(self) -> Matrix:
        """The same matrix with its rows as columns."""
        return replace(
            self,
            rows=self.columns,
            columns=self.rows,
            cells=tuple(zip(*self.cells, strict=True)) if self.rows else tuple(() for _ in self.columns),
            corner=self.across,
            across=self.corner,
            codings=self.codings.rename(columns={"row": "column", "column": "row"})[
                list(self.codings.columns)
            ],
        )

    def __repr__(self) -> str:
        size = f"{len(self.rows)} × {len(self.columns)}"
        return f"<Matrix {self.title!r}: {size}, {len(self.codings)} codings, data version {self.version}>"

    def _plain(self, cell: Cell) -> Any:
        if cell.value is not None and not (self.content == "mixed" and cell.entries):
            return cell.value
        return "\n".join(str(entry) for entry in cell.entries) or None


def _position(axis: str, name: str, headers: tuple[Header, ...]) -> int:
    keys = [header.key for header in headers]
    labels = [header.label for header in headers]
    for known in (keys, labels):
        if name in known:
            return known.index(name)
    raise not_found(axis, name, dict.fromkeys([*keys, *labels]))
