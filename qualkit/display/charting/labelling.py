"""Labels that do not hide each other: one above the other along a line, or around points in a plane."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qualkit.display.labels import Numbers

_ANGLES = np.deg2rad([0, 180, 45, 135, 315, 225, 90, 270, 22, 158, 338, 202])
_MOST = 9  # hits that count, so that no arrow drives a label out of the field
_DOT = 0.02  # inches of room around a point
_AWAY = 0.03 * 1.35 ** np.arange(18)  # inches between a point and its label that are tried


def cascade(lefts: Sequence[float], sizes: Sequence[tuple[float, float]], *, gap: float) -> list[float]:
    """How high over a line each label stands that begins at its place there, so that no two meet.

    Places are in order. An earlier label stands above the later ones that begin under it, so that no line
    down from a label to its place crosses another label.

    >>> cascade([0.0, 1.0, 5.0], [(2.0, 0.5), (2.0, 0.25), (2.0, 0.5)], gap=0.0)
    [0.25, 0.0, 0.0]
    """
    feet = [0.0] * len(lefts)
    for each in range(len(lefts) - 1, -1, -1):
        reach = lefts[each] + sizes[each][0] + gap
        later = range(each + 1, len(lefts))
        feet[each] = max((feet[n] + sizes[n][1] + gap for n in later if lefts[n] < reach), default=0.0)
    return feet


def around(
    points: Numbers, radii: Numbers, sizes: Numbers, *, taken: Numbers, field: tuple[float, float]
) -> Numbers:
    """The middles of labels, each beside its point, on no other label, no point, and nothing taken.

    All in inches: n × 2 points and their radii, n × 2 sizes of labels, m × 2 places taken, and the width and
    height of the field that labels stay in as long as there is room.
    """
    places: list[Numbers] = []
    dots = np.concatenate([points, taken])
    wide = np.concatenate([2 * radii, np.zeros(len(taken))])[:, None] + _DOT
    for point, radius, size in zip(points, radii, sizes, strict=True):
        tried = _candidates(point, size + 2 * radius)
        crowd = _hits(tried, size, np.array(places).reshape(-1, 2), sizes[: len(places)])
        hits = np.minimum(_hits(tried, size, dots, np.repeat(wide, 2, axis=1)), _MOST)
        outside = ((tried - size / 2 < 0) | (tried + size / 2 > np.array(field))).any(axis=1)
        places.append(tried[np.argmin(100 * crowd + 10 * outside + hits)])
    return np.array(places).reshape(-1, 2)


def _candidates(point: Numbers, size: Numbers) -> Numbers:
    """Places for the middle of a label, the nearest to its point first."""
    turns = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=1)
    candidates: Numbers = np.concatenate([point + turns * (size / 2 + away) for away in _AWAY])
    return candidates


def _hits(tried: Numbers, size: Numbers, others: Numbers, sizes: Numbers) -> Numbers:
    """On how many other boxes a box would lie, at each place tried."""
    apart = np.abs(tried[:, None] - others[None])
    hits: Numbers = (apart < (size + sizes[None]) / 2).all(axis=2).sum(axis=1).astype(float)
    return hits
