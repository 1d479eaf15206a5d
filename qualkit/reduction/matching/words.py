"""Words as patterns count them: runs of letters, digits and underscores, with their marks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qualkit.reduction.folding import WORD, Offsets


def words(around: NDArray[np.uint8]) -> tuple[Offsets, Offsets]:
    """Where the words of a text begin and end, from the `kinds` of its code points."""
    within = (around & WORD) > 0
    edges = np.flatnonzero(within[1:] != within[:-1])
    return edges[0::2], edges[1::2]
