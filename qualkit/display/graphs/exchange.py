"""Graphs for other programs: networkx, Mermaid, and the language of Graphviz."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qualkit.display.content import clean
from qualkit.display.graphs.appearance import shapes
from qualkit.display.graphs.graphviz import SHAPES
from qualkit.display.values import as_text, missing

if TYPE_CHECKING:
    import networkx

    from qualkit.display.graphs.graph import Graph

_MERMAID_SHAPES = {"box": ("[", "]"), "round": ("(", ")"), "ellipse": ("([", "])"), "diamond": ("{", "}")}
_DOT_STYLES = {None: "solid", "+": "solid", "-": "dashed", "±": "dotted"}
_CODED = re.compile(r"[^\w\s.,:;!?/()=“”‘’–—−±…]|^\d+[.)]|\bend\b", re.IGNORECASE)


def as_networkx(graph: Graph) -> networkx.DiGraph[str]:
    """The graph with every column as an attribute; what is missing is left out."""
    import networkx

    shared = graph.edges.duplicated(["source", "target"]).any()
    made: networkx.DiGraph[str] = (networkx.MultiDiGraph if shared else networkx.DiGraph)(
        title=clean(graph.title), kind=graph.kind, language=graph.language, version=graph.version
    )
    for node in graph.nodes.to_dict("records"):
        made.add_node(clean(node["node"]), **_attributes(node, leave=("node",)))
    for edge in graph.edges.to_dict("records"):
        ends = clean(edge["source"]), clean(edge["target"])
        made.add_edge(*ends, **_attributes(edge, leave=("source", "target")))
    return made


def _attributes(row: dict[Any, Any], *, leave: tuple[str, ...]) -> dict[str, Any]:
    return {name: _simple(value) for name, value in row.items() if name not in leave and not missing(value)}


def _simple(value: Any) -> str | int | float | bool:
    """A value as other programs take it; lists become one text, parted by semicolons."""
    if isinstance(value, str | tuple):
        return clean(as_text(value) or "")
    return bool(value) if isinstance(value, bool) else int(value)


def as_mermaid(graph: Graph) -> str:
    """A Mermaid flowchart; whatever its grammar could take for its own is written as a character code."""
    number = {node: place for place, node in enumerate(graph.nodes["node"])}
    lines = ["flowchart LR"]
    for node, shape in zip(graph.nodes.to_dict("records"), shapes(graph), strict=True):
        begin, end = _MERMAID_SHAPES[shape]
        label = "<br/>".join(_coded(line) for line in _lines(node))
        lines.append(f'  n{number[node["node"]]}{begin}"{label}"{end}')
    for edge in graph.edges.to_dict("records"):
        arrow = "-.->" if as_text(edge["sign"]) == "-" else "-->"
        label = f'|"{_coded(edge["label"])}"|' if edge["label"] else ""
        lines.append(f"  n{number[edge['source']]} {arrow}{label} n{number[edge['target']]}")
    return "\n".join(lines) + "\n"


def _lines(node: dict[Any, Any]) -> list[str]:
    text = f"{node['label']}\n{as_text(node['detail']) or ''}"
    return [line for line in text.splitlines() if line.strip()]


def _coded(text: str) -> str:
    flat = " ".join(clean(text).split())
    return _CODED.sub(lambda found: "".join(f"#{ord(sign)};" for sign in found.group()), flat)


def as_dot(graph: Graph) -> str:
    """The graph in the language of Graphviz, its nodes in the shapes and its edges in the dashes drawn."""
    lines = ["digraph {", "  rankdir=LR;", f"  label={_quoted(graph.title)};"]
    for node, shape in zip(graph.nodes.to_dict("records"), shapes(graph), strict=True):
        style = ', style="rounded"' if shape == "round" else ""
        label = _quoted("\n".join(_lines(node)))
        lines.append(f"  {_quoted(node['node'])} [shape={SHAPES[shape]}, label={label}{style}];")
    for edge in graph.edges.to_dict("records"):
        ends = f"{_quoted(edge['source'])} -> {_quoted(edge['target'])}"
        lines.append(
            f"  {ends} [label={_quoted(edge['label'])}, style={_DOT_STYLES[as_text(edge['sign'])]}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
