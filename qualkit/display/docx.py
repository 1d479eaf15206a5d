"""Matrices in Word: a real caption, a journal table, and under it what a reader needs to trust it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from qualkit.display.document import add_caption, clean, new_document, text_width
from qualkit.display.grid import Cell, Header, Matrix
from qualkit.display.language import say
from qualkit.display.table_xml import (
    Content,
    Line,
    Look,
    Run,
    add_table,
    length,
    longest_word,
    natural_widths,
    paragraph,
)
from qualkit.display.wording import band_starts, below, figure, size, spanners, state_words, version

__all__ = ["add_caption", "add_matrix", "add_table", "new_document", "render"]

_PORTRAIT_COLUMNS = 5
_PORTRAIT_WIDTH = 16.0  # centimetres of text
_EASY_WORDS = 3.1  # centimetres in which a quotation is read with ease
_LEAST_WORDS = 2.5  # and in which it can still be read
_LEAST_PHRASE = 1.7
_LEAST_FIGURE = 1.05
_CHARACTER = 0.165  # centimetres of a character of a heading, on average
_PADDING = 0.3
_SHORT_ADDRESS = 10  # characters that stay on the line of the quotation's last word


def render(matrix: Matrix) -> Any:
    """A Word document (``docx.Document``) with the matrix; landscape where a portrait page is too narrow."""
    document = new_document(landscape=_is_wide(matrix), language=matrix.language)
    add_matrix(document, matrix)
    return document


def _is_wide(matrix: Matrix) -> bool:
    body = [[cell_content(cell, matrix) for cell in row] for row in matrix.cells]
    needed = _stub_width(matrix, _PORTRAIT_WIDTH) + len(matrix.columns) * _least_width(
        matrix, body, words=_EASY_WORDS
    )
    return len(matrix.columns) > _PORTRAIT_COLUMNS or needed > _PORTRAIT_WIDTH


def add_matrix(document: Any, matrix: Matrix) -> None:
    """Append the matrix to a document: caption, table (in parts if it is too wide), legend and rules."""
    add_caption(document, say("Table", matrix.language), matrix.title)
    if matrix.rows and matrix.columns:
        _add_parts(document, matrix)
    else:
        _remark(document, say("no data", matrix.language))
    for number, (heading, text) in enumerate(below(matrix)):
        _note(document, f"{heading}. ", text, first=number == 0)
    _note(document, "", version(matrix))


def _add_parts(document: Any, matrix: Matrix) -> None:
    body = [[cell_content(cell, matrix) for cell in row] for row in matrix.cells]
    sized = not matrix.numeric
    stub = [_heading(header, sized=sized) for header in matrix.rows]
    parts = list(_parts(document, matrix, body))
    for number, part in enumerate(parts):
        if number:
            _remark(document, say("continued", matrix.language))
        _add_part(document, matrix, part, stub=stub, body=body)


def cell_content(cell: Cell, matrix: Matrix) -> Content:
    """The paragraphs of a cell."""
    words = state_words(cell, matrix)
    if words is not None:
        return [(Run(words, "state"), *_behind(cell))]
    if not cell.entries:
        look: Look = "state" if cell.state == "none found" else "plain"
        return [(Run(figure(cell, matrix), look),)]
    lines: list[Line] = [_entry_line(cell, number) for number in range(len(cell.entries))]
    if matrix.content in ("quotes", "summary") and cell.n > len(cell.entries):
        lines.append((Run(f"n\u00a0=\u00a0{cell.n}", "number"),))
    return lines


def _entry_line(cell: Cell, number: int) -> Line:
    entry = cell.entries[number]
    if entry.address is not None:
        space = "\u00a0" if len(entry.address) <= _SHORT_ADDRESS else " "
        return Run(f"“{entry.text}”"), Run(f"{space}{entry.address}", "address")
    if entry.speaker is not None:
        return Run(entry.text), Run(f" {entry.speaker}", "address")
    return (Run(entry.text),)


def _behind(cell: Cell) -> Line:
    return (Run(f" (n\u00a0=\u00a0{cell.n})", "number"),) if cell.n else ()


def _heading(header: Header, *, sized: bool) -> Content:
    lines: list[Line] = [(Run(header.label),)]
    if header.note:
        lines.append((Run(header.note, "number"),))
    if sized and (said := size(header)):
        lines.append((Run(said, "number"),))
    return lines


def _parts(document: Any, matrix: Matrix, body: list[list[Content]]) -> Iterator[range]:
    """The columns of each part, as many as can be read side by side, and shared evenly."""
    width = text_width(document)
    columns = len(matrix.columns)
    room = width - _stub_width(matrix, width)
    most = max(int(room / _least_width(matrix, body, words=_LEAST_WORDS)), 1)
    count = max(-(-columns // most), 1)
    bounds = [round(part * columns / count) for part in range(count + 1)]
    yield from (range(first, last) for first, last in pairwise(bounds))


def _least_width(matrix: Matrix, body: list[list[Content]], *, words: float) -> float:
    """Centimetres in which a cell can still be read; ``words`` are what long texts need."""
    if matrix.numeric:
        return _LEAST_FIGURE
    longest = max((length(content) for row in body for content in row), default=0)
    return min(max(longest * _CHARACTER / 2, _LEAST_PHRASE), words)


def _stub_width(matrix: Matrix, width: float) -> float:
    """Centimetres of the column of row headings in a text of some width."""
    longest = max(
        (len(each) for header in matrix.rows for each in (header.label, header.note or "")), default=0
    )
    return min(max(longest * _CHARACTER + _PADDING, 2.2), min(4.2, width / 5))


def _add_part(
    document: Any, matrix: Matrix, part: range, *, stub: list[Content], body: list[list[Content]]
) -> None:
    columns = tuple(matrix.columns[each] for each in part)
    figures = matrix.numeric
    rows = [[head, *(row[each] for each in part)] for head, row in zip(stub, body, strict=True)]
    stub_width = _stub_width(matrix, text_width(document))
    room = text_width(document) - stub_width
    turned = figures and any(longest_word(column.label) > room / len(part) for column in columns)
    header: list[Content] = [
        matrix.corner,
        *(_heading(column, sized=not figures) for column in columns),
    ]
    widths = [1.0] * len(part) if figures else natural_widths([row[1:] for row in [header, *rows]])
    scale = room / sum(widths)
    add_table(
        document,
        header,
        rows,
        widths=[stub_width, *(width * scale for width in widths)],
        bands=band_starts(matrix.rows),
        spanners=(None, *spanners(columns)),
        centred=figures,
        turned=turned,
    )


def _remark(document: Any, text: str) -> None:
    said = document.add_paragraph(style="Table Note")
    said.paragraph_format.space_before = 120_000
    said.paragraph_format.keep_with_next = True
    said.add_run(f"({clean(text)})").italic = True


def _note(document: Any, heading: str, text: str, *, first: bool = False) -> None:
    from docx.oxml.parser import parse_xml

    xml = paragraph((Run(text),), style="TableNote")
    element = parse_xml(xml.replace("<w:p>", f'<w:p xmlns:w="{_NAMESPACE}">', 1))
    said = document.add_paragraph(style="Table Note")
    if first:
        said.paragraph_format.space_before = 50_800
    if heading:
        said.add_run(clean(heading)).italic = True
    for run in element.findall(f"{{{_NAMESPACE}}}r"):
        said._p.append(run)


_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
