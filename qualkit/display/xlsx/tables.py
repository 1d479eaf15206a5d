"""A matrix as a sheet: as it is printed, but to be filtered and calculated with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from qualkit.display.content import Content, Quoting, cell_content
from qualkit.display.grid import Cell, Header, Matrix
from qualkit.display.wording import band_starts, size, spanners, state_words
from qualkit.display.xlsx.numbers import pattern
from qualkit.display.xlsx.sheets import HEAD, NUMBER, STATE, TEXT, Book, Sheet, fitting, refuse_more
from qualkit.figures import GREY, INK
from qualkit.language import say

_QUOTING = Quoting(bracketed=True)
_LABEL = {**TEXT, "bold": True}
_REMARK = {**TEXT, "font_color": GREY}
_SPAN = {**HEAD, "align": "center", "left": 1, "right": 1}
_NEW_BAND = {"top": 1, "top_color": INK}
_BUTTON = "    "  # what the button of a filter hides
_NARROW = 24.0  # characters of a column of figures, at most
_Value = str | int | None


def add_table(book: Book, matrix: Matrix) -> None:
    """Add a matrix as a sheet.

    Raises
    ------
    InvalidInput
        When it has more rows or columns than a sheet.

    """
    name = say("Table", matrix.language)
    refuse_more(name, rows=len(matrix.rows) + 3, columns=len(matrix.columns) + 4)
    _Table(matrix, book.sheet(name), _stub(matrix), matrix.numeric).write()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labels:
    """A column that says something of the rows."""

    heading: str
    values: list[_Value]
    look: dict[str, Any]

    @property
    def width(self) -> float:
        return fitting([self.heading + _BUTTON, *(str(value) for value in self.values)])


@dataclass(frozen=True, slots=True)
class _Table:
    matrix: Matrix
    sheet: Sheet
    stub: list[_Labels]
    numeric: bool

    def write(self) -> None:
        matrix = self.matrix
        texts = [
            [_text(cell_content(cell, matrix, quoting=_QUOTING)) for cell in row] for row in matrix.cells
        ]
        widths = [*(labels.width for labels in self.stub), *self._widths(texts)]
        self.sheet.title(matrix.title, widths)
        spans = spanners(matrix.columns)
        if any(spans):
            self._write_spans(spans, widths)
        heads = 2 if any(spans) else 1
        self._write_heads(heads, widths)
        self._write_rows(texts, widths, first=heads + 1)
        if not (matrix.rows and matrix.columns):
            words = f"({say('no data', matrix.language)})"
            self.sheet.write((heads + 1, len(self.stub)), words, STATE)
        labelled = 1 + any(row.band for row in matrix.rows)
        self.sheet.arrange(widths, heads=heads, stub=labelled, rows=len(matrix.rows))

    def _widths(self, texts: Sequence[Sequence[str]]) -> Iterator[float]:
        columns = zip(*texts, strict=True) if texts else ((),) * len(self.matrix.columns)
        for header, cells in zip(self.matrix.columns, columns, strict=True):
            words = [word + _BUTTON for word in header.label.split()]
            heading = words if self.numeric else [header.label + _BUTTON]
            width = fitting([*heading, *cells])
            yield min(width, _NARROW) if self.numeric else width

    def _write_spans(self, spans: Sequence[str | None], widths: Sequence[float]) -> None:
        start = len(self.stub)
        room = {}
        for label, group in groupby(spans):
            end = start + len(list(group))
            if label is not None:
                self.sheet.across(1, range(start, end), label, _SPAN)
                room[label] = sum(widths[start:end])
            start = end
        self.sheet.fit(1, room, room.values())

    def _write_heads(self, row: int, widths: Sequence[float]) -> None:
        look = {**HEAD, "align": "center"} if self.numeric else HEAD
        heads = [*(labels.heading for labels in self.stub), *map(_heading, self.matrix.columns)]
        for column, head in enumerate(heads):
            self.sheet.write((row, column), head, HEAD if column < len(self.stub) else look)
        self.sheet.fit(row, heads, [width - len(_BUTTON) for width in widths])

    def _write_rows(self, texts: Sequence[Sequence[str]], widths: Sequence[float], *, first: int) -> None:
        starts = band_starts(self.matrix.rows)
        for row, (cells, said) in enumerate(zip(self.matrix.cells, texts, strict=True)):
            ruled = _NEW_BAND if row in starts else {}
            for column, labels in enumerate(self.stub):
                _write_value(self.sheet, (first + row, column), labels.values[row], {**labels.look, **ruled})
            for column, (cell, text) in enumerate(zip(cells, said, strict=True), len(self.stub)):
                self._write_cell((first + row, column), cell, text, ruled)
            labels_said = [str(labels.values[row] or "") for labels in self.stub]
            self.sheet.fit(first + row, [*labels_said, *said], widths)

    def _write_cell(self, place: tuple[int, int], cell: Cell, text: str, ruled: dict[str, Any]) -> None:
        matrix = self.matrix
        empty = state_words(cell, matrix) is not None or cell.state == "none found"
        look = {**(NUMBER if self.numeric else TEXT), **(STATE if empty else {}), **ruled}
        grouped = matrix.content != "attribute"
        written = pattern(cell.value, matrix.language, grouped=grouped, share=cell.share)
        if written is None or cell.entries:
            self.sheet.write(place, text, look)
        else:
            self.sheet.number(place, cell.value, {**look, "num_format": written})


def _stub(matrix: Matrix) -> list[_Labels]:
    """The band, the label, the number of codings and the note of each row, as far as there are any."""
    rows, language = matrix.rows, matrix.language
    labels = _Labels(heading=matrix.corner, values=[row.label for row in rows], look=_LABEL)
    others = (
        (say("Band", language), [row.band for row in rows], TEXT),
        ("n", [row.n for row in rows], _REMARK),
        (say("Note", language), [row.note for row in rows], _REMARK),
    )
    band, *more = (
        _Labels(heading=heading, values=list(values), look=look) for heading, values, look in others
    )
    return [each for each in (band, labels, *more) if each is labels or any(each.values)]


def _write_value(sheet: Sheet, place: tuple[int, int], value: _Value, look: dict[str, Any]) -> None:
    if isinstance(value, int):
        sheet.number(place, value, {**look, "align": "center"})
    else:
        sheet.write(place, value or "", look)


def _heading(header: Header) -> str:
    return "\n".join(each for each in (header.label, header.note, size(header)) if each)


def _text(content: Content) -> str:
    if isinstance(content, str):
        return content
    return "\n".join("".join(run.text for run in line) for line in content)
