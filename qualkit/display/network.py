"""Networks as values: codes that occur together, and the pairs of codings behind every line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from qualkit.display.axes import code_labels
from qualkit.display.charting.colouring import code_colours
from qualkit.display.facets import entities
from qualkit.display.material import Material
from qualkit.display.pairs import edges
from qualkit.display.records import Positions, encode, evidence
from qualkit.display.rendered import Drawn
from qualkit.display.scope import scope
from qualkit.errors import InvalidInput
from qualkit.language import listed, say

if TYPE_CHECKING:
    import networkx

_TITLES = {"overlap": "Codes on overlapping passages", "turn": "Codes in the same turn"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Network(Drawn):
    """Nodes and the edges between them.

    ``nodes`` has ``code label family count colour family_colour``, ``edges`` has ``source target weight
    codings``: between two codes, the pairs of codings that meet, as pairs of ids in the order source, target.
    """

    title: str
    nodes: pd.DataFrame
    edges: pd.DataFrame
    language: str = "en"
    notes: tuple[str, ...] = ()
    version: int = 0

    @property
    def frame(self) -> pd.DataFrame:
        """The edges."""
        return self.edges

    @property
    def codings(self) -> pd.DataFrame:
        """Every coding behind every edge: ``row column coding_id``, row and column being its codes."""
        rows = [
            (edge.source, edge.target, coding)
            for edge in self.edges.itertuples(index=False)
            for coding in dict.fromkeys(coding for pair in cast(Any, edge.codings) for coding in pair)
        ]
        return pd.DataFrame(rows, columns=pd.Index(["row", "column", "coding_id"]))

    @property
    def graph(self) -> networkx.Graph[str]:
        """The network for further analysis: nodes with label, family and count, edges with their weight."""
        import networkx

        graph: networkx.Graph[str] = networkx.Graph(title=self.title)
        for code, label, family, count in (
            self.nodes[["code", "label", "family", "count"]].to_numpy().tolist()
        ):
            graph.add_node(code, label=label, family=family, count=int(count))
        for source, target, weight in self.edges[["source", "target", "weight"]].to_numpy().tolist():
            graph.add_edge(source, target, weight=int(weight))
        return graph

    def to_graphml(self, path: str | Path) -> Path:
        """Write the network for Gephi, yEd or Cytoscape; returns the path."""
        import networkx

        networkx.write_graphml_xml(self.graph, str(path))
        return Path(path)

    @property
    def alternative(self) -> str:
        """What there is to see, in words."""
        label = dict(zip(self.nodes["code"], self.nodes["label"], strict=True))
        pairs = self.edges[["source", "target", "weight"]].head(40).to_numpy().tolist()
        said = "; ".join(f"{label[one]} – {label[other]}: {weight}" for one, other, weight in pairs)
        return f"{self.title}. {said}"

    def draw(self, *, titled: bool) -> Any:
        """The figure (``matplotlib.figure.Figure``)."""
        from qualkit.display.nodes import draw

        return draw(self, titled=titled)

    def __repr__(self) -> str:
        size = f"{len(self.nodes)} nodes, {len(self.edges)} edges"
        return f"<Network {self.title!r}: {size}, data version {self.version}>"


def cooccurrence_network(
    material: Material,
    *,
    codes: Sequence[str] | str | None = None,
    unit: str = "overlap",
    minimum: int = 1,
    where: Mapping[str, Any] | None = None,
    language: str | None = None,
) -> Network:
    """Which codes were put on overlapping passages, or in the same turn, and how often.

    An edge's weight is the number of pairs of accepted codings, one of each code, that meet in one
    source (``unit`` ``overlap``) or in one of its turns (``turn``); ``minimum`` leaves out lighter
    edges. A span with one code put on it by several coders counts once. Raises `NotFound` for unknown
    codes, `InvalidInput` for another unit.
    """
    if unit not in _TITLES:
        raise InvalidInput(f"Codes cannot meet in {unit!r}; choose 'overlap' or 'turn'.")
    words = language or material.language
    chosen = scope(material, codes=codes, where=where)
    involved = {each.facet.entity for each in chosen.filters}
    index = entities(material, "code")
    rows = np.sort(evidence(material, chosen, involved=involved).rows)
    counted, places = _distinct(material.codings, encode(material.codings["code"], index), rows)
    if unit == "turn":
        spoken = counted["turn"].notna().to_numpy()
        counted, places = counted[spoken], places[spoken]
    found = edges(counted, places, unit=unit)
    found = found[found["weight"] >= minimum]
    nodes = _nodes(material, np.bincount(places, minlength=len(index)))
    linked = set(found["first"]) | set(found["second"])
    alone = [label for place, label in zip(nodes.index, nodes["label"], strict=True) if place not in linked]
    note = say("Without a link: {codes}.", words, codes=listed(alone, words))
    return Network(
        title=say(_TITLES[unit], words),
        nodes=nodes.reset_index(drop=True),
        edges=_named(found, index),
        language=words,
        notes=(note,) if alone else (),
        version=material.version,
    )


def _distinct(codings: pd.DataFrame, codes: Positions, rows: Positions) -> tuple[pd.DataFrame, Positions]:
    """The codings at some rows, each code once a span, with the places of their codes."""
    source = pd.factorize(codings["source"])[0][rows]
    start, end = codings["start"].to_numpy()[rows], codings["end"].to_numpy()[rows]
    parts = (codes[rows], end, start, source)
    order = np.lexsort((rows, *parts))
    new = np.ones(len(order), dtype=bool)
    new[1:] = np.any([np.diff(part[order]) != 0 for part in parts], axis=0)
    kept = np.sort(rows[order[new]])
    columns = ["coding_id", "source", "start", "end", "turn"]
    return codings[columns].take(kept), codes[kept]


def _nodes(material: Material, counts: Any) -> pd.DataFrame:
    """The codes that were used, by their place in the codebook."""
    codes, labels = material.codes, code_labels(material)
    colours = code_colours(material, codes["code"])
    nodes = pd.DataFrame(
        {
            "code": codes["code"].tolist(),
            "label": [labels[code] for code in codes["code"]],
            "family": [labels[family] for family in codes["family"]],
            "count": counts,
            "colour": codes["code"].map(colours).tolist(),
            "family_colour": codes["family"].map(colours).tolist(),
        }
    )
    return nodes[nodes["count"] > 0]


def _named(found: pd.DataFrame, index: pd.Index[Any]) -> pd.DataFrame:
    named = pd.DataFrame(
        {
            "source": index.take(found["first"].to_numpy()),
            "target": index.take(found["second"].to_numpy()),
            "weight": found["weight"].to_numpy(),
            "codings": found["codings"].to_numpy(),
        }
    )
    return named.sort_values("weight", ascending=False, kind="stable", ignore_index=True)
