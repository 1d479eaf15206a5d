"""The pre-structured case outline: the report on a case, laid out before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qualkit.display.forms.assembly import Answers, assemble
from qualkit.display.forms.claims import claims
from qualkit.display.forms.facts import facts_of
from qualkit.display.forms.findings import by_use, findings
from qualkit.display.forms.form import Form, Section
from qualkit.display.forms.topics import Questions, topics_of
from qualkit.display.material import Material
from qualkit.language import say


def pre_structured_case_outline(
    material: Material,
    case: str,
    *,
    outline: Questions | None = None,
    answers: Answers | None = None,
    title: str | None = None,
) -> Form:
    """The outline of a case report: numbered slots, with the summaries that were written of their codes.

    Parameters
    ----------
    material
        The frames of a study.
    case
        The case reported.
    outline
        The headings between the site and the conclusions: names, or a mapping from each to its codes. By
        default the research questions of the conclusions, and the families of all other codes.
    answers
        What was written before, by key.
    title
        Printed above the outline.

    Raises
    ------
    NotFound
        For a case or code that does not exist.
    """
    slots = enumerate(_slots(material, case, outline), 1)
    return assemble(
        material,
        "pre-structured case outline",
        case,
        subject="case",
        facts=facts_of(material, "case", case),
        sections=[replace(slot, heading=f"{number}. {slot.heading}") for number, slot in slots],
        answers=answers,
        title=title,
    )


def _slots(material: Material, case: str, outline: Questions | None) -> Iterator[Section]:
    language = material.language
    yield Section(
        key="site",
        heading=say("Site", language),
        prompt=say("Where is the case, who is in it, and how does it work?", language),
    )
    found = findings(material, "case", case)
    for topic in topics_of(material, outline, found):
        yield Section(
            key=topic.key,
            heading=topic.heading,
            prompt=say("What was found?", language),
            lines=tuple(replace(line, entries=()) for line in by_use(topic.among(found), most=len(found))),
        )
    yield Section(
        key="conclusions",
        heading=say("Conclusions", language),
        prompt=say("What can be concluded from this case?", language),
        lines=tuple(claim.line(language) for claim in claims(material, case=case)),
    )
