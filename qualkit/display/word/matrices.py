"""Matrices in Word: a real caption, a journal table, and under it what a reader needs to trust it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from qualkit.display.content import (
    Content,
    cell_content,
    heading,
    length,
    longest_word,
    natural_widths,
)
from qualkit.display.grid import Matrix
from qualkit.display.word.captions import add_caption
from qualkit.display.word.elements import append
from qualkit.display.word.notes import add_notes
from qualkit.display.word.paper import Paper
from qualkit.display.word.paragraphs import paragraph
from qualkit.display.word.sections import text_width
from qualkit.display.word.table import add_table, with_least
from qualkit.display.wording import band_starts, below, spanners, version
from qualkit.errors import InvalidInput
from qualkit.language import say

_PORTRAIT_COLUMNS = 5
_MOST_COLUMNS = 250
_EASY_WORDS = 3.1  # centimetres in which a quotation is read with ease
_LEAST_WORDS = 2.5  # and in which it can still be read
_LEAST_PHRASE = 1.7
_LEAST_FIGURE = 1.05
_CHARACTER = 0.165  # centimetres of a character of a heading, on average
_PADDING = 0.3


def add_matrix(paper: Paper, matrix: Matrix) -> None:
    """Append a matrix: caption, table (in parts if it is too wide), and notes.

    Raises
    ------
    InvalidInput
        When it has more columns than can be read on paper.

    """
    if len(matrix.columns) > _MOST_COLUMNS:
        raise InvalidInput(
            f"{matrix.title!r} has {len(matrix.columns):,} columns; a table in Word can be read with up to "
            f"{_MOST_COLUMNS}. Choose fewer with codes= or where=, turn it with .transposed(), or write it "
            "with .to_xlsx()."
        )
    footed = paper.style.decision_rules == "footnote"
    note = " ".join(matrix.rules) if footed else ""
    above = paper.style.table_caption == "above"
    if above:
        add_caption(paper, "Table", matrix.title, note=note)
    if matrix.rows and matrix.columns:
        _add_parts(paper, _sheet(paper, matrix))
    else:
        _remark(paper, say("no data", matrix.language))
    if not above:
        add_caption(paper, "Table", matrix.title, note=note)
    told = replace(matrix, rules=()) if footed else matrix
    add_notes(paper, [*below(told), ("", version(matrix))])


def is_wide(matrix: Matrix, paper: Paper) -> bool:
    """Whether an upright page is too narrow for a matrix."""
    if not matrix.rows or len(matrix.columns) > _PORTRAIT_COLUMNS:
        return bool(matrix.rows)
    sheet = _sheet(paper, matrix)
    needed = sheet.stub_width(paper.width) + len(matrix.columns) * sheet.least_width(_EASY_WORDS)
    return needed > paper.width


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A matrix with what its labels and cells hold, in letters of some scale."""

    matrix: Matrix
    stub: list[Content]
    body: list[list[Content]]
    scale: float

    def least_width(self, words: float) -> float:
        """Centimetres in which a cell can still be read; ``words`` are what long texts need."""
        if self.matrix.numeric:
            return _LEAST_FIGURE * self.scale
        longest = max((length(content) for row in self.body for content in row), default=0)
        return min(max(longest * _CHARACTER / 2, _LEAST_PHRASE) * self.scale, words)

    def stub_width(self, width: float) -> float:
        """Centimetres of the column of row headings in a text of some width."""
        labels = (each for row in self.matrix.rows for each in (row.label, row.note or ""))
        needed = max(map(len, labels), default=0) * _CHARACTER * self.scale + _PADDING
        return min(max(needed, 2.2), min(4.2, width / 5))


def _sheet(paper: Paper, matrix: Matrix) -> _Sheet:
    quoting = paper.style.quoting
    return _Sheet(
        matrix=matrix,
        stub=[heading(each, sized=not matrix.numeric) for each in matrix.rows],
        body=[[cell_content(cell, matrix, quoting=quoting) for cell in row] for row in matrix.cells],
        scale=paper.style.scale,
    )


def _add_parts(paper: Paper, sheet: _Sheet) -> None:
    for number, part in enumerate(_parts(sheet, text_width(paper.document))):
        if number:
            _remark(paper, say("continued", sheet.matrix.language))
        _add_part(paper, sheet, part)


def _parts(sheet: _Sheet, width: float) -> Iterator[range]:
    """The columns of each part, as many as can be read side by side, and shared evenly."""
    columns = len(sheet.matrix.columns)
    most = max(int((width - sheet.stub_width(width)) / sheet.least_width(_LEAST_WORDS)), 1)
    count = -(-columns // most)
    bounds = [round(part * columns / count) for part in range(count + 1)]
    yield from (range(first, last) for first, last in pairwise(bounds))


def _add_part(paper: Paper, sheet: _Sheet, part: range) -> None:
    matrix, figures = sheet.matrix, sheet.matrix.numeric
    columns = tuple(matrix.columns[each] for each in part)
    rows = [[head, *(row[each] for each in part)] for head, row in zip(sheet.stub, sheet.body, strict=True)]
    header = [matrix.corner, *(heading(each, sized=not figures) for each in columns)]
    width = text_width(paper.document)
    room = width - sheet.stub_width(width)
    shares = [1.0] * len(part) if figures else natural_widths([row[1:] for row in [header, *rows]])
    widths = [each * room / sum(shares) for each in shares]
    least = min(sheet.least_width(_LEAST_WORDS), room / len(part))
    longest = max(longest_word(each.label) for each in columns) * sheet.scale
    add_table(
        paper,
        header,
        rows,
        widths=[width - room, *with_least(widths, [least] * len(part))],
        bands=band_starts(matrix.rows),
        spanners=(None, *spanners(columns)),
        centred=figures,
        turned=figures and longest > room / len(part),
    )


def _remark(paper: Paper, text: str) -> None:
    append(paper.document, paragraph(f"({text})", style="TableRemark", keep=True))
