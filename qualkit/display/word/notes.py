"""The notes under a table or figure: together after an italic "Note.", or each under its heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualkit.display.content import Line, Run
from qualkit.display.word.elements import append
from qualkit.display.word.paper import Paper
from qualkit.display.word.paragraphs import paragraph
from qualkit.language import say

Note = tuple[str, str]
"""A heading, which may be empty, and the text under it."""


def add_notes(paper: Paper, notes: Sequence[Note]) -> None:
    """Append the notes in the paper's style."""
    lines = _together(notes, paper.language) if paper.style.notes == "together" else _apart(notes)
    append(paper.document, *(paragraph(line, style="TableNote") for line in lines))


def _apart(notes: Sequence[Note]) -> Iterator[Line]:
    return (_headed(heading, text) for heading, text in notes)


def _together(notes: Sequence[Note], language: str) -> Iterator[Line]:
    """One paragraph; what keeps its heading, decision rules, comes last."""
    rules, note = say("Decision rules", language), say("Note", language)
    plain = [text for heading, text in notes if heading != rules]
    kept = [_headed(f" {heading}", text) for heading, text in notes if heading == rules]
    yield _headed(note, " ".join(plain)) + tuple(run for line in kept for run in line)


def _headed(heading: str, text: str) -> Line:
    return (*((Run(f"{heading}. ", "emphasis"),) if heading else ()), Run(text))
