"""The interim case summary: what is known of a case so far, and what is not."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.display.forms.assembly import Answers, assemble
from qualkit.display.forms.causes import causes_in
from qualkit.display.forms.facts import facts_of, methods_of
from qualkit.display.forms.findings import findings, gaps, in_full
from qualkit.display.forms.form import Form, Section
from qualkit.display.forms.topics import Questions, topics_of
from qualkit.display.material import Material
from qualkit.language import say


def interim_case_summary(
    material: Material,
    case: str,
    *,
    questions: Questions | None = None,
    quotes: int = 2,
    answers: Answers | None = None,
    title: str | None = None,
) -> Form:
    """A first synthesis of one case: its site, findings, causes, methods and gaps.

    Parameters
    ----------
    material
        The frames of a study.
    case
        The case summarised.
    questions
        The questions that findings answer: names, or a mapping from each to its codes; by default the
        research questions of the conclusions. Codes that answer none of them follow by family.
    quotes
        The most quotations of a code.
    answers
        What was written before, by key.
    title
        Printed above the summary.

    Raises
    ------
    NotFound
        For a case or code that does not exist.
    """
    return assemble(
        material,
        "interim case summary",
        case,
        subject="case",
        facts=facts_of(material, "case", case),
        sections=_sections(material, case, questions, quotes=quotes),
        answers=answers,
        title=title,
        notes=[say("Only accepted codings are counted.", material.language)],
    )


def _sections(
    material: Material, case: str, questions: Questions | None, *, quotes: int
) -> Iterator[Section]:
    language = material.language
    found = findings(material, "case", case, quotes=quotes)
    yield Section(
        key="site",
        heading=say("Site", language),
        prompt=say("Where is the case, who is in it, and how does it work?", language),
    )
    for topic in topics_of(material, questions, found):
        yield Section(
            key=topic.key,
            heading=topic.heading,
            prompt=say("What was found?", language),
            lines=in_full(topic.among(found), language),
        )
    yield Section(
        key="causes",
        heading=say("Causal sketch", language),
        prompt=say("What leads to what, and why?", language),
        lines=causes_in(material, case),
    )
    yield Section(
        key="methods",
        heading=say("Methods", language),
        prompt=say("How were the data collected, and what limits them?", language),
        lines=methods_of(material, case),
    )
    yield Section(
        key="gaps",
        heading=say("Data gaps", language),
        prompt=say("What is still missing, and how can it be got?", language),
        lines=gaps(found, language),
    )
