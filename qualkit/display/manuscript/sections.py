"""The sections of a manuscript: how wide its text is, and a landscape page for one display alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.display.manuscript.elements import WORD, Edit, Element, scan, spliced
from qualkit.display.manuscript.places import Target
from qualkit.display.manuscript.story import Story
from qualkit.errors import Conflict

_DEFAULT = f'<w:sectPr xmlns:w="{WORD}"/>'.encode()
_PAGE = 12240, 15840  # what Word takes where a manuscript says nothing, in twentieths of a point
_MARGIN = 1440
_COLUMN_GAP = 720
_START = re.compile(rb"""\s(?:[\w.-]+:)?start\s*=\s*(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class Section:
    """The properties of the section in which a place stands.

    ``own`` are the author's, ``tail`` the element that says them for the text after the place, and
    ``parted`` whether an earlier placement has a landscape page there already. ``ends`` tells that the
    section ends in what is replaced, ``last`` that nothing follows, so that the landscape page is the
    manuscript's last section.
    """

    own: bytes
    ends: bool
    last: bool
    tail: Element | None
    parted: bool

    @property
    def landscape(self) -> bool:
        """Whether the author's page is wider than high."""
        return _is_landscape(scan(self.own))

    def text_width(self, *, turned: bool) -> int:
        """The width of a column of text in twentieths of a point, if need be on the page turned."""
        said = scan(self.own)
        margins = said.find("w:pgMar")
        sides = [_number(margins, side, _MARGIN) for side in ("left", "right")]
        width = _page(said)[turned] - sum(sides)
        columns = said.find("w:cols")
        count = 1 if turned else max(_number(columns, "num", 1), 1)
        return (width - (count - 1) * _number(columns, "space", _COLUMN_GAP)) // count


def section_of(story: Story, target: Target) -> Section:
    """The section in which a display stands; raises `Conflict` where others would be lost with it."""
    breaks = [found for each in target.objects if (found := each.find("w:pPr", "w:sectPr")) is not None]
    if len(breaks) > (2 if target.placed is not None else 1):
        raise Conflict(f"Several sections end at {story.where(target.blocks[0])}. Take their breaks away.")
    after = (each.find("w:pPr", "w:sectPr") for each in story.blocks if each.start >= target.end)
    tail = next((each for each in after if each is not None), story.body.find("w:sectPr"))
    own = breaks[0] if breaks else tail
    last = tail is not None and len(breaks) < 2 and all(each.start < target.end for each in story.blocks)
    whole = target.placed is not None and len(breaks) == 1 and last and _is_landscape(tail)
    parted = len(breaks) == 2 or whole
    if own is not None and own.holds("w:sectPrChange"):
        raise Conflict("The page layout has tracked changes. Accept or reject them in Word, and try again.")
    ends = bool(breaks) and not parted
    return Section(
        own=_DEFAULT if own is None else _bytes(story.data, own),
        ends=ends,
        last=last and not ends,
        tail=None if ends else tail,
        parted=parted,
    )


def parting(section: Section, *, parted: bool) -> tuple[bytes, bytes]:
    """The section breaks before and after a display, which may have a landscape page of its own."""
    if not parted:
        return b"", _paragraph(section.own) if section.ends else b""
    turned = b"" if section.last else _paragraph(_turned(section.own))
    closing = _paragraph(_continued(section.own)) if section.ends else b""
    return _paragraph(section.own), turned + closing


def joined(section: Section, *, parted: bool) -> Iterator[Edit]:
    """Give the edit that lets the text after a landscape page go on with the section before it.

    Its page numbers must not start again, nor its first page be taken for that of the manuscript;
    where the landscape page is gone, the author's own properties are put back.
    """
    following = _turned(section.own) if section.last else _continued(section.own)
    if section.tail is not None and parted != section.parted and following != section.own:
        yield Edit(section.tail.start, section.tail.end, following if parted else section.own)


def _bytes(data: bytes, element: Element) -> bytes:
    """An element that stands alone: it declares the namespaces of the root that it may use."""
    raw = data[element.start : element.end]
    root = [*element.ancestors()][-1]
    opening = data[root.start : root.inner]
    used = set(re.findall(rb"[<\s/]([\w.-]+):[\w.-]+", raw))
    declared = re.findall(rb"""\sxmlns:([\w.-]+)\s*=\s*(?:"[^"]*"|'[^']*')""", raw)
    needed = used - set(declared)
    found = re.finditer(rb"""\sxmlns(?::([\w.-]+))?\s*=\s*(?:"[^"]*"|'[^']*')""", opening)
    spaces = b"".join(each[0] for each in found if each[1] is None or each[1] in needed)
    name = len(raw[1:].split(maxsplit=1)[0].split(b">")[0].rstrip(b"/")) + 1
    return raw[:name] + spaces + raw[name:]


def _page(said: Element) -> tuple[int, int]:
    size = said.find("w:pgSz")
    return _number(size, "w", _PAGE[0]), _number(size, "h", _PAGE[1])


def _is_landscape(section: Element | None) -> bool:
    width, height = _page(section) if section is not None else _PAGE
    return width > height


def _number(element: Element | None, name: str, otherwise: int) -> int:
    said = element.attributes.get(f"w:{name}") if element is not None else None
    return round(float(said)) if said is not None else otherwise


def _paragraph(section: bytes) -> bytes:
    """A paragraph as low as can be that ends a section."""
    layout = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f'<w:p xmlns:w="{WORD}"><w:pPr>{layout}'.encode() + section + b"</w:pPr></w:p>"


def _continued(section: bytes) -> bytes:
    """Section properties without what belongs to the first page of a section."""
    root = scan(section)
    edits = [each.removed() for each in root.walk("w:titlePg")]
    for each in root.walk("w:pgNumType"):
        edits.append(Edit(each.start, each.end, _START.sub(b"", section[each.start : each.end])))
    return spliced(section, edits)


def _turned(section: bytes) -> bytes:
    """Section properties for one page that is turned, in one column, with the same margins."""
    section = _continued(section)
    root = scan(section)
    width, height = _page(root)
    size = f'<w:pgSz xmlns:w="{WORD}" w:w="{height}" w:h="{width}" w:orient="landscape"/>'.encode()
    edits = [each.removed() for each in root.walk("w:type", "w:cols")]
    said = root.find("w:pgSz")
    if said is not None:
        return spliced(section, [*edits, Edit(said.start, said.end, size)])
    if root.empty:
        return f'<w:sectPr xmlns:w="{WORD}">'.encode() + size + b"</w:sectPr>"
    head = [each.end for each in root.children if each.name in ("w:headerReference", "w:footerReference")]
    place = max(head, default=root.inner)
    return spliced(section, [*edits, Edit(place, place, size)])
