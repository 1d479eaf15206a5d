"""The tables of a Word document as an author left it, and the title above them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from qualkit.archive import Archive
from qualkit.errors import InvalidInput
from qualkit.markup import attribute, local_name, parse_xml

PARAGRAPH = "\u2029"
"""What divides the paragraphs of a cell; a line that is broken by hand has a newline."""

_DOCUMENT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_WHAT = "Word file"
_WIDEST = 63  # columns that a table in Word can have
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011"}
_PASSED_OVER = ("del", "moveFrom", "pPr", "rPr", "tcPr", "instrText", "Fallback", "drawing", "pict")


class Document(NamedTuple):
    """The text of the paragraph in the style of a title, the language, and the tables as rows of cells."""

    title: str
    language: str | None
    tables: list[list[list[str]]]


def read_document(data: bytes) -> Document:
    """Read a Word file; what was deleted under track changes is not there any more.

    Raises
    ------
    InvalidInput
        The file is no Word file, or a damaged one.
    """
    with Archive(data, what=_WHAT) as archive:
        if _DOCUMENT not in archive:
            raise InvalidInput(f"This is no {_WHAT}: there is no {_DOCUMENT} in it. Save it as .docx.")
        root = parse_xml(archive.read(_DOCUMENT), what=_WHAT)
        told = parse_xml(archive.read(_PROPERTIES), what=_WHAT) if _PROPERTIES in archive else []
    title = next((_text(each) for each in root.iter("{*}p") if _is_title(each)), "")
    language = next((each.text for each in told if local_name(each) == "language"), None)
    tables = [[[*_cells(row)] for row in _rows(table)] for table in root.iter("{*}tbl")]
    return Document(title, language or None, tables)


def _is_title(paragraph: Any) -> bool:
    return any(attribute(style, "val") == "Title" for style in paragraph.iterfind("{*}pPr/{*}pStyle"))


def _rows(table: Any) -> Iterator[Any]:
    return (row for row in _children(table, "tr") if row.find("{*}trPr/{*}del") is None)


def _cells(row: Any) -> Iterator[str]:
    """The cells of a row; one that is merged with its neighbours is followed by blank ones."""
    for cell in _children(row, "tc"):
        yield PARAGRAPH.join(_text(each) for each in _children(cell, "p"))
        spans = [attribute(each, "val") or "" for each in cell.iterfind("{*}tcPr/{*}gridSpan")]
        yield from [""] * (min(int(spans[0]), _WIDEST) - 1 if spans and spans[0].isdecimal() else 0)


def _children(element: Any, name: str) -> Iterator[Any]:
    """The nearest elements of a name, through content controls and insertions."""
    for child in element:
        if local_name(child) == name:
            yield child
        elif local_name(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _children(child, name)


def _text(element: Any) -> str:
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name not in _PASSED_OVER:
            yield from _pieces(child)
