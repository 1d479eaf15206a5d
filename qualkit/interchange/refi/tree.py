"""Small pieces of the XML that is written."""

from __future__ import annotations

import re
from typing import Any

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
OWN = "qualkit"
"""What files that are written here say of where they come from."""

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GUIDS = (
    "guid",
    "targetGUID",
    "creatingUser",
    "originGUID",
    "representedGUID",
    "sourceVertex",
    "targetVertex",
    "fromSyncPoint",
    "toSyncPoint",
)


def document(tag: str, namespace: str, /, **attributes: str) -> Any:
    """Begin a document with its outermost element."""
    from lxml import etree

    root = etree.Element(f"{{{namespace}}}{tag}", nsmap={None: namespace})
    _set(root, attributes)
    return root


def add(parent: Any, tag: str, text: str | None = None, /, **attributes: object) -> Any:
    """Add an element to its parent, in the parent's namespace.

    Attributes that are None are left out, GUIDs are written in upper case (some programs refuse others),
    and characters that cannot stand in XML become U+FFFD.
    """
    from lxml import etree

    element = etree.SubElement(parent, f"{parent.tag.rpartition('}')[0]}}}{tag}")
    _set(element, attributes)
    if text is not None:
        element.text = _writable(text)
    return element


def describe(element: Any, text: str | None) -> None:
    """Add a description to an element, if there is anything to say."""
    if text:
        add(element, "Description", text)


def serialised(root: Any) -> bytes:
    """Give the document as bytes, UTF-8 and indented."""
    from lxml import etree

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return data


def _set(element: Any, attributes: Any) -> None:
    for name, value in attributes.items():
        if value is not None:
            element.set(name, str(value).upper() if name in _GUIDS else _writable(str(value)))


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
