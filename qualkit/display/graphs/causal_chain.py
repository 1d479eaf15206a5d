"""The causal chain: what leads to what, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualkit.display.axes import code_labels
from qualkit.display.graphs.assembly import assemble
from qualkit.display.graphs.graph import Graph
from qualkit.display.graphs.nodes import code_nodes, known
from qualkit.display.graphs.ties import causal, leading_from, leading_to
from qualkit.display.material import Material
from qualkit.language import say


def causal_chain(
    material: Material,
    *,
    start: str | None = None,
    outcome: str | None = None,
    relations: Sequence[str] | str | None = None,
    title: str | None = None,
) -> Graph:
    """The codes that lead to others, over all cases, as one line or several that meet.

    Parameters
    ----------
    material
        The frames of a study.
    start, outcome
        Codes: only what comes after the start, and only what leads to the outcome.
    relations
        The names of the relations that are causal; by default all but answers (yes, no) and sorts
        (is a kind of).
    title
        Printed in the caption.

    Raises
    ------
    NotFound
        For a code or relation that does not exist.
    InvalidInput
        Where no such relation is recorded.
    """
    words = material.language
    ties = causal(material, relations=relations).merged().required("relation between codes", "code")
    if start is not None:
        ties = leading_from(ties, known(material, "code", start))
    if outcome is not None:
        ties = leading_to(ties, known(material, "code", outcome))
        heading = say("Causal chain to {outcome}", words, outcome=code_labels(material)[outcome])
    else:
        heading = say("Causal chain", words)
    ties.required("chain of relations between these codes", "code")
    ends = {end for tie in ties.held for end in (tie.source, tie.target)}
    nodes = [replace(node, emphasis=node.key == outcome) for node in code_nodes(material, ends)]
    return assemble(material, nodes, ties, kind="causal chain", title=title or heading, outcome=outcome)
