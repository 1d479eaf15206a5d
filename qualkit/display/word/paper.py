"""A Word document being written: its pages and styles, which may be those of an author's template."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qualkit.display.word.sections import MARGINS, is_landscape, text_width, turn
from qualkit.display.word.style import Style
from qualkit.display.word.style import style as named
from qualkit.display.word.template import emptied
from qualkit.display.word.word_styles import add_styles

_SIDES = {"A4": (21.0, 29.7), "Letter": (21.59, 27.94)}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document (``docx.Document``), and the style that displays have in it.

    ``upright`` says how pages are held unless a display needs more room, ``width`` how much that is in
    centimetres; ``margins`` are those of upright pages and of pages on their side, if not the author's.
    """

    document: Any
    style: Style
    language: str
    upright: bool
    width: float
    margins: tuple[float, float] | None


def new_paper(
    *,
    style: Style | str = "apa7",
    template: str | Path | None = None,
    landscape: bool = False,
    language: str = "en",
) -> Paper:
    """An empty document with the styles that captions, tables and notes need.

    Parameters
    ----------
    style
        A `Style`, or the name of one: ``apa7`` or ``plain``.
    template
        The author's own .docx, whose pages, styles, headers and footers are kept and whose text is not.
    landscape
        Whether the first page is held on its side.
    language
        Of the text, for spelling.

    Raises
    ------
    NotFound
        For a style or template that does not exist.
    InvalidInput
        For a template that is no Word document.

    """
    chosen = named(style)
    document = _blank(chosen) if template is None else emptied(Path(template))
    add_styles(document, chosen, language=language, own=template is None)
    paper = Paper(
        document,
        chosen,
        language=language,
        upright=not is_landscape(document.sections[-1]),
        width=text_width(document),
        margins=(chosen.margin, chosen.landscape_margin) if template is None else None,
    )
    if landscape and paper.upright:
        turn(document, margins=paper.margins)
    return paper


def _blank(style: Style) -> Any:
    from docx import Document
    from docx.shared import Cm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = map(Cm, _SIDES[style.paper])
    for side in MARGINS:
        setattr(section, side, Cm(style.margin))
    document.core_properties.author = ""
    document.core_properties.comments = ""
    return document
