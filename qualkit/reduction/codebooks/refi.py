"""Codebooks as REFI-QDA (.qdc): names, hierarchy and colours, and in the description all that a code says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from qualkit.errors import InvalidInput
from qualkit.markup import local_name, parse_xml
from qualkit.model import Code
from qualkit.reduction.codebooks.contents import Contents, Entry, entry
from qualkit.reduction.codebooks.descriptions import FOLDER, described, restored
from qualkit.reduction.codebooks.rows import read_entries

_WHAT = "REFI-QDA codebook"
_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_ORIGIN = "qualkit"
_COLOUR = re.compile("#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read(data: bytes, where: str) -> Contents:
    """Read the codes of a REFI-QDA codebook; flat names such as ``Coke::diet Coke`` become a hierarchy.

    Raises
    ------
    InvalidInput
        If the file is no such codebook, or one that no study could have: all problems, with their lines.
    """
    root = parse_xml(data, what=_WHAT)
    if local_name(root) != "CodeBook":
        raise InvalidInput(f"{where}: this is no {_WHAT}, its XML begins with <{local_name(root)}>.")
    found = [*_walk(root, None)]
    entries = [_entry(element, parent) for element, parent in found]
    places = [f"line {element.sourceline}" for element, _ in found]
    return read_entries(_nested(entries, root.get("origin") or ""), places, where=where)


def write(book: Contents) -> bytes:
    """Write the codes as a REFI-QDA codebook; the codebook's title and language stay behind.

    Raises
    ------
    InvalidInput
        If there is no code: the standard does not allow an empty codebook.
    """
    from lxml import etree

    if not book.codes:
        raise InvalidInput("The codebook has no codes, and a REFI-QDA codebook needs one. Add codes first.")
    root = etree.Element(f"{{{_NAMESPACE}}}CodeBook", nsmap={None: _NAMESPACE}, origin=_ORIGIN)
    elements: dict[str | None, Any] = {None: etree.SubElement(root, f"{{{_NAMESPACE}}}Codes")}
    for code in book.codes:
        elements[code.name] = _element(elements[code.parent], code)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return data


def _walk(element: Any, parent: str | None) -> Iterator[tuple[Any, str | None]]:
    for child in element:
        if local_name(child) == "Codes":
            yield from _walk(child, None)
        elif local_name(child) == "Code":
            yield child, parent
            yield from _walk(child, child.get("name"))


def _entry(element: Any, parent: str | None) -> Entry:
    said = next((child.text or "" for child in element if local_name(child) == "Description"), "")
    fields: Entry = _listed(restored(said))
    fields |= {"name": element.get("name") or ""} | ({"parent": parent} if parent else {})
    if (element.get("isCodable") or "").strip().lower() in ("false", "0"):
        fields.setdefault("when_not", FOLDER)
    colour = _COLOUR.fullmatch((element.get("color") or "").strip())
    return fields | ({"colour": _six_digits(colour[1])} if colour else {})


def _listed(value: Any) -> Any:
    """A value with lists where it has tuples."""
    if isinstance(value, dict):
        return {key: _listed(each) for key, each in value.items()}
    return [*value] if isinstance(value, tuple) else value


def _six_digits(digits: str) -> str:
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _nested(entries: Sequence[Entry], origin: str) -> Sequence[Entry]:
    """Codes without a hierarchy, each below the one that its name begins with, and called by the rest."""
    if any("parent" in each for each in entries):
        return entries
    separators = (".", "::") if "taguette" in origin.lower() else ("::",)
    below = _below([each["name"] for each in entries], separators)
    uses = Counter([*(each["name"] for each in entries), *(last for _, last in below.values())])
    short = {name: last for name, (_, last) in below.items() if uses[last] == 1}
    return [_renamed(each, below, short) for each in entries]


def _below(names: Sequence[str], separators: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The codes whose names begin with that of another code, with that name and the rest."""
    found: dict[str, tuple[str, str]] = {}
    for name in names:
        for separator in separators:
            above, _, last = name.rpartition(separator)
            if above in names and last.strip():
                found.setdefault(name, (above, last))
    return found


def _renamed(said: Entry, below: Mapping[str, tuple[str, str]], short: Mapping[str, str]) -> Entry:
    name = said["name"]
    parent = {"parent": short.get(below[name][0], below[name][0])} if name in below else {}
    return said | parent | {"name": short.get(name, name)}


def _element(parent: Any, code: Code) -> Any:
    from lxml import etree

    element = etree.SubElement(parent, f"{{{_NAMESPACE}}}Code")
    element.set("guid", str(uuid5(NAMESPACE_URL, f"{_ORIGIN}:code:{code.name}")).upper())
    element.set("name", _writable(code.name))
    element.set("isCodable", "false" if code.when_not == FOLDER else "true")
    if code.colour:
        element.set("color", code.colour)
    description = described(entry(code))
    if description:
        etree.SubElement(element, f"{{{_NAMESPACE}}}Description").text = _writable(description)
    return element


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
