"""Forms in Word: pages to hand out, with fields that are read back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualkit.content_controls import control, list_tags, shaded
from qualkit.display.content import Run, clean
from qualkit.display.forms.form import Form, Line, Section
from qualkit.display.forms.reading import ABOUT, ANSWER, BLANK
from qualkit.display.forms.wording import NOTE, below, facts, head, reference
from qualkit.display.word.elements import append
from qualkit.display.word.paper import new_paper
from qualkit.display.word.paragraphs import paragraph
from qualkit.language import say

_WIDTHS = _LABELS, _VALUES = 4.0, 12.0  # centimetres
_FRAME = 2.0
# name, points, centimetres of indent, points before and after, italic
_STYLES: tuple[tuple[str, float, float, float, float, bool], ...] = (
    ("Form Fact", 10, 0, 1, 1, False),
    ("Form Prompt", 10, 0, 4, 4, True),
    ("Form Line", 10, 0, 3, 2, False),
    ("Form Quotation", 9.5, 0.6, 0, 3, False),
    ("Form Verse", 11, 1.5, 0, 1, False),
    ("Form Field", 10.5, 0, 2, 2, False),
)


def docx(form: Form) -> Any:
    """A Word document (``docx.Document``) of the form, on A4, with a content control for each field."""
    document = new_paper(style="plain", language=form.language).document
    _add_styles(document)
    append(document, paragraph(form.title, style="Title"))
    if form.editable:
        append(document, paragraph(say(NOTE, form.language), style="FormPrompt"))
    _add_facts(document, form)
    for section in form.sections:
        _add_section(document, section, form.language)
    append(document, *(paragraph(text, style="TableNote") for text in below(form)))
    list_tags(document)
    return document


def _add_styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt

    for name, points, indent, before, after, italic in _STYLES:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size, style.font.italic = Pt(points), italic
        layout = style.paragraph_format
        layout.left_indent, layout.line_spacing = Cm(indent), 1.0
        layout.space_before, layout.space_after = Pt(before), Pt(after)


def _add_facts(document: Any, form: Form) -> None:
    """A table of what is known, the first row of which says what the form is about, for reading it back."""
    from docx.shared import Cm

    (subject, about), *others = facts(form)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    tag = ABOUT + form.kind.replace(" ", "_")
    _add_fact(table, subject)._p.append(control(tag, about, locked=True))
    for label, text in others:
        _add_fact(table, label).add_run(clean(text))


def _add_fact(table: Any, label: str) -> Any:
    """A row with its label; gives the paragraph for the value."""
    named, value = (cell.paragraphs[0] for cell in table.add_row().cells)
    named.style = value.style = "Form Fact"
    named.add_run(clean(label)).bold = True
    return value


def _add_section(document: Any, section: Section, language: str) -> None:
    append(document, paragraph(section.heading, style="Heading3"))
    for line in section.lines:
        append(document, *_line(line, language, verse=section.verse))
    if section.prompt:
        append(document, paragraph(section.prompt, style="FormPrompt", keep=True))
    if section.editable:
        _add_field(document, section, language)


def _line(line: Line, language: str, *, verse: bool) -> Iterator[str]:
    label, text = head(line, language)
    if label or text:
        runs = (Run(label, "strong"), Run(f" {text}" if label and text else text))
        yield paragraph(runs, style="FormLine", keep=bool(line.entries))
    style = "FormVerse" if verse else "FormQuotation"
    for entry in line.entries:
        words = Run(entry.text if verse else f"“{entry.text}”")
        yield paragraph((words, Run(f" {reference(entry, language)}", "address")), style=style)


def _add_field(document: Any, section: Section, language: str) -> None:
    """A grey frame that grows with what is written in it."""
    from docx.shared import Cm

    frame = document.add_table(rows=1, cols=1, style="Table Grid")
    frame.rows[0].height = Cm(_FRAME)
    cell = frame.cell(0, 0)
    cell.paragraphs[0].style = "Form Field"
    shaded(cell).append(control(ANSWER + section.key, section.text, blank=say(BLANK, language)))
