"""A graph put together from nodes and ties: places, labels, feedback, and a sentence for every edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import count
from typing import Any

import pandas as pd

from qualkit.display.graphs.graph import Graph, Kind
from qualkit.display.graphs.layers import Edge, layers
from qualkit.display.graphs.narrative import sentences
from qualkit.display.graphs.nodes import Node
from qualkit.display.graphs.ties import Tie, Ties
from qualkit.display.material import Material
from qualkit.language import say

_MANY = 60
_CIRCLES = 8
_NODE_COLUMNS = ["node", "label", "kind", "rating", "n", "place", "detail", "colour", "emphasis"]
_EDGE_COLUMNS = ["source", "target", "relation", "sign", "label", "n", "evidence", "cases"]


def assemble(
    material: Material,
    nodes: Sequence[Node],
    ties: Ties,
    *,
    kind: Kind,
    title: str,
    notes: Iterable[str] = (),
    numbered: bool = False,
    places: Sequence[int] | None = None,
    outcome: str | None = None,
    paths: pd.DataFrame | None = None,
) -> Graph:
    """The graph of some nodes and ties, its edges in order from left to right.

    ``numbered`` puts the number of its sentence on each edge; ``places`` are the steps of the nodes where
    the order of the edges does not give them. What leads on from the ``outcome`` is feedback.
    """
    words = material.language
    place = {node.key: number for number, node in enumerate(nodes)}
    edges = [(place[tie.source], place[tie.target]) for tie in ties.held]
    found, back = layers(len(nodes), edges, last=None if outcome is None else place[outcome])
    steps = found if places is None else list(places)
    order = sorted(range(len(edges)), key=lambda each: tuple(steps[end] for end in edges[each]) + edges[each])
    held = [ties.held[each] for each in order]
    shared = _shared(held, words)
    labels = _labels(held, plain=bool(shared), numbered=numbered)
    circles = _feedback(nodes, edges, back, language=words) if places is None else ()
    crowd = (
        (say("{n} nodes are more than a page can show legibly; narrow the graph.", words, n=len(nodes)),)
        if len(nodes) > _MANY
        else ()
    )
    parts: dict[str, Any] = {} if paths is None else {"paths": paths}
    return Graph(
        kind=kind,
        title=title,
        nodes=_node_frame(nodes, steps),
        edges=_edge_frame(held, labels),
        codings=_codings(held),
        language=words,
        notes=(*shared, *notes, *circles, *ties.notes, *crowd),
        narrative=sentences(
            material, [tie for tie in held if not tie.silent], {node.key: node.label for node in nodes}
        ),
        version=material.version,
        **parts,
    )


def _shared(ties: Sequence[Tie], language: str) -> tuple[str, ...]:
    """A note in place of the one relation that every edge would be labelled with."""
    names = {tie.relation for tie in ties if tie.label is None}
    if len(names) != 1 or len(ties) < 2:
        return ()
    return (say("Every arrow: “{relation}”.", language, relation=names.pop()),)


def _labels(ties: Sequence[Tie], *, plain: bool, numbered: bool) -> list[str]:
    number = count(1)
    printed = []
    for tie in ties:
        relation = tie.label if tie.label is not None else "" if plain else tie.relation
        parts = (f"({next(number)})" if numbered and not tie.silent else "", printed_sign(tie.sign), relation)
        printed.append(" ".join(part for part in parts if part))
    return printed


def printed_sign(sign: str | None) -> str:
    """A sign as printed, with a true minus."""
    return (sign or "").replace("-", "−")


def _feedback(
    nodes: Sequence[Node], edges: Sequence[Edge], back: set[Edge], *, language: str
) -> tuple[str, ...]:
    """The circles that edges leading back close, each by its shortest way round."""
    import networkx

    onward: networkx.DiGraph[int] = networkx.DiGraph(edge for edge in edges if edge not in back)
    said = []
    for start, end in sorted(back)[:_CIRCLES]:
        way = [*networkx.shortest_path(onward, end, start), end]
        circle = " → ".join(nodes[each].label for each in way)
        said.append(say("Feedback: {circle}.", language, circle=circle))
    if len(back) > _CIRCLES:
        said.append(say("{n} more circles of feedback.", language, n=len(back) - _CIRCLES))
    return tuple(said)


def _node_frame(nodes: Sequence[Node], steps: Sequence[int]) -> pd.DataFrame:
    rows = [
        {**asdict(node), "node": node.key, "place": step} for node, step in zip(nodes, steps, strict=True)
    ]
    return pd.DataFrame(rows, columns=pd.Index(_NODE_COLUMNS)).astype({"n": "Int64", "place": int})


def _edge_frame(ties: Sequence[Tie], labels: Sequence[str]) -> pd.DataFrame:
    rows = [
        {**asdict(tie), "label": label, "n": len(tie.evidence) if tie.n is None else tie.n}
        for tie, label in zip(ties, labels, strict=True)
    ]
    return pd.DataFrame(rows, columns=pd.Index(_EDGE_COLUMNS)).astype({"n": int})


def _codings(ties: Sequence[Tie]) -> pd.DataFrame:
    rows = [(tie.source, tie.target, coding) for tie in ties for coding in tie.evidence]
    return pd.DataFrame(rows, columns=pd.Index(["row", "column", "coding_id"])).drop_duplicates(
        ignore_index=True
    )
