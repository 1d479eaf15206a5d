"""The scope of a display: which codes it includes, and which codings and sources a filter leaves in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.display.choices import check
from qualkit.display.facets import Facet, facet
from qualkit.display.material import Material
from qualkit.display.values import as_text, names
from qualkit.errors import InvalidInput, not_found
from qualkit.model import KINDS

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Filter:
    """A facet, the values of it that count, and of each of its entities whether it has one of them."""

    facet: Facet
    values: tuple[str, ...]
    allowed: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """The codes included (one truth value for each row of the codebook), and the filters."""

    codes: Mask
    named: tuple[str, ...]
    filters: tuple[Filter, ...]


def scope(material: Material, *, codes: Sequence[str] | str | None, where: Mapping[str, Any] | None) -> Scope:
    """The codes and filters asked for; raises `NotFound` for a name that does not exist."""
    check(codes=codes, where=where)
    named = (codes,) if isinstance(codes, str) else () if codes is None else tuple(codes)
    filters = tuple(_filter(material, name, value) for name, value in (where or {}).items())
    return Scope(_chosen(material, named), named, filters)


def _chosen(material: Material, named: tuple[str, ...]) -> Mask:
    if not named:
        return np.ones(len(material.codes), dtype=bool)
    known = list(material.codes["code"])
    for name in named:
        if name not in known:
            raise not_found("code", name, known)
    wanted = descendants(material, named)
    return np.fromiter((code in wanted for code in known), dtype=bool, count=len(known))


def descendants(material: Material, named: Iterable[str]) -> set[str]:
    """The named codes and all codes below them."""
    children: dict[str, list[str]] = {}
    for code, parent in zip(material.codes["code"], material.codes["parent"], strict=True):
        if isinstance(parent, str):
            children.setdefault(parent, []).append(code)
    found: set[str] = set()
    waiting = list(named)
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting.extend(children.get(code, ()))
    return found


def _filter(material: Material, name: str, value: Any) -> Filter:
    of = facet(material, name)
    wanted = tuple(
        text
        for each in (value if isinstance(value, list | tuple | set) else [value])
        if (text := as_text(each))
    )
    if not wanted:
        raise InvalidInput(f"The filter on {name!r} names no value; give one value or a list of values.")
    texts = [as_text(each) for each in of.values]
    known = {text for text in texts if text is not None} | (set(KINDS) if name == "kind" else set())
    for each in wanted:
        if each not in known:
            raise not_found(name, each, sorted(known))
    return Filter(of, wanted, np.fromiter((text in wanted for text in texts), dtype=bool, count=len(texts)))


def declared(material: Material, frame: pd.DataFrame, name: str) -> Mask | None:
    """Of each row of a frame and code, whether an attribute such as `not_asked` names it; None if none."""
    if name not in frame.columns:
        return None
    codes = pd.Index(material.codes["code"])
    below: dict[tuple[str, ...], Mask] = {(): np.zeros(len(codes), dtype=bool)}
    said = np.zeros((len(frame), len(codes)), dtype=bool)
    for row, named in enumerate(map(names, frame[name])):
        if named not in below:
            below[named] = codes.isin(descendants(material, named))
        said[row] = below[named]
    return said if said.any() else None
