"""Captions: which paragraph is one, what it stands with, and how its title is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualkit.display.manuscript.elements import Edit, Element
from qualkit.display.manuscript.paragraphs import (
    PLACEHOLDER,
    is_blank,
    letters,
    rewritten,
    run,
    shows,
    spans,
    style_of,
    text_of,
)

_LABELLED = re.compile(
    r"\s*(?P<label>[^\W\d_]{2,20}\.?)\s+(?P<number>[A-Z]{0,2}\.?\d+(?:[.\-–]\d+)*|[IVXLC]+)(?!\w)"
)
_TABLES = frozenset({"table", "tabel", "tab", "matriks", "matrix"})
_FIGURES = frozenset(
    {"figure", "fig", "gambar", "bagan", "grafik", "diagram", "chart", "graph", "skema", "scheme"}
)
_SEQUENCE = re.compile(r"\bSEQ\s+\"?([^\s\"\\]+)")
_SEPARATOR = re.compile(r"[\s.:–—-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A caption: its paragraph, where its title begins, and the blocks that it stands with.

    ``title`` is the paragraph of the title where that is not the caption's own, as in APA style. It names
    one of two objects where nothing tells which.
    """

    paragraph: Element
    label: str
    number: str
    end: int
    title: Element | None
    objects: tuple[Element, ...]

    @property
    def series(self) -> str:
        """The series that the number belongs to: tables, figures, or the label itself."""
        return series_of(self.label)

    @property
    def heading(self) -> str:
        """The label and number as an author names them: ``Table 2``."""
        return f"{self.label} {self.number}"

    @property
    def above(self) -> bool:
        """Whether the caption stands before what it names."""
        return self.paragraph.start < self.objects[0].start


def series_of(label: str) -> str:
    """The series of a label, whatever its language.

    >>> series_of("Tabel"), series_of("Fig."), series_of("Box")
    ('table', 'figure', 'box')
    """
    word = label.rstrip(".").casefold()
    return "table" if word in _TABLES else "figure" if word in _FIGURES else word


def sequence_of(paragraph: Element) -> str | None:
    """The name of the series in which a field of the paragraph counts, if there is one."""
    said = "".join(each.text for each in paragraph.walk("w:instrText"))
    simple = " ".join(each.attributes.get("w:instr", "") for each in paragraph.walk("w:fldSimple"))
    found = _SEQUENCE.search(f"{said} {simple}")
    return found[1] if found else None


def captions(
    blocks: Sequence[Element], styles: frozenset[str], titles: frozenset[str] = frozenset()
) -> Iterator[Caption]:
    """Give the captions among the blocks of a document.

    ``styles`` are those that captions have, ``titles`` those of titles in a paragraph of their own.

    A paragraph is one if a table or picture stands beside it that no caption before it names.
    """
    named: set[int] = set()
    for place, block in enumerate(blocks):
        found = _labelled(block, styles)
        if found is None:
            continue
        title, objects = _company(blocks, place, series_of(found["label"]), named)
        if title is None and style_of(after := _beside(blocks, place, 1) or block) in titles:
            title = after
        if objects:
            yield Caption(
                paragraph=block,
                label=found["label"],
                number=found["number"],
                end=found.end(),
                title=title,
                objects=objects,
            )
        if len(objects) == 1:
            named.add(objects[0].start)


def labelled(paragraph: Element) -> re.Match[str] | None:
    """The label and number that a paragraph begins with."""
    return _LABELLED.match(text_of(paragraph))


def title_text(caption: str) -> str:
    """The title in the text of a caption, without label and number.

    >>> title_text("Table 1. Barriers by agency")
    'Barriers by agency'
    """
    found = _LABELLED.match(caption.replace("\u00a0", " "))
    return _SEPARATOR.sub("", caption[found.end() if found else 0 :], count=1).strip()


def retitled(caption: Caption, title: str) -> Iterator[Edit]:
    """Give the edits that put another title in place of a caption's own.

    Label, number, fields and bookmarks stay; so does the mark between number and title.
    """
    if caption.title is not None:
        yield from _rewritten(caption.title, 0, title)
        return
    rest = text_of(caption.paragraph)[caption.end :]
    begins = caption.end + len(rest) - len(_SEPARATOR.sub("", rest, count=1))
    spaced = title if begins > caption.end else f". {title}"
    yield from _rewritten(caption.paragraph, begins, spaced)


def _rewritten(paragraph: Element, begins: int, title: str) -> Iterator[Edit]:
    if text_of(paragraph)[begins:].strip() == title:
        return
    left = title
    for start, end, piece in spans(paragraph):
        if end <= begins:
            continue
        if piece.name != "w:t":
            yield piece.removed()
            continue
        yield rewritten(piece, piece.text[: max(begins - start, 0)] + left)
        left = ""
    yield Edit(paragraph.inner_end, paragraph.inner_end, run(letters(left)) if left else b"")


def _labelled(block: Element, styles: frozenset[str]) -> re.Match[str] | None:
    found = labelled(block) if block.name == "w:p" else None
    if found is None:
        return None
    known = series_of(found["label"]) in ("table", "figure")
    return found if known or style_of(block) in styles or sequence_of(block) else None


def _company(
    blocks: Sequence[Element], place: int, series: str, named: set[int]
) -> tuple[Element | None, tuple[Element, ...]]:
    """The paragraph of the title if there is one, and what a caption may name: two where it is unclear."""
    before, after = _beside(blocks, place, -1), _beside(blocks, place, 1)
    free = [each for each in (before, after) if each is not None and _suits(each, series)]
    free = [each for each in free if each.start not in named]
    if series == "figure" and free:
        return None, (min(free, key=lambda each: each.name == "w:tbl"),)
    if after in free or after is None:
        return None, tuple(free)
    beyond = _beside(blocks, blocks.index(after), 1)
    if beyond is not None and _suits(beyond, series) and _is_bare(blocks[place]) and after.name == "w:p":
        return after, (beyond,)
    return None, tuple(free)


def _is_bare(caption: Element) -> bool:
    """Whether a caption is nothing but label and number, so that its title follows in a paragraph."""
    found = labelled(caption)
    return found is not None and not text_of(caption)[found.end() :].strip(" .:\t\n")


def _beside(blocks: Sequence[Element], place: int, step: int) -> Element | None:
    """The next block in a direction that is not blank."""
    place += step
    while 0 <= place < len(blocks) and is_blank(blocks[place]):
        place += step
    return blocks[place] if 0 <= place < len(blocks) else None


def _suits(block: Element, series: str) -> bool:
    """Whether a block can be what a caption of a series names, or stands in for it."""
    waiting = PLACEHOLDER.fullmatch(text_of(block).strip()) if block.name == "w:p" else None
    if waiting is not None:
        return waiting[1] == series
    return block.name == "w:tbl" if series == "table" else shows(block)
