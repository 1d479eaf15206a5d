"""A display's blocks fitted to a manuscript: its styles, pictures, identities and width."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from typing import Any

from qualkit.display.manuscript.captions import sequence_of, series_of
from qualkit.display.manuscript.made import RELATIONS, Made, tag
from qualkit.display.manuscript.package import Package
from qualkit.display.manuscript.places import Target
from qualkit.display.manuscript.story import Story
from qualkit.display.manuscript.styles import restyled
from qualkit.errors import InvalidInput

_MEDIA = "qualkit_"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
    "emf": "image/x-emf",
}
_EMU = 635  # English Metric Units in a twentieth of a point
_LABEL = re.compile(r"\s*([^\W\d_]+)")


def transplanted(package: Package, made: Made, *, story: Story, target: Target, width: int) -> Package:
    """Fit the blocks of a display to a place in a manuscript, and give the package with what they need.

    ``width`` is that of the text there, in twentieths of a point.
    """
    package = restyled(package, made.blocks, made.styles)
    package = _with_relations(package, made)
    _renumber(made, story, target)
    if made.caption is not None:
        _count(made.caption, story, target.start)
    if made.width:
        for block in made.blocks:
            _resize(block, width / made.width, width)
    return package


def serialised(blocks: Iterable[Any]) -> bytes:
    """The blocks as XML that declares every namespace that it uses."""
    return b"".join(_standalone(each) for each in blocks)


def without_unused(package: Package) -> Package:
    """The package without those pictures of earlier displays that its document shows no more."""
    document = package.xml(package.main)
    unused = tuple(
        each
        for each in package.relations(package.main)
        if posixpath.basename(each.target).startswith(_MEDIA)
        and re.search(rf"[\"']{re.escape(each.identity)}[\"']".encode(), document) is None
    )
    return package.without_relations(unused) if unused else package


def _standalone(block: Any) -> bytes:
    from lxml import etree

    etree.cleanup_namespaces(block)
    return bytes(etree.tostring(block, with_tail=False))


def _with_relations(package: Package, made: Made) -> Package:
    for block in made.blocks:
        for element in block.iter():
            for key in [each for each in element.attrib if each.startswith(f"{{{RELATIONS}}}")]:
                package, identity = _brought(package, made, element.get(key))
                element.set(key, identity)
    return package


def _brought(package: Package, made: Made, identity: str) -> tuple[Package, str]:
    relation = made.relations.get(identity)
    if relation is not None and relation.outside:
        return package.with_relation(relation.kind, relation.target, outside=True)
    if relation is None or relation.kind != "image":
        raise InvalidInput("The display holds an embedded object, which cannot be put into a manuscript.")
    return _with_picture(package, made.package.read(relation.target), relation.target)


def _with_picture(package: Package, picture: bytes, name: str) -> tuple[Package, str]:
    suffix = name.rpartition(".")[2].casefold()
    told = hashlib.sha256(picture).hexdigest()[:16]
    target = posixpath.join(posixpath.dirname(package.main), "media", f"{_MEDIA}{told}.{suffix}")
    if target not in package:
        package = package.put(target, picture).with_type(suffix, _TYPES.get(suffix, f"image/{suffix}"))
    return package.with_relation("image", target)


def _renumber(made: Made, story: Story, target: Target) -> None:
    """Give bookmarks and pictures identities, and bookmarks names, that the manuscript does not have."""
    names = {each.name for each in story.bookmarks}
    number = largest(story.marks) + 1  # one more is left for the bookmark of the placement
    for mark in _marks(made.blocks, "bookmarkStart", "bookmarkEnd"):
        mark.set(tag("id"), str(number + 1 + int(mark.get(tag("id")))))
    for mark in _marks(made.blocks, "bookmarkStart"):
        mark.set(tag("name"), _unused(mark.get(tag("name")), names))
    old = [each.attributes.get("id", "") for gone in target.objects for each in gone.walk("wp:docPr")]
    drawn = largest(story.pictures)
    fresh = chain(old, map(str, count(drawn + 1)))
    for block in made.blocks:
        for each in block.iter(f"{{{_DRAWING}wordprocessingDrawing}}docPr"):
            each.set("id", next(fresh))


def largest(identities: Iterable[str]) -> int:
    """The largest of some identities that are numbers.

    >>> largest(["3", "x", "12"]), largest([])
    (12, 0)
    """
    return max((int(each) for each in identities if each.isdecimal()), default=0)


def _marks(blocks: Sequence[Any], *names: str) -> Iterator[Any]:
    for block in blocks:
        yield from block.iter(*map(tag, names))


def _unused(name: str, taken: set[str]) -> str:
    stem = name.rstrip("0123456789")
    number = int(name[len(stem) :] or 1)
    while f"{stem}{number:06d}" in taken:
        number += 1
    return f"{stem}{number:06d}"


def _count(caption: Any, story: Story, place: int) -> None:
    """Number a caption after those before it, in the series in which the author counts."""
    field = next(each for each in caption.iter(tag("instrText")) if " SEQ " in f" {each.text}")
    label = _LABEL.match("".join(each.text or "" for each in caption.iter(tag("t"))))
    series = series_of(label[1]) if label else ""
    same = [each for each in story.captions if each.series == series]
    theirs = next((name for each in same if (name := sequence_of(each.paragraph))), None)
    if theirs is not None:
        field.text = re.sub(r"(SEQ\s+)\S+", lambda found: found[1] + theirs, field.text)
    number = 1 + sum(each.paragraph.start < place for each in same)
    shown = next(each for each in field.getparent().itersiblings(tag("r")) if each.find(tag("t")) is not None)
    shown.find(tag("t")).text = str(number)


def _resize(block: Any, scale: float, width: int) -> None:
    """Fit tables, made for a page of a display's own, to the author's, and pictures that are too wide."""
    for each in block.iter(*map(tag, ("gridCol", "tcW", "tblW"))):
        if each.get(tag("type"), "dxa") == "dxa":
            each.set(tag("w"), str(round(int(each.get(tag("w"))) * scale)))
    for each in block.iter(f"{{{_DRAWING}wordprocessingDrawing}}extent", f"{{{_DRAWING}main}}ext"):
        wide, high = int(each.get("cx", 0)), int(each.get("cy", 0))
        if wide > width * _EMU:
            each.set("cx", str(width * _EMU))
            each.set("cy", str(high * width * _EMU // wide))
