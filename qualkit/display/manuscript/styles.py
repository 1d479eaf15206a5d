"""The styles of a display, matched with those that the author has; what is missing is added."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from qualkit.display.manuscript.elements import appended
from qualkit.display.manuscript.made import tag
from qualkit.display.manuscript.package import Package
from qualkit.markup import parse_xml

_USES = ("pStyle", "rStyle", "tblStyle")
_LEADS = ("basedOn", "link", "next")


def restyled(package: Package, blocks: Iterable[Any], styles: Any) -> Package:
    """The package with the styles that the blocks need, of which the blocks take the author's names.

    A style that the author has, by its name or its identity, is left as it is: the author's look wins.
    """
    part = next(package.related("styles"), None)
    if part is None or styles is None:
        return package
    theirs = parse_xml(package.xml(part), what="Word file's styles")
    made = {each.get(tag("styleId")): each for each in styles.iter(tag("style"))}
    uses = [each for block in blocks for each in block.iter(*map(tag, _USES))]
    needed = _needed({each.get(tag("val")) for each in uses}, made)
    known = {identity: _known(made[identity], theirs) for identity in needed}
    for each in uses:
        _rename(each, known)
    missing = [made[identity] for identity in needed if known[identity] is None]
    added = b"".join(_serialised(_added(each, known)) for each in missing)
    return package.put(part, appended(package.xml(part), added)) if added else package


def _needed(identities: Iterable[str], made: dict[str, Any]) -> list[str]:
    """The styles that are used, and those that they build on."""
    found: list[str] = []
    pending = sorted(identities)
    while pending:
        identity = pending.pop(0)
        if identity in made and identity not in found:
            found.append(identity)
            leads = (made[identity].find(tag(name)) for name in _LEADS)
            pending += [each.get(tag("val")) for each in leads if each is not None]
    return found


def _known(style: Any, theirs: Any) -> str | None:
    """The identity of the author's style that a style is, by name or identity."""
    kind, name = style.get(tag("type")), _name(style)
    same = [each for each in theirs.iter(tag("style")) if each.get(tag("type")) == kind]
    by_name = (each.get(tag("styleId")) for each in same if _name(each) == name)
    everywhere = {each.get(tag("styleId")) for each in theirs.iter(tag("style"))}
    identity = style.get(tag("styleId"))
    return next(by_name, identity if identity in everywhere else None)


def _name(style: Any) -> str:
    found = style.find(tag("name"))
    return "" if found is None else str(found.get(tag("val"))).casefold()


def _rename(use: Any, known: dict[str, str | None]) -> None:
    identity = use.get(tag("val"))
    use.set(tag("val"), known.get(identity) or identity)


def _added(style: Any, known: dict[str, str | None]) -> Any:
    made = copy.deepcopy(style)
    made.attrib.pop(tag("default"), None)
    for name in _LEADS:
        lead = made.find(tag(name))
        if lead is not None:
            _rename(lead, known)
    if made.get(tag("type")) == "paragraph":
        _shield(made)
    return made


def _shield(style: Any) -> None:
    """Let a style that says nothing of it inherit no indentation or justification from the author's text."""
    layout = style.find(tag("pPr"))
    if layout is None:
        return
    spacing = layout.find(tag("spacing"))
    if spacing is not None and layout.find(tag("ind")) is None:
        indent = layout.makeelement(tag("ind"))
        for side in ("left", "right", "firstLine"):
            indent.set(tag(side), "0")
        spacing.addnext(indent)
        if layout.find(tag("jc")) is None:
            indent.addnext(layout.makeelement(tag("jc"), {tag("val"): "left"}))


def _serialised(element: Any) -> bytes:
    from lxml import etree

    etree.cleanup_namespaces(element)
    return bytes(etree.tostring(element, with_tail=False))
