"""Steps from left to right: every arrow goes at least one step on, but for those that close a circle."""

from __future__ import annotations

from collections.abc import Sequence

Edge = tuple[int, int]


def layers(count: int, edges: Sequence[Edge], *, last: int | None = None) -> tuple[list[int], set[Edge]]:
    """The step of each of ``count`` nodes, and the edges that lead back and so close a circle.

    A node stands one step behind the last of those that lead to it, or just before what it leads to
    where nothing leads to it. Of a circle, the node with the lowest number comes first; all that leads on
    from the ``last`` node leads back.

    >>> layers(4, [(0, 1), (1, 2), (2, 0), (3, 2)])
    ([0, 1, 2, 1], {(2, 0)})
    """
    back = {edge for edge in edges if edge[0] == last}
    back |= _back_edges(count, [edge for edge in edges if edge not in back])
    onward = [edge for edge in dict.fromkeys(edges) if edge not in back]
    after, before = _neighbours(count, onward), _neighbours(count, [(end, start) for start, end in onward])
    order = _sorted_along(count, before, after)
    step = [0] * count
    for node in order:
        step[node] = max((step[each] + 1 for each in before[node]), default=0)
    for node in reversed(order):
        if len(after[node]) > len(before[node]):
            step[node] = min(step[each] for each in after[node]) - 1
    return step, back


def _neighbours(count: int, edges: Sequence[Edge]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(count)]
    for start, end in edges:
        found[start].append(end)
    return found


def _back_edges(count: int, edges: Sequence[Edge]) -> set[Edge]:
    """The edges to a node from which one came, walking on from each node in turn."""
    after = _neighbours(count, edges)
    back: set[Edge] = set()
    done: set[int] = set()
    for start in range(count):
        back |= _walk(start, after, done)
    return back


def _walk(start: int, after: list[list[int]], done: set[int]) -> set[Edge]:
    """The edges met that lead back, on all ways from a node through nodes not ``done``, which then are."""
    back: set[Edge] = set()
    if start in done:
        return back
    way = [(start, iter(after[start]))]
    on_way = {start}
    while way:
        node, ahead = way[-1]
        for end in ahead:
            if end in on_way:
                back.add((node, end))
            elif end not in done:
                on_way.add(end)
                way.append((end, iter(after[end])))
                break
        else:
            way.pop()
            on_way.discard(node)
            done.add(node)
    return back


def _sorted_along(count: int, before: list[list[int]], after: list[list[int]]) -> list[int]:
    """The nodes so that every edge leads to a later one."""
    waiting = [len(each) for each in before]
    order = [node for node in range(count) if not waiting[node]]
    for node in order:
        for end in after[node]:
            waiting[end] -= 1
            if not waiting[end]:
                order.append(end)
    return order
