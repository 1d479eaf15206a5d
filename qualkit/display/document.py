"""A Word document that looks like a journal's: its page, fonts and styles, and numbered captions."""

from __future__ import annotations

import re
from typing import Any

from qualkit.display.language import tag

SERIF = "Times New Roman"
_GREY = "595959"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IDENTIFIERS = {"Tabel": "Table", "Gambar": "Figure"}
# name, based on, points, space before and after in points, bold, italic, colour
_PARAGRAPHS: tuple[tuple[str, str, float, float, float, bool, bool], ...] = (
    ("Table Text", "Normal", 8.5, 0, 1.5, False, False),
    ("Table Heading", "Table Text", 8.5, 0, 1.5, True, False),
    ("Table Band", "Table Text", 8.5, 1, 1.5, True, True),
    ("Table Note", "Normal", 7.5, 0, 1.5, False, False),
)


def new_document(*, landscape: bool = False, language: str = "en") -> Any:
    """An empty A4 document with the styles that captions and tables need (``docx.Document``)."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    document = Document()
    section = document.sections[0]
    sides = Cm(29.7), Cm(21.0)
    section.page_width, section.page_height = sides if landscape else sides[::-1]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    for margin in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, margin, Cm(2.0 if landscape else 2.5))
    document.core_properties.author = ""
    document.core_properties.comments = ""
    _styles(document, language)
    return document


def add_caption(document: Any, label: str, text: str) -> Any:
    """A caption with a number that Word keeps up to date and can refer to; returns its paragraph.

    ``label`` is the printed word, e.g. "Table" or "Tabel"; tables and figures are each numbered in
    one series whatever the language.
    """
    from docx.oxml.parser import parse_xml

    identifier = _IDENTIFIERS.get(label, label)
    body = document.element.body
    number = 1 + sum(
        1 for each in body.iter(_tagged("instrText")) if f" SEQ {identifier} " in f"{each.text or ''} "
    )
    mark = 1 + max((int(each.get(_tagged("id"))) for each in body.iter(_tagged("bookmarkStart"))), default=0)
    caption = document.add_paragraph(style="Caption")
    for each in parse_xml(_field(identifier, label=label, number=number, mark=mark)):
        caption._p.append(each)
    caption.add_run(f". {clean(text)}")
    caption.paragraph_format.keep_with_next = label not in ("Figure", "Gambar")
    return caption


def clean(text: str) -> str:
    r"""The text without the characters that XML forbids.

    >>> clean("a\x00b")
    'ab'
    """
    return _FORBIDDEN.sub("", text)


def text_width(document: Any) -> float:
    """The width of the text of the last section, in centimetres."""
    section = document.sections[-1]
    return float((section.page_width - section.left_margin - section.right_margin) / 360_000)


def _tagged(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _field(identifier: str, *, label: str, number: int, mark: int) -> str:
    from xml.sax.saxutils import escape

    bold = "<w:rPr><w:b/></w:rPr>"
    return (
        '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:bookmarkStart w:id="{mark}" w:name="_Ref{identifier}{number:06d}"/>'
        f'<w:r>{bold}<w:t xml:space="preserve">{escape(clean(label))}\u00a0</w:t></w:r>'
        f'<w:r>{bold}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{bold}<w:instrText xml:space="preserve"> SEQ {identifier} \\* ARABIC </w:instrText></w:r>'
        f'<w:r>{bold}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{bold}<w:t>{number}</w:t></w:r>"
        f'<w:r>{bold}<w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:bookmarkEnd w:id="{mark}"/></w:p>'
    )


def _styles(document: Any, language: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    styles = document.styles
    _font(styles["Normal"], points=11)
    _language(styles["Normal"], tag(language))
    for level in range(1, 5):
        _font(styles[f"Heading {level}"], points=15 - level, bold=True)
    _font(styles["Title"], points=17, bold=True)
    _font(styles["Caption"], points=10)
    _spaced(styles["Caption"], before=12, after=5)
    for name, based_on, points, before, after, bold, italic in _PARAGRAPHS:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[based_on]
        _font(style, points=points, bold=bold, italic=italic)
        _spaced(style, before=before, after=after)
    _character(styles, "Table Address", points=7)
    _character(styles, "Table State", points=8, italic=True)
    _character(styles, "Table Number", points=7)
    _journal_table(styles)


def _font(
    style: Any, *, points: float, bold: bool = False, italic: bool = False, colour: str = "000000"
) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = SERIF, Pt(points)
    style.font.bold, style.font.italic = bold, italic
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), SERIF)
    _complex_size(style, points)


def _complex_size(style: Any, points: float) -> None:
    """Arabic and Hebrew have a size of their own in Word, and would be set in twelve points."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    properties = style.element.get_or_add_rPr()
    size = properties.find(qn("w:szCs"))
    if size is None:
        size = OxmlElement("w:szCs")
        properties.find(qn("w:sz")).addnext(size)
    size.set(qn("w:val"), str(round(points * 2)))


def _spaced(style: Any, *, before: float, after: float) -> None:
    from docx.shared import Pt

    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.0


def _language(style: Any, code: str) -> None:
    from docx.oxml.parser import parse_xml

    properties = style.element.get_or_add_rPr()
    properties.append(
        parse_xml(
            '<w:lang xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            f'w:val="{code}" w:eastAsia="{code}" w:bidi="ar-SA"/>'
        )
    )


def _character(styles: Any, name: str, *, points: float, italic: bool = False) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    _font(style, points=points, italic=italic, colour=_GREY)


def _journal_table(styles: Any) -> None:
    from docx.oxml.parser import parse_xml

    rule = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
    styles.element.append(
        parse_xml(
            '<w:style xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'w:type="table" w:customStyle="1" w:styleId="JournalTable"><w:name w:val="Journal Table"/>'
            '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:tblPr><w:tblBorders>'
            f"{rule.format(side='top', size=10)}{rule.format(side='bottom', size=10)}</w:tblBorders>"
            '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
            '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
            "</w:tblPr></w:style>"
        )
    )
