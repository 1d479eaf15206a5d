"""The XML of a Word document → its paragraphs and tables, in order."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from itertools import takewhile
from typing import Any

from qualkit.collection.blocks import Block, Paragraph, Table
from qualkit.collection.vocabulary import words
from qualkit.errors import InvalidInput

_OUTER = ("{*}p", "{*}tbl", "{*}txbxContent", "{*}altChunk")
_DOCUMENT = "word/document.xml"
_MARGIN = re.compile(r"word/(header|footer)\d*\.xml")
_HEADING = re.compile("heading|title|judul", re.IGNORECASE)
_LARGEST = 512 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SKIPPED = words("del moveFrom pPr rPr tblPr trPr tcPr sectPr instrText delText Fallback drawing pict object")
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_ASIDES = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "commentReference": "comment",
    "sym": "symbol",
    "altChunk": "embedded file",
}
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)


@dataclass(slots=True)
class Body:
    """What the body holds, in order, and how often it points to what is no body text."""

    blocks: list[Block] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def read_body(data: bytes) -> Body:
    """Read the body of a .docx file.

    Text that was inserted under track changes is there, what was deleted is not. Headers and
    footers, footnotes, comments, text boxes, the symbols of a font and files embedded as text are
    not body text; those that there are, are counted.

    Raises
    ------
    InvalidInput
        The file is no Word file, is protected by a password, or is damaged.
    """
    from lxml import etree

    with _opened(data) as archive:
        try:
            with archive.open(_DOCUMENT) as document:
                body = _body(
                    etree.iterparse(document, events=("start", "end"), tag=_OUTER, resolve_entities=False)
                )
            body.left_out.update(_margins(archive))
        except (etree.XMLSyntaxError, *_DAMAGE) as error:
            raise InvalidInput(
                f"The Word file is damaged ({error}). Open it in Word and save it again."
            ) from None
    return body


def _opened(data: bytes) -> zipfile.ZipFile:
    if data.startswith(_OLE):
        raise InvalidInput(
            "The file is protected by a password, or an old .doc file. "
            "Open it in Word and save it as .docx without a password."
        )
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        document = archive.getinfo(_DOCUMENT)
    except _DAMAGE:
        raise InvalidInput(
            "This is no Word file, or a damaged one: a .docx is a zip archive. "
            "Open it in Word and save it again, or give it the suffix of what it is."
        ) from None
    except KeyError:
        raise InvalidInput(
            f"This is a zip archive but no Word file: there is no {_DOCUMENT} in it. Unpack it."
        ) from None
    if document.flag_bits & 1:
        raise InvalidInput("The file is protected by a password. Save it without one.")
    if any(part.file_size > _LARGEST for part in (document, *_margin_parts(archive))):
        raise InvalidInput("The text of this Word file is larger than 512 MB unpacked; it is not opened.")
    return archive


def _margin_parts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [part for part in archive.infolist() if _MARGIN.fullmatch(part.filename)]


def _margins(archive: zipfile.ZipFile) -> Iterator[str]:
    """Say for each header and footer that holds text which of both it is."""
    from lxml import etree

    for part in _margin_parts(archive):
        with archive.open(part) as margin:
            events = etree.iterparse(margin, resolve_entities=False)
            if any(_name(element) == "t" and (element.text or "").strip() for _, element in events):
                yield part.filename.removeprefix("word/").partition(".")[0].rstrip("0123456789")


def _body(events: Any) -> Body:
    """Walk the XML once, forgetting each paragraph and table when it is done."""
    body = Body()
    nested = 0
    for event, element in events:
        name = _name(element)
        if name in ("tbl", "txbxContent"):
            nested += 1 if event == "start" else -1
        if event == "start" or nested or name not in ("p", "tbl", "altChunk"):
            continue
        if name == "altChunk":
            body.left_out[_ASIDES[name]] += 1
        elif name == "tbl":
            body.blocks.append(Table(tuple(_rows(element, body.left_out))))
        else:
            body.blocks.append(_paragraph(element, body.left_out))
        element.clear()
    return body


def _paragraph(element: Any, left_out: Counter[str]) -> Paragraph:
    styles = (style for properties in element[:1] for style in properties if _name(style) == "pStyle")
    heading = any(_HEADING.match(value) for style in styles for value in style.values())
    return Paragraph(_text(element, left_out), bold=_bold(element), heading=heading)


def _bold(paragraph: Any) -> int:
    """Count the characters in bold at the start of a paragraph."""
    count = 0
    for run in takewhile(_is_bold, _children(paragraph, "r")):
        count += len(_text(run, Counter()))
    return count


def _is_bold(run: Any) -> bool:
    return any(
        _name(setting) == "b" and _is_on(setting)
        for properties in run[:1]
        if _name(properties) == "rPr"
        for setting in properties
    )


def _is_on(setting: Any) -> bool:
    values = [value for key, value in setting.items() if key.rpartition("}")[2] == "val"]
    return not values or values[0] not in ("0", "false", "off")


def _rows(table: Any, left_out: Counter[str]) -> Iterator[tuple[str, ...]]:
    for row in _children(table, "tr"):
        deleted = any(_name(mark) == "del" for properties in _children(row, "trPr") for mark in properties)
        if not deleted:
            before = ("",) * _number(row, "trPr", "gridBefore")
            yield before + tuple(text for cell in _children(row, "tc") for text in _grid(cell, left_out))


def _grid(cell: Any, left_out: Counter[str]) -> Iterator[str]:
    """Give a cell's text in the first of the columns that it spans."""
    yield _cell(cell, left_out)
    yield from [""] * (_number(cell, "tcPr", "gridSpan") - 1)


def _number(element: Any, properties: str, name: str) -> int:
    """Give a number among an element's properties, 0 if it is not there; a table has at most 63 columns."""
    numbers = [
        value
        for each in _children(element, properties)
        for setting in _children(each, name)
        for key, value in setting.items()
        if key.rpartition("}")[2] == "val" and value.isdecimal() and len(value) < 3
    ]
    return min(int(numbers[0]), 63) if numbers else 0


def _cell(cell: Any, left_out: Counter[str]) -> str:
    return " ".join(_text(cell, left_out).split())


def _children(element: Any, name: str) -> Iterator[Any]:
    """Give the nearest descendants of that name, through content controls and the like."""
    for child in element:
        if _name(child) == name:
            yield child
        elif _name(child) in ("sdt", "sdtContent", "customXml", "ins", "smartTag"):
            yield from _children(child, name)


def _text(element: Any, left_out: Counter[str]) -> str:
    pieces: list[str] = []
    _collect(element, pieces, left_out)
    return "".join(pieces)


def _collect(element: Any, pieces: list[str], left_out: Counter[str]) -> None:
    for child in element:
        name = _name(child)
        if name == "t":
            pieces.append((child.text or "").replace("\n", " ").replace("\r", " "))
        elif name in _CHARACTERS:
            pieces.append(_CHARACTERS[name])
        elif name in _ASIDES:
            left_out[_ASIDES[name]] += 1
        elif name in _SKIPPED:
            left_out["text box"] += _has_text_box(child) if name in ("drawing", "pict") else 0
        else:
            _collect(child, pieces, left_out)
            if name == "p":
                pieces.append("\n")


def _has_text_box(element: Any) -> bool:
    boxes = (inner for inner in element.iter() if _name(inner) == "txbxContent")
    return any(_name(inner) == "t" and inner.text for box in boxes for inner in box.iter())


def _name(element: Any) -> str:
    """Give an element's name without its namespace, of which Word has two."""
    return _local(element.tag)


@cache
def _local(tag: Any) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
