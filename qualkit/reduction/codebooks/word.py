"""Codebooks as a table in Word that an author edits, and that is read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualkit.errors import InvalidInput
from qualkit.language import everywhere, say
from qualkit.model import Code
from qualkit.reduction.codebooks.cells import from_cell, to_cell
from qualkit.reduction.codebooks.columns import NAME, Column, cell, column, columns_of, heading
from qualkit.reduction.codebooks.contents import LISTS, Contents
from qualkit.reduction.codebooks.rows import Row, read_rows
from qualkit.reduction.codebooks.word_page import Cell, Line, add_table, new_document, saved
from qualkit.reduction.codebooks.word_tables import PARAGRAPH, read_document
from qualkit.reduction.hierarchy import depths

_ALWAYS = ("brief", "definition", "when", "when_not")
_PROSE = (*_ALWAYS, "examples", "patterns")
_ABOVE = ("labels", "parent")
_DETAILED = ("kind", "scale", "unit", "colour", "retired")
_WIDTHS = {"name": 3.4, "definition": 4.0, "patterns": 2.4}
_WIDTH = 3.0


def read(data: bytes, where: str) -> Contents:
    """Read a codebook from the tables of a Word file that have a column of codes.

    The cell of a code has its name in the first paragraph; what follows there, and what stands under
    "Details", is said as "Kind: process", a paragraph each.

    Raises
    ------
    InvalidInput
        If the file is no Word file, or its tables no codebook: all problems, with the rows of the tables.
    """
    document = read_document(data)
    tables = [*_tables(document.tables)]
    if not tables:
        raise InvalidInput(
            f"{where}: there is no table of codes. Give the table a first row of headings, and the column "
            "with the names of the codes the heading 'Code'."
        )
    rows = [
        Row(f"table row {number}", [*_cells(table[0], row)])
        for table in tables
        for number, row in enumerate(table[1:], 2)
        if any(map(str.strip, row))
    ]
    title = from_cell(document.title)
    return read_rows(rows, where=where, title=title, language=document.language, end=PARAGRAPH)


def _tables(tables: Sequence[Sequence[list[str]]]) -> Iterator[list[list[str]]]:
    """The tables of codes, with their headings; one that was split off goes on under those before it."""
    headings: list[str] = []
    for table in tables:
        if table and NAME in map(column, table[0]):
            headings = table[0]
            yield [*table]
        elif headings and all(len(row) == len(headings) for row in table):
            yield [headings, *table]


def write(book: Contents) -> bytes:
    """Write the codes as a table with headings in the codebook's language."""
    language = book.language or "en"
    document = new_document(book.language)
    if book.title:
        document.add_paragraph(to_cell(book.title), style="Title")
    columns = columns_of(book.codes)
    prose = [each for each in columns if each.field in _PROSE and _is_shown(each, book.codes)]
    header = [NAME, *prose]
    levels = depths(book.codes)
    add_table(
        document,
        [*(heading(each, language) for each in header), say("Details", language)],
        [_row(code, columns, prose, level=levels[code.name], language=language) for code in book.codes],
        widths=[*(_WIDTHS.get(each.field, _WIDTH) for each in header), _WIDTH],
        look="grid",
    )
    return saved(document)


def _is_shown(each: Column, codes: Sequence[Code]) -> bool:
    return each.field in _ALWAYS or any(cell(code, each) for code in codes)


def _row(
    code: Code, columns: Sequence[Column], prose: Sequence[Column], *, level: int, language: str
) -> Sequence[Cell]:
    above = _lines(code, [each for each in columns if each.field in _ABOVE], language)
    details = _lines(code, [each for each in columns if each.field in _DETAILED], language)
    return [
        [Line(cell(code, NAME), "b", level), *(line._replace(look="g", level=level) for line in above)],
        *(_prose_cell(code, each, language) for each in prose),
        [*details],
    ]


def _prose_cell(code: Code, each: Column, language: str) -> Cell:
    return [Line(text) for text in cell(code, each, end=PARAGRAPH, language=language).split(PARAGRAPH)]


def _lines(code: Code, columns: Sequence[Column], language: str) -> Iterator[Line]:
    """A paragraph for each thing that columns say, in which a line may be broken."""
    for each in columns:
        said = cell(code, each, end=PARAGRAPH if each.field in LISTS else "\n", language=language)
        for text in said.split(PARAGRAPH) if said else ():
            yield Line(f"{heading(each, language)}: {text}")


def _cells(headings: Sequence[str], row: Sequence[str]) -> Iterator[tuple[str, str]]:
    for title, text in zip([*headings, *[""] * (len(row) - len(headings))], row, strict=False):
        if column(title) == NAME:
            first, *others = [each for each in text.split(PARAGRAPH) if each.strip()] or [""]
            name, *broken = first.split("\n")
            yield title, name
            yield from map(_divided, [*filter(str.strip, broken), *others])
        elif title.strip().casefold() in map(str.casefold, everywhere("Details")):
            yield from (_divided(each) for each in text.split(PARAGRAPH) if each.strip())
        else:
            yield title, text


def _divided(line: str) -> tuple[str, str]:
    """What a line such as ``Kind: process`` speaks of, and what it says."""
    title, colon, text = line.partition(":")
    return title.strip(), text if colon else line
