"""Fields of a Word document: content controls to write in, found again by their tags."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from itertools import chain, repeat
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from qualkit.archive import Archive
from qualkit.errors import InvalidInput
from qualkit.markup import attribute, local_name, parse_xml

_DOCUMENT, _PROPERTIES = "word/document.xml", "docProps/custom.xml"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_OF_USERS = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # marks a property as one of the document's own
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EDITABLE, _LOCKED = "sdtLocked", "sdtContentLocked"


def control(tag: str, value: str, *, blank: str = "", locked: bool = False) -> Any:
    """A content control (XML) for a paragraph, with what it says while it is empty.

    It is one for rich text: LibreOffice loses the line breaks of one for plain text. Word refuses a
    document with a tag of more than 64 characters.
    """
    from docx.oxml.parser import parse_xml as element

    empty = "" if value else "<w:showingPlcHdr/>"
    made = element(
        f'<w:sdt xmlns:w="{_NAMESPACE}"><w:sdtPr><w:tag w:val={quoteattr(tag)}/>'
        f'<w:lock w:val="{_LOCKED if locked else _EDITABLE}"/>{empty}</w:sdtPr><w:sdtContent/></w:sdt>'
    )
    made[-1].append(run(value) if value else run(blank, colour="808080"))
    return made


def run(text: str, *, colour: str = "auto") -> Any:
    """A run (XML) of a text with line breaks, without the characters that XML forbids."""
    from docx.oxml.parser import parse_xml as element

    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in _plain(text).split("\n"))
    return element(
        f'<w:r xmlns:w="{_NAMESPACE}"><w:rPr><w:color w:val="{colour}"/></w:rPr>{"<w:br/>".join(lines)}</w:r>'
    )


def shaded(cell: Any) -> Any:
    """Shade a cell of a table as a field, and give its paragraph (XML)."""
    from docx.oxml.parser import parse_xml as element

    shade = f'<w:shd xmlns:w="{_NAMESPACE}" w:val="clear" w:color="auto" w:fill="EDEDED"/>'
    cell._tc.get_or_add_tcPr().append(element(shade))
    return cell.paragraphs[0]._p


def mark(value: str) -> str:
    """What tells a value from another, short enough for a tag.

    >>> mark("two  words") == mark("two words"), len(mark("a" * 1000))
    (True, 12)
    """
    return hashlib.sha256(" ".join(_plain(value).split()).encode()).hexdigest()[:12]


def list_tags(document: Any) -> None:
    """Write the tags, in their order, into properties of the document, which every program keeps."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    tags = (tag.get(f"{{{_NAMESPACE}}}val") for tag in document.element.body.iter(f"{{{_NAMESPACE}}}tag"))
    listed = (
        f'<property fmtid="{_OF_USERS}" pid="{number + 1}" name="field {number}">'
        f"<vt:lpwstr>{escape(tag)}</vt:lpwstr></property>"
        for number, tag in enumerate(tags, 1)
    )
    xml = f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}">{"".join(listed)}</Properties>'
    package = document.part.package
    part = Part(PackURI(f"/{_PROPERTIES}"), _CUSTOM_TYPE, xml.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def fields(data: bytes, *, blanks: Iterable[str]) -> dict[str, str]:
    """What is written in each content control of a .docx file, by its tag.

    ``blanks`` are what empty fields say, which some programs leave in front of what was typed. Where a
    program kept the controls but not their tags, these are taken from `list_tags`.

    Raises
    ------
    InvalidInput
        It is no Word file.
    """
    with Archive(data, what="Word file") as archive:
        if _DOCUMENT not in archive:
            raise InvalidInput("This is a zip archive but no Word file. Save the form as .docx.")
        document = parse_xml(archive.read(_DOCUMENT), what="Word file")
        listed = _listed(archive.read(_PROPERTIES)) if _PROPERTIES in archive else []
    controls = (each for each in document.iter() if local_name(each) == "sdt")
    read = (_field(each, tag) for each, tag in zip(controls, chain(listed, repeat("")), strict=False))
    left = tuple(blanks)
    return {tag: _without(left, text) for tag, text in read}


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _listed(properties: bytes) -> list[str]:
    """The tags that `list_tags` wrote."""
    tags: dict[int, str] = {}
    for each in parse_xml(properties, what="Word file"):
        name, _, number = (attribute(each, "name") or "").partition(" ")
        if name == "field" and number.isdecimal():
            tags[int(number)] = "".join(each.itertext())
    return [tags[number] for number in sorted(tags)]


def _field(control: Any, listed: str) -> tuple[str, str]:
    parts = {local_name(each): each for part in control for each in (part, *part)}
    tag = attribute(parts["tag"], "val") if "tag" in parts else None
    empty = "showingPlcHdr" in parts or "sdtContent" not in parts
    return tag or listed, "" if empty else _written(parts["sdtContent"])


def _without(blanks: Iterable[str], text: str) -> str:
    text = text.strip()
    for blank in blanks:
        text = text.removeprefix(blank).strip()
    return text


def _written(content: Any) -> str:
    pieces = {"br": "\n", "cr": "\n", "p": "\n", "tab": "\t", "noBreakHyphen": "-"}
    found = (
        each.text or "" if local_name(each) == "t" else pieces.get(local_name(each), "")
        for each in content.iter()
    )
    return "".join(found)
