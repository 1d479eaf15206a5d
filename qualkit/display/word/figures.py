"""Figures in Word: a picture with its caption, notes, and words for who cannot see it."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from qualkit.display.content import clean
from qualkit.display.word.captions import add_caption
from qualkit.display.word.elements import append
from qualkit.display.word.notes import add_notes
from qualkit.display.word.paper import Paper
from qualkit.display.word.paragraphs import paragraph
from qualkit.display.word.sections import text_height, text_width
from qualkit.display.wording import remarks, version

_DPI = 300
_AROUND = 2.7  # centimetres that caption and notes need on the page of a picture


class Drawn(Protocol):
    """A display that is drawn."""

    @property
    def title(self) -> str:
        """The caption."""

    @property
    def language(self) -> str:
        """Of the printed words."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences under it."""

    @property
    def version(self) -> int:
        """Of the data."""

    @property
    def alternative(self) -> str:
        """What the picture shows, in words."""

    def draw(self, *, titled: bool) -> Any:
        """The picture (``matplotlib.figure.Figure``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as it is printed: a PNG image of 300 dots an inch, and what stands around it."""

    png: bytes
    title: str
    notes: tuple[str, ...]
    alternative: str

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in centimetres."""
        width, height = struct.unpack(">II", self.png[16:24])  # where a PNG file says its size
        return width / _DPI * 2.54, height / _DPI * 2.54

    def is_wide(self, paper: Paper) -> bool:
        """Whether an upright page is too narrow for it."""
        width, height = self.size
        return width > 1.25 * height and width > paper.width + 2


def drawn(display: Drawn) -> Picture:
    """The picture of a display that is drawn."""
    return picture(
        display.draw(titled=False),
        display.title,
        notes=(*remarks(display), version(display)),
        alternative=display.alternative,
    )


def picture(figure: Any, title: str, *, notes: Iterable[str], alternative: str) -> Picture:
    """The picture of a ``matplotlib.figure.Figure``."""
    from qualkit.figures import image

    return Picture(png=image(figure, dpi=_DPI), title=title, notes=tuple(notes), alternative=alternative)


def add_picture(paper: Paper, shown: Picture) -> None:
    """Append a picture with its caption and notes, as large as it is or as the page allows."""
    above = paper.style.figure_caption == "above"
    if above:
        add_caption(paper, "Figure", shown.title)
    _place(paper, shown)
    if not above:
        add_caption(paper, "Figure", shown.title)
    add_notes(paper, [("", each) for each in shown.notes])


def _place(paper: Paper, shown: Picture) -> None:
    from docx.shared import Cm
    from docx.text.paragraph import Paragraph

    width, height = shown.size
    room = min(text_width(paper.document), (text_height(paper.document) - _AROUND) * width / height, width)
    append(paper.document, paragraph((), style="TableText", keep=True))
    holder = Paragraph(paper.document.element.body[-2], paper.document._body)
    placed = holder.add_run().add_picture(io.BytesIO(shown.png), width=Cm(room))
    placed._inline.docPr.set("descr", clean(shown.alternative))
