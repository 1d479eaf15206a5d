"""Matrices in Markdown: a pipe table with its caption above, legend and rules below."""

from __future__ import annotations

from qualkit.display.grid import Cell, Header, Matrix
from qualkit.display.language import say
from qualkit.display.wording import below, figure, size, state_words, version


def render(matrix: Matrix) -> str:
    """The matrix as Markdown text; a band is the first column where rows have bands."""
    banded = any(header.band for header in matrix.rows)
    head = [*([""] if banded else []), matrix.corner, *(_heading(column) for column in matrix.columns)]
    align = [":--" if not matrix.numeric or number <= banded else "--:" for number in range(len(head))]
    lines = [f"**{say('Table', matrix.language)}.** {escape(matrix.title)}", "", _row(head), _row(align)]
    last: str | None = None
    for header, cells in zip(matrix.rows, matrix.cells, strict=True):
        band = "" if header.band == last or header.band is None else f"**{escape(header.band)}**"
        last = header.band
        shown = [_cell(cell, matrix) for cell in cells]
        lines.append(_row([*([band] if banded else []), _heading(header), *shown]))
    lines.append("")
    for heading, text in below(matrix):
        lines.extend([f"*{heading}.* {escape(text)}", ""])
    lines.append(version(matrix))
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    r"""The text as Markdown shows it verbatim, on one line.

    >>> escape("a|b *c*\nd")
    'a\\|b \\*c\\* d'
    """
    marked = "".join(f"\\{sign}" if sign in "\\|*_`[]<>~#" else sign for sign in text)
    return " ".join(marked.split())


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _heading(header: Header) -> str:
    said = (header.label, header.note, size(header))
    return "<br>".join(escape(each) for each in said if each)


def _cell(cell: Cell, matrix: Matrix) -> str:
    words = state_words(cell, matrix)
    if words is not None:
        return f"*{words}*" + (f" (n = {cell.n})" if cell.n else "")
    if not cell.entries:
        return escape(figure(cell, matrix))
    return "<br>".join(escape(str(entry)) for entry in cell.entries)
