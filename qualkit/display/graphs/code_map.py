"""The code map: the codebook as an outline with its counts, and the relations between codes beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualkit.display.graphs.assembly import assemble
from qualkit.display.graphs.graph import Graph
from qualkit.display.graphs.nodes import Node, code_nodes
from qualkit.display.graphs.ties import Tie, Ties, recorded
from qualkit.display.material import Material
from qualkit.display.scope import scope
from qualkit.display.values import as_text
from qualkit.errors import InvalidInput
from qualkit.language import say

_NAMED = 6


def code_map(
    material: Material,
    *,
    codes: Sequence[str] | str | None = None,
    relations: Sequence[str] | str | None = None,
    title: str | None = None,
) -> Graph:
    """The codes by family, each with its number of codings, and what is related to what.

    Retired codes without codings are left out. A relation has the number of its sentence in the
    ``narrative``.

    Parameters
    ----------
    material
        The frames of a study.
    codes
        Codes to include, each with its descendants; all by default.
    relations
        The names of the relations to show; all by default.
    title
        Printed in the caption.

    Raises
    ------
    NotFound
        For a code or relation that does not exist.
    InvalidInput
        Where the codebook is empty.
    """
    words = material.language
    nodes = _nodes(material, set(material.codes["code"][scope(material, codes=codes, where=None).codes]))
    if not nodes:
        raise InvalidInput("The codebook has no codes. Add one: study.reduction.define('commitment')")
    there = {node.key for node in nodes}
    ties = recorded(material, "code", relations=relations).merged()
    ties = ties.only(lambda tie: {tie.source, tie.target} <= there)
    above = _above(material, there)
    return assemble(
        material,
        nodes,
        replace(ties, held=(*_worded(ties), *_belonging(above, words))),
        kind="code map",
        title=title or say("Code map", words),
        numbered=True,
        places=_depths(above),
    )


def _nodes(material: Material, wanted: set[str]) -> list[Node]:
    """The codes, each below the one it belongs to."""
    codes = material.codes
    retired = set(codes.loc[codes["retired"].astype(bool), "code"]) if "retired" in codes else set()
    nodes = [node for node in code_nodes(material, wanted) if node.n or node.key not in retired]
    parents = set(codes["parent"].dropna())
    return [
        replace(node, detail=f"n\u00a0=\u00a0{node.n}") if node.n or node.key not in parents else node
        for node in nodes
    ]


def _above(material: Material, there: set[str]) -> dict[str, str | None]:
    """Of each code that is shown the nearest one above it that is shown too."""
    parent = dict(zip(material.codes["code"], map(as_text, material.codes["parent"]), strict=True))

    def nearest(code: str | None) -> str | None:
        return code if code is None or code in there else nearest(parent[code])

    return {code: nearest(parent[code]) for code in parent if code in there}


def _depths(above: dict[str, str | None]) -> list[int]:
    depth: dict[str | None, int] = {None: -1}
    for code, parent in above.items():
        depth[code] = depth[parent] + 1
    return [depth[code] for code in above]


def _worded(ties: Ties) -> list[Tie]:
    """The relations, of which only the numbers are drawn where their names would take too much room."""
    named = len(ties.held) <= _NAMED
    return [tie if named else replace(tie, label="") for tie in ties.held]


def _belonging(above: dict[str, str | None], language: str) -> list[Tie]:
    """The hierarchy as ties, which are drawn without words."""
    relation = say("belongs to", language)
    return [
        Tie(source=code, target=parent, relation=relation, label="", silent=True)
        for code, parent in above.items()
        if parent is not None
    ]
