"""Codings and turns by number: of each, the position of its source, its case and all else it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.display.facets import Entity, entities
from qualkit.display.material import Material
from qualkit.display.scope import Mask, Scope

MANY: frozenset[Entity] = frozenset({"case", "conclusion"})
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """Rows of a frame, one for each case (or conclusion) that a row belongs to where these matter.

    ``rows`` are positions in ``frame``; ``links`` hold positions among the cases or conclusions (-1 for
    none), for those of the two that matter.
    """

    frame: pd.DataFrame
    rows: Positions
    links: Mapping[Entity, Positions] = field(default_factory=dict)

    def positions(self, entity: Entity, index: pd.Index[Any]) -> Positions | None:
        """Of each record the position of its entity in an index, -1 for none; None if records have none."""
        if entity in MANY:
            return self.links.get(entity)
        if entity not in self.frame.columns:
            return None
        return encode(self.frame[entity], index)[self.rows]

    def keep(self, mask: Mask | Positions) -> Records:
        """The records that a mask or positions choose."""
        return Records(self.frame, self.rows[mask], {name: at[mask] for name, at in self.links.items()})


def encode(column: pd.Series[Any], index: pd.Index[Any]) -> Positions:
    """The position in an index of each value of a column, -1 where it is missing or not there."""
    numbers, unique = pd.factorize(column)
    if not len(unique):
        return np.full(len(column), -1, dtype=np.intp)
    found = np.append(pd.Index(index, dtype=object).get_indexer(pd.Index(unique, dtype=object)), -1)
    return found[numbers]


def met(column: pd.Series[Any], mask: Mask) -> list[Any]:
    """The values of a column in the rows that a mask chooses, each once."""
    numbers, unique = pd.factorize(column)
    there = np.bincount(numbers[mask & (numbers >= 0)], minlength=len(unique)) > 0
    return [value for value, found in zip(unique, there, strict=True) if found]


def evidence(material: Material, scope: Scope, *, involved: Iterable[Entity]) -> Records:
    """The accepted codings that a scope leaves in, once for each case and conclusion where involved."""
    frame = material.codings
    counted = material.accepted
    if not scope.codes.all():
        codes = encode(frame["code"], entities(material, "code"))
        counted = counted & np.append(scope.codes, False)[codes]
    involved = set(involved)
    records = _by_case(material, counted) if "case" in involved else Records(frame, np.flatnonzero(counted))
    if "conclusion" in involved:
        records = _by_conclusion(material, records)
    return filtered(records, scope)


def written(material: Material, scope: Scope) -> Records:
    """The summaries that a scope leaves in."""
    frame = material.summaries
    cases = encode(frame["case"], entities(material, "case"))
    return filtered(Records(frame, np.arange(len(frame)), {"case": cases}), scope)


def ground(material: Material, scope: Scope, *, involved: Iterable[Entity]) -> Records:
    """The sources (or their turns, where speakers or roles are involved) that a scope leaves in."""
    involved = set(involved)
    frame = material.sources[["source"]]
    if involved & {"speaker", "role"}:
        frame = material.turns[["source", "speaker", "role"]].drop_duplicates(ignore_index=True)
    records = Records(frame, np.arange(len(frame)))
    if "case" in involved:
        records = _sources_by_case(material, frame)
    return filtered(records, scope)


def filtered(records: Records, scope: Scope) -> Records:
    """The records that pass every filter on something that they have."""
    for each in scope.filters:
        positions = records.positions(each.facet.entity, each.facet.entities)
        if positions is not None:
            records = records.keep(np.append(each.allowed, False)[positions])
    return records


def _by_case(material: Material, counted: Mask) -> Records:
    """The counted codings, once for each of their cases; those of none have one record too."""
    links = material.links
    rows = _coding_rows(material.codings["coding_id"], links["coding_id"])
    cases = encode(links["case"], entities(material, "case"))
    alone = np.append(counted, False)
    keep = alone[rows]
    alone[rows] = False
    of_none = np.flatnonzero(alone)
    rows = np.append(rows[keep], of_none)
    cases = np.append(cases[keep], np.full(len(of_none), -1, dtype=np.intp))
    if len(rows) and (np.diff(rows) < 0).any():
        order = np.argsort(rows, kind="stable")
        rows, cases = rows[order], cases[order]
    return Records(material.codings, rows, {"case": cases})


def _by_conclusion(material: Material, records: Records) -> Records:
    """The records cited for or against conclusions, once for each conclusion."""
    cited = material.citations[["conclusion", "coding_id"]].drop_duplicates()
    right = pd.DataFrame(
        {
            "row": _coding_rows(material.codings["coding_id"], cited["coding_id"]),
            "conclusion": encode(cited["conclusion"], entities(material, "conclusion")),
        }
    )
    left = pd.DataFrame({"row": records.rows, "at": np.arange(len(records.rows))})
    joined = left.merge(right[right["row"] >= 0], on="row")
    chosen = records.keep(joined["at"].to_numpy(dtype=np.intp))
    conclusions = joined["conclusion"].to_numpy(dtype=np.intp)
    return Records(chosen.frame, chosen.rows, {**chosen.links, "conclusion": conclusions})


def _coding_rows(codings: pd.Series[Any], linked: pd.Series[Any]) -> Positions:
    if codings.array.equals(linked.array):
        return np.arange(len(codings))  # one case each and in the same order: no million look-ups
    found: Positions = pd.Index(codings).get_indexer(pd.Index(linked))
    return found


def _sources_by_case(material: Material, frame: pd.DataFrame) -> Records:
    source = entities(material, "source")
    links = material.source_links
    left = pd.DataFrame({"source": encode(frame["source"], source), "row": np.arange(len(frame))})
    right = pd.DataFrame(
        {
            "source": encode(links["source"], source),
            "case": encode(links["case"], entities(material, "case")),
        }
    )
    joined = left.merge(right[right["source"] >= 0], on="source", how="left")
    cases = joined["case"].fillna(-1).to_numpy(dtype=np.intp)
    return Records(frame, joined["row"].to_numpy(dtype=np.intp), {"case": cases})
