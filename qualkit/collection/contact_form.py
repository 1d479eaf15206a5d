"""The contact summary form: a Word document with fields to fill in, and what was written in them.

Each field is a content control, found again by its tag: ``source.ID``, ``fact.NAME.MARK``, where the
mark is of the value that was filled in before, and ``prompt.N`` with its ``answer.N``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import count, starmap
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from qualkit.archive import Archive
from qualkit.collection.phrases import say
from qualkit.errors import InvalidInput
from qualkit.markup import attribute, local_name, parse_xml

_PARTS = _DOCUMENT, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FACT = re.compile(r"fact\.(date|site|interviewer|observer|participant)\.(\w+)")
_SPELLING = {"en": "en-US", "id": "id-ID"}
_BLANK = "Write here."
_EDITABLE, _LOCKED = "sdtLocked", "sdtContentLocked"
_LABELS = 4.5  # centimetres
_VALUES = 11.5
_FRAME = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """What a form is about and filled with: `known` is only shown, `facts` and `answers` are fields.

    ``known`` and ``facts`` are by name, ``answers`` by what is asked; each is empty where nothing is known.
    """

    source_id: str
    source: str
    language: str
    known: Mapping[str, str]
    facts: Mapping[str, str]
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody wrote in a form: facts that differ from those it came with, and answers, if any."""

    source_id: str
    facts: Mapping[str, str]
    answers: Mapping[str, str]


def write_form(contact: Contact) -> bytes:
    """Write the form of a contact as a .docx file."""
    document = _new_document(contact.language)
    document.add_heading(say("Contact summary", contact.language), level=0)
    note = "The grey fields can be filled in and corrected. Save the form, then read it back into the study."
    document.add_paragraph().add_run(say(note, contact.language)).italic = True
    _add_facts(document, contact)
    blank = say(_BLANK, contact.language)
    for number, (prompt, answer) in enumerate(contact.answers.items(), 1):
        _add_question(document, number, prompt).append(_control(f"answer.{number}", answer, blank=blank))
    document.core_properties.keywords = " ".join(
        [_source_tag(contact), *starmap(_fact_tag, contact.facts.items())]
    )
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def read_form(data: bytes) -> Filled:
    """Read what was written in the fields of a form.

    Raises
    ------
    InvalidInput
        It is no Word file, or has no fields of a contact summary.
    """
    fields = _fields(data)
    source = next((tag.partition(".")[2] for tag in fields if tag.startswith("source.")), None)
    if source is None:
        raise InvalidInput(
            "There are no fields of a contact summary in this file. Fill in a form made by contact_summary, "
            "in Word or LibreOffice: some other programs drop its fields when they save it."
        )
    facts = ((_FACT.fullmatch(tag), value) for tag, value in fields.items())
    answers = {
        fields.get(tag.replace("answer", "prompt"), tag): value
        for tag, value in fields.items()
        if tag.startswith("answer.") and value
    }
    corrected = {fact[1]: value for fact, value in facts if fact and _mark(value) != fact[2]}
    return Filled(source, corrected, answers)


def _new_document(language: str) -> Any:
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    document.core_properties.author = document.core_properties.comments = ""
    for name, points in (("Normal", 11), ("Title", 18), ("Heading 2", 11)):
        font = document.styles[name].font
        font.name, font.size, font.color.rgb = "Times New Roman", Pt(points), RGBColor(0, 0, 0)
        fonts = document.styles[name].element.rPr.rFonts
        fonts.attrib.pop(qn("w:asciiTheme"), None)
        fonts.attrib.pop(qn("w:hAnsiTheme"), None)
    for spelling in document.styles.element.iter(qn("w:lang")):
        spelling.set(qn("w:val"), _SPELLING.get(language, language))
    return document


def _add_facts(document: Any, contact: Contact) -> None:
    """A table of what is known, the first row of which says what the form is about."""
    language = contact.language
    blank = say(_BLANK, language)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    _add_row(table, "source", language).append(_control(_source_tag(contact), contact.source, lock=_LOCKED))
    for name, value in contact.facts.items():
        place = _add_row(table, name, language, shaded=True)
        place.append(_control(_fact_tag(name, value), value, blank=blank))
    for name, value in contact.known.items():
        _add_row(table, name, language).append(_run(value or "–"))
    _set_widths(table)


