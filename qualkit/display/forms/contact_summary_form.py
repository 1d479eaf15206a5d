"""The contact summary form: what one interview, visit or other contact was about."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.display.forms.assembly import Answers, assemble, limited
from qualkit.display.forms.excerpts import salient
from qualkit.display.forms.facts import facts_of
from qualkit.display.forms.findings import Finding, by_use, findings, gaps, in_full
from qualkit.display.forms.form import Form, Section
from qualkit.display.forms.topics import Questions, Topic, questions_of
from qualkit.display.material import Material
from qualkit.language import say

_SALIENT = 4


def contact_summary_form(
    material: Material,
    source: str,
    *,
    questions: Questions | None = None,
    top: int = 8,
    answers: Answers | None = None,
    title: str | None = None,
) -> Form:
    """A page to think about one contact while it is fresh, with what has been coded of it.

    Parameters
    ----------
    material
        The frames of a study.
    source
        The interview, observation or other source.
    questions
        The target questions, each with a field: names, or a mapping from each to its codes. By default the
        research questions of the conclusions, with the codes of the evidence cited; where there are none,
        one field for all, with all codes.
    top
        The most themes listed.
    answers
        What was written before, by key.
    title
        Printed above the form.

    Raises
    ------
    NotFound
        For a source or code that does not exist.

    References
    ----------
    Miles, M. B., Huberman, A. M., & Saldaña, J. (2014). *Qualitative data analysis: A methods sourcebook*
    (3rd ed.). Sage.
    """
    facts = facts_of(material, "source", source)
    found = findings(material, "source", source)
    used = sum(bool(each.codings) for each in found)
    return assemble(
        material,
        "contact summary form",
        source,
        subject="source",
        facts=facts,
        sections=_sections(material, source, found, topics=questions_of(material, questions), top=top),
        answers=answers,
        title=title,
        notes=limited(material, top, of=used, what="The {top} codes used most; {left} more are left out."),
    )


def _sections(
    material: Material,
    source: str,
    found: tuple[Finding, ...],
    *,
    topics: tuple[Topic, ...],
    top: int,
) -> Iterator[Section]:
    language = material.language
    yield Section(
        key="themes",
        heading=say("Main issues and themes", language),
        prompt=say("Which issues or themes stood out in this contact?", language),
        lines=by_use(found, most=top),
    )
    yield from _learned(topics, found, language)
    yield Section(
        key="salient",
        heading=say("Salient points", language),
        prompt=say("What else was salient, interesting, illuminating or important?", language),
        lines=salient(material, source=source, most=_SALIENT),
    )
    targets = {code for topic in topics for code in topic.codes}
    yield Section(
        key="next",
        heading=say("Next contact", language),
        prompt=say("Which questions are new, or remain, for the next contact?", language),
        lines=gaps((each for each in found if not targets or each.code in targets), language),
    )


def _learned(topics: tuple[Topic, ...], found: tuple[Finding, ...], language: str) -> Iterator[Section]:
    """A field for each target question, or one for all codes where there is no question."""
    asked = [
        (topic.key, say("Target question: {question}", language, question=topic.heading), topic.among(found))
        for topic in topics
    ]
    for key, heading, answered in asked or [("learned", say("Target questions", language), found)]:
        yield Section(
            key=key,
            heading=heading,
            prompt=say("What was learned, and what could not be learned?", language),
            lines=in_full(answered, language),
        )
