"""Pages upright and on their side: sections begin where a display needs the other, and nowhere else."""

from __future__ import annotations

import copy
from typing import Any

from qualkit.display.word.elements import tag

MARGINS = ("left_margin", "right_margin", "top_margin", "bottom_margin")
_ONCE = ("headerReference", "footerReference", "titlePg")
_EMU = 360_000  # in a centimetre


def text_width(document: Any) -> float:
    """The width of the text of the last section, in centimetres."""
    section = document.sections[-1]
    return float((section.page_width - section.left_margin - section.right_margin) / _EMU)


def text_height(document: Any) -> float:
    """The height of the text of the last section, in centimetres."""
    section = document.sections[-1]
    return float((section.page_height - section.top_margin - section.bottom_margin) / _EMU)


def is_landscape(section: Any) -> bool:
    """Whether the pages of a section (``docx.section.Section``) are wider than they are high."""
    return bool(section.page_width > section.page_height)


def turn(document: Any, *, margins: tuple[float, float] | None) -> None:
    """Turn the last section, or one that begins here where there is text; its header and footer stay.

    ``margins`` are those of upright pages and of pages on their side in centimetres; None keeps them.
    """
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Cm

    if len(document.element.body) > 1:
        _break(document)
    section = document.sections[-1]
    section.page_width, section.page_height = section.page_height, section.page_width
    section.start_type = WD_SECTION.NEW_PAGE
    landscape = is_landscape(section)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    if margins is not None:
        for side in MARGINS:
            setattr(section, side, Cm(margins[landscape]))


def _break(document: Any) -> None:
    """End a section with the last paragraph; the next goes on with its headers and page numbers."""
    body = document.element.body
    section = body[-1]
    body[-2].get_or_add_pPr().append(copy.deepcopy(section))
    for each in list(section.iterchildren(*map(tag, _ONCE))):
        section.remove(each)
    for numbering in section.iterchildren(tag("pgNumType")):
        numbering.attrib.pop(tag("start"), None)
