"""Paragraphs as their reader sees them, and where each of their letters stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from qualkit.display.content import clean
from qualkit.display.manuscript.elements import Edit, Element

PLACEHOLDER = re.compile(r"\{\{\s*(table|figure)\s*:\s*([^{}]+?)\s*\}\}")
PICTURES = ("w:drawing", "w:pict", "w:object")
_SIGNS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_WRITTEN = ("w:t", *_SIGNS)


def pieces(paragraph: Element) -> list[Element]:
    """The elements that print something in a paragraph, without those of text boxes in it."""
    return [
        each
        for each in paragraph.walk(*_WRITTEN)
        if each.parent is not None and each.parent.name == "w:r" and each.above("w:p") is paragraph
    ]


def written(piece: Element) -> str:
    """What an element prints."""
    return _SIGNS.get(piece.name, piece.text)


def text_of(paragraph: Element) -> str:
    """The text of a paragraph, with ordinary spaces."""
    return "".join(map(written, pieces(paragraph))).replace("\u00a0", " ")


def spans(paragraph: Element) -> Iterator[tuple[int, int, Element]]:
    """Give the elements that print something, each with the half-open span of its letters."""
    start = 0
    for piece in pieces(paragraph):
        end = start + len(written(piece))
        yield start, end, piece
        start = end


def style_of(paragraph: Element) -> str | None:
    """The identity of a paragraph's style, or None for the default one."""
    style = paragraph.find("w:pPr", "w:pStyle")
    return style.attributes.get("w:val") if style is not None else None


def is_blank(block: Element) -> bool:
    """Whether a paragraph prints nothing."""
    return block.name == "w:p" and not text_of(block).strip() and not block.holds(*PICTURES)


def shows(block: Element) -> bool:
    """Whether a block is a table, or a paragraph with a picture."""
    return block.name == "w:tbl" or (block.name == "w:p" and block.holds(*PICTURES))


def describe(paragraph: Element, paragraphs: Iterable[Element]) -> str:
    """Where a paragraph stands, in words that its author can search for."""
    number = next((n for n, each in enumerate(paragraphs, 1) if each is paragraph), 0)
    text = re.sub(r"\s+", " ", text_of(paragraph)).strip()
    return f"paragraph {number} (“{text[:70]}{'…' if len(text) > 70 else ''}”)"


def rewritten(piece: Element, text: str) -> Edit:
    """The edit that lets an element print something else."""
    return Edit(piece.start, piece.end, letters(text))


def letters(text: str, *, name: str = "t") -> bytes:
    """Text as it stands in a run."""
    return f'<w:{name} xml:space="preserve">{escape(clean(text))}</w:{name}>'.encode() if text else b""


def run(content: bytes, look: bytes = b"") -> bytes:
    """A run with a content, formatted as ``look`` says."""
    return b"<w:r>" + look + content + b"</w:r>"
