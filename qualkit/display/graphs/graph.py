"""The graph as a value: nodes, and edges that have a type, a sign and their evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from qualkit.display.rendered import Drawn
from qualkit.language import say

if TYPE_CHECKING:
    import networkx

    from qualkit.display.graphs.placing import Engine

Kind = Literal[
    "context chart",
    "folk taxonomy",
    "cognitive map",
    "decision model",
    "event–state network",
    "composite sequence",
    "causal chain",
    "causal network",
    "cross-case causal network",
    "code map",
]
_LISTED = 40


def _no_paths() -> pd.DataFrame:
    return pd.DataFrame(columns=pd.Index(["path", "case", "holds"]), dtype=object)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Graph(Drawn):
    """A display of nodes and of the edges that lead from one to another.

    ``nodes`` has ``node label kind rating n place detail colour emphasis``: ``kind`` is what sort of node
    it is, ``rating`` is ``L``, ``M``, ``H`` or missing, ``n`` its number of accepted codings (or missing),
    ``place`` its step from the left (or its depth in a hierarchy), ``detail`` what is printed below it.
    ``edges`` has ``source target relation sign label n evidence cases``: ``evidence`` is a tuple of coding
    ids and ``cases`` a tuple of cases; ``n`` counts the codings, or the cases in a decision model, a
    composite sequence and a cross-case network. ``narrative`` says every edge in a numbered sentence.
    ``codings`` has a row ``row column coding_id`` for each coding behind an edge, row and column
    being its ends. ``paths`` has ``path case holds`` where cases are compared.
    """

    kind: Kind
    title: str
    nodes: pd.DataFrame
    edges: pd.DataFrame
    codings: pd.DataFrame
    language: str = "en"
    notes: tuple[str, ...] = ()
    narrative: tuple[str, ...] = ()
    paths: pd.DataFrame = field(default_factory=_no_paths)
    version: int = 0

    @property
    def frame(self) -> pd.DataFrame:
        """The edges."""
        return self.edges

    @property
    def graph(self) -> networkx.DiGraph[str]:
        """The graph for further analysis; a `networkx.MultiDiGraph` where edges share both their ends."""
        from qualkit.display.graphs.exchange import as_networkx

        return as_networkx(self)

    @property
    def alternative(self) -> str:
        """The graph in words, for who cannot see it."""
        size = say(
            "{nodes} nodes, {edges} connections.", self.language, nodes=len(self.nodes), edges=len(self.edges)
        )
        said = list(self.narrative) or [
            say("Nodes: {names}.", self.language, names="; ".join(self.nodes["label"]))
        ]
        more = [say("and {n} more", self.language, n=len(said) - _LISTED)] if len(said) > _LISTED else []
        return " ".join([f"{self.title}.", size, *said[:_LISTED], *more])

    def draw(self, *, titled: bool, engine: Engine = "layered") -> Any:
        """The drawing as a ``matplotlib.figure.Figure``, always the same for the same graph.

        ``engine`` ``graphviz`` lets the program ``dot`` place the nodes; raises `InvalidInput` where it is
        not installed.
        """
        from qualkit.display.graphs.drawing import draw

        return draw(self, titled=titled, engine=engine)

    def to_graphml(self, path: str | Path) -> Path:
        """Write the graph for Gephi, yEd or Cytoscape; returns the path."""
        import networkx

        networkx.write_graphml_xml(self.graph, str(path))
        return Path(path)

    def to_mermaid(self, path: str | Path | None = None) -> str | Path:
        """The graph as a Mermaid flowchart, or the path that it was written to if one is given."""
        from qualkit.display.graphs.exchange import as_mermaid

        return _written(as_mermaid(self), path)

    def to_dot(self, path: str | Path | None = None) -> str | Path:
        """The graph in the language of Graphviz, or the path that it was written to if one is given."""
        from qualkit.display.graphs.exchange import as_dot

        return _written(as_dot(self), path)

    def __repr__(self) -> str:
        size = f"{len(self.nodes)} nodes, {len(self.edges)} edges"
        return f"<Graph {self.title!r}: {self.kind}, {size}, data version {self.version}>"


def _written(text: str, path: str | Path | None) -> str | Path:
    if path is None:
        return text
    Path(path).write_text(text, encoding="utf-8")
    return Path(path)
