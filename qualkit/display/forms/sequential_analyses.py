"""Sequential analyses: how one display of a study led to the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from qualkit.display.forms.assembly import Answers, assemble
from qualkit.display.forms.form import Form, Line, Section
from qualkit.display.material import Material
from qualkit.errors import InvalidInput
from qualkit.language import say


class Titled(Protocol):
    """A display of any kind."""

    @property
    def title(self) -> str:
        """The caption."""


def sequential_analyses(
    material: Material,
    displays: Sequence[str | Titled],
    *,
    answers: Answers | None = None,
    title: str | None = None,
) -> Form:
    """The stages of an analysis: what went into each, what came out, and what links the two.

    Parameters
    ----------
    material
        The frames of a study.
    displays
        What the analysis went through, in order: displays, or texts such as ``themes``. Each is what comes
        out of one stage, and goes into the next.
    answers
        The links that were written before, by key (``stage.1``).
    title
        Printed above the form.

    Raises
    ------
    InvalidInput
        Fewer than two displays are given.
    """
    if isinstance(displays, str) or len(displays) < 2:
        raise InvalidInput("A sequence has at least two displays; give a list, such as ['themes', matrix].")
    titles = [each if isinstance(each, str) else each.title for each in displays]
    stages = enumerate(pairwise(titles), 1)
    return assemble(
        material,
        "sequential analyses",
        f"{titles[0]} → {titles[-1]}",
        subject="analysis",
        sections=[_stage(number, ends, material.language) for number, ends in stages],
        answers=answers,
        title=title,
    )


def _stage(number: int, ends: tuple[str, str], language: str) -> Section:
    return Section(
        key=f"stage.{number}",
        heading=say("Stage {number}", language, number=number),
        prompt=say("What leads from the one to the other?", language),
        lines=tuple(
            Line(label=say(label, language), text=text)
            for label, text in zip(("Input", "Output"), ends, strict=True)
        ),
    )
