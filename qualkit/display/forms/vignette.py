"""The vignette: a story of one episode to be written, with the passages that bear on it in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from qualkit.display.forms.assembly import Answers, assemble, limited
from qualkit.display.forms.excerpts import by_date, in_time, weightiest
from qualkit.display.forms.facts import facts_of
from qualkit.display.forms.findings import Subject
from qualkit.display.forms.form import Form, Section
from qualkit.display.forms.subjects import one_of
from qualkit.display.material import Material
from qualkit.errors import not_found
from qualkit.language import say

_PARTS = {
    "context": ("Context", "When and where was it, and what had gone before?"),
    "hopes": ("Hopes", "What was hoped for, or intended?"),
    "who": ("Who", "Who was involved, and how?"),
    "events": ("What happened", "What happened, step by step, and why?"),
    "impact": ("Impact", "What came of it, and for whom?"),
}
_SPAN = ["source", "start", "end"]
_Codes = str | Sequence[str]


def vignette(
    material: Material,
    *,
    case: str | None = None,
    source: str | None = None,
    codes: _Codes | Mapping[str, _Codes] | None = None,
    passages: int = 8,
    answers: Answers | None = None,
    title: str | None = None,
) -> Form:
    """A frame for telling one episode: its context, hopes, people, events and impact.

    Parameters
    ----------
    material
        The frames of a study.
    case, source
        Whose episode it is: a case, or one source.
    codes
        The codes that bear on it: a mapping from the parts ``context hopes who events impact`` to codes, or
        codes (by default all) of which the passages stand under the events.
    passages
        The most passages in a part: those chosen by hand, then the most typical. They stand in order of time.
    answers
        What was written before, by key.
    title
        Printed above the form.

    Raises
    ------
    NotFound
        For a case, source, code or part that does not exist.
    InvalidInput
        Neither or both of case and source are given.
    """
    whose: dict[Subject, str | None] = {"case": case, "source": source}
    subject, name = one_of(whose)
    facts = facts_of(material, subject, name)
    parts = _parts(codes)
    found = {
        part: in_time(material, codes=held, case=case, source=source).drop_duplicates(_SPAN)
        for part, held in parts.items()
    }
    kept = {part: weightiest(codings, passages, choice="typical") for part, codings in found.items()}
    return assemble(
        material,
        "vignette",
        name,
        subject=subject,
        facts=facts,
        sections=_sections(material, kept),
        answers=answers,
        title=title,
        notes=limited(
            material,
            sum(map(len, kept.values())),
            of=sum(map(len, found.values())),
            what="The {top} most typical passages; {left} more are left out.",
        ),
    )


def _parts(codes: _Codes | Mapping[str, _Codes] | None) -> Mapping[str, _Codes | None]:
    if not isinstance(codes, Mapping):
        return {"events": codes}
    for part in codes:
        if part not in _PARTS:
            raise not_found("part of a vignette", part, _PARTS)
    return codes


def _sections(material: Material, kept: Mapping[str, pd.DataFrame]) -> Iterator[Section]:
    for part, (heading, prompt) in _PARTS.items():
        yield Section(
            key=part,
            heading=say(heading, material.language),
            prompt=say(prompt, material.language),
            lines=by_date(material, kept[part]) if part in kept else (),
        )
