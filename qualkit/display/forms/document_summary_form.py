"""The document summary form: what a document is, why it matters, and what it says."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.display.forms.assembly import Answers, assemble
from qualkit.display.forms.excerpts import salient
from qualkit.display.forms.facts import facts_of
from qualkit.display.forms.findings import by_use, findings
from qualkit.display.forms.form import Form, Section
from qualkit.display.material import Material
from qualkit.errors import InvalidInput
from qualkit.language import say

_SALIENT = 4


def document_summary_form(
    material: Material,
    source: str,
    *,
    quotes: int = 1,
    answers: Answers | None = None,
    title: str | None = None,
) -> Form:
    """A page on one document: its context, its significance, and its contents under all codes used.

    Parameters
    ----------
    material
        The frames of a study.
    source
        The document.
    quotes
        The most quotations of a code.
    answers
        What was written before, by key.
    title
        Printed above the form.

    Raises
    ------
    NotFound
        There is no such source.
    InvalidInput
        The source is no document.
    """
    facts = facts_of(material, "source", source)
    kind = material.sources.loc[material.sources["source"] == source, "kind"].iloc[0]
    if kind != "document":
        raise InvalidInput(
            f"The source {source!r} is no document: it is of the kind {kind!r}. Use contact_summary_form."
        )
    return assemble(
        material,
        "document summary form",
        source,
        subject="document",
        facts=facts,
        sections=_sections(material, source, quotes),
        answers=answers,
        title=title,
    )


def _sections(material: Material, source: str, quotes: int) -> Iterator[Section]:
    language = material.language
    found = findings(material, "source", source, quotes=quotes)
    yield Section(
        key="context",
        heading=say("Context", language),
        prompt=say(
            "Where does the document come from, and with which event or contact does it go?", language
        ),
    )
    yield Section(
        key="significance",
        heading=say("Significance", language),
        prompt=say("Why does the document matter to the study?", language),
        lines=salient(material, source=source, most=_SALIENT),
    )
    yield Section(
        key="content",
        heading=say("Summary of contents", language),
        prompt=say("What does the document say?", language),
        lines=by_use(found, most=len(found)),
    )