def _add_row(table: Any, name: str, language: str, *, shaded: bool = False) -> Any:
    """A row with its label; gives the paragraph for the value (XML)."""
    label, value = table.add_row().cells
    said = say(name, language)
    label.paragraphs[0].add_run(said[0].upper() + said[1:]).bold = True
    return _shaded(value) if shaded else value.paragraphs[0]._p


def _set_widths(table: Any) -> None:
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, (_LABELS, _VALUES), strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _add_question(document: Any, number: int, prompt: str) -> Any:
    """What is asked, above a frame that grows with the answer; gives the paragraph in it (XML)."""
    from docx.shared import Cm

    document.add_heading(level=2)._p.append(_control(f"prompt.{number}", prompt, lock=_LOCKED))
    frame = document.add_table(rows=1, cols=1, style="Table Grid")
    frame.rows[0].height = Cm(_FRAME)
    return _shaded(frame.cell(0, 0))


def _shaded(cell: Any) -> Any:
    from docx.oxml.parser import parse_xml as element

    shade = f'<w:shd xmlns:w="{_NAMESPACE}" w:val="clear" w:color="auto" w:fill="EDEDED"/>'
    cell._tc.get_or_add_tcPr().append(element(shade))
    return cell.paragraphs[0]._p


def _control(tag: str, value: str, *, blank: str = "", lock: str = _EDITABLE) -> Any:
    """A content control (XML), with what it says while it is empty.

    It is one for rich text: LibreOffice loses the line breaks of one for plain text.
    """
    from docx.oxml.parser import parse_xml as element

    empty = "" if value else "<w:showingPlcHdr/>"
    control = element(
        f'<w:sdt xmlns:w="{_NAMESPACE}"><w:sdtPr><w:tag w:val={quoteattr(tag)}/><w:lock w:val="{lock}"/>'
        f"{empty}</w:sdtPr><w:sdtContent/></w:sdt>"
    )
    control[-1].append(_run(value) if value else _run(blank, colour="808080"))
    return control


def _run(text: str, *, colour: str = "auto") -> Any:
    from docx.oxml.parser import parse_xml as element

    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in _plain(text).split("\n"))
    return element(
        f'<w:r xmlns:w="{_NAMESPACE}"><w:rPr><w:color w:val="{colour}"/></w:rPr>{"<w:br/>".join(lines)}</w:r>'
    )


def _source_tag(contact: Contact) -> str:
    return f"source.{contact.source_id}"


def _fact_tag(name: str, value: str) -> str:
    return f"fact.{name}.{_mark(value)}"


def _plain(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def _mark(value: str) -> str:
    """What tells a value from another, short enough for a tag."""
    return hashlib.sha256(" ".join(_plain(value).split()).encode()).hexdigest()[:12]


def _fields(data: bytes) -> dict[str, str]:
    """What is written in each content control, by its tag."""
    with Archive(data, what="Word file") as archive:
        if not {_DOCUMENT, _PROPERTIES} <= set(archive):
            raise InvalidInput("This is a zip archive but no Word file. Save the form as .docx.")
        document, properties = (parse_xml(archive.read(name), what="Word file") for name in _PARTS)
    controls = (each for each in document.iter() if local_name(each) == "sdt")
    return dict(_field(control, tag) for control, tag in zip(controls, _tags(properties), strict=False))


def _tags(properties: Any) -> Iterator[str]:
    """The tags of a form in their order, for programs that keep the controls but not their tags."""
    for element in properties.iter():
        if local_name(element) == "keywords":
            yield from (element.text or "").split()
    for number in count(1):
        yield f"prompt.{number}"
        yield f"answer.{number}"


def _field(control: Any, expected: str) -> tuple[str, str]:
    parts = {local_name(each): each for part in control for each in (part, *part)}
    tag = attribute(parts["tag"], "val") if "tag" in parts else None
    empty = "showingPlcHdr" in parts or "sdtContent" not in parts
    return tag or expected, "" if empty else _without_blank(_written(parts["sdtContent"]))


def _without_blank(text: str) -> str:
    """A text without what the empty field said, which some programs leave in it."""
    for language in _SPELLING:
        text = text.removeprefix(say(_BLANK, language)).strip()
    return text


def _written(content: Any) -> str:
    pieces = {"br": "\n", "cr": "\n", "p": "\n", "tab": "\t", "noBreakHyphen": "-"}
    found = (
        each.text or "" if local_name(each) == "t" else pieces.get(local_name(each), "")
        for each in content.iter()
    )
    return "".join(found)
