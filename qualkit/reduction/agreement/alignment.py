"""The best alignment of the units of several coders, and its disorder.

After Mathet, Widlöcher & Métivier (2015), Computational Linguistics 41(3), 437-479. A unitary alignment takes
at most one unit of each coder; its disorder is the mean dissimilarity of its pairs. The best alignment puts
every unit into one of them at the least disorder, summed, by unit of a coder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement.weighting import Matrix

Track = Matrix
"""The units of a coder: rows of ``start end code``, the code as a number."""

_MOST = 2_000_000
_EMPTY = -1


@dataclass(frozen=True, slots=True)
class Dissimilarity:
    """How unlike two units are; a unit against none is as unlike as 1."""

    position: float
    """The weight of where they lie: squared differences of the ends, by the sum of the lengths."""
    code: float
    """The weight of a different code."""

    def between(self, mine: Track, other: Track) -> Matrix:
        """Units × units, with a last row and column for no unit."""
        first, second = mine[:, None, :], other[None, :, :]
        ends = np.abs(first[..., :2] - second[..., :2]).sum(axis=2)
        lengths = (first[..., 1] - first[..., 0]) + (second[..., 1] - second[..., 0])
        unlike = self.position * (ends / lengths) ** 2 + self.code * (first[..., 2] != second[..., 2])
        return np.pad(unlike, (0, 1), constant_values=1.0)


def disorder(tracks: Sequence[Track], dissimilarity: Dissimilarity) -> float:
    """The disorder of the best alignment; 0 when all coders marked the same."""
    units = sum(len(each) for each in tracks)
    if not units:
        return 0.0
    pairs = {
        (first, second): dissimilarity.between(tracks[first], tracks[second])
        for first, second in combinations(range(len(tracks)), 2)
    }
    least = _of_two(pairs[0, 1]) if len(tracks) == 2 else _of_many(tracks, pairs)
    return least * len(tracks) / units


def _of_two(unlike: Matrix) -> float:
    """All units alone, and what is gained by the best pairing of them."""
    from scipy.optimize import linear_sum_assignment

    gain = np.minimum(unlike[:-1, :-1] - 2, 0)
    return float(sum(unlike.shape) - 2 + gain[linear_sum_assignment(gain)].sum())


def _of_many(tracks: Sequence[Track], pairs: dict[tuple[int, int], Matrix]) -> float:
    """The cheapest choice of unitary alignments that holds every unit once, by integer programming."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    chosen, cost = _candidates(tracks, pairs)
    begins = np.cumsum([0, *(len(each) for each in tracks)])
    candidate, coder = np.nonzero(chosen != _EMPTY)
    unit = chosen[candidate, coder] + begins[coder]
    holds = csr_array((np.ones(len(unit)), (unit, candidate)), shape=(begins[-1], len(cost)))
    found = milp(
        cost, integrality=np.ones(len(cost)), bounds=Bounds(0, 1), constraints=LinearConstraint(holds, 1, 1)
    )
    return float(found.fun)


def _candidates(
    tracks: Sequence[Track], pairs: dict[tuple[int, int], Matrix]
) -> tuple[npt.NDArray[np.int64], Matrix]:
    """Unitary alignments × coders, and their disorder: those no worse than their units each alone."""
    chosen, cost = np.zeros((1, 0), dtype=np.int64), np.zeros(1)
    most = len(tracks) * comb(len(tracks), 2)
    for place, track in enumerate(tracks):
        options = np.append(np.arange(len(track)), _EMPTY)
        _check_size(len(chosen) * len(options))
        added = sum((pairs[before, place][chosen[:, before]] for before in range(place)), np.zeros((1, 1)))
        total = cost[:, None] + added + np.zeros(len(options))
        before, option = np.nonzero(total <= most)
        chosen = np.column_stack([chosen[before], options[option]])
        cost = total[before, option]
    cost, held = cost / comb(len(tracks), 2), (chosen != _EMPTY).sum(axis=1)
    useful = (held > 0) & (cost <= held)
    return chosen[useful], cost[useful]


def _check_size(candidates: int) -> None:
    if candidates > _MOST:
        raise InvalidInput(
            f"Gamma of these units has {candidates:,} alignments to choose from, which is too many. Compare "
            "two coders at a time, or one source at a time."
        )
