"""Tags whose names are paths → the hierarchy that the paths mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

_SEPARATORS = (".", "/", "\\")


def parents_of(paths: Sequence[str]) -> dict[str, str | None]:
    r"""Find which tags are below which, by the character that separates the parts of their paths.

    This is ``.``, ``/`` or ``\``, whichever divides most of the paths. It must divide every path that has it
    into parts that are not blank, and some part must be a tag itself or have several tags below it, so that
    neither ``e.g.`` nor ``yes/no`` is taken for a hierarchy.

    Returns
    -------
    dict
        The parent of each path, None at the top; parents that are no tags themselves are among the keys.

    Examples
    --------
    >>> parents_of(["people.trust", "people.fear", "place"])
    {'people': None, 'people.trust': 'people', 'people.fear': 'people', 'place': None}
    >>> parents_of(["yes/no", "v. good"])
    {'yes/no': None, 'v. good': None}
    """
    separator = max(_SEPARATORS, key=lambda each: _divided(paths, each))
    if not _divided(paths, separator):
        return dict.fromkeys(paths)
    return dict(pair for path in paths for pair in _lineage(path, separator))


def _divided(paths: Sequence[str], separator: str) -> int:
    """How many paths a separator divides; none if it is not used as one."""
    divided = [path for path in paths if separator in path]
    if not all(part.strip() == part != "" for path in divided for part in path.split(separator)):
        return 0
    above = Counter(path.rpartition(separator)[0] for path in divided)
    telling = any(count > 1 or path in paths for path, count in above.items())
    return len(divided) if telling else 0


def _lineage(path: str, separator: str) -> Iterator[tuple[str, str | None]]:
    """Give a path with its parent, after those above it."""
    parent: str | None = None
    parts = path.split(separator) if separator in path else [path]
    for depth in range(1, len(parts) + 1):
        current = separator.join(parts[:depth])
        yield current, parent
        parent = current
