"""OpenDocument text (.odt): documents of LibreOffice and others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from qualkit.archive import Archive
from qualkit.collection.blocks import Block, Paragraph, Table, lines
from qualkit.collection.readers import Reading
from qualkit.collection.written import left_out, read_blocks
from qualkit.errors import InvalidInput
from qualkit.markup import attribute, local_name, parse_xml

SUFFIXES = (".odt", ".fodt")
_WHAT = "OpenDocument file"
_MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
_ASIDES = {
    "note": "note",
    "annotation": "comment",
    "frame": "frame",
    "table-of-content": "contents list",
}
_SKIPPED = frozenset(("tracked-changes", "annotation-end", "sequence-decls", "forms", "ruby-text"))
_MOST = 1000  # repeated spaces or cells: a spreadsheet pads with thousands


def sniff(data: bytes) -> bool:
    """Tell OpenDocument by the type that its archive begins with."""
    return _MIMETYPE in data[:128]


def read(data: bytes) -> Reading:
    """Read the body of a document: a line for each paragraph, heading and row of a table.

    Text that was deleted under track changes is not there; notes, comments and frames are left out and
    counted.

    Raises
    ------
    InvalidInput
        The file is no OpenDocument text, is encrypted or damaged, or holds no text.
    """
    root = parse_xml(_content(data), what=_WHAT)
    body = next((each for each in root.iter() if local_name(each) == "text" and "office" in each.tag), None)
    if body is None:
        raise InvalidInput("This OpenDocument file holds no text document. Save it as a text (.odt).")
    asides: Counter[str] = Counter()
    blocks = list(_blocks(body, asides))
    return read_blocks(blocks, what=_WHAT, remarks=left_out(asides))


def _content(data: bytes) -> bytes:
    if data.lstrip()[:5] == b"<?xml":
        return data
    with Archive(data, what=_WHAT) as archive:
        if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise InvalidInput("The OpenDocument file is protected by a password. Save it without one.")
        if "content.xml" not in archive:
            raise InvalidInput(
                "This is a zip archive but no OpenDocument file: it has no content.xml. Unpack it."
            )
        return archive.read("content.xml")


def _blocks(element: Any, asides: Counter[str]) -> Iterator[Block]:
    for child in element:
        name = local_name(child)
        if name in ("p", "h"):
            yield Paragraph(_text(child, asides), heading=name == "h")
        elif name == "table":
            yield Table(tuple(_rows(child, asides)))
        elif name in _ASIDES:
            asides[_ASIDES[name]] += 1
        elif name not in _SKIPPED:
            yield from _blocks(child, asides)


def _rows(table: Any, asides: Counter[str]) -> Iterator[tuple[str, ...]]:
    for child in table:
        name = local_name(child)
        if name == "table-row":
            cells = [each for each in child if local_name(each) in ("table-cell", "covered-table-cell")]
            yield tuple(text for cell in cells for text in [_cell(cell, asides)] * _repeated(cell))
        elif name in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _rows(child, asides)


def _repeated(cell: Any) -> int:
    return _count(attribute(cell, "number-columns-repeated"))


def _cell(cell: Any, asides: Counter[str]) -> str:
    return " ".join(" ".join(line for block in _blocks(cell, asides) for line in lines(block)).split())


def _text(element: Any, asides: Counter[str]) -> str:
    pieces: list[str] = []
    _collect(element, pieces, asides)
    return "".join(pieces)


def _collect(element: Any, pieces: list[str], asides: Counter[str]) -> None:
    pieces.append(_flowing(element.text))
    for child in element:
        name = local_name(child)
        if name == "s":
            pieces.append(" " * _count(attribute(child, "c")))
        elif name in ("tab", "line-break"):
            pieces.append("\t" if name == "tab" else "\n")
        elif name in _ASIDES:
            asides[_ASIDES[name]] += 1
        elif name not in _SKIPPED:
            _collect(child, pieces, asides)
        pieces.append(_flowing(child.tail))


def _flowing(text: str | None) -> str:
    """Text in which line ends and tabs are only the layout of the file."""
    return (text or "").replace("\n", " ").replace("\t", " ").replace("\r", " ")


def _count(given: str | None) -> int:
    return min(int(given), _MOST) if given and given.isdecimal() else 1
