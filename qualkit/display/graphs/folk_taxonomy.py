"""The folk taxonomy: the terms of those who were studied, each a kind of the one above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualkit.display.facets import attribute
from qualkit.display.graphs.assembly import assemble
from qualkit.display.graphs.graph import Graph
from qualkit.display.graphs.nodes import Node, code_nodes
from qualkit.display.graphs.ties import SORTS, Tie, Ties, recorded
from qualkit.display.material import Material
from qualkit.display.scope import scope
from qualkit.display.values import as_text
from qualkit.errors import InvalidInput
from qualkit.language import say


def folk_taxonomy(
    material: Material,
    *,
    codes: Sequence[str] | str | None = None,
    contrast: str | None = None,
    title: str | None = None,
) -> Graph:
    """The tree of terms: what people say is a kind of what.

    It follows the relations *is a kind of* between codes where any is recorded, else the codebook's
    hierarchy, of the codes in vivo where there are any and of all codes otherwise.

    Parameters
    ----------
    material
        The frames of a study.
    codes
        Codes to include, each with its descendants; all by default.
    contrast
        A column of the codes printed below each term: what tells it from its neighbours (``brief``).
    title
        Printed in the caption.

    Raises
    ------
    NotFound
        For a code or column that does not exist.
    InvalidInput
        Where no code is above another.
    """
    words = material.language
    among = set(material.codes["code"][scope(material, codes=codes, where=None).codes])
    ties, notes = _recorded(material, among)
    if not ties.held:
        ties, notes = _hierarchy(material, among)
    ends = {end for tie in ties.held for end in (tie.source, tie.target)}
    nodes = code_nodes(material, ends, kind="term")
    if contrast is not None:
        nodes, said = (
            _contrasted(material, nodes, contrast),
            say("Below each term: {what}.", words, what=contrast),
        )
        notes = (*notes, said)
    return assemble(
        material,
        nodes,
        ties,
        kind="folk taxonomy",
        title=title or say("Folk taxonomy", words),
        notes=notes,
        places=_depths(nodes, ties),
    )


def _recorded(material: Material, among: set[str]) -> tuple[Ties, tuple[str, ...]]:
    ties = recorded(material, "code").only(lambda tie: tie.relation.casefold() in SORTS)
    ties = ties.only(lambda tie: tie.source in among and tie.target in among).merged()
    return replace(ties, held=tuple(replace(tie, label="") for tie in ties.held)), ()


def _hierarchy(material: Material, among: set[str]) -> tuple[Ties, tuple[str, ...]]:
    """The codebook's own tree as ties."""
    words, codes = material.language, material.codes
    above = dict(zip(codes["code"], map(as_text, codes["parent"]), strict=True))
    in_vivo = set(codes.loc[codes["kind"] == "in vivo", "code"]) & among
    wanted = _with_above(in_vivo, above) if in_vivo else among
    held = tuple(
        Tie(source=code, target=parent, relation=say("is a kind of", words), label="", silent=True)
        for code, parent in above.items()
        if parent is not None and code in wanted and parent in wanted
    )
    if not held:
        raise InvalidInput(
            "No code is a kind of another. Record one: study.reduction.link('late letter', 'obstacle', "
            "'is a kind of', evidence=codings)"
        )
    only = (say("Only codes in vivo and those above them.", words),) if in_vivo else ()
    return Ties(held=held), (say("The tree follows the codebook's hierarchy.", words), *only)


def _with_above(codes: set[str], above: dict[str, str | None]) -> set[str]:
    found: set[str] = set()
    for code in codes:
        each: str | None = code
        while each is not None and each not in found:
            found.add(each)
            each = above[each]
    return found


def _contrasted(material: Material, nodes: list[Node], name: str) -> list[Node]:
    values = attribute(material, "code", name)
    said = dict(zip(values.entities, map(as_text, values.values), strict=True))
    return [replace(node, detail=said[node.key]) for node in nodes]


def _depths(nodes: list[Node], ties: Ties) -> list[int]:
    """How far each term is below a root; raises `InvalidInput` where terms are kinds of each other."""
    above: dict[str, list[str]] = {}
    for tie in ties.held:
        above.setdefault(tie.source, []).append(tie.target)
    depth: dict[str, int] = {}

    def sink(term: str, below: tuple[str, ...]) -> int:
        if term in below:
            circle = " → ".join([*below[below.index(term) :], term])
            raise InvalidInput(f"Terms are kinds of each other: {circle}. Take one of these relations back.")
        if term not in depth:
            depth[term] = max((sink(each, (*below, term)) + 1 for each in above.get(term, ())), default=0)
        return depth[term]

    return [sink(node.key, ()) for node in nodes]
