"""What leads to what in a case, in words."""

from __future__ import annotations

from qualkit.display.axes import code_labels
from qualkit.display.forms.excerpts import entries, weightiest
from qualkit.display.forms.form import Line
from qualkit.display.graphs.ties import Tie, causal, within
from qualkit.display.material import Material
from qualkit.language import say

_SIGNS = {"+": "the more, the more", "-": "the more, the less", "±": "both, or mixed"}


def causes_in(material: Material, case: str) -> tuple[Line, ...]:
    """A line for each relation between codes recorded in a case, with one quotation of its evidence."""
    labels = code_labels(material)
    ties = within(material, causal(material), case).merged()
    return tuple(_line(material, tie, labels) for tie in ties.held)


def _line(material: Material, tie: Tie, labels: dict[str, str]) -> Line:
    signed = [] if tie.sign is None else [say(_SIGNS[tie.sign], material.language)]
    evidence = material.codings[material.codings["coding_id"].isin(tie.evidence)]
    return Line(
        label=f"{labels[tie.source]} → {labels[tie.target]}",
        text="; ".join(each for each in (tie.relation, *signed, tie.note) if each),
        entries=tuple(entries(weightiest(evidence, 1))),
        codings=tie.evidence,
    )
