"""The rows or columns of a display: what they are, and to which of them each record belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

import numpy as np
import pandas as pd

from qualkit.display.facets import Facet, facet, periods_between
from qualkit.display.material import Material
from qualkit.display.records import Positions, Records, met
from qualkit.display.scope import Mask, Scope, descendants
from qualkit.display.values import as_text, natural, numbers
from qualkit.errors import InvalidInput, not_found
from qualkit.language import localised
from qualkit.model import DIRECTNESS, KINDS, Role


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """The keys of an axis in order, as they are printed, and for each entity its key's position (or -1)."""

    facet: Facet
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    groups: tuple[str | None, ...]
    lookup: Positions

    @property
    def facets(self) -> tuple[Facet, ...]:
        """What the axis tells apart."""
        return (self.facet,)

    @property
    def parts(self) -> tuple[Axis, ...]:
        """The axis itself, which is one of one."""
        return (self,)

    @property
    def innermost(self) -> Axis:
        """The axis itself, which has none within."""
        return self

    @property
    def inner(self) -> list[int]:
        """For each key its own position."""
        return self.indices(0)

    def indices(self, _: int) -> list[int]:
        """For each key its position on the axis itself."""
        return list(range(len(self.keys)))

    def reduced(self, records: Records) -> tuple[Positions | None, Positions]:
        """Positions of records, and for each key its position: all at one where records are not divided."""
        found = self.positions(records)
        size = len(self.keys)
        return found, np.zeros(size, dtype=np.intp) if found is None else np.arange(size, dtype=np.intp)

    def positions(self, records: Records) -> Positions | None:
        """The key of each record, -1 for none; None where records have nothing of this sort."""
        found = records.positions(self.facet.entity, self.facet.entities)
        return None if found is None else np.append(self.lookup, -1)[found]

    def arranged(self, order: Positions) -> Axis:
        """The axis with its keys in another order."""
        places = np.empty(len(order) + 1, dtype=np.intp)
        places[order] = np.arange(len(order))
        places[-1] = -1
        pick = [int(each) for each in order]
        return Axis(
            self.facet,
            tuple(self.keys[each] for each in pick),
            tuple(self.labels[each] for each in pick),
            tuple(self.groups[each] for each in pick),
            places[self.lookup],
        )


Clusters = Mapping[str, str | Sequence[str]]


def axis(material: Material, name: str | Clusters, *, scope: Scope, language: str) -> Axis:
    """The axis with a name, its keys in their natural order; or of clusters of codes by their headings."""
    if not isinstance(name, str):
        return _clustered(material, name, scope)
    of = facet(material, name)
    texts = [as_text(value) for value in of.values]
    allowed = _allowed(material, of, scope)
    figures = not of.itself and numbers(of.values) is not None
    keys = _keys(material, of, texts=texts, allowed=allowed, figures=figures)
    place = {key: number for number, key in enumerate(keys)}
    lookup = [
        place.get(text, -1) if text is not None and ok else -1
        for text, ok in zip(texts, allowed, strict=True)
    ]
    groups = _families(material, keys) if name == "code" else (None,) * len(keys)
    if figures:
        labels = [localised(key, language) for key in keys]
    else:
        labels = _labels(material, of, keys, language=language)
    return Axis(of, tuple(keys), tuple(labels), groups, np.array(lookup, dtype=np.intp))


def _clustered(material: Material, clusters: Clusters, scope: Scope) -> Axis:
    """An axis of the headings of clusters, each with its codes and all below them.

    Raises `NotFound` for a code that does not exist, `InvalidInput` for one in two clusters.
    """
    known = list(material.codes["code"])
    heading: dict[str, str] = {}
    for label, named in clusters.items():
        for name in [named] if isinstance(named, str) else named:
            if name not in known:
                raise not_found("code", name, known)
            for code in descendants(material, [name]):
                if heading.setdefault(code, label) != label:
                    raise InvalidInput(f"{code!r} is in two clusters, {heading[code]!r} and {label!r}.")
    of = Facet("cluster", "code", pd.Index(known), tuple(heading.get(code) for code in known))
    place = {label: number for number, label in enumerate(clusters)}
    chosen = zip(known, scope.codes, strict=True)
    lookup = [place[heading[code]] if ok and code in heading else -1 for code, ok in chosen]
    labels = tuple(clusters)
    return Axis(of, labels, labels, (None,) * len(labels), np.array(lookup, dtype=np.intp))


def _allowed(material: Material, of: Facet, scope: Scope) -> Mask:
    allowed = np.ones(len(of.entities), dtype=bool)
    if of.entity == "code":
        allowed &= scope.codes
    if of.entity == "coder":
        allowed &= of.entities.isin(met(material.codings["coder"], material.accepted))
    for each in scope.filters:
        if each.facet.entity == of.entity:
            allowed &= each.allowed
    return allowed


def _keys(
    material: Material, of: Facet, *, texts: list[str | None], allowed: Mask, figures: bool
) -> list[str]:
    present = dict.fromkeys(text for text, ok in zip(texts, allowed, strict=True) if ok and text is not None)
    if of.name == "code":
        return _listed_codes(material, allowed)
    if of.name == "family":
        return list(present)
    if of.name == "kind":
        return [kind for kind in KINDS if kind in present]
    if of.name == "role":
        met = set(pd.unique(material.turns["role"])) | set(pd.unique(material.codings["role"]))
        return [role for role in get_args(Role) if role in present and role in met]
    if of.name.partition(":")[0] in ("period", "when") and present:
        return periods_between(min(present), max(present))
    if of.name in ("conclusion", "question"):
        return list(present)
    if of.name == "directness":
        met = set(material.codings["directness"].dropna())
        return [each for each in DIRECTNESS if each in met]
    return sorted(present, key=Decimal) if figures else sorted(present, key=natural)


def _listed_codes(material: Material, allowed: Mask) -> list[str]:
    """The leaves of the codebook that are in use, and the codes that were used or summarised."""
    codes = material.codes
    retired = codes["code"][codes["retired"].astype(bool)] if "retired" in codes else ()
    bare = {*codes["parent"].dropna(), *retired}
    used = {*met(material.codings["code"], material.accepted), *material.summaries["code"]}
    return [
        code
        for code, ok in zip(codes["code"], allowed, strict=True)
        if ok and (code not in bare or code in used)
    ]


def _families(material: Material, keys: Iterable[str]) -> tuple[str | None, ...]:
    family = dict(zip(material.codes["code"], material.codes["family"], strict=True))
    of_keys = [family[key] for key in keys]
    if len(set(of_keys)) < 2 or len(set(of_keys)) == len(of_keys):
        return (None,) * len(of_keys)
    labels = code_labels(material)
    return tuple(labels[name] for name in of_keys)


def _labels(material: Material, of: Facet, keys: list[str], *, language: str) -> list[str]:
    if of.entity == "code" and of.name in ("code", "family"):
        labels = code_labels(material)
        return [labels.get(key, key) for key in keys]
    return [of.printed(key, language) for key in keys]


def code_labels(material: Material) -> dict[str, str]:
    """The label of each code as printed, else its name."""
    codes = material.codes
    return {code: as_text(label) or code for code, label in zip(codes["code"], codes["label"], strict=True)}
