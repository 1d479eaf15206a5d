"""The rows of a LaTeX table: headings under their spanners, bands, and cells divided where they are tall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.display.content import Content, Run, cell_content, longest_word
from qualkit.display.grid import Header, Matrix
from qualkit.display.latex.layout import Layout, Part, lay_out, turned_height
from qualkit.display.latex.paragraphs import divided, height, written
from qualkit.display.wording import band_starts, size, spanners

_GAP = r"\addlinespace[3pt]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A matrix with what its labels and cells hold, laid out."""

    matrix: Matrix
    stub: list[Content]
    body: list[list[Content]]
    layout: Layout
    numeric: bool


def sheet(matrix: Matrix) -> Sheet:
    """Lay a matrix out; one without rows or columns has no parts."""
    numeric = matrix.numeric
    stub = [_labelled(header, sized=not numeric) for header in matrix.rows]
    body = [[cell_content(cell, matrix) for cell in row] for row in matrix.cells]
    empty = not matrix.rows or not matrix.columns
    layout = Layout(landscape=False, parts=()) if empty else lay_out(matrix, stub, body, numeric=numeric)
    return Sheet(matrix=matrix, stub=stub, body=body, layout=layout, numeric=numeric)


def lines(made: Sheet, part: Part) -> int:
    """The lines that the rows of a part take, about."""
    return sum(max(map(height, row, _centimetres(made, part))) for row in _contents(made, part))


def columns(made: Sheet, part: Part) -> str:
    """The column specification of a part, as wide as its shares of the line."""
    places = [
        r"\raggedright",
        *([r"\centering" if made.numeric else r"\raggedright"] * len(part.columns)),
    ]
    each = (
        rf">{{{place}\setlength{{\parskip}}{{2pt}}\arraybackslash}}p{{{_width(part, number, number + 1)}}}"
        for number, place in enumerate(places)
    )
    return f"@{{}}{''.join(each)}@{{}}"


def heading(made: Sheet, part: Part) -> Iterator[str]:
    """The headings of the columns, under those that they share."""
    chosen = tuple(made.matrix.columns[each] for each in part.columns)
    shared = list(_spans(spanners(chosen)))
    if any(label for label, _, _ in shared):
        yield "& " + " & ".join(_spanner(made, part, span) for span in shared) + r" \\"
        yield "".join(rf"\cmidrule(lr){{{start + 1}-{end}}}" for label, start, end in shared if label)
    tall = turned_height([header.label for header in chosen])
    headings = (
        _headed(header, sized=not made.numeric, tall=tall if part.turned else None) for header in chosen
    )
    yield " & ".join((written(made.matrix.corner, strong=True), *headings)) + r" \\"


def body(made: Sheet, part: Part) -> Iterator[str]:
    """The rows of a part, each after the band that begins with it."""
    bands = band_starts(made.matrix.rows)
    widths = _centimetres(made, part)
    for number, row in enumerate(_contents(made, part)):
        if number in bands:
            yield _GAP + _band(part, bands[number])
        for piece in divided(row, widths):
            yield " & ".join(map(written, piece)) + r" \\"
        if not made.numeric and number + 1 < len(made.body):
            yield _GAP


def _labelled(header: Header, *, sized: bool) -> Content:
    said = (header.note, size(header) if sized else None)
    return [(Run(header.label),), *((Run(each, "number"),) for each in said if each)]


def _headed(header: Header, *, sized: bool, tall: float | None) -> str:
    text = written(_labelled(header, sized=sized), strong=True)
    return text if tall is None else _turned(text, tall)


def _turned(text: str, tall: float) -> str:
    return rf"\rotatebox{{90}}{{\parbox{{{tall:.2f}cm}}{{\raggedright {text}}}}}"


def _contents(made: Sheet, part: Part) -> Iterator[list[Content]]:
    for label, row in zip(made.stub, made.body, strict=True):
        yield [label, *(row[each] for each in part.columns)]


def _centimetres(made: Sheet, part: Part) -> list[float]:
    return [max(share * made.layout.width - 0.28, 0.5) for share in part.widths]


def _width(part: Part, start: int, end: int) -> str:
    """The width of neighbouring columns of a part together, less the space between columns."""
    share = sum(part.widths[start:end])
    columns = len(part.widths)
    space = 2 * (columns - 1) / columns * (end - start) - 2 * (end - start - 1)
    return rf"\dimexpr {share:.4f}\linewidth-{max(space, 0):.4f}\tabcolsep\relax"


def _spans(labels: tuple[str | None, ...]) -> Iterator[tuple[str | None, int, int]]:
    """Each heading over columns, with the first of its columns and the one after its last; labels are 0."""
    start = 0
    while start < len(labels):
        end = start + 1
        while end < len(labels) and labels[end] == labels[start] is not None:
            end += 1
        yield labels[start], start + 1, end + 1
        start = end


def _spanner(made: Sheet, part: Part, span: tuple[str | None, int, int]) -> str:
    label, start, end = span
    if not label:
        return ""
    text = written(label, strong=True)
    if part.turned and longest_word(label) > made.layout.width * sum(part.widths[start:end]):
        text = _turned(text, turned_height([label]))
    width, edge = _width(part, start, end), "@{}" if end == len(part.widths) else ""
    return rf"\multicolumn{{{end - start}}}{{>{{\centering\arraybackslash}}p{{{width}}}{edge}}}{{{text}}}"


def _band(part: Part, label: str) -> str:
    columns = len(part.widths)
    width = rf"\dimexpr {sum(part.widths):.4f}\linewidth\relax"
    return rf"\multicolumn{{{columns}}}{{@{{}}p{{{width}}}@{{}}}}{{\qkband{{{written(label)}}}}} \\*"
