"""The context chart: who stands in what relation to whom, and how good the relation is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from qualkit.display.facets import Facet, attribute, facet
from qualkit.display.graphs.assembly import assemble
from qualkit.display.graphs.graph import Graph
from qualkit.display.graphs.nodes import Node
from qualkit.display.graphs.ties import Ties, recorded
from qualkit.display.material import Material
from qualkit.display.values import as_text
from qualkit.errors import InvalidInput, not_found
from qualkit.figures import colours
from qualkit.language import listed, say


def context_chart(
    material: Material,
    *,
    between: str = "case",
    focus: str | None = None,
    kind: str | None = None,
    relations: Sequence[str] | str | None = None,
    title: str | None = None,
) -> Graph:
    """Persons, roles or units, and the relations between them, each with its sign.

    Parameters
    ----------
    material
        The frames of a study.
    between
        ``case``, ``source`` or ``code``, or an attribute of cases or sources (such as a role): then all
        that have the same value are one node.
    focus
        One of the nodes: only it, those related to it and the relations among them are shown.
    kind
        An attribute by which the nodes differ in shape and colour.
    relations
        The names of the relations to show; all by default.
    title
        Printed in the caption.

    Raises
    ------
    NotFound
        For a node, attribute or relation that does not exist.
    InvalidInput
        Where no relation of this sort is recorded.
    """
    of = facet(material, between)
    if of.entity not in ("case", "source", "code"):
        raise InvalidInput(f"Relations are between cases, sources or codes, not between each {between!r}.")
    found = recorded(material, of.entity, relations=relations)
    ties, unplaced = _between(found.required(f"relation between {of.entity}s", of.entity), of)
    ties = _signed(ties.merged())
    if focus is not None:
        ties = _around(ties, focus)
    keys = list(dict.fromkeys(end for tie in ties.held for end in (tie.source, tie.target)))
    notes = (
        (
            say(
                "Not drawn, without a recorded {what}: {names}.",
                material.language,
                what=between,
                names=listed(unplaced, material.language),
            ),
        )
        if unplaced
        else ()
    )
    heading = "Context chart" if focus is None else "Context chart: {focus}"
    return assemble(
        material,
        _nodes(keys, _kinds(material, of, kind), focus),
        ties,
        kind="context chart",
        title=title
        or (say(heading, material.language, focus=focus) if focus else say(heading, material.language)),
        notes=notes,
    )


def _between(ties: Ties, of: Facet) -> tuple[Ties, list[str]]:
    """The ties between the values of a facet, and what has no value."""
    value = dict(zip(of.entities, map(as_text, of.values), strict=True))
    unplaced = dict.fromkeys(
        end for tie in ties.held for end in (tie.source, tie.target) if value.get(end) is None
    )
    named = (
        replace(tie, source=str(value[tie.source]), target=str(value[tie.target]))
        for tie in ties.held
        if tie.source not in unplaced and tie.target not in unplaced
    )
    return replace(ties, held=tuple(tie for tie in named if tie.source != tie.target)), list(unplaced)


def _signed(ties: Ties) -> Ties:
    """One tie for each two and relation, mixed where good and strained are both recorded."""
    signs: dict[tuple[str, str, str], set[str]] = {}
    for tie in ties.held:
        signs.setdefault((tie.source, tie.target, tie.relation), set()).update(tie.sign or "")
    mixed = {ends for ends, said in signs.items() if len(said) > 1}
    held = (
        replace(tie, sign="±") if (tie.source, tie.target, tie.relation) in mixed else tie
        for tie in ties.held
    )
    return replace(ties, held=tuple(held)).merged()


def _around(ties: Ties, focus: str) -> Ties:
    """The ties among a node and all that it is tied to."""
    ends: set[str] = {end for tie in ties.held for end in (tie.source, tie.target)}
    if focus not in ends:
        raise not_found("node with a relation", focus, sorted(ends))
    near = {end for tie in ties.held if focus in (tie.source, tie.target) for end in (tie.source, tie.target)}
    return ties.only(lambda tie: tie.source in near and tie.target in near)


def _kinds(material: Material, of: Facet, name: str | None) -> dict[Any, str]:
    if name is None:
        return {}
    if not of.itself:
        raise InvalidInput(f"Each {of.name} has no kind of its own; leave out kind={name!r}.")
    values = attribute(material, of.entity, name)
    return {
        each: as_text(value) or say("not recorded", material.language)
        for each, value in zip(values.entities, values.values, strict=True)
    }


def _nodes(keys: Iterable[str], kinds: dict[Any, str], focus: str | None) -> list[Node]:
    of_node = {key: kinds.get(key, "unit") for key in keys}
    palette = colours(of_node.values())
    return [
        Node(key=key, label=key, kind=kind, colour=palette[kind], emphasis=key == focus)
        for key, kind in of_node.items()
    ]
