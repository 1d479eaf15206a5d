"""Matrices as HTML tables that can be read aloud, sorted, and opened up to their sources."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.display.grid import Cell, Header, Matrix
from qualkit.display.html.anchors import Anchors
from qualkit.display.html.quotations import Quotation, Quoting
from qualkit.display.html.rendering import rendered
from qualkit.display.html.sources import SourcesQuoted
from qualkit.display.wording import below, figure, size, spanners, state_words, version
from qualkit.language import say

_SHEETS = (17.0, 25.7, 38.0, 55.4, 80.1)  # centimetres of text on A4 upright and lying, A3, A2, A1; then A0
_STUB, _FIGURE, _WORDS = 2.5, 1.6, 2.8  # centimetres of a column of row headings, of figures, of words
_LETTER = 0.22  # centimetres of a letter of a heading, with its share of the margins
_TALL = 15  # rows from which it scrolls under its headings


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of the table: its words, how much it spans, and its id where cells name their headings."""

    label: str
    note: str | None = None
    size: str | None = None
    anchor: str | None = None
    width: int = 1
    sortable: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A cell as it is printed; ``value`` is what it is sorted by, ``headers`` the ids of its headings."""

    words: str
    empty: bool
    n: int | None
    quotations: list[Quotation]
    value: float | int | str | None
    headers: str | None


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that stand together, under a heading where they have one; each is its head and its cells."""

    head: Head | None
    rows: Iterator[tuple[Head, list[Written]]]


def table(
    matrix: Matrix, anchors: Anchors, *, sources: SourcesQuoted | None, room: int, label: str, tag: str
) -> str:
    """The matrix as a piece of HTML.

    Quotations expand where the turns around them fit into ``room`` characters; ``sources`` gathers the
    turns that they link to. ``label`` is what the caption begins with, ``tag`` the element it stands in.
    """
    layout = _Layout.of(matrix, anchors)
    quoting = Quoting.of(matrix, sources, room=room)
    return rendered(
        "table.html",
        matrix=matrix,
        layout=layout,
        bands=layout.bands(quoting),
        sheet=_sheet(matrix),
        tall=len(matrix.rows) >= _TALL,
        below=list(below(matrix)),
        version=version(matrix),
        nothing=say("no data", matrix.language),
        crowded=_crowded(quoting),
        label=label,
        tag=tag,
    )


def _sheet(matrix: Matrix) -> int:
    """The number of the smallest sheet of paper that the table can be printed on."""
    least = _FIGURE if matrix.numeric else _WORDS
    words = (max(map(len, column.label.split()), default=0) for column in matrix.columns)
    return bisect_left(_SHEETS, _STUB + sum(max(least, _LETTER * letters) for letters in words))


def _crowded(quoting: Quoting) -> str | None:
    """The remark on quotations that do not expand."""
    if quoting.expanding:
        return None
    where = (
        "The quotations are too many to expand here to the turns around them; "
        "the page of this table has them."
        if quoting.sources is None
        else "The quotations are too many to expand to the turns around them; "
        "each address leads to its whole turn."
    )
    return say(where, quoting.matrix.language)


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """Where the headings of a matrix stand, and which of them a cell has."""

    matrix: Matrix
    anchors: Anchors
    stretches: list[range]
    spans: list[Head]
    corner: Head
    columns: list[Head]
    above: list[str]

    @classmethod
    def of(cls, matrix: Matrix, anchors: Anchors) -> _Layout:
        stretches = list(_stretches(matrix.rows))
        movable = max(map(len, stretches), default=0) > 1
        spans = _spans(matrix, anchors)
        named = anchors if spans else None
        columns = [
            _head(column, matrix, named, sortable=movable and _sortable(matrix, place))
            for place, column in enumerate(matrix.columns)
        ]
        over = [each.anchor for each in spans for _ in range(each.width)] or [None] * len(columns)
        above = [_ids(span, column.anchor) for span, column in zip(over, columns, strict=True)]
        corner = Head(matrix.corner, sortable=movable)
        return cls(matrix, anchors, stretches, spans, corner, columns, above)

    def bands(self, quoting: Quoting) -> Iterator[Band]:
        """The rows, band by band."""
        for stretch in self.stretches:
            label = self.matrix.rows[stretch.start].band
            anchor = self.anchors.new("band") if self.spans else None
            head = None if label is None else Head(label, anchor=anchor, width=len(self.columns) + 1)
            yield Band(head, self._rows(stretch, quoting, anchor if head else None))

    def _rows(
        self, stretch: range, quoting: Quoting, band: str | None
    ) -> Iterator[tuple[Head, list[Written]]]:
        for row in stretch:
            head = _head(self.matrix.rows[row], self.matrix, self.anchors if self.spans else None)
            cells = self.matrix.cells[row]
            yield (
                head,
                [
                    _written(cell, quoting, (row, column), headers=_ids(band, head.anchor, above) or None)
                    for column, (cell, above) in enumerate(zip(cells, self.above, strict=True))
                ],
            )


def _written(cell: Cell, quoting: Quoting, place: tuple[int, int], *, headers: str | None) -> Written:
    matrix = quoting.matrix
    words = state_words(cell, matrix)
    more = matrix.content in ("quotes", "summary") and cell.n > len(cell.entries)
    return Written(
        words=words or ("" if cell.entries else figure(cell, matrix)),
        empty=words is not None or cell.state == "none found",
        n=cell.n if cell.n and (words or (cell.entries and more)) else None,
        quotations=[quoting.quotation(entry, *place) for entry in cell.entries],
        value=cell.value,
        headers=headers,
    )


def _head(header: Header, matrix: Matrix, anchors: Anchors | None, *, sortable: bool = False) -> Head:
    return Head(
        header.label,
        note=header.note,
        size=None if matrix.numeric else size(header),
        anchor=anchors.new("heading") if anchors else None,
        sortable=sortable,
    )


def _ids(*anchors: str | None) -> str:
    return " ".join(anchor for anchor in anchors if anchor)


def _sortable(matrix: Matrix, column: int) -> bool:
    """Whether a column has values to sort its rows by; quotations have no order."""
    return sum(row[column].value is not None for row in matrix.cells) > 1


def _stretches(headers: tuple[Header, ...]) -> Iterator[range]:
    """The stretches of headings that are in one band."""
    start = 0
    for end in range(1, len(headers) + 1):
        if end == len(headers) or headers[end].band != headers[start].band:
            yield range(start, end)
            start = end


def _spans(matrix: Matrix, anchors: Anchors) -> list[Head]:
    """The headings over several columns, or nothing where there are none."""
    over = spanners(matrix.columns)
    if not any(over):
        return []
    spans: list[Head] = []
    for label in over:
        if spans and label is not None and spans[-1].label == label:
            spans[-1] = Head(label, anchor=spans[-1].anchor, width=spans[-1].width + 1)
        else:
            spans.append(Head(label or "", anchor=anchors.new("span") if label else None))
    return spans
