"""How the parts of a form come together: what was written before is filled in, and none of it is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from qualkit.display.forms.form import Form, Kind, Line, Section
from qualkit.display.material import Material
from qualkit.language import say

Answers = Mapping[str, str]
"""What was written in the fields of a form before, by key."""


def assemble(
    material: Material,
    kind: Kind,
    about: str,
    *,
    subject: str,
    sections: Iterable[Section],
    answers: Answers | None,
    title: str | None,
    facts: Iterable[Line] = (),
    notes: Iterable[str] = (),
) -> Form:
    """The form in the study's language, with the answers that were given before."""
    written = dict(answers or {})
    filled = [replace(each, text=written.pop(each.key, each.text)) for each in sections]
    heading = f"{kind[:1].upper()}{kind[1:]}: {{about}}"
    return Form(
        kind=kind,
        title=title or say(heading, material.language, about=about),
        about=about,
        subject=subject,
        facts=tuple(facts),
        sections=(*filled, *_no_longer_asked(written, material.language)),
        notes=tuple(notes),
        language=material.language,
        version=material.version,
    )


def limited(material: Material, shown: int, of: int, *, what: str) -> list[str]:
    """The note that says how many of something are left out, if any are."""
    return [say(what, material.language, top=shown, left=of - shown)] if of > shown else []


def _no_longer_asked(written: Answers, language: str) -> list[Section]:
    heading = say("Written earlier, and no longer asked", language)
    return [Section(heading=heading, prompt=key, key=key, text=text) for key, text in written.items() if text]
