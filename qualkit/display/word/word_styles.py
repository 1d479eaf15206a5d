"""The styles that a display needs in Word, written for a `Style`; an author's own of the same name win."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from qualkit.display.word.elements import element, tag
from qualkit.display.word.style import Rule, Style
from qualkit.language import tag as language_tag

_GREY = "595959"
# The lines of a table in Word's order, with their widths in eighths of a point.
_LINES: tuple[tuple[Rule, str, int], ...] = (
    ("top", "top", 8),
    ("sides", "left", 8),
    ("bottom", "bottom", 8),
    ("sides", "right", 8),
    ("rows", "insideH", 4),
    ("columns", "insideV", 4),
)


def add_styles(document: Any, style: Style, *, language: str, own: bool) -> None:
    """Put the styles into a document of our own, or those that an author's template lacks into it.

    In a template fonts and colours are those of the author's text.
    """
    held = document.styles.element
    for made in map(element, _definitions(style, document, language=language, own=own)):
        theirs = _known(document, _name(made))
        if theirs is None:
            held.append(made)
        elif own:
            held.replace(theirs, made)


def identity(document: Any, name: str) -> str:
    """By what paragraphs and runs refer to the style of a name, which a document may have as its own.

    Names are the same in every language and identities are not; programs differ in capital letters.
    """
    known = _known(document, name)
    return _own_identity(name) if known is None else str(known.get(tag("styleId")))


def _known(document: Any, name: str) -> Any:
    styles = list(document.styles.element.iter(tag("style")))
    named = (each for each in styles if _name(each).casefold() == name.casefold())
    same = (each for each in styles if each.get(tag("styleId")) == _own_identity(name))
    return next(named, None) if (found := next(same, None)) is None else found


def _name(style: Any) -> str:
    name = style.find(tag("name"))
    return "" if name is None else str(name.get(tag("val")))


def _own_identity(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letters:
    points: float
    bold: bool = False
    italic: bool = False
    grey: bool = False
    raised: bool = False

    def xml(self, font: str, language: str) -> str:
        named, half = quoteattr(font), round(self.points * 2)
        fonts = f"<w:rFonts w:ascii={named} w:hAnsi={named} w:cs={named}/>" if font else ""
        colour = _GREY if self.grey else "000000" if font else ""
        return "".join(
            (
                f"<w:rPr>{fonts}",
                "<w:b/><w:bCs/>" if self.bold else "",
                "<w:i/><w:iCs/>" if self.italic else "",
                f'<w:color w:val="{colour}"/>' if colour else "",
                f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>',
                '<w:vertAlign w:val="superscript"/>' if self.raised else "",
                f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr>',
            )
        )


def _definitions(style: Style, document: Any, *, language: str, own: bool) -> Iterator[str]:
    """The styles as XML; the template's own default is what they build on."""
    from docx.enum.style import WD_STYLE_TYPE

    normal, table = (document.styles.default(kind) for kind in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.TABLE))
    write = _Writer(style.font if own else "", language_tag(language), normal.style_id)
    text, note = style.table_size, _Letters(points=style.note_size)
    if own:
        yield write.default(_Letters(points=style.text_size))
    yield write.paragraph("Title", _Letters(points=style.text_size + 5, bold=True), after=12)
    for level in range(1, 5):
        letters = _Letters(points=style.text_size + 4 - level, bold=True)
        yield write.paragraph(f"heading {level}", letters, before=12, after=4, level=level)
    caption = _Letters(points=style.caption_size)
    yield write.paragraph("caption", caption, before=12, after=0 if style.caption == "stacked" else 5)
    yield _title(identity(document, "caption"))
    yield write.paragraph("Table Text", _Letters(points=text), after=1.5)
    yield write.paragraph("Table Quotation", _Letters(points=text), after=1.5, indent=0.3)
    yield write.paragraph("Table Heading", _Letters(points=text, bold=True), after=1.5)
    yield write.paragraph("Table Band", _Letters(points=text, bold=True, italic=True), before=1, after=1.5)
    yield write.paragraph("Table Remark", _Letters(points=style.note_size, italic=True), before=12, after=3)
    yield write.paragraph("Table Note", note, before=3, after=1.5)
    yield write.paragraph("footnote text", note)
    yield write.character("footnote reference", _Letters(points=style.text_size, raised=True))
    yield write.character("Table Quoted", _Letters(points=text, italic=True))
    yield write.character("Table Address", _Letters(points=text - 1.5, grey=True))
    yield write.character("Table State", _Letters(points=text - 0.5, italic=True, grey=True))
    yield write.character("Table Number", _Letters(points=text - 1.5, grey=True))
    yield _table(style, based_on="" if table is None else f'<w:basedOn w:val="{table.style_id}"/>')


@dataclass(frozen=True, slots=True)
class _Writer:
    font: str
    language: str
    normal: str

    def default(self, letters: _Letters) -> str:
        return (
            f'<w:style w:type="paragraph" w:default="1" w:styleId="{self.normal}"><w:name w:val="Normal"/>'
            f"<w:qFormat/>{letters.xml(self.font, self.language)}</w:style>"
        )

    def paragraph(
        self,
        name: str,
        letters: _Letters,
        *,
        before: float = 0,
        after: float = 0,
        indent: float = 0,
        level: int = 0,
    ) -> str:
        kept = "<w:keepNext/>" if level else ""
        outline = f'<w:outlineLvl w:val="{level - 1}"/>' if level else ""
        following = f'<w:next w:val="{self.normal}"/>' if level else ""
        return (
            f"{_opening('paragraph', name)}"
            f'<w:basedOn w:val="{self.normal}"/>{following}<w:qFormat/><w:pPr>{kept}'
            f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" w:line="240" '
            f'w:lineRule="auto"/><w:ind w:left="{round(indent * 567)}" w:right="0" w:firstLine="0"/>'
            f'<w:jc w:val="left"/>{outline}</w:pPr>{letters.xml(self.font, self.language)}</w:style>'
        )

    def character(self, name: str, letters: _Letters) -> str:
        return f"{_opening('character', name)}{letters.xml(self.font, self.language)}</w:style>"


def _opening(kind: str, name: str) -> str:
    custom = ' w:customStyle="1"' if "Table" in name else ""
    return f'<w:style w:type="{kind}"{custom} w:styleId="{_own_identity(name)}"><w:name w:val="{name}"/>'


def _title(caption: str) -> str:
    """The title under the number of a caption, which looks like that but for its letters."""
    return (
        f"{_opening('paragraph', 'Table Title')}"
        f'<w:basedOn w:val="{caption}"/><w:pPr><w:spacing w:before="0" w:after="100"/></w:pPr>'
        '<w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:i/><w:iCs/></w:rPr></w:style>'
    )


def _table(style: Style, *, based_on: str) -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="000000"/>'
        for rule, side, width in _LINES
        if rule in style.rules
    )
    return (
        f"{_opening('table', 'Journal Table')}"
        f'{based_on}<w:uiPriority w:val="99"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders>'
        '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
        '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
    )
