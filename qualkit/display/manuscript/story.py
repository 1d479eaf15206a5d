"""The document of a manuscript as it was read: its blocks, paragraphs and bookmarks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qualkit.display.manuscript.captions import Caption, captions
from qualkit.display.manuscript.elements import Element, scan
from qualkit.display.manuscript.package import Package
from qualkit.display.manuscript.paragraphs import PICTURES, describe, style_of
from qualkit.errors import InvalidInput

_MARK = "qualkit_"
_LONGEST = 40  # characters that Word allows in the name of a bookmark
_CONTENT = ("w:t", "w:tab", *PICTURES)
_BLOCKS = ("w:p", "w:tbl", "w:sdt", "w:customXml")


def bookmark_of(name: str) -> str:
    """The bookmark that remembers where the display of a name was placed.

    Examples
    --------
    >>> bookmark_of("barriers")
    'qualkit_barriers'
    >>> bookmark_of("Hambatan & dukungan")
    'qualkit_Hambatan_dukungan_b8eee5bb'
    """
    plain = re.sub(r"[^0-9A-Za-z]+", "_", name).strip("_")
    if plain == name and len(_MARK + plain) <= _LONGEST:
        return _MARK + plain
    told = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{_MARK}{plain[: _LONGEST - len(_MARK) - 9]}_{told}"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark of the document, and its marks in order.

    LibreOffice parts a bookmark that spans a table in two of the same name; they are one.
    """

    name: str
    marks: tuple[Element, ...]

    @property
    def start(self) -> Element:
        """Where it begins."""
        return self.marks[0]

    @property
    def end(self) -> Element:
        """Where it ends."""
        return self.marks[-1]

    @property
    def placed(self) -> bool:
        """Whether it remembers a display."""
        return self.name.startswith(_MARK)


@dataclass(frozen=True, slots=True)
class Story:
    """The bytes of the document, its body's blocks, and what can be found in it.

    ``marks`` and ``pictures`` are the identities that bookmarks and pictures have, ``notes`` the
    styles of notes under a display.
    """

    data: bytes
    body: Element
    blocks: Sequence[Element]
    paragraphs: Sequence[Element]
    bookmarks: Sequence[Bookmark]
    marks: frozenset[str]
    pictures: frozenset[str]
    captions: Sequence[Caption]
    notes: frozenset[str]

    @classmethod
    def of(cls, package: Package) -> Story:
        """Read the document of a package; raises `InvalidInput` where it has none to be changed."""
        data = package.words(package.main)
        body = scan(data).find("w:body")
        if body is None:
            raise InvalidInput("The document of the Word file has no text in it.")
        blocks = [each for each in body.children if each.name in _BLOCKS]
        marks = list(body.walk("w:bookmarkStart", "w:bookmarkEnd"))
        named = _styles(package)
        return cls(
            data,
            body,
            blocks,
            list(body.walk("w:p")),
            _bookmarks(marks),
            frozenset(each.attributes.get("w:id", "") for each in marks),
            frozenset(each.attributes.get("id", "") for each in body.walk("wp:docPr")),
            list(captions(blocks, _called(named, "caption"), _called(named, "table title"))),
            _called(named, "table note"),
        )

    def after(self, bookmark: Bookmark) -> Element:
        """The paragraph in which a bookmark begins, or before which it stands."""
        place = bookmark.start.start
        return next((each for each in self.paragraphs if each.end > place), self.body)

    def where(self, paragraph: Element) -> str:
        """Where a paragraph stands, in words."""
        return describe(paragraph, self.paragraphs)

    def block_of(self, element: Element) -> Element | None:
        """The block of the body that an element is, or stands in."""
        chain = [element, *element.ancestors()]
        return next((each for each in chain if each.parent is self.body and each.name in _BLOCKS), None)

    def within(self, bookmark: Bookmark) -> list[Element]:
        """The blocks that a bookmark covers, of which none is touched by its edge alone."""
        first, last = bookmark.start.start, bookmark.end.start
        covered = [
            each
            for each in self.blocks
            if each.end > first and each.start < last and _is_covered(each, first, last)
        ]
        block = self.block_of(bookmark.start)
        return covered or ([block] if block is not None else [])

    def is_note(self, block: Element) -> bool:
        """Whether a block is a note under a display."""
        return block.name == "w:p" and style_of(block) in self.notes


def _is_covered(block: Element, first: int, last: int) -> bool:
    """Whether anything of a block is inside; of a blank one, whether it does not merely hold the end."""
    content = [each.start for each in block.walk(*_CONTENT)]
    if content:
        return any(first < each < last for each in content)
    return block.end <= last


def _bookmarks(found: Sequence[Element]) -> list[Bookmark]:
    names = {
        each.attributes.get("w:id"): each.attributes["w:name"]
        for each in found
        if "w:name" in each.attributes
    }
    marks: dict[str, list[Element]] = {}
    for each in found:
        name = each.attributes.get("w:name", names.get(each.attributes.get("w:id"), ""))
        marks.setdefault(name, []).append(each)
    return [
        Bookmark(name, tuple(each))
        for name, each in marks.items()
        if name and each[0].name == "w:bookmarkStart" and each[-1].name == "w:bookmarkEnd"
    ]


def _styles(package: Package) -> list[tuple[str, str]]:
    """The names of the styles and their identities."""
    return [
        (name.attributes.get("w:val", "").casefold(), style.attributes.get("w:styleId", ""))
        for part in package.related("styles")
        for style in package.tree(part).walk("w:style")
        if (name := style.find("w:name")) is not None
    ]


def _called(styles: Sequence[tuple[str, str]], name: str) -> frozenset[str]:
    return frozenset(identity for each, identity in styles if each == name)
