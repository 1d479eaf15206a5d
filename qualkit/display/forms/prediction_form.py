"""The prediction form: what is expected, what speaks for and against it, and how it turned out."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.display.forms.assembly import Answers, assemble
from qualkit.display.forms.claims import Claim, claims
from qualkit.display.forms.form import Form, Line, Section
from qualkit.display.material import Material
from qualkit.language import say

_VERDICT = {
    "informant": ("Informant", "Who judges it, and when?"),
    "verdict": ("Verdict of the informant", "Did it turn out as predicted: wholly, in part, or not?"),
    "why": ("Why", "What brought it about, or prevented it, in the informant's view?"),
}


def prediction_form(
    material: Material,
    prediction: str,
    *,
    answers: Answers | None = None,
    title: str | None = None,
) -> Form:
    """A prediction with the evidence for and against it, to be judged by an informant later.

    Parameters
    ----------
    material
        The frames of a study.
    prediction
        The name of a conclusion, of which the evidence cited is shown, or any other text.
    answers
        What was written before, by key.
    title
        Printed above the form.

    Returns
    -------
    Form
        Codings that merely qualify a conclusion, and its rivals, stand under the evidence against it.
    """
    claim = next((each for each in claims(material) if each.name == prediction), None)
    return assemble(
        material,
        "prediction form",
        prediction,
        subject="prediction" if claim is None else "conclusion",
        sections=_sections(material.language, prediction, claim),
        answers=answers,
        title=title,
    )


def _sections(language: str, prediction: str, claim: Claim | None) -> Iterator[Section]:
    yield Section(
        key="prediction",
        heading=say("Prediction", language),
        prompt=say("What is predicted, for whom, and until when?", language),
        lines=(Line(text=prediction) if claim is None else claim.line(language),),
    )
    yield Section(
        key="for",
        heading=say("Evidence for", language),
        prompt=say("What makes it likely?", language),
        lines=() if claim is None else claim.evidence("supports"),
    )
    yield Section(
        key="against",
        heading=say("Evidence against", language),
        prompt=say("What makes it unlikely?", language),
        lines=()
        if claim is None
        else (*claim.evidence("contradicts", "qualifies"), *_rivals(claim, language)),
    )
    for key, (heading, prompt) in _VERDICT.items():
        yield Section(key=key, heading=say(heading, language), prompt=say(prompt, language))


def _rivals(claim: Claim, language: str) -> Iterator[Line]:
    label = say("rival explanation", language)
    yield from (Line(label=label[:1].upper() + label[1:], text=rival) for rival in claim.rivals)
