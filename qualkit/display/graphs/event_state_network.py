"""The event–state network: what happened (boxes), and the states that it led to (bubbles)."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.display.graphs.assembly import assemble
from qualkit.display.graphs.graph import Graph
from qualkit.display.graphs.nodes import code_nodes, known
from qualkit.display.graphs.ties import Ties, causal, within
from qualkit.display.material import Material
from qualkit.display.scope import scope
from qualkit.language import say

_EVENT = "process"


def event_state_network(
    material: Material,
    *,
    events: Sequence[str] | str | None = None,
    states: Sequence[str] | str | None = None,
    case: str | None = None,
    relations: Sequence[str] | str | None = None,
    title: str | None = None,
) -> Graph:
    """Events and states, and which led to which.

    Parameters
    ----------
    material
        The frames of a study.
    events, states
        The codes that are events and those that are states, each with its descendants. Where one is
        left out, it is all other codes; where both are, codes of kind *process* are the events.
    case
        Only what holds in a case.
    relations
        The names of the relations to show.
    title
        Printed in the caption.

    Raises
    ------
    NotFound
        For a code, case or relation that does not exist.
    InvalidInput
        Where no relation between such codes is recorded.
    """
    happened, states_of = _events(material, events, states)
    ties = causal(material, relations=relations)
    if case is not None:
        ties = within(material, ties, known(material, "case", case))
    shown = happened | states_of
    ties = ties.only(lambda tie: {tie.source, tie.target} <= shown).merged()
    ties.required("relation between events and states (codes)", "code")
    return assemble(
        material,
        [
            *code_nodes(material, happened & _ends(ties), kind="event"),
            *code_nodes(material, (states_of - happened) & _ends(ties), kind="state"),
        ],
        ties,
        kind="event–state network",
        title=title or say("Event–state network", material.language),
    )


def _events(
    material: Material, events: Sequence[str] | str | None, states: Sequence[str] | str | None
) -> tuple[set[str], set[str]]:
    """The codes that are events, and those that are states."""
    codes = material.codes["code"]
    every = set(codes)
    named = [
        set(codes[scope(material, codes=each, where=None).codes]) if each is not None else None
        for each in (events, states)
    ]
    happened, held = named
    if happened is None and held is None:
        happened = set(codes[material.codes["kind"] == _EVENT])
    if happened is None:
        happened = every - (held or set())
    return happened, every - happened if held is None else held


def _ends(ties: Ties) -> set[str]:
    return {end for tie in ties.held for end in (tie.source, tie.target)}
