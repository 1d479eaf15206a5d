"""The tree of codes: what is wrong with it, and its order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from qualkit.errors import not_found
from qualkit.model import Code


def problems(codes: Sequence[Code]) -> Iterator[tuple[int, str, str]]:
    """What keeps codes from being a codebook: the place of a code, the field, and what is wrong."""
    yield from _misnamed(codes)
    parents = {code.name: code.parent for code in codes}
    for place, code in enumerate(codes):
        if code.parent is None:
            continue
        if code.parent not in parents:
            yield (
                place,
                "parent",
                f"code {code.name!r} has an unknown parent. {not_found('code', code.parent, parents)}",
            )
        elif code.name in _ancestors(code.name, parents):
            yield (
                place,
                "parent",
                f"code {code.name!r} is its own ancestor. Give one code of the circle another parent.",
            )


def depth_first(codes: Sequence[Code]) -> tuple[Code, ...]:
    """The codes with each followed by its children, brothers and sisters in the order given."""
    children: defaultdict[str | None, list[Code]] = defaultdict(list)
    for code in codes:
        children[code.parent].append(code)
    ordered: list[Code] = []
    waiting = children[None][::-1]
    while waiting:
        code = waiting.pop()
        ordered.append(code)
        waiting += children[code.name][::-1]
    return tuple(ordered)


def depths(codes: Sequence[Code]) -> dict[str, int]:
    """How far below the top each code is; each parent stands before its children."""
    depth: dict[str | None, int] = {None: -1}
    for code in codes:
        depth[code.name] = depth[code.parent] + 1
    return {name: each for name, each in depth.items() if name is not None}


def _misnamed(codes: Sequence[Code]) -> Iterator[tuple[int, str, str]]:
    taken: dict[str, str] = {}
    for place, code in enumerate(codes):
        if not code.name.strip() or len(code.name.splitlines()) > 1:
            yield place, "name", f"{code.name!r} cannot name a code. Write a name on one line."
        elif code.name.casefold() in taken:
            first = taken[code.name.casefold()]
            yield place, "name", f"there is a code {first!r} already. Give {code.name!r} another name."
        taken.setdefault(code.name.casefold(), code.name)


def _ancestors(name: str, parents: dict[str, str | None]) -> set[str]:
    """The names above a code, as far as they exist, up to where they repeat."""
    above: set[str] = set()
    parent = parents.get(name)
    while parent is not None and parent not in above:
        above.add(parent)
        parent = parents.get(parent)
    return above
