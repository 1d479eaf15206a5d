"""A display as it was rendered: the caption, what it names, and the notes under it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from qualkit.display.manuscript.captions import title_text
from qualkit.display.manuscript.elements import WORD
from qualkit.display.manuscript.package import Package, Relation
from qualkit.errors import InvalidInput
from qualkit.markup import parse_xml

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REFUSED = {
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "commentReference": "comments",
    "numPr": "numbered paragraphs",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A rendered display; its elements are copies (``lxml``) that may be changed.

    ``heading`` is the paragraph of the title where the caption itself is only label and number.
    """

    package: Package
    caption: Any
    heading: Any
    objects: list[Any]
    notes: list[Any]
    caption_first: bool
    landscape: bool
    width: int | None
    styles: Any
    relations: dict[str, Relation] = field(repr=False)

    @property
    def blocks(self) -> list[Any]:
        """All blocks in the order of the display."""
        caption = [each for each in (self.caption, self.heading) if each is not None]
        shown = [*caption, *self.objects] if self.caption_first else [*self.objects, *caption]
        return [*shown, *self.notes]

    @property
    def title(self) -> str:
        """The title, without label and number."""
        return _text(self.heading) if self.heading is not None else title_text(_text(self.caption))


def tag(name: str) -> str:
    """The full name of an element or attribute of Word."""
    return f"{{{WORD}}}{name}"


def read_made(data: bytes) -> Made:
    """Take a rendered display apart; raises `InvalidInput` if it holds what cannot be transplanted."""
    package = Package.opened(data)
    body = parse_xml(package.read(package.main), what="rendered display").find(tag("body"))
    _refuse(body)
    section = body.find(tag("sectPr"))
    blocks = [copy.deepcopy(each) for each in body if each.tag in (tag("p"), tag("tbl"))]
    place = next((n for n, each in enumerate(blocks) if _is_caption(each)), len(blocks))
    caption = blocks.pop(place) if place < len(blocks) else None
    bare = place < len(blocks) and not title_text(_text(caption)) and not _is_object(blocks[place])
    heading = blocks.pop(place) if caption is not None and bare else None
    notes = _notes(blocks)
    return Made(
        package,
        caption,
        heading,
        blocks[: len(blocks) - len(notes)],
        notes,
        place == 0,
        _is_landscape(section),
        _text_width(section),
        next(
            (parse_xml(package.read(part), what="display's styles") for part in package.related("styles")),
            None,
        ),
        {each.identity: each for each in package.relations(package.main)},
    )


def _refuse(body: Any) -> None:
    held = next((said for name, said in _REFUSED.items() if body.find(f".//{tag(name)}") is not None), None)
    if held is not None:
        raise InvalidInput(
            f"The display holds {held}, which cannot be put into a manuscript. Print them as notes under it."
        )


def _text(paragraph: Any) -> str:
    return "" if paragraph is None else "".join(each.text or "" for each in paragraph.iter(tag("t")))


def _is_caption(block: Any) -> bool:
    return any(" SEQ " in f" {each.text}" for each in block.iter(tag("instrText"))) and block.tag == tag("p")


def _notes(blocks: list[Any]) -> list[Any]:
    """The paragraphs after the last table or picture."""
    last = max((n for n, each in enumerate(blocks) if _is_object(each)), default=-1)
    return blocks[last + 1 :]


def _is_object(block: Any) -> bool:
    return block.tag == tag("tbl") or block.find(f".//{tag('drawing')}") is not None


def _sizes(section: Any) -> Iterator[int]:
    """Give the width of the page and of its margins, in twentieths of a point."""
    for name, sides in (("pgSz", ("w",)), ("pgMar", ("left", "right"))):
        found = section.find(tag(name))
        for side in sides:
            yield round(float(found.get(tag(side)))) if found is not None else 0


def _text_width(section: Any) -> int | None:
    if section is None or section.find(tag("pgSz")) is None:
        return None
    page, left, right = _sizes(section)
    return page - left - right


def _is_landscape(section: Any) -> bool:
    size = section.find(tag("pgSz")) if section is not None else None
    return size is not None and size.get(tag("orient")) == "landscape"
