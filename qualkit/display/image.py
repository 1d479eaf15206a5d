"""A matrix as a picture that looks like the table of a journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Any

from qualkit.display.content import Content, Line, Run, cell_content, heading, length
from qualkit.display.grid import Header, Matrix
from qualkit.display.latex.layout import Layout, lay_out
from qualkit.display.sheet_of_paper import Box, SheetOfPaper
from qualkit.display.typesetting import Lettering, lettering, printable
from qualkit.display.wording import band_starts, below, spanners, version
from qualkit.errors import InvalidInput
from qualkit.figures import nothing
from qualkit.language import say

_INCH = 2.54
_UPRIGHT, _LYING = 24.0, 17.0  # centimetres of height on A4
_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)  # points, of which the largest that fits is taken
_MOST = 20_000  # letters: more do not fit a page in any size
_NOTES = 3.5  # inches, the least width of title and notes
_TURNED = 1.5  # inches of a turned heading
_THICK, _THIN = 1.0, 0.5  # points of rules

_Cells = list[list[list[Line]]]


def picture(matrix: Matrix) -> Any:
    """Draw a table with its title, legend and notes, in letters that can be read in print.

    Parameters
    ----------
    matrix
        A table that fits a page: 16 × 24 cm upright, or 24.7 × 17 cm on its side.

    Returns
    -------
    matplotlib.figure.Figure
        As large as the table in print.

    Raises
    ------
    InvalidInput
        When the table would not fit a page even in letters of 6 points.

    """
    if not (matrix.rows and matrix.columns):
        return nothing(f"{matrix.title} ({say('no data', matrix.language)})")
    table = _Table.of(matrix)
    for size in _SIZES:
        paper = table.on_paper(size)
        if paper.height * _INCH <= (_LYING if table.layout.landscape else _UPRIGHT):
            return paper.painted()
    raise _too_large(matrix)


@dataclass(frozen=True, slots=True)
class _Table:
    """A matrix with what its labels and cells say in lines, and how they share the width of a page."""

    matrix: Matrix
    numeric: bool
    cells: _Cells  # in each row first the label
    notes: list[Line]
    layout: Layout

    @classmethod
    def of(cls, matrix: Matrix) -> _Table:
        numeric = matrix.numeric
        cells = [
            [
                _lines(heading(row, sized=not numeric)),
                *(_lines(cell_content(each, matrix)) for each in held),
            ]
            for row, held in zip(matrix.rows, matrix.cells, strict=True)
        ]
        notes = [_note(f"{name}. ", text) for name, text in below(matrix)] + [_note("", version(matrix))]
        if sum(map(length, [notes, *(cell for row in cells for cell in row)])) > _MOST:
            raise _too_large(matrix)
        stub, body = [row[0] for row in cells], [row[1:] for row in cells]
        layout = lay_out(matrix, stub, body, numeric=numeric)
        if len(layout.parts) > 1:
            raise _too_large(matrix)
        return cls(matrix, numeric, cells, notes, layout)

    def on_paper(self, size: float) -> SheetOfPaper:
        """The table in letters of some points."""
        letters = lettering(self._texts(), size=size)
        widths = [share * self.layout.width / _INCH for share in self.layout.parts[0].widths]
        bounds = [0.0, *accumulate(widths)]
        paper = SheetOfPaper(max(bounds[-1], _NOTES))
        paper.row([Box(0, paper.width, (self._title(),))], letters)
        paper.rule(0, bounds[-1], _THICK)
        self._head(paper, letters, bounds)
        paper.rule(0, bounds[-1], _THIN)
        self._rows(paper, letters, bounds)
        paper.rule(0, bounds[-1], _THICK)
        for note in self.notes:
            paper.row([Box(0, paper.width, (note,))], replace(letters, size=max(size - 1, _SIZES[-1])))
        return paper

    def _head(self, paper: SheetOfPaper, letters: Lettering, bounds: Sequence[float]) -> None:
        spans = spanners(self.matrix.columns)
        if any(spans):
            self._spans(paper, letters, bounds)
        heads = [_lines(self.matrix.corner), *map(self._heading, self.matrix.columns)]
        if self.layout.parts[0].turned:
            paper.turned(self._boxes(heads, bounds), letters, _TURNED)
        else:
            paper.row(self._boxes(heads, bounds), letters, at_foot=True)

    def _spans(self, paper: SheetOfPaper, letters: Lettering, bounds: Sequence[float]) -> None:
        """The headings over several columns, and a rule under each."""
        boxes, start = [], 1
        for label, group in groupby(spanners(self.matrix.columns)):
            end = start + len(list(group))
            if label is not None:
                boxes.append(Box(bounds[start], bounds[end], tuple(_lines(label)), centred=True))
            start = end
        paper.row(boxes, letters)
        for box in boxes:
            paper.rule(*box.inner, _THIN)

    def _rows(self, paper: SheetOfPaper, letters: Lettering, bounds: Sequence[float]) -> None:
        starts = band_starts(self.matrix.rows)
        for place, row in enumerate(self.cells):
            if place in starts:
                band = Run(printable(starts[place]), "emphasis")
                paper.row([Box(0, bounds[-1], ((band,),))], letters)
            paper.row(self._boxes(row, bounds), letters)

    def _boxes(self, cells: Sequence[Sequence[Line]], bounds: Sequence[float]) -> list[Box]:
        return [
            Box(bounds[place], bounds[place + 1], tuple(lines), centred=place > 0 and self.numeric)
            for place, lines in enumerate(cells)
        ]

    def _heading(self, column: Header) -> list[Line]:
        return _lines(heading(column, sized=not self.numeric))

    def _title(self) -> Line:
        return (Run(printable(self.matrix.title), "strong"),)

    def _texts(self) -> Iterator[str]:
        matrix = self.matrix
        heads = [*map(self._heading, matrix.columns), _lines(matrix.corner), [self._title()], self.notes]
        bands = (band for header in (*matrix.rows, *matrix.columns) if (band := header.band))
        yield from map(printable, bands)
        for lines in (*heads, *(cell for row in self.cells for cell in row)):
            yield from (run.text for line in lines for run in line)


def _lines(content: Content) -> list[Line]:
    lines: Sequence[Line] = [(Run(content),)] if isinstance(content, str) else content
    return [tuple(replace(run, text=printable(run.text)) for run in line) for line in lines]


def _note(name: str, text: str) -> Line:
    return Run(name, "emphasis"), Run(printable(text))


def _too_large(matrix: Matrix) -> InvalidInput:
    return InvalidInput(
        f"{matrix.title!r} ({len(matrix.rows)} × {len(matrix.columns)}) is too large for a picture of one "
        "page; write it with .to_docx(), .to_html() or .to_xlsx(), or choose fewer codes=, rows or quotes=."
    )
