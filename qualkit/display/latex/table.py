"""A matrix as a LaTeX table: rules of booktabs, a caption with a label, notes of threeparttable."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.display.grid import Matrix
from qualkit.display.latex.escape import directed, escape
from qualkit.display.latex.label import slug
from qualkit.display.latex.layout import Part
from qualkit.display.latex.preamble import opening
from qualkit.display.latex.rows import Sheet, body, columns, heading, lines, sheet
from qualkit.display.wording import below, version
from qualkit.language import say

_FLOATING = 26  # lines of the body: with headings and notes a page; a taller table runs over pages
_LONG_NOTES = 3000  # characters of notes that need more than a part of a page, and so are set as text


def table(matrix: Matrix, *, label: str | None = None) -> str:
    r"""Set a matrix as a LaTeX fragment for ``\input``, the same for pdfLaTeX, XeLaTeX and LuaLaTeX.

    A short table floats; a longer one runs over pages with its headings repeated, on its side if
    its texts would be too narrow upright, and in parts if they still would be.

    Parameters
    ----------
    matrix
        The display.
    label
        For ``\ref``; by default ``tab:`` and the title in plain letters.

    Returns
    -------
    str
        A comment with the packages that the paper needs, the commands that the fragment uses (each
        only where the paper has none of its name), and the table.

    """
    made = sheet(matrix)
    caption = rf"\caption{{{directed(matrix.title)}}}\label{{{label or slug(matrix.title, 'tab')}}}"
    fragment = "\n".join(_floating(made, caption) if _floats(made) else _over_pages(made, caption))
    return f"{opening(fragment)}{fragment}\n"


def _floats(made: Sheet) -> bool:
    layout = made.layout
    if layout.landscape or len(layout.parts) > 1 or sum(map(len, _notes(made.matrix))) > _LONG_NOTES:
        return False
    return sum(lines(made, part) for part in layout.parts) <= _FLOATING


def _floating(made: Sheet, caption: str) -> Iterator[str]:
    yield r"\begin{table}[htbp]\centering\qktablefont\setlength{\tabcolsep}{4pt}"
    yield r"\begin{threeparttable}"
    yield caption
    yield from _short(made, made.layout.parts[0]) if made.layout.parts else _nothing(made.matrix)
    yield from _listed("tablenotes", made.matrix)
    yield r"\end{threeparttable}"
    yield r"\end{table}"


def _short(made: Sheet, part: Part) -> Iterator[str]:
    yield rf"\begin{{tabular}}{{{columns(made, part)}}}"
    yield r"\toprule"
    yield from heading(made, part)
    yield r"\midrule"
    yield from body(made, part)
    yield r"\bottomrule"
    yield r"\end{tabular}"


def _nothing(matrix: Matrix) -> Iterator[str]:
    yield r"\begin{tabular}{@{}p{0.5\linewidth}@{}}"
    yield rf"\toprule \qkstate{{({say('no data', matrix.language)})}} \\ \bottomrule"
    yield r"\end{tabular}"


def _over_pages(made: Sheet, caption: str) -> Iterator[str]:
    apart = sum(map(len, _notes(made.matrix))) > _LONG_NOTES
    if made.layout.landscape:
        yield r"\begin{landscape}"
    yield r"\begingroup\qktablefont\setlength{\tabcolsep}{4pt}\setlength{\LTcapwidth}{\linewidth}"
    yield r"\begin{ThreePartTable}"
    yield from () if apart else _listed("TableNotes", made.matrix)
    for number, part in enumerate(made.layout.parts):
        last = number + 1 == len(made.layout.parts)
        yield from _long(made, part, caption=None if number else caption, noted=last and not apart)
    yield r"\end{ThreePartTable}"
    yield r"\endgroup"
    if apart:
        yield from (rf"{{\noindent\qknotefont {note}\par}}" for note in _notes(made.matrix))
    if made.layout.landscape:
        yield r"\end{landscape}"


def _long(made: Sheet, part: Part, *, caption: str | None, noted: bool) -> Iterator[str]:
    """A part of a table over pages; the first has the caption, the others go on under the same number."""
    continued = rf"\tablename~\thetable\ ({say('continued', made.matrix.language)})"
    again = rf"\multicolumn{{{len(part.widths)}}}{{@{{}}l@{{}}}}{{{continued}}} \\"
    head = [r"\toprule", *heading(made, part), r"\midrule"]
    if caption is None:
        yield r"\addtocounter{table}{-1}"
    yield rf"\begin{{longtable}}{{{columns(made, part)}}}"
    yield from (rf"{caption} \\" if caption else again, *head, r"\endfirsthead")
    yield from (again, *head, r"\endhead")
    yield r"\bottomrule \endfoot"
    yield r"\bottomrule \insertTableNotes \endlastfoot" if noted else r"\bottomrule \endlastfoot"
    yield from body(made, part)
    yield r"\end{longtable}"


def _listed(environment: str, matrix: Matrix) -> Iterator[str]:
    yield rf"\begin{{{environment}}}[flushleft]\qknotefont\setlength{{\labelsep}}{{0pt}}"
    yield from (rf"\item {note}" for note in _notes(matrix))
    yield rf"\end{{{environment}}}"


def _notes(matrix: Matrix) -> Iterator[str]:
    for name, text in below(matrix):
        yield rf"\textit{{{escape(name)}.}} {directed(text)}"
    yield escape(version(matrix))
