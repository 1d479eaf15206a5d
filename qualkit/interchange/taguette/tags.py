"""Taguette's tags → codes: a path such as ``people.trust`` is below ``people``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualkit.interchange.drafting import Draft
from qualkit.reduction.codebooks.paths import parents_of


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its path, what is written about it, and the path of its parent where the file says it."""

    path: str
    description: str = ""
    parent: str | None = None


def add_tags(draft: Draft, tags: Sequence[Tag]) -> None:
    """Add tags as codes under their whole paths, each below its parent; a parent that is no tag is made."""
    told = {tag.path: tag.parent for tag in tags if tag.parent is not None}
    known = {tag.path: tag for tag in tags}
    parents = parents_of(list(dict.fromkeys([*known, *told.values()]))) | told
    for path in parents:
        if path not in known:
            message = "It was made, because tags are below it."
            draft.remark("code", path, "adjusted", message)
        draft.code(path, parent=parents.get(path), memo=known[path].description if path in known else "")
