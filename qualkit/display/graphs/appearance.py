"""How kinds of nodes and signs of edges look, so that they differ in greyscale too, and the key to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualkit.display.graphs.shapes import Shape
from qualkit.display.values import as_text
from qualkit.language import say

if TYPE_CHECKING:
    from qualkit.display.graphs.graph import Graph

_OF_KIND: dict[str, Shape] = {
    "event": "box",
    "state": "ellipse",
    "decision": "diamond",
    "end": "round",
    "start": "round",
}
_IN_TURN: tuple[Shape, ...] = ("box", "ellipse", "round", "diamond")
_BORDERS = ("-", (0, (4, 1.5)), (0, (1, 1)))
DASHES: dict[str, Any] = {"": "-", "+": "-", "-": (0, (4.5, 2.5)), "±": (0, (6, 2, 1, 2))}
_OF_ATTRIBUTES = "context chart"  # whose nodes are of the kinds that the researcher named
_MEANINGS = {
    _OF_ATTRIBUTES: {
        "+": "+ : good relation",
        "-": "− : strained relation",
        "±": "± : mixed relation",
    },
    "": {
        "+": "+ : the more, the more",
        "-": "− : the more, the less",
        "±": "± : both, or mixed",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """An entry of the key: words behind a shape of a colour, or a line with its dashes, or neither."""

    words: str
    shape: Shape | None = None
    colour: str = ""
    border: Any = "-"
    dashes: Any = None


def shapes(graph: Graph) -> list[Shape]:
    """The shape of each node."""
    looks = _looks(graph)
    return [looks[kind][0] for kind in graph.nodes["kind"]]


def borders(graph: Graph) -> list[Any]:
    """The line style of each node's border."""
    looks = _looks(graph)
    return [looks[kind][1] for kind in graph.nodes["kind"]]


def _looks(graph: Graph) -> dict[str, tuple[Shape, Any]]:
    kinds = list(dict.fromkeys(graph.nodes["kind"]))
    if graph.kind != _OF_ATTRIBUTES:
        return {kind: (_OF_KIND.get(kind, "box"), "-") for kind in kinds}
    turns = len(_IN_TURN)
    return {
        kind: (_IN_TURN[place % turns], _BORDERS[place // turns % len(_BORDERS)])
        for place, kind in enumerate(kinds)
    }


def key(graph: Graph) -> list[Sample]:
    """What needs saying of the shapes, the lines and the letters that the graph has."""
    return [*_key_of_kinds(graph), *_key_of_signs(graph), *_key_of_words(graph)]


def _key_of_kinds(graph: Graph) -> list[Sample]:
    looks = _looks(graph)
    if len(looks) < 2 or graph.kind == "composite sequence":
        return []
    colour = dict(zip(graph.nodes["kind"], graph.nodes["colour"], strict=True))
    return [
        Sample(
            words=kind if graph.kind == _OF_ATTRIBUTES else say(kind, graph.language),
            shape=shape,
            colour=colour[kind],
            border=border,
        )
        for kind, (shape, border) in looks.items()
    ]


def _key_of_signs(graph: Graph) -> list[Sample]:
    meanings = _MEANINGS.get(graph.kind, _MEANINGS[""])
    there = {as_text(sign) for sign in graph.edges["sign"]}
    return [
        Sample(words=say(meaning, graph.language), dashes=DASHES[sign])
        for sign, meaning in meanings.items()
        if sign in there
    ]


def _key_of_words(graph: Graph) -> list[Sample]:
    said = []
    if graph.nodes["rating"].notna().any():
        said.append("H: high, M: middle, L: low")
    if graph.kind == "composite sequence":
        said.append("thicker line: more cases")
    if graph.kind == "code map":
        said.append("n: number of accepted codings")
    return [Sample(words=say(phrase, graph.language)) for phrase in said]
