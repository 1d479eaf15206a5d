"""A Word document with a table that goes on over pages, written as one piece of XML."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONT = "Times New Roman"
_WIDTH = 14_572  # twentieths of a point between the margins of A4 on its side
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARGINS = {"top": 40, "left": 70, "bottom": 40, "right": 70}
_RULES = {
    "grid": ("top", "left", "bottom", "right", "insideH", "insideV"),
    "journal": ("top", "bottom"),
}


class Line(NamedTuple):
    """A paragraph of a cell: its text, how it looks, and how far it is indented (in levels)."""

    text: str
    look: str = ""
    level: int = 0


Cell = Sequence[Line]


def new_document(language: str | None) -> Any:
    """An empty A4 document on its side (``docx.Document``), to be checked for spelling in a language."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    for margin in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, margin, Cm(2))
    document.core_properties.author, document.core_properties.comments = "", ""
    document.core_properties.language = language or ""
    for name, points in {"Normal": 10, "Title": 17, "Heading 1": 14}.items():
        _set_font(document.styles[name], points, language)
    return document


def add_table(
    document: Any,
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    widths: Sequence[float],
    look: str,
) -> None:
    """Append a table as wide as the page whose header is repeated on each; ``widths`` are relative.

    It is ruled as a ``grid``, to be filled in, or as in a ``journal``, to be read.
    """
    from docx.oxml.parser import parse_xml

    twips = [round(width * _WIDTH / sum(widths)) for width in widths]
    titles = _row([[Line(title, "b")] for title in header], twips, header=True)
    margins = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in _MARGINS.items())
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in twips)
    body = titles + "".join(_row(row, twips) for row in rows)
    document.element.body[-1].addprevious(
        parse_xml(
            f'<w:tbl xmlns:w="{_NAMESPACE}"><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
            f'<w:tblBorders>{"".join(map(_rule, _RULES[look]))}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
        )
    )


def saved(document: Any) -> bytes:
    """The document as a file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_font(style: Any, points: float, language: str | None) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(points), RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), _FONT)
    spelling = OxmlElement("w:lang")
    spelling.set(qn("w:val"), language or "en")
    properties.append(spelling)


def _rule(side: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{4 if side.startswith("inside") else 8}" w:color="808080"/>'


def _row(cells: Sequence[Cell], twips: Sequence[int], *, header: bool = False) -> str:
    ruled = f"<w:tcBorders>{_rule('bottom')}</w:tcBorders>" if header else ""
    said = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{ruled}</w:tcPr>'
        f"{''.join(map(_paragraph, cell or [Line('')]))}</w:tc>"
        for cell, width in zip(cells, twips, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{said}</w:tr>"


def _paragraph(line: Line) -> str:
    first = _LETTER.search(line.text)
    turned = bool(first and _RIGHT_TO_LEFT.match(first[0]))
    bidi, rtl = ("<w:bidi/>", "<w:rtl/>") if turned else ("", "")
    indent = f'<w:ind w:left="{line.level * 200}"/>' if line.level else ""
    spacing = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
    looks = "".join(f"<w:{each}/><w:{each}Cs/>" for each in line.look if each in "bi")
    grey = '<w:color w:val="595959"/>' if "g" in line.look else ""
    run = (
        f'<w:rPr>{looks}{grey}<w:sz w:val="17"/><w:szCs w:val="17"/>{rtl}</w:rPr>{"".join(_text(line.text))}'
    )
    return f"<w:p><w:pPr>{bidi}{spacing}{indent}</w:pPr><w:r>{run}</w:r></w:p>"


def _text(text: str) -> Iterator[str]:
    for piece in re.split("([\n\t])", _FORBIDDEN.sub("", text)):
        if piece in ("\n", "\t"):
            yield "<w:br/>" if piece == "\n" else "<w:tab/>"
        elif piece:
            yield f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
