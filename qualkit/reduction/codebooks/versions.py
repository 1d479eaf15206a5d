"""The versions that a study's codebook has had."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.codebooks.comparing import difference

if TYPE_CHECKING:
    from qualkit.reduction.codebook import Codebook

_COLUMNS = ("version", "at", "coder", "verb", "codes", "added", "changed", "removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A codebook as it was from some moment on: who made it so and by which verb.

    ``renamed`` are the new names of codes by those of the edition before.
    """

    version: int
    at: str
    coder: str
    verb: str
    codebook: Codebook
    renamed: Mapping[str, str] = field(default_factory=dict)


def edition_id(code: str, created: str) -> str:
    """The GUID of what a code was from a time on: the same in every copy of a study."""
    return str(uuid.uuid5(uuid.UUID(code), created))


def versions(past: Sequence[Edition]) -> pd.DataFrame:
    """List editions, the first one first; see `Codebook.versions`."""
    _refuse_none(past)
    rows = [
        (each.version, each.at, each.coder, each.verb, len(each.codebook.codes), *_counts(before, each))
        for before, each in pairwise([None, *past])
        if each is not None
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def between(past: Sequence[Edition], a: int | Codebook, b: int | Codebook) -> pd.DataFrame:
    """What was changed from one edition or codebook to another; see `Codebook.diff`."""
    a, b = _asked(a), _asked(b)
    old, new = (_edition(past, each).codebook if isinstance(each, int) else each for each in (a, b))
    if not isinstance(a, int) or not isinstance(b, int):
        return difference(old, new)
    if a <= b:
        return difference(old, new, renamed=_renamed(past, a, b))
    return difference(old, new, renamed={after: before for before, after in _renamed(past, b, a).items()})


def _asked(version: int | Codebook) -> int | Codebook:
    if isinstance(version, (int, np.integer)):
        return int(version)
    if not hasattr(version, "codes"):
        raise InvalidInput(f"{version!r} is no version. Give a number of versions(), or a codebook.")
    return version


def _edition(past: Sequence[Edition], version: int) -> Edition:
    _refuse_none(past)
    for each in past:
        if each.version == version:
            return each
    raise NotFound(
        f"The codebook has no version {version}. There are {past[0].version} to {past[-1].version}; "
        "see study.codebook.versions()."
    )


def _refuse_none(past: Sequence[Edition]) -> None:
    if not past:
        raise NotFound(
            "This codebook has no versions, since it is of no study: a file holds one version. "
            "Ask the codebook of a study, study.codebook, or compare two codebooks."
        )


def _counts(before: Edition | None, after: Edition) -> tuple[int, int, int]:
    """How many codes were added, changed and removed."""
    if before is None:
        return len(after.codebook.codes), 0, 0
    changes = difference(before.codebook, after.codebook, renamed=after.renamed)
    added, removed = (int((changes["change"] == each).sum()) for each in ("added", "removed"))
    return added, changes["code"].nunique() - added - removed, removed


def _renamed(past: Sequence[Edition], first: int, last: int) -> dict[str, str]:
    """The names that codes of one edition have in a later one, where they are others."""
    names = {code.name: code.name for code in _edition(past, first).codebook.codes}
    for each in past:
        if first < each.version <= last:
            names = {
                name: each.renamed.get(now, now)
                for name, now in names.items()
                if each.renamed.get(now, now) in each.codebook
            }
    return {name: now for name, now in names.items() if name != now}
