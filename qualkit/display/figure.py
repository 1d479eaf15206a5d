"""A figure in a Word document, with its caption and notes."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable
from typing import Any

from qualkit.display.language import say
from qualkit.figures import image


def document(figure: Any, title: str, *, notes: Iterable[str], language: str) -> Any:
    """A Word document with the figure, its numbered caption below it, and notes."""
    from docx.shared import Cm

    from qualkit.display.document import add_caption, clean, new_document, text_width

    png = image(figure, dpi=300)
    width, height = struct.unpack(">II", png[16:24])  # where a PNG file says its size
    landscape = width > 1.25 * height and width / 300 * 2.54 > 18
    written = new_document(landscape=landscape, language=language)
    room = min(text_width(written), width / 300 * 2.54, (15.0 if landscape else 22.0) * width / height)
    written.add_picture(io.BytesIO(png), width=Cm(room))
    written.paragraphs[-1].paragraph_format.keep_with_next = True
    add_caption(written, say("Figure", language), title)
    for note in notes:
        written.add_paragraph(clean(note), style="Table Note")
    return written
