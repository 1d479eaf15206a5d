"""The contact summary form: a Word document with fields to fill in, and what was written in them.

Each field is a content control, found again by its tag: ``source.ID``, ``fact.NAME.MARK``, where the
mark is of the value that was filled in before, and ``prompt.N`` with its ``answer.N``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from qualkit.content_controls import control, fields, list_tags, mark, run, shaded
from qualkit.errors import InvalidInput
from qualkit.language import everywhere, say, tag

_FACT = re.compile(r"fact\.(date|site|interviewer|observer|participant)\.(\w+)")
_BLANK = "Write here."
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
        _add_question(document, number, prompt).append(control(f"answer.{number}", answer, blank=blank))
    list_tags(document)
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
    read = fields(data, blanks=everywhere(_BLANK))
    source = next((tag.partition(".")[2] for tag in read if tag.startswith("source.")), None)
    if source is None:
        raise InvalidInput(
            "There are no fields of a contact summary in this file. Fill in a form made by contact_summary, "
            "in Word or LibreOffice: some other programs drop its fields when they save it."
        )
    facts = ((_FACT.fullmatch(tag), value) for tag, value in read.items())
    answers = {
        read.get(tag.replace("answer", "prompt"), tag): value
        for tag, value in read.items()
        if tag.startswith("answer.") and value
    }
    corrected = {fact[1]: value for fact, value in facts if fact and mark(value) != fact[2]}
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
        spelling.set(qn("w:val"), tag(language))
    return document


def _add_facts(document: Any, contact: Contact) -> None:
    """A table of what is known, the first row of which says what the form is about."""
    language = contact.language
    blank = say(_BLANK, language)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    about = f"source.{contact.source_id}"
    _add_row(table, "source", language).append(control(about, contact.source, locked=True))
    for name, value in contact.facts.items():
        place = _add_row(table, name, language, editable=True)
        place.append(control(f"fact.{name}.{mark(value)}", value, blank=blank))
    for name, value in contact.known.items():
        _add_row(table, name, language).append(run(value or "–"))
    _set_widths(table)


def _add_row(table: Any, name: str, language: str, *, editable: bool = False) -> Any:
    """A row with its label; gives the paragraph for the value (XML)."""
    label, value = table.add_row().cells
    said = say(name, language)
    label.paragraphs[0].add_run(said[0].upper() + said[1:]).bold = True
    return shaded(value) if editable else value.paragraphs[0]._p


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

    document.add_heading(level=2)._p.append(control(f"prompt.{number}", prompt, locked=True))
    frame = document.add_table(rows=1, cols=1, style="Table Grid")
    frame.rows[0].height = Cm(_FRAME)
    return shaded(frame.cell(0, 0))
