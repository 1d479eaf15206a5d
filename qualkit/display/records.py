"""Codings and turns by number: of each, the position of its source, its case and all else it has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.display.facets import Entity, entities
from qualkit.display.material import Material
from qualkit.display.scope import Mask, Scope

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """Rows of a frame, one for each case that a row belongs to where cases matter.

    ``rows`` are positions in ``frame``; ``cases`` are positions among the cases (-1 for none), and None
    where cases do not matter.
    """

    frame: pd.DataFrame
    rows: Positions
    cases: Positions | None

    def positions(self, entity: Entity, index: pd.Index[Any]) -> Positions | None:
        """Of each record the position of its entity in an index, -1 for none; None if records have none."""
        if entity == "case":
            return self.cases
        if entity not in self.frame.columns:
            return None
        return encode(self.frame[entity], index)[self.rows]

    def keep(self, mask: Mask) -> Records:
        """The records that a mask chooses."""
        return Records(self.frame, self.rows[mask], None if self.cases is None else self.cases[mask])


def encode(column: pd.Series[Any], index: pd.Index[Any]) -> Positions:
    """The position in an index of each value of a column, -1 where it is missing or not there."""
    numbers, unique = pd.factorize(column)
    if not len(unique):
        return np.full(len(column), -1, dtype=np.intp)
    found = np.append(pd.Index(index, dtype=object).get_indexer(pd.Index(unique, dtype=object)), -1)
    return found[numbers]


def evidence(material: Material, scope: Scope, *, by_case: bool) -> Records:
    """The accepted codings that a scope leaves in, once for each of their cases if ``by_case``."""
    frame = material.codings
    counted = (frame["status"] == "accepted").to_numpy(dtype=bool)
    if not scope.codes.all():
        codes = encode(frame["code"], entities(material, "code"))
        counted = counted & np.append(scope.codes, False)[codes]
    records = Records(frame, np.flatnonzero(counted), None)
    if by_case:
        records = _by_case(material, counted)
    return filtered(records, scope)


def ground(material: Material, scope: Scope, *, involved: Iterable[Entity]) -> Records:
    """The sources (or their turns, where speakers or roles are involved) that a scope leaves in."""
    involved = set(involved)
    frame = material.sources[["source"]]
    if involved & {"speaker", "role"}:
        frame = material.turns[["source", "speaker", "role"]].drop_duplicates(ignore_index=True)
    records = Records(frame, np.arange(len(frame)), None)
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
    links = material.links
    rows = _coding_rows(material.codings["coding_id"], links["coding_id"])
    cases = encode(links["case"], entities(material, "case"))
    keep = np.append(counted, False)[rows]
    rows, cases = rows[keep], cases[keep]
    if len(rows) and (np.diff(rows) < 0).any():
        order = np.argsort(rows, kind="stable")
        rows, cases = rows[order], cases[order]
    return Records(material.codings, rows, cases)


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
    joined = left.merge(right[right["source"] >= 0], on="source")
    return Records(frame, joined["row"].to_numpy(dtype=np.intp), joined["case"].to_numpy(dtype=np.intp))
