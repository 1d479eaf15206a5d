"""The case analysis meeting form: what those who know a case make of it, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualkit.display.axes import code_labels
from qualkit.display.forms.assembly import Answers, assemble, limited
from qualkit.display.forms.claims import Claim, claims
from qualkit.display.forms.facts import facts_of
from qualkit.display.forms.findings import Finding, by_use, findings, gaps, listed
from qualkit.display.forms.form import Form, Line, Section
from qualkit.display.material import Material
from qualkit.language import say


def case_analysis_meeting_form(
    material: Material,
    case: str,
    *,
    participants: Sequence[str] = (),
    top: int = 8,
    answers: Answers | None = None,
    title: str | None = None,
) -> Form:
    """An agenda and minutes for a meeting on one case.

    Hypotheses are the conclusions with evidence from the case, alternative explanations their rivals, and
    next data the codes under which the case has nothing.

    Parameters
    ----------
    material
        The frames of a study.
    case
        The case discussed.
    participants
        Who takes part.
    top
        The most themes listed.
    answers
        What was written before, by key.
    title
        Printed above the form.

    Raises
    ------
    NotFound
        There is no such case.
    """
    facts = facts_of(material, "case", case)
    found = findings(material, "case", case)
    used = sum(bool(each.codings) for each in found)
    sections = (
        _participants(material, participants),
        *_analysis(material, list(claims(material, case=case)), found, top),
        _codebook(material, case, found),
    )
    return assemble(
        material,
        "case analysis meeting form",
        case,
        subject="case",
        facts=facts,
        sections=sections,
        answers=answers,
        title=title,
        notes=limited(material, top, of=used, what="The {top} codes used most; {left} more are left out."),
    )


def _participants(material: Material, participants: Sequence[str]) -> Section:
    return Section(
        key="participants",
        heading=say("Participants", material.language),
        prompt=say("Who took part, and when?", material.language),
        text="; ".join(participants),
    )


def _analysis(
    material: Material, held: Sequence[Claim], found: tuple[Finding, ...], top: int
) -> Iterator[Section]:
    language = material.language
    yield Section(
        key="themes",
        heading=say("Main themes", language),
        prompt=say("What is going on in this case?", language),
        lines=by_use(found, most=top),
    )
    yield Section(
        key="hypotheses",
        heading=say("Hypotheses", language),
        prompt=say("Which explanations, hunches or hypotheses are there?", language),
        lines=tuple(claim.line(language) for claim in held),
    )
    yield Section(
        key="alternatives",
        heading=say("Alternative explanations", language),
        prompt=say("What else could explain it, and who disagrees?", language),
        lines=tuple(Line(label=claim.name, text=rival) for claim in held for rival in claim.rivals),
    )
    yield Section(
        key="next",
        heading=say("Next data", language),
        prompt=say("What is to be collected or looked into next?", language),
        lines=gaps(found, language),
    )


def _codebook(material: Material, case: str, found: tuple[Finding, ...]) -> Section:
    language = material.language
    noted = {
        "Used once here": [each.label for each in found if len(each.codings) == 1],
        "Suggested codings not yet judged": _suggested(material, case),
    }
    return Section(
        key="codebook",
        heading=say("Codebook", language),
        prompt=say("What does it mean for the codes: new, merged, split, redefined?", language),
        lines=tuple(listed(say(what, language), items) for what, items in noted.items() if items),
    )


def _suggested(material: Material, case: str) -> list[str]:
    labels = code_labels(material)
    own = set(material.links.loc[material.links["case"] == case, "coding_id"])
    codings = material.codings
    waiting = codings[(codings["status"] == "suggested") & codings["coding_id"].isin(own)]
    return [f"{labels[str(code)]} ({n})" for code, n in waiting["code"].value_counts().items()]
