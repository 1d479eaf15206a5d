"""Elements of Word's XML: made from text, named, and put at the end of a document."""

from __future__ import annotations

from typing import Any

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PREFIX = "<w:"


def tag(name: str) -> str:
    """The full name of an element or attribute of Word."""
    return f"{{{NAMESPACE}}}{name}"


def element(xml: str) -> Any:
    """The element that is written in XML with the prefix ``w``.

    It declares its namespace itself: under a parent that did, each of its descendants would be corrected
    when it is put into a document, which takes minutes for a large table.
    """
    from docx.oxml.parser import parse_xml

    name = xml[len(_PREFIX) :].partition(">")[0].partition(" ")[0].rstrip("/")
    head = len(_PREFIX) + len(name)
    return parse_xml(f'{xml[:head]} xmlns:w="{NAMESPACE}"{xml[head:]}')


def append(document: Any, *written: str) -> None:
    """Put elements, written in XML, at the end of a document, before the properties of its last section."""
    body = document.element.body
    for xml in written:
        body.insert(len(body) - 1, element(xml))
