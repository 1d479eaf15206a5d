"""Forms in Markdown: headings, lists of what is known, and what was written as a block quotation."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.display.forms.form import Form, Line, Section
from qualkit.display.forms.reading import BLANK
from qualkit.display.forms.wording import below, facts, head, reference
from qualkit.display.markdown import escape
from qualkit.language import say


def markdown(form: Form) -> str:
    """The form as Markdown text."""
    known = [f"- **{escape(label)}:** {escape(text)}" for label, text in facts(form)]
    blocks = [f"## {escape(form.title)}", "\n".join(known)]
    for section in form.sections:
        blocks.extend(_section(section, form.language))
    blocks.extend(escape(text) for text in below(form))
    return "\n\n".join(blocks) + "\n"


def _section(section: Section, language: str) -> Iterator[str]:
    yield f"### {escape(section.heading)}"
    for line in section.lines:
        yield "\n".join(_verse(line, language) if section.verse else _line(line, language))
    if section.prompt:
        yield f"*{escape(section.prompt)}*"
    if section.editable:
        yield "\n".join(f"> {escape(each)}  " for each in (section.text or say(BLANK, language)).split("\n"))


def _line(line: Line, language: str) -> Iterator[str]:
    label, text = map(escape, head(line, language))
    if label or text:
        yield f"- **{label}** {text}".rstrip() if label else f"- {text}"
    indent = "  " if label or text else ""
    for entry in line.entries:
        yield f"{indent}- {escape(f'“{entry.text}” ({reference(entry, language)})')}"


def _verse(line: Line, language: str) -> Iterator[str]:
    yield from (f"{escape(entry.text)} ({escape(reference(entry, language))})  " for entry in line.entries)
