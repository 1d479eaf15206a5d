"""The nodes of a graph before they are placed: codes with their labels, colours and counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from qualkit.display.axes import code_labels
from qualkit.display.charting.colouring import code_colours
from qualkit.display.material import Material
from qualkit.errors import not_found


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node as printed; ``key`` is what edges name it by."""

    key: str
    label: str
    kind: str
    colour: str
    rating: str | None = None
    n: int | None = None
    detail: str | None = None
    emphasis: bool = False


def code_nodes(
    material: Material, codes: Iterable[str], *, kind: str = "code", counts: Mapping[str, int] | None = None
) -> list[Node]:
    """A node for each code, in codebook order, with its number of accepted codings."""
    wanted = set(codes)
    labels, shades = code_labels(material), code_colours(material, wanted)
    used = code_counts(material) if counts is None else counts
    return [
        Node(key=code, label=labels[code], kind=kind, colour=shades[code], n=used.get(code, 0))
        for code in material.codes["code"]
        if code in wanted
    ]


def code_counts(material: Material, *, case: str | None = None) -> dict[str, int]:
    """How many accepted codings each code has, of all or of a case."""
    accepted = accepted_codings(material, case=case)
    return {str(code): int(n) for code, n in accepted["code"].value_counts().items()}


def accepted_codings(material: Material, *, case: str | None = None) -> pd.DataFrame:
    """The accepted codings, of all or of a case."""
    codings = material.codings
    held = codings[codings["status"] == "accepted"]
    if case is None:
        return held
    links = material.links
    return held[held["coding_id"].isin(set(links.loc[links["case"] == case, "coding_id"]))]


def known(material: Material, kind: str, name: str) -> str:
    """The name of a case, source or code that exists; raises `NotFound` with the nearest ones."""
    frame: pd.DataFrame = {"case": material.cases, "source": material.sources, "code": material.codes}[kind]
    if name not in set(frame[kind]):
        raise not_found(kind, name, frame[kind])
    return name
