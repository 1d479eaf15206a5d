"""The form as a value: sections that show what a study knows, and ask for what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from qualkit.display.grid import Entry
from qualkit.display.rendered import Document

Kind = Literal[
    "contact summary form",
    "document summary form",
    "case analysis meeting form",
    "interim case summary",
    "pre-structured case outline",
    "sequential analyses",
    "vignette",
    "poetic display",
    "prediction form",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something that the study knows: its label, what is said of it, and quotations.

    ``codings`` are the ids of all codings behind it, quoted or not.
    """

    label: str = ""
    text: str = ""
    entries: tuple[Entry, ...] = ()
    codings: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, what is asked under it, what the study knows of it, and what was written there.

    ``key`` names the field of a section that is ``editable`` in every language and every version of the
    form. The lines of a section in ``verse`` are set as a poem.
    """

    heading: str
    prompt: str = ""
    key: str = ""
    text: str = ""
    lines: tuple[Line, ...] = ()
    editable: bool = True
    verse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Document):
    """A document of headed sections to be filled in.

    ``about`` names what it is about, and ``subject`` says what that is, such as ``case``; ``facts`` are
    what is known of it.
    """

    kind: Kind
    title: str
    about: str
    subject: str
    facts: tuple[Line, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    language: str = "en"
    version: int = 0

    @property
    def editable(self) -> bool:
        """Whether there is anything to fill in."""
        return any(section.editable for section in self.sections)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a section: ``section prompt text``; the text is what is known and what was written."""
        rows = [(each.heading, each.prompt, "\n".join(_said(each))) for each in self.sections]
        return pd.DataFrame(rows, columns=pd.Index(["section", "prompt", "text"]), dtype=object)

    @property
    def codings(self) -> pd.DataFrame:
        """The codings behind each line: ``row column coding_id``, the section and the label of the line."""
        rows = [
            (section.heading, line.label, coding)
            for section in self.sections
            for line in section.lines
            for coding in line.codings
        ]
        return pd.DataFrame(rows, columns=pd.Index(["row", "column", "coding_id"]), dtype=object)

    def __repr__(self) -> str:
        return f"<Form {self.title!r}: {len(self.sections)} sections, data version {self.version}>"


def _said(section: Section) -> Iterator[str]:
    for line in section.lines:
        head = ": ".join(each for each in (line.label, line.text) if each)
        yield from ([head] if head else [])
        yield from (entry.text if section.verse else str(entry) for entry in line.entries)
    if section.text:
        yield section.text
