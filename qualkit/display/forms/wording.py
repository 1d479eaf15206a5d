"""How the parts of a form read, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.display.forms.form import Form, Line
from qualkit.display.grid import Entry
from qualkit.display.values import attribute_name
from qualkit.language import listed, say

NOTE = "The grey fields are to be filled in. Save the form, then read it back into the study."


def facts(form: Form) -> Iterator[tuple[str, str]]:
    """What the form is about, and what is known of it: a label and its text."""
    yield named(form.subject, form.language), form.about
    yield from ((line.label, line.text) for line in form.facts)


def named(name: str, language: str) -> str:
    """The name of an attribute as a heading: in the language where it has it, else as it was given.

    >>> named("site", "id"), named("lama_menjabat", "en")
    ('Lokasi', 'Lama menjabat')
    """
    said = attribute_name(name, language)
    return said[:1].upper() + said[1:]


def head(line: Line, language: str) -> tuple[str, str]:
    """The label of a line with its number of codings, and the text that follows it."""
    n = f" ({say('n', language)}\u00a0=\u00a0{len(line.codings)})" if line.label and line.codings else ""
    return f"{line.label}{n}{':' if line.label and line.text else ''}", line.text


def reference(entry: Entry, language: str) -> str:
    """What is printed behind a quotation: its address, and how direct it is."""
    marked = None if entry.mark is None else say(entry.mark, language)
    return listed((each for each in (entry.address, marked) if each), language)


def below(form: Form) -> Iterator[str]:
    """What is printed under a form."""
    if form.notes:
        yield f"{say('Note', form.language)}. {' '.join(form.notes)}"
    yield say("Data version {version}.", form.language, version=form.version)
