"""Streams: the paths of a network from where it begins to where it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from qualkit.display.graphs.layers import layers

_Onward = dict[str, list[tuple[int, str]]]


def streams(
    ends: Sequence[tuple[str, str]], *, most: int, outcome: str | None = None
) -> list[tuple[int, ...]]:
    """The first ``most`` paths from nodes to which nothing leads to the outcome, or to where paths end.

    Each path is the positions of its edges; edges that only close a circle are no part of one.

    >>> streams([("a", "b"), ("b", "d"), ("c", "b")], most=9)
    [(0, 1), (2, 1)]
    """
    number = {name: place for place, name in enumerate(dict.fromkeys(each for edge in ends for each in edge))}
    edges = [(number[source], number[target]) for source, target in ends]
    _, back = layers(len(number), edges, last=None if outcome is None else number.get(outcome))
    onward: _Onward = {}
    for place, (source, target) in enumerate(ends):
        if edges[place] not in back:
            onward.setdefault(source, []).append((place, target))
    led_to = {target for held in onward.values() for _, target in held}
    starts = [name for name in number if name in onward and name not in led_to]
    return list(islice((path for start in starts for path in _paths(start, onward, outcome)), most))


def _paths(start: str, onward: _Onward, outcome: str | None) -> Iterator[tuple[int, ...]]:
    if start not in onward and outcome in (None, start):
        yield ()
    for place, target in onward.get(start, ()):
        for rest in _paths(target, onward, outcome):
            yield (place, *rest)


def nodes_of(path: Sequence[int], ends: Sequence[tuple[str, str]]) -> list[str]:
    """The nodes that a path passes.

    >>> nodes_of((0, 1), [("a", "b"), ("b", "d")])
    ['a', 'b', 'd']
    """
    return [ends[path[0]][0], *(ends[place][1] for place in path)]
